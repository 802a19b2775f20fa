/** Reads the keys of a feed's items without a tree, in linear time for any input. */
import { limits } from '../../limits.ts'
import { attributePattern, attributeValue, endsName, startsName, tagEnds } from '../../text/tag-scanner.ts'
import type { SourceText } from '../source-text.ts'
import type { Block, Scan } from './scan.ts'
import { xmlText } from './xml-text.ts'

const { names: maxNames, nameUnits, unclosed: maxUnclosed } = limits.xml
const { keyTextUnits, openingUnits } = limits.feed

/** The fields that identify an item, decoded but with their markup; empty if absent. */
export interface RawKeys {
  readonly id: string
  /** As written, possibly relative. */
  readonly link: string
  readonly title: string
  readonly date: string
  /** The beginning of its text; empty if there is a title. */
  readonly text: string
  /** The beginning of its text, as written. */
  readonly opening: string
}

/** Reads the keys of a block; fastest if blocks are read in order. */
export type KeyReader = (block: Block) => RawKeys

/** The elements of each key, the best first; names with a colon are from other namespaces. */
const sources = {
  id: ['guid', 'id', 'atom:id'],
  identifier: ['dc:identifier'],
  link: [':origlink', 'link', ':link'],
  title: ['title', ':title'],
  date: ['pubdate', 'published', 'issued', ':date', 'date', 'updated', 'modified', 'created'],
  text: ['description', 'summary', 'content', ':encoded'],
  otherTitle: ['atom:title'],
} as const

/** Each of these names has a slot. */
const slots: readonly string[] = Object.values(sources).flat()
/** A further slot for a guid that may be the item's address. */
const permalinkSlot = slots.length

function slotsOf(key: keyof typeof sources): readonly number[] {
  return sources[key].map((name) => slots.indexOf(name))
}

const slotsFor = {
  id: slotsOf('id'),
  identifier: slotsOf('identifier'),
  link: slotsOf('link'),
  title: slotsOf('title'),
  date: slotsOf('date'),
  text: slotsOf('text'),
  otherTitle: slotsOf('otherTitle'),
}

const patterns = {
  about: attributePattern('(?:[\\w.-]+:)?about'),
  href: attributePattern('href'),
  isPermaLink: attributePattern('isPermaLink'),
  rel: attributePattern('rel'),
}

/** Elements whose children are skipped: their whole text is read, or their children describe something else. */
const opaque = new Set([
  ...['id', 'guid', 'title', 'link', 'origlink', 'pubdate', 'published', 'issued', 'date', 'updated', 'modified'],
  ...['created', 'description', 'summary', 'content', 'encoded', 'body', 'source', 'author', 'contributor', 'image'],
  ...['textinput', 'group', 'category', 'comments', 'identifier'],
])

/** A name of elements in a document. */
interface ChildName {
  readonly written: string
  readonly isOpaque: boolean
  readonly isLink: boolean
  readonly isGuid: boolean
  /** -1: it is no key. */
  readonly slot: number
  /** The beginning of its end tag. */
  readonly closing: string
  /** A second hash of the name. */
  readonly check: number
}

/** Characters that need decoding; most texts have none. */
const special = /[&<\u0080-\uffff]/u

/** A reader for the blocks that `scanBlocks` found in one document. */
export function keyReader(source: SourceText, { element, tags }: Pick<Scan, 'element' | 'tags'>): KeyReader {
  const text = source.raw
  const named = nameReader(text, element === null ? '' : element.slice(0, element.lastIndexOf(':') + 1))
  const tagEnd = tagEnds(text)
  const found = keyCollector(source)

  /** The place in `tags` of the element's end tag, from `first` on; -1 if there is none. */
  const closingTagOf = ({ closing }: ChildName, first: number, tagsEnd: number): number => {
    for (let tag = first; tag < tagsEnd; tag++) {
      const at = tags[tag] ?? 0
      if (text.startsWith(closing, at) && endsName(text.charCodeAt(at + closing.length))) return tag
    }
    return -1
  }

  return (block) => {
    const { end: limit, firstTag, tagsEnd } = block
    found.begin(block)
    let unclosed = 0
    for (let tag = firstTag; tag < tagsEnd; tag++) {
      const at = tags[tag] ?? 0
      if (!startsName(text.charCodeAt(at + 1))) continue
      const name = named(at + 1)
      const nameEnd = at + 1 + name.written.length
      const end = text.charCodeAt(nameEnd) === 62 ? nameEnd : tagEnd(nameEnd, limit)
      if (end < 0) break
      // An attribute may contain what looks like a tag.
      while (tag + 1 < tagsEnd && (tags[tag + 1] ?? 0) < end) tag++
      if (!name.isOpaque) continue
      const inside = end + 1
      if (text.charCodeAt(end - 1) === 47) {
        found.child(name, nameEnd, inside, inside)
        continue
      }
      const close = unclosed < maxUnclosed ? closingTagOf(name, tag + 1, tagsEnd) : -1
      if (close < 0) unclosed++
      const last = close < 0 ? tag + 1 : close
      found.child(name, nameEnd, inside, last < tagsEnd ? (tags[last] ?? limit) : limit)
      if (close >= 0) tag = close
    }
    return found.keys()
  }
}

