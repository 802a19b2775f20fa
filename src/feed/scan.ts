/** Finds a feed's item blocks and their keys without building a tree, in linear time whatever the input. */
import { decodeEntities } from './entities.ts'

/** Where one item stands in the document, its own tags included. */
export interface Block {
  readonly start: number
  readonly end: number
}

export interface Scan {
  /** The item element's name as written: `item`, `entry`, `atom:entry`; null where the document has none. */
  readonly element: string | null
  readonly blocks: readonly Block[]
  /** The document without its blocks. */
  readonly head: string
}

/** An item's keys, decoded but not rendered; empty where absent. */
export interface RawKeys {
  readonly id: string
  /** As written, possibly relative. */
  readonly link: string
  readonly title: string
  readonly date: string
  /** The beginning of its text. */
  readonly text: string
}

const cdataStart = '<![CDATA['
const textUnits = 4000

/** Finds the blocks. CDATA and comments hide what is in them; an unclosed block ends where the next one begins. */
export function scanBlocks(text: string): Scan {
  const pastHidden = hiddenEnds(text)
  const blocks: Block[] = []
  const head: string[] = []
  let element: string | null = null
  let start = -1
  let outside = 0
  const close = (end: number) => {
    blocks.push({ start, end })
    outside = end
    start = -1
  }
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const code = text.charCodeAt(at + 1)
    if (code === 33) {
      at = pastHidden(at)
      continue
    }
    const nameStart = code === 47 ? at + 2 : at + 1
    element ??= itemName(text, nameStart)
    if (element === null || !isName(text, nameStart, element)) {
      at = nameStart
      continue
    }
    const tagEnd = text.indexOf('>', nameStart)
    const next = tagEnd < 0 ? text.length : tagEnd + 1
    if (code !== 47) {
      if (start >= 0) close(at)
      if (at - outside > 1) head.push(text.slice(outside, at))
      start = at
      if (text.charCodeAt(tagEnd - 1) === 47) close(next)
    } else if (start >= 0) close(next)
    at = next
  }
  if (start >= 0) close(text.length)
  head.push(text.slice(outside))
  return { element, blocks, head: head.join('') }
}

const itemNames = /(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s/>])/iuy

function itemName(text: string, at: number): string | null {
  itemNames.lastIndex = at
  return itemNames.exec(text)?.[0] ?? null
}

function isName(text: string, at: number, name: string): boolean {
  return (
    text.charCodeAt(at) === name.charCodeAt(0) &&
    text.startsWith(name, at) &&
    endsName(text.charCodeAt(at + name.length))
  )
}

/** Past the CDATA section or comment at a `<!`; past the mark alone where it is neither or never ends. */
function hiddenEnds(text: string): (at: number) => number {
  const cdataEnd = finder(text, ']]>')
  const commentEnd = finder(text, '-->')
  return (at) => {
    const end = text.startsWith(cdataStart, at)
      ? cdataEnd(at)
      : text.startsWith('<!--', at)
        ? commentEnd(at + 4)
        : Number.POSITIVE_INFINITY
    return end === Number.POSITIVE_INFINITY ? at + 2 : end + 3
  }
}

/** Elements whose inside is not looked into: either their text is wanted whole, or their children are not the item's. */
const opaque = new Set([
  ...['id', 'guid', 'title', 'link', 'origlink', 'pubdate', 'published', 'issued', 'date', 'updated', 'modified'],
  ...['created', 'description', 'summary', 'content', 'encoded', 'body', 'source', 'author', 'contributor', 'image'],
  ...['textinput', 'group', 'category', 'comments'],
])

/** An opaque element's name. */
interface ChildName {
  readonly isLink: boolean
  readonly isGuid: boolean
  /** Its local name; after a colon where it is of another vocabulary; null where it is no key of the item. */
  readonly key: string | null
  /** The beginning of its end tag. */
  readonly closing: string
}

