/**
 * HTML of rich messages, as strict as the documentation: core.telegram.org/bots/api#rich-html-style. Telegram's own refusals are not
 * documented; bots report "can't parse entities". In doubt, it is refused here.
 */
import { badRequest } from './bot-api-error.ts'
import { checkedLink } from './links.ts'

/** An element; without a tag it is the message. */
export interface RichElement {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (RichElement | string)[]
}

const inline = new Set('a b strong i em u ins s strike del code mark sub sup tg-spoiler br'.split(' '))
const headings = 'h1 h2 h3 h4 h5 h6'.split(' ')
export const blocks: ReadonlySet<string> = new Set([
  ...headings,
  ...'p pre footer hr ul ol li blockquote aside details'.split(' '),
])
/** Parts of blocks. */
const parts = new Set(['summary', 'cite'])
/** Tags that exist in the Bot API but not in the simulator. */
const unsupported = new Set(
  (
    'tg-reference tg-emoji tg-time tg-math tg-math-block img video audio tg-document figure figcaption tg-map tg-collage ' +
    'tg-slideshow table caption tr td th tg-button tg-button-row input'
  ).split(' '),
)
const withoutEnd = new Set(['br', 'hr'])
/** The contents of these are text with inline tags. */
const textOnly = new Set([...headings, 'p', 'pre', 'footer', ...parts, ...inline])
const attributeNames: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'name'],
  code: ['class'],
  ol: ['start', 'type', 'reversed'],
  li: ['value', 'type'],
  blockquote: ['expandable'],
  details: ['open'],
}
/** "The API currently supports only the following named HTML entities" */
const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

interface Open {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (RichElement | string)[]
}

export function parseRichHtml(html: string): RichElement {
  const root: Open = { tag: '', attributes: new Map(), children: [] }
  const open: Open[] = [root]
  for (const [piece] of html.matchAll(/<[^>]*>|<|[^<]+/gu)) {
    const parent = open.at(-1) ?? root
    if (!piece.startsWith('<')) {
      addText(parent, decoded(piece))
      continue
    }
    const end = /^<\/([a-z][a-z0-9-]*)\s*>$/iu.exec(piece)?.[1]?.toLowerCase()
    if (end !== undefined) {
      if (open.length === 1) throw failed('Unexpected end tag')
      if (end !== parent.tag) throw failed(`Unmatched end tag, expected "</${parent.tag}>", found "</${end}>"`)
      checkComplete(parent)
      open.pop()
      continue
    }
    const [, written, rest = '', slash] = /^<([a-z][a-z0-9-]*)((?:\s[^<>]*?)?)(\/?)>$/iu.exec(piece) ?? []
    const tag = written?.toLowerCase()
    if (tag === undefined) throw failed('Unclosed start tag')
    if (unsupported.has(tag)) throw badRequest(`this simulated Telegram does not support the tag ${tag}`)
    if (!inline.has(tag) && !blocks.has(tag) && !parts.has(tag)) throw failed(`Unsupported start tag "${tag}"`)
    if (slash === '/' && !withoutEnd.has(tag)) throw failed(`Tag "${tag}" needs an end tag`)
    const element: Open = { tag, attributes: attributesOf(tag, rest), children: [] }
    checkPlace(open, element)
    parent.children.push(element)
    if (!withoutEnd.has(tag)) open.push(element)
  }
  const unclosed = open.at(-1)
  if (unclosed !== undefined && unclosed !== root)
    throw failed(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  return root
}

function addText(parent: Open, text: string): void {
  if ((parent.tag === 'ul' || parent.tag === 'ol') && text.trim() !== '') throw failed('A list contains only items')
  if (parent.tag === 'details' && parent.children.length === 0 && text.trim() !== '')
    throw failed('Details begin with a summary')
  parent.children.push(text)
}

function checkPlace(open: readonly Open[], { tag, attributes }: Open): void {
  const parent = open.at(-1)?.tag ?? ''
  const isList = parent === 'ul' || parent === 'ol'
  if (isList !== (tag === 'li')) throw failed(`Tag "${tag}" is not allowed in "${parent}"`)
  if (textOnly.has(parent) && !inline.has(tag)) throw failed(`Tag "${tag}" is not allowed in "${parent}"`)
  const elements = open.at(-1)?.children.filter((child) => typeof child !== 'string').length ?? 0
  if (parent === 'details' && (elements === 0) !== (tag === 'summary'))
    throw failed('Details begin with a summary, and have one')
  if (tag === 'summary' && parent !== 'details') throw failed('Only details have a summary')
  if (tag === 'cite' && parent !== 'blockquote' && parent !== 'aside') throw failed('Only quotations have an author')
  if (tag !== 'a') return
  if (open.some((each) => each.tag === 'a')) throw failed('Links cannot be nested')
  const href = attributes.get('href')
  if (href === undefined ? attributes.get('name') === undefined : !isLink(href)) throw failed('Wrong link')
}

function isLink(href: string): boolean {
  if (/^#[\w-]+$|^mailto:[^\s@]+@[^\s@]+$|^tel:\+?\d+$/u.test(href)) return true
  return /^(?:https?|tg):/iu.test(href) && checkedLink(href) !== null
}

/** In doubt, a block without content is refused. */
function checkComplete({ tag, children }: Open): void {
  const isEmpty = children.every((child) => typeof child === 'string' && child.trim() === '')
  if (isEmpty && blocks.has(tag)) throw failed(`Empty "${tag}"`)
  if (tag === 'details' && !children.some((child) => typeof child !== 'string' && child.tag === 'summary'))
    throw failed('Details need a summary')
}

function attributesOf(tag: string, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const rest = text.replaceAll(/\s+([a-z][a-z-]*)(?:="([^"]*)")?/giu, (_, name: string, value = '') => {
    if (found.has(name)) throw failed(`Attribute "${name}" stands twice in the tag "${tag}"`)
    found.set(name.toLowerCase(), decoded(value))
    return ''
  })
  if (rest.trim() !== '') throw failed(`Wrong attributes in the tag "${tag}"`)
  const unknown = [...found.keys()].find((name) => attributeNames[tag]?.includes(name) !== true)
  if (unknown !== undefined) throw failed(`Attribute "${unknown}" is not allowed in the tag "${tag}"`)
  return found
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7});|#x([0-9a-f]{1,6});|([a-z]+);)?/giu, (whole, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? 'nothing', 16) : Number(decimal)
    const known = typeof name === 'string' ? named[name] : undefined
    if (known !== undefined) return known
    if (Number.isNaN(code) || code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw failed(`Unsupported entity "${whole}"`)
    return String.fromCodePoint(code)
  })
}

function failed(message: string): Error {
  return badRequest(`Can't parse entities: ${message}`)
}
