/** Reads and writes lists of feeds: OPML (opml.org/spec2.opml) and plain lists of addresses. */
import { XMLParser } from 'fast-xml-parser'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { escapeHtml } from '../text/escape-html.ts'

export interface ListedFeed {
  /** As written. */
  readonly url: string
  /** Empty if the list gives none. */
  readonly title: string
}

type Outline = Readonly<Record<string, unknown>>
const outlineSchema = v.record(v.string(), v.unknown())

const maxDepth = 12

/** The feeds of an OPML document or of a list with one address per line, each address once; null if the text is neither. */
export function readFeedList(text: string): readonly ListedFeed[] | null {
  const body = text.replace(/^\ufeff/u, '').trim()
  const feeds = body.startsWith('<') ? fromOpml(body) : fromLines(body)
  if (feeds === null) return null
  const first = new Map<string, ListedFeed>()
  for (const feed of feeds) if (!first.has(feed.url)) first.set(feed.url, feed)
  return [...first.values()].slice(0, limits.feed.imported)
}

function fromOpml(xml: string): readonly ListedFeed[] | null {
  // A DOCTYPE could declare entities, and feed readers do not write one.
  if (!/<opml[\s>]/iu.test(xml.slice(0, 4096)) || /<!(?:DOCTYPE|ENTITY)/iu.test(xml)) return null
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    ignoreDeclaration: true,
    ignorePiTags: true,
    processEntities: true,
    htmlEntities: true,
    parseTagValue: false,
    parseAttributeValue: false,
    jPath: false,
  })
  let tree: unknown
  try {
    tree = parser.parse(xml)
  } catch {
    return null
  }
  const found: ListedFeed[] = []
  collect(tree, found, 0)
  return found
}

function collect(node: unknown, found: ListedFeed[], depth: number): void {
  if (depth > maxDepth || found.length > limits.feed.imported) return
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found, depth)
    return
  }
  if (!v.is(outlineSchema, node)) return
  const url = textOf(node, 'xmlurl')
  if (url !== '') found.push({ url, title: textOf(node, 'text') || textOf(node, 'title') })
  for (const [name, value] of Object.entries(node)) {
    if (/^(?:opml|body|outline)$/iu.test(name)) collect(value, found, depth + 1)
  }
}

/** An attribute; its name is case-insensitive. */
function textOf(outline: Outline, name: string): string {
  const value = Object.entries(outline).find(([each]) => each.toLowerCase() === name)?.[1]
  return typeof value === 'string' ? value.trim() : ''
}

function fromLines(text: string): readonly ListedFeed[] | null {
  const lines = text.split(/\r?\n/u).map((line) => line.trim())
  const feeds = lines.filter((line) => /^https?:\/\/\S+$/iu.test(line)).map((url) => ({ url, title: '' }))
  return feeds.length === 0 ? null : feeds
}

/** XML does not allow control characters. */
function escaped(text: string): string {
  return escapeHtml(text).replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
}

/** Writes OPML. @param created RFC 822 date */
export function writeOpml(title: string, created: string, feeds: readonly ListedFeed[]): string {
  const outlines = feeds.map(({ url, title: name }) => {
    const text = escaped(name || url)
    return `    <outline type="rss" text="${text}" title="${text}" xmlUrl="${escaped(url)}"/>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${escaped(title)}</title>`,
    `    <dateCreated>${created}</dateCreated>`,
    '  </head>',
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n')
}
