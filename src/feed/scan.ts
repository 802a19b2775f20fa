/** Finds a feed's item blocks and their keys without building a tree, in linear time whatever the input. */
import {
  attribute,
  attributeNames,
  cdataStart,
  endsName,
  finder,
  hiddenEnds,
  startsName,
  tagEnds,
  unwrapped,
} from './markup.ts'

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
      if (tagEnd < 0) break
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
    if (name.isLink && attributes.includes('=')) {
      // An enclosure or a link to replies is not the item's page.
      if (!/^(?:alternate)?$/iu.test(attribute(attributes, attributeNames.rel))) return
      const href = attribute(attributes, attributeNames.href)
      if (href !== '') return keep('href', href)
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
