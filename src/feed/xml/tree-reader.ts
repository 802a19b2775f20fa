/** Makes trees of a feed's head and items: what is flat is cut along its tags, what is nested fast-xml-parser reads. */
import { XMLParser } from 'fast-xml-parser'
import { plainSource, type SourceText } from '../decode.ts'
import { isContainer, nameTeller, unknown, wholes } from './element-names.ts'
import { element, Unread, type XmlElement, type XmlNode } from './elements.ts'
import { endsName, finder, startsName, tagEnds } from './markup.ts'
import { type Block, marksOf } from './scan.ts'

/** Reads parts of one document. */
export interface TreeReader {
  /** The document's own part, as text. */
  readonly head: (xml: string) => XmlElement
  /** An element that holds the item's element. */
  readonly item: (block: Block) => XmlElement
}

/** Tags of a text, from one place among its marks to another. */
interface Extent {
  readonly firstMark: number
  readonly endMark: number
  /** Where it ends in the text. */
  readonly end: number
}

/** A reader of `source` with its `marks`; `prefix` and `root` as for `nameTeller`. */
export function treeReader(source: SourceText, marks: readonly number[], prefix: string, root: string): TreeReader {
  const nameOf = nameTeller(root, prefix)
  const nested = nestedReader(nameOf)
  const cut = cutter(source, marks, nameOf, nested)
  return {
    head(xml) {
      const found = marksOf(xml)
      const all = { firstMark: 0, endMark: found.length, end: xml.length }
      return element(cutter(plainSource(xml), found, nameOf, nested)(all))
    },
    item(block) {
      const { marked: text, decode } = source
      const nameEnd = nameEndAt(text, block.start + 1)
      const tagEnd = text.indexOf('>', nameEnd)
      const attributes = attributesOf(decode(text.slice(nameEnd, tagEnd < 0 ? block.end : tagEnd)))
      const name = nameOf(text.slice(block.start + 1, nameEnd))
      return element({ [name]: [{ ...attributes, ...cut(block) }] })
    },
  }
}

/** After so many elements without an end, others are taken to have none either; it keeps the time linear. */
const unclosedMost = 50
/** As much of a text as is read: what a reading page has, with room for its escapes. Bytes */
const textUnits = 98_304
/** Elements of one name beside each other; what comes after so many is not read. */
const siblingsMost = 200
/** The document's own part is four deep: rss, channel, and what is in them. */
const depthMost = 4

/** Reads the XML of one element that has elements in it; undefined where it cannot. */
type NestedReader = (xml: string, name: string) => unknown

function nestedReader(nameOf: (written: string) => string): NestedReader {
  // Most documents need none.
  let parser: XMLParser | undefined
  const create = () =>
    new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      processEntities: false,
      parseTagValue: false,
      parseAttributeValue: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      jPath: false,
      // A tree of text's markup would cost ten times the time.
      stopNodes: [...wholes].map((name) => `..${name}`),
      transformTagName: nameOf,
      updateTag: (name) => name !== unknown,
      transformAttributeName: (name) => name.toLowerCase(),
      isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
    })
  return (xml, name) => {
    try {
      parser ??= create()
      const tree: Readonly<Record<string, unknown>> = parser.parse(xml)
      const [first] = Object.hasOwn(tree, name) && Array.isArray(tree[name]) ? tree[name] : []
      return first
    } catch {
      // What it refuses to read costs the item this one element.
      return undefined
    }
  }
}