function childName(name: string, prefix: string): ChildName | null {
  const local = name.slice(name.indexOf(':') + 1).toLowerCase()
  if (!opaque.has(local)) return null
  const isOwn = name.length === prefix.length + local.length && name.startsWith(prefix)
  // `media:title` and `itunes:title` are not the item's; `dc:title` is where there is no other.
  const isKey = isOwn || local !== 'title' || /^dc:/iu.test(name)
  return {
    isLink: local === 'link',
    isGuid: isOwn && local === 'guid',
    key: isKey ? (isOwn ? local : `:${local}`) : null,
    closing: `</${name}`,
  }
}

/** Reads the keys of a block. */
export type KeyReader = (block: string) => RawKeys

/** A reader of blocks of one document; `element` is the name that `scanBlocks` found. */
export function keyReader(element: string): KeyReader {
  const prefix = element.slice(0, element.lastIndexOf(':') + 1)
  const names = new Map<string, ChildName | null>()
  const named = (name: string) => {
    let found = names.get(name)
    if (found === undefined) {
      if (names.size > namesMost) names.clear()
      found = childName(name, prefix)
      names.set(name, found)
    }
    return found
  }
  return (block) => blockKeys(block, named)
}

const namesMost = 1000

function blockKeys(block: string, named: (name: string) => ChildName | null): RawKeys {
  const raw = new Map<string, string>()
  const keep = (key: string, value: string) => {
    if (value !== '' && !raw.has(key)) raw.set(key, value)
  }
  const about = eachChild(block, named, (name, attributes, inner) => {
    if (name.isLink && attributes.includes('href')) {
      if (/^(?:alternate)?$/iu.test(attribute(attributes, attributeNames.rel)))
        keep('href', attribute(attributes, attributeNames.href))
      return
    }
    if (name.key === null) return
    keep(name.key, inner)
    if (name.isGuid && !/^false$/iu.test(attribute(attributes, attributeNames.isPermaLink)))
      keep('permalink', webLink(inner))
  })

  const first = (...keys: readonly string[]) => {
    for (const key of keys) {
      const found = raw.get(key)
      const text = found === undefined ? '' : unwrapped(found).trim()
      if (text !== '') return text
    }
    return ''
  }
  const title = first('title', ':title')
  return {
    id: first('guid', 'id') || attribute(about, attributeNames.about),
    link: first(':origlink', 'link', ':link') || (raw.get('href') ?? raw.get('permalink') ?? ''),
    title,
    date: first('pubdate', 'published', 'issued', ':date', 'date', 'updated', 'modified', 'created'),
    text: title === '' ? first('description', 'summary', 'content', ':encoded').slice(0, textUnits) : '',
  }
}

function webLink(raw: string): string {
  const text = unwrapped(raw).trim()
  return /^https?:\/\//iu.test(text) ? text : ''
}

/** After so many elements without an end, a block's elements are taken to have none; it keeps the time linear. */
const unclosedMost = 50

/** Calls back for each named child with its raw attributes and inside; returns the attributes of the block's own tag. */
function eachChild(
  block: string,
  named: (name: string) => ChildName | null,
  visit: (name: ChildName, attributes: string, inner: string) => void,
): string {
  const cdata = finder(block, cdataStart)
  const cdataEnd = finder(block, ']]>')
  const pastHidden = hiddenEnds(block)
  const tagEnd = tagEnds(block)
  let unclosed = 0

  /** Where the end tag stands, from `from` on and outside CDATA; -1 where it does not. */
  const closeOf = (closing: string, from: number): number => {
    for (let at = from; ; ) {
      const close = block.indexOf(closing, at)
      if (close < 0) return -1
      const hidden = cdata(at)
      const hiddenEnd = hidden > close ? -1 : cdataEnd(hidden)
      // CDATA that never ends hides nothing.
      const isHidden = hiddenEnd > close && hiddenEnd !== Number.POSITIVE_INFINITY
      if (!isHidden && endsName(block.charCodeAt(close + closing.length))) return close
      at = isHidden ? hiddenEnd + 3 : close + 1
    }
  }

  let own: string | null = null
  for (let at = block.indexOf('<'); at >= 0; at = block.indexOf('<', at)) {
    const code = block.charCodeAt(at + 1)
    if (code === 33) {
      at = pastHidden(at)
      continue
    }
    if (!startsName(code)) {
      at += 1
      continue
    }
    let nameEnd = at + 2
    while (nameEnd < block.length && !endsName(block.charCodeAt(nameEnd))) nameEnd++
    const end = tagEnd(nameEnd)
    if (end < 0) break
    const name = own === null || nameEnd - at > nameUnits ? null : named(block.slice(at + 1, nameEnd))
    at = end + 1
    if (own === null) own = block.slice(nameEnd, end)
    if (name === null) continue
    const attributes = block.slice(nameEnd, end)
    if (attributes.endsWith('/')) {
      visit(name, attributes, '')
      continue
    }
    const close = unclosed > unclosedMost ? -1 : closeOf(name.closing, at)
    if (close < 0) {
      unclosed++
      const next = block.indexOf('<', at)
      visit(name, attributes, block.slice(at, next < 0 ? block.length : next))
    } else {
      visit(name, attributes, block.slice(at, close))
      at = close + 2
    }
  }
  return own ?? ''
}