/** Collects positions of keys in a block, so that only the text that is used is copied. */
function keyCollector({ raw: text, decode }: SourceText) {
  const starts = new Int32Array(permalinkSlot + 1)
  const ends = new Int32Array(permalinkSlot + 1)
  let block: Block | null = null
  let href = ''
  const isPermalink = memoizeLast((attributes) => !/^false$/iu.test(attributeValue(attributes, patterns.isPermaLink)))
  const first = (wanted: readonly number[]): string => {
    for (const slot of wanted) {
      const end = ends[slot] ?? 0
      if (end === 0) continue
      const raw = text.slice(starts[slot], end)
      const value = (special.test(raw) ? xmlText(decode(raw)) : raw).trim()
      if (value !== '') return value
    }
    return ''
  }
  const opening = (): string => {
    const slot = slotsFor.text.find((each) => (ends[each] ?? 0) > 0)
    if (slot === undefined) return ''
    const start = starts[slot] ?? 0
    return text.slice(start, Math.min(start + openingUnits, ends[slot] ?? 0))
  }
  const keep = (slot: number, from: number, to: number) => {
    if (ends[slot] !== 0) return
    starts[slot] = from
    ends[slot] = to
  }
  return {
    begin(at: Block) {
      ends.fill(0)
      block = at
      href = ''
    },
    /** Adds an element whose content is between `from` and `to`. */
    child({ slot, isLink, isGuid }: ChildName, attributesFrom: number, from: number, to: number) {
      const attributes = isLink || isGuid ? decode(text.slice(attributesFrom, from - 1)) : ''
      if (isLink && attributes.includes('=')) {
        // Enclosures and links to replies are not the item's page.
        if (!/^(?:alternate)?$/iu.test(attributeValue(attributes, patterns.rel))) return
        const value = attributeValue(attributes, patterns.href)
        if (href === '' && !hasOtherScheme(value, 0, value.length)) href = value
        if (value !== '') return
      }
      if (isLink && hasOtherScheme(text, from, to)) return
      if (slot < 0 || to <= from) return
      keep(slot, from, to)
      if (isGuid && isPermalink(attributes)) keep(permalinkSlot, from, to)
    },
    keys(): RawKeys {
      const title = first(slotsFor.title)
      return {
        id:
          first(slotsFor.id) ||
          attributeValue(decode(ownAttributes(text, block)), patterns.about) ||
          first(slotsFor.identifier),
        link: first(slotsFor.link) || href || webLink(first([permalinkSlot])),
        title,
        date: first(slotsFor.date),
        // Frozen: the text comes first, because items without an id or link are recognised by it.
        text: title === '' ? (first(slotsFor.text) || first(slotsFor.otherTitle)).slice(0, keyTextUnits) : '',
        opening: opening(),
      }
    },
  }
}

/** Caches the last result, as consecutive items usually have equal attributes. */
function memoizeLast(answer: (text: string) => boolean): (text: string) => boolean {
  let asked = ''
  let last = answer('')
  return (text) => {
    if (text !== asked) {
      asked = text
      last = answer(text)
    }
    return last
  }
}

function ownAttributes(text: string, block: Block | null): string {
  if (block === null) return ''
  const end = text.indexOf('>', block.start)
  return text.slice(block.start, end < 0 ? block.end : end)
}

/** A scheme's length in UTF-16 units, with white space before it. */
const schemeUnits = 40

/** Whether a link is of a scheme that is not the web's, such as `gemini:`. A colon before digits is a port's. */
function hasOtherScheme(text: string, from: number, to: number): boolean {
  if (text.startsWith('http', from) || text.charCodeAt(from) === 47) return false
  return /^\s*(?!https?:)[a-z][a-z\d+.-]*:(?!\d)/iu.test(text.slice(from, Math.min(from + schemeUnits, to)))
}

function webLink(text: string): string {
  return /^https?:\/\//iu.test(text) ? text : ''
}

/** Reads names of elements, cached by two hashes of 60 bits together. */
function nameReader(text: string, prefix: string): (from: number) => ChildName {
  const names = new Map<number, ChildName>()
  return (from) => {
    let hash = 0
    let check = 0
    let to = from
    for (let code = text.charCodeAt(to); !endsName(code); code = text.charCodeAt(++to)) {
      hash = (Math.imul(hash, 31) + code) & 0x3fffffff
      check = (Math.imul(check, 16777619) ^ code) & 0x3fffffff
    }
    const known = names.get(hash)
    if (known !== undefined && known.check === check) return known
    const name = childName(text.slice(from, to), prefix, check)
    if (names.size < maxNames && to - from <= nameUnits) names.set(hash, name)
    return name
  }
}

function childName(written: string, prefix: string, check: number): ChildName {
  const local = written.slice(written.indexOf(':') + 1).toLowerCase()
  const isOwn = written.length === prefix.length + local.length && written.startsWith(prefix)
  return {
    written,
    isOpaque: opaque.has(local),
    isLink: local === 'link',
    isGuid: isOwn && local === 'guid',
    slot: slots.indexOf(isOwn ? local : keyNameOf(written.toLowerCase(), local)),
    closing: `</${written}`,
    check,
  }
}

/** Prefixes that publishers use for Atom in RSS; .NET writes `a10`. */
const atomPrefix = /^(?:atom(?:10|03)?|a10):/u

/**
 * The name among the keys of an element of another namespace. `media:title` and `itunes:title` are not the item's title; `dc:title` is, if
 * there is no other.
 */
function keyNameOf(written: string, local: string): string {
  switch (local) {
    case 'id':
      return atomPrefix.test(written) ? 'atom:id' : ''
    case 'title':
      return atomPrefix.test(written) ? 'atom:title' : written === 'dc:title' ? ':title' : ''
    case 'identifier':
      return written
    default:
      return `:${local}`
  }
}
