/** Reads and writes OPML (opml.org/spec2.opml). */
import { limits } from '../limits.ts'
import { decodeEntities } from '../text/entities.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { attributePattern, attributeValue, finder, readAttributes } from '../text/tag-scanner.ts'
import { readProlog } from './xml/prolog.ts'
import { hiddenEnds } from './xml/xml-text.ts'

export interface ListedFeed {
  /** As written. */
  readonly url: string
  /** Plain text; empty if the list gives none. */
  readonly title: string
}

/**
 * The feeds of an OPML document, at any depth. Each outline is read on its own, so that a mistake in one loses no other. The
 * DOCTYPE is passed over: its entities are not expanded. Null if the document is something else.
 */
export function readOpml(text: string): readonly ListedFeed[] | null {
  const { end, isHtml } = readProlog(text)
  const root = /<([\w.:-]{1,40})/u.exec(text.slice(end, end + limits.xml.sniffedUnits))?.[1]?.toLowerCase() ?? ''
  if (isHtml || !/^(?:[\w.-]+:)?(?:opml|head|body|outline)$/u.test(root)) return null
  const feeds: ListedFeed[] = []
  for (const outline of outlinesIn(text, end)) {
    const feed = feedOf(outline)
    if (feed !== null) feeds.push(feed)
    if (feeds.length >= limits.feed.imported) break
  }
  return feeds
}

/** The text of each outline's start tag behind its name, as far as the next tag, in linear time. Comments and CDATA do not count. */
function* outlinesIn(text: string, from: number): Generator<string, void, undefined> {
  const pastHidden = hiddenEnds(text)
  const instructionEnd = finder(text, '?>')
  // In a value `<` must be escaped, but not every program does it.
  const tag = /<(?:[!?]|\/?(?:[\w.-]{1,40}:)?(?:outline|body|opml)(?=[\s/>"']))/giu
  tag.lastIndex = from
  for (let found = tag.exec(text); found !== null; ) {
    const at = found.index
    const mark = text.charAt(at + 1)
    if (mark === '!') tag.lastIndex = pastHidden(at)
    else if (mark === '?') tag.lastIndex = Math.max(at + 2, Math.min(instructionEnd(at), text.length))
    const start = tag.lastIndex
    const isOutline = /outline$/iu.test(found[0]) && !found[0].startsWith('</')
    found = tag.exec(text)
    if (isOutline) yield text.slice(start, found?.index ?? text.length)
  }
}

const xmlUrl = attributePattern('xmlurl')

/** @param outline the text of a tag behind its name, perhaps with what follows it */
function feedOf(outline: string): ListedFeed | null {
  // Keyboards of phones and word processors turn quotes.
  const tag = /=\s*["']/u.test(outline) ? outline : outline.replace(/[“”„‟]/gu, '"')
  const attributes = readAttributes(tag, 0)?.attributes
  const value = (name: string) => decodeEntities(attributes?.get(name) ?? '').trim()
  const url = value('xmlurl') || (isFeedType(value('type')) ? value('url') : '') || strayUrl(tag)
  // Behind a value whose quote is missing is the name of the next attribute.
  const title = plainTitle(value('text'), value('title'))
    .replace(/\s[\w:-]+=$/u, '')
    .trim()
  return url === '' ? null : { url, title }
}

/**
 * By its specification `text` is HTML, and most programs write plain text there. Where `title` is the same, that is what it is; it is
 * always plain.
 */
function plainTitle(text: string, title: string): string {
  return text === '' || text === title ? title : decodeEntities(text).trim()
}

/** The address of a tag that breaks off, or in which a stray quote hides it. */
function strayUrl(outline: string): string {
  // In a tag without an end, the value behind the last quote may be incomplete.
  const quote = Math.max(outline.lastIndexOf('"'), outline.lastIndexOf("'"))
  return attributeValue(outline.includes('>') ? outline : outline.slice(0, quote + 1), xmlUrl)
}

/** Whether `url` is the address of a feed; elsewhere it is that of a page or of another list. */
function isFeedType(type: string): boolean {
  return /^(?:rss|atom|rdf|feed|json)/iu.test(type)
}

/** XML does not allow control characters. */
function escaped(text: string): string {
  return escapeHtml(text).replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
}

/** @param created RFC 822 date @param feeds each with the address of its site; null: unknown */
export function writeOpml(
  title: string,
  created: string,
  feeds: readonly (ListedFeed & { readonly site: string | null })[],
): string {
  const outlines = feeds.map(({ url, title: name, site }) => {
    const title = name || url
    const page = site === null ? '' : ` htmlUrl="${escaped(site)}"`
    // `text` is HTML, `title` is plain text.
    const names = `text="${escaped(escapeHtml(title))}" title="${escaped(title)}"`
    return `    <outline type="rss" ${names} xmlUrl="${escaped(url)}"${page}/>`
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