const nameUnits = 60

/** Text of raw XML: CDATA as it stands, the rest without comments and with its references decoded. */
export function unwrapped(raw: string): string {
  if (!raw.includes('<!')) return decodeEntities(raw)
  let text = ''
  for (let at = 0; at < raw.length; ) {
    const mark = raw.indexOf('<!', at)
    if (mark < 0) return text + decodeEntities(raw.slice(at))
    text += decodeEntities(raw.slice(at, mark))
    const isCdata = raw.startsWith(cdataStart, mark)
    const isComment = raw.startsWith('<!--', mark)
    if (!isCdata && !isComment) {
      text += '<!'
      at = mark + 2
      continue
    }
    const from = isCdata ? mark + cdataStart.length : mark + 4
    const end = raw.indexOf(isCdata ? ']]>' : '-->', from)
    if (isCdata) text += raw.slice(from, end < 0 ? raw.length : end)
    at = end < 0 ? raw.length : end + 3
  }
  return text
}

/** Patterns for `attribute`. */
export const attributeNames = {
  about: attributeName('(?:[\\w.-]+:)?about'),
  base: attributeName('xml:base'),
  href: attributeName('href'),
  isPermaLink: attributeName('isPermaLink'),
  rel: attributeName('rel'),
  src: attributeName('src'),
  dataSrc: attributeName('data-src'),
  title: attributeName('title'),
  type: attributeName('type'),
  width: attributeName('width'),
  height: attributeName('height'),
}

function attributeName(name: string): RegExp {
  return new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'iu')
}

/** The decoded value of an attribute in the raw text of a tag; empty where it is absent. */
export function attribute(attributes: string, name: RegExp): string {
  if (!attributes.includes('=')) return ''
  const found = name.exec(attributes)
  return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
}

/**
 * Where the tag ends whose attributes begin at `from`: the first `>` outside quotes, or the first at all where quotes are
 * unbalanced; -1 where there is none. Each answer but -1 is to be passed before the next question: that keeps it linear.
 */
export function tagEnds(text: string): (from: number) => number {
  let isOver = false
  return (from) => {
    if (isOver) return -1
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 62) return at
      if (code !== 34 && code !== 39) continue
      const closing = text.indexOf(code === 34 ? '"' : "'", at + 1)
      if (closing > 0) at = closing
    }
    const end = text.indexOf('>', from)
    isOver = end < 0
    return end
  }
}

/** `indexOf` for positions that grow: each answer is kept until it is passed, so all of them together cost one pass. */
export function finder(text: string, pattern: string): (from: number) => number {
  let asked = 0
  let next = -1
  return (from) => {
    if (next < from || from < asked) {
      const found = text.indexOf(pattern, from)
      next = found < 0 ? Number.POSITIVE_INFINITY : found
    }
    asked = from
    return next
  }
}

/** Whether a character ends an element's name: white space, `/`, `>`, or the end of the text. */
export function endsName(code: number): boolean {
  return code <= 32 || code === 62 || code === 47 || Number.isNaN(code)
}

/** Whether a character begins an element's name: a letter, `_`, or anything beyond ASCII. */
export function startsName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127
}