/** Cuts elements along their tags: a property for each name, with the elements of that name in their order. */
function cutter(
  { marked: text, decode }: SourceText,
  marks: readonly number[],
  nameOf: (written: string) => string,
  nested: NestedReader,
): (extent: Extent) => XmlNode {
  const tagEnd = tagEnds(text)
  const nextEnd = finder(text, '>')

  /** The mark of the element's end, past elements of the same name inside it; -1 where there is none. */
  const endMarkOf = (written: string, firstMark: number, endMark: number): number => {
    let depth = 1
    let first = -1
    for (let mark = firstMark; mark < endMark; mark++) {
      const at = marks[mark] ?? 0
      const isEnd = text.charCodeAt(at + 1) === 47
      const nameStart = isEnd ? at + 2 : at + 1
      if (!text.startsWith(written, nameStart) || !endsName(text.charCodeAt(nameStart + written.length))) continue
      if (isEnd) {
        if (first < 0) first = mark
        depth--
        if (depth === 0) return mark
      } else if (text.charCodeAt(nextEnd(nameStart) - 1) !== 47) depth++
    }
    // Where one inside it was never closed, its end is the first.
    return first
  }

  const pastTag = (at: number): number => {
    const end = text.indexOf('>', at)
    return end < 0 ? text.length : end + 1
  }

  /** What is between a tag's end and the element's end. */
  const insideOf = (name: string, written: string, tag: Tag, inside: Extent, depth: number): unknown => {
    const attributes = attributesOf(decode(text.slice(tag.start + 1 + written.length, tag.end)))
    if (isContainer(name)) return { ...attributes, ...cut(inside, depth + 1) }
    const asText = () => ({
      ...attributes,
      '#text': decode(text.slice(tag.end + 1, Math.min(inside.end, tag.end + textUnits))),
    })
    if (inside.endMark <= inside.firstMark || wholes.has(name)) return asText()
    return new Unread(() => nested(decode(text.slice(tag.start, pastTag(inside.end))), name) ?? asText())
  }

  const cut = ({ firstMark, endMark, end: limit }: Extent, depth: number): XmlNode => {
    const node: Record<string, unknown[]> = {}
    let unclosed = 0
    for (let mark = depth > depthMost ? endMark : firstMark; mark < endMark; mark++) {
      const start = marks[mark] ?? 0
      if (!startsName(text.charCodeAt(start + 1))) continue
      const nameEnd = nameEndAt(text, start + 1)
      const end = tagEnd(nameEnd, limit)
      if (end < 0) break
      // An attribute may hold what looks like a tag.
      while (mark + 1 < endMark && (marks[mark + 1] ?? 0) < end) mark++
      const written = text.slice(start + 1, nameEnd)
      const name = nameOf(written)
      const isEmpty = text.charCodeAt(end - 1) === 47
      const close = isEmpty || unclosed >= unclosedMost ? -1 : endMarkOf(written, mark + 1, endMark)
      if (close < 0 && !isEmpty) unclosed++
      // What never ends holds all that follows, if elements are what it is for, or else the text up to the next tag.
      const last = close >= 0 ? close : isEmpty ? mark + 1 : isContainer(name) ? endMark : Math.min(mark + 1, endMark)
      const insideEnd = isEmpty ? end + 1 : last < endMark ? (marks[last] ?? limit) : limit
      const inside = { firstMark: mark + 1, endMark: last, end: insideEnd }
      const siblings = node[name] ?? []
      if (name !== unknown && siblings.length < siblingsMost) {
        siblings.push(insideOf(name, written, { start, end }, inside, depth))
        node[name] = siblings
      }
      if (close >= 0 || (isContainer(name) && !isEmpty)) mark = last
    }
    return node
  }
  return (extent) => cut(extent, 0)
}

/** Where a start tag stands: its `<` and its `>`. */
interface Tag {
  readonly start: number
  readonly end: number
}

function nameEndAt(text: string, from: number): number {
  let at = from
  while (!endsName(text.charCodeAt(at))) at++
  return at
}

const attributesMost = 100
const attributeNameUnits = 100

/** The attributes in the text of a tag, still as written, each with an `@` before its name in lower case. */
function attributesOf(tag: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  let at = 0
  for (let count = 0; count < attributesMost; count++) {
    const equals = tag.indexOf('=', at)
    if (equals < 0) break
    const name = /[^\s"'<>/=]+(?=\s*$)/u.exec(tag.slice(Math.max(at, equals - attributeNameUnits), equals))?.[0]
    const [value, end] = attributeValue(tag, equals + 1)
    at = end
    if (name !== undefined) found[`@${name.toLowerCase()}`] ??= value
  }
  return found
}

/** What stands after an equals sign, quoted or not, and where it ends. */
function attributeValue(tag: string, from: number): readonly [value: string, end: number] {
  let start = from
  while (tag.charCodeAt(start) <= 32) start++
  const quote = tag.charAt(start)
  if (quote === '"' || quote === "'") {
    const close = tag.indexOf(quote, start + 1)
    const end = close < 0 ? tag.length : close
    return [tag.slice(start + 1, end), end + 1]
  }
  let end = start
  while (end < tag.length && tag.charCodeAt(end) > 32) end++
  return [tag.slice(start, end), end]
}
