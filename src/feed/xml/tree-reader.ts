/** Builds trees of a feed's head and items: flat elements are cut at their tags, nested ones are parsed by fast-xml-parser. */
import { XMLParser } from 'fast-xml-parser'
import { lazy } from '../../lazy.ts'
import { limits } from '../../limits.ts'
import { endsName, finder, readAttributes, startsName, tagEnds } from '../../text/tag-scanner.ts'
import { plainSource, type SourceText } from '../decode.ts'
import { containers, elementNamer, lists, textElements, unknown } from './element-names.ts'
import { element, isNode, LazyElement, type XmlElement, type XmlNode } from './elements.ts'
import { type Block, tagsIn } from './scan.ts'

/** Reads parts of one document. */
export interface TreeReader {
  /** Reads the feed's own fields. @param xml the document without its items */
  readonly head: (xml: string) => XmlElement
  /** Reads an item; the result contains the item's element. */
  readonly item: (block: Block) => XmlElement
}

/** A part of a text: its tags are `tags` from `firstTag` up to `tagsEnd`. */
interface Extent {
  readonly firstTag: number
  readonly tagsEnd: number
  /** Where it ends in the text. */
  readonly end: number
}

/** A reader of `source` with its `tags`; `prefix` and `root` as for `elementNamer`. */
export function treeReader(source: SourceText, tags: readonly number[], prefix: string, root: string): TreeReader {
  const nameOf = elementNamer(root, prefix)
  const parse = nestedParser(nameOf)
  const cut = cutter(source, tags, nameOf, parse)
  return {
    head(xml) {
      const found = tagsIn(xml)
      const all = { firstTag: 0, tagsEnd: found.length, end: xml.length }
      return element(cutter(plainSource(xml), found, nameOf, parse)(all))
    },
    item(block) {
      const { raw: text, decode } = source
      const nameEnd = nameEndAt(text, block.start + 1)
      const tagEnd = text.indexOf('>', nameEnd)
      const attributes = attributesOf(decode(text.slice(nameEnd, tagEnd < 0 ? block.end : tagEnd)))
      const name = nameOf(text.slice(block.start + 1, nameEnd))
      return element({ [name]: [{ ...attributes, ...cut(block) }] })
    },
  }
}

const { unclosed: maxUnclosed, siblings: maxSiblings, textBytes } = limits.xml
/** Depth of a feed's own fields: `rss`, `channel`, and elements in it. */
const maxDepth = 4

/** Parses one element that contains elements; undefined if the parser rejects it. */
type NestedParser = (xml: string, name: string) => unknown

function nestedParser(nameOf: (written: string) => string): NestedParser {
  // Created lazily: most documents do not need it.
  const parser = lazy(
    () =>
      new XMLParser({
        ignoreAttributes: false,
        attributeNamePrefix: '@',
        processEntities: false,
        parseTagValue: false,
        parseAttributeValue: false,
        ignoreDeclaration: true,
        ignorePiTags: true,
        jPath: false,
        // A tree of the markup in texts would take ten times as long.
        stopNodes: [...textElements].map((name) => `..${name}`),
        transformTagName: nameOf,
        updateTag: (name) => name !== unknown,
        transformAttributeName: (name) => name.toLowerCase(),
        isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
      }),
  )
  return (xml, name) => {
    try {
      const tree: Readonly<Record<string, unknown>> = parser().parse(xml)
      const [first] = Object.hasOwn(tree, name) && Array.isArray(tree[name]) ? tree[name] : []
      return first
    } catch {
      // The item loses only this element.
      return undefined
    }
  }
}

/** Cuts a text into elements at their tags. The node has a property for each name, with the elements in order. */
function cutter(
  { raw: text, decode }: SourceText,
  tags: readonly number[],
  nameOf: (written: string) => string,
  parse: NestedParser,
): (extent: Extent) => XmlNode {
  const tagEnd = tagEnds(text)
  const nextEnd = finder(text, '>')

  /** The place in `tags` of the element's end tag, behind elements of the same name inside it; -1 if there is none. */
  const closingTagOf = (written: string, firstTag: number, tagsEnd: number): number => {
    let depth = 1
    let first = -1
    for (let tag = firstTag; tag < tagsEnd; tag++) {
      const at = tags[tag] ?? 0
      const isEnd = text.charCodeAt(at + 1) === 47
      const nameStart = isEnd ? at + 2 : at + 1
      if (!text.startsWith(written, nameStart) || !endsName(text.charCodeAt(nameStart + written.length))) continue
      if (isEnd) {
        if (first < 0) first = tag
        depth--
        if (depth === 0) return tag
      } else if (text.charCodeAt(nextEnd(nameStart) - 1) !== 47) depth++
    }
    // If an element inside has no end tag, the first end tag counts.
    return first
  }

  const pastTag = (at: number): number => {
    const end = text.indexOf('>', at)
    return end < 0 ? text.length : end + 1
  }

  /** The value of an element in the tree. */
  const nodeOf = (name: string, written: string, tag: Tag, inside: Extent, depth: number): unknown => {
    const attributes = attributesOf(decode(text.slice(tag.start + 1 + written.length, tag.end)))
    if (containers.has(name) || lists.has(name)) return { ...attributes, ...cut(inside, depth + 1) }
    const asText = () => ({
      ...attributes,
      '#text': decode(text.slice(tag.end + 1, Math.min(inside.end, tag.end + textBytes))),
    })
    if (inside.tagsEnd <= inside.firstTag || textElements.has(name)) return asText()
    return new LazyElement(() => {
      const found = parse(decode(text.slice(tag.start, pastTag(inside.end))), name)
      // The parser's own text would lack that of the elements inside.
      return isNode(found) ? { ...found, ...asText() } : asText()
    })
  }

  const cut = ({ firstTag, tagsEnd, end: limit }: Extent, depth: number): XmlNode => {
    const node: Record<string, unknown[]> = {}
    let unclosed = 0
    for (let tag = depth > maxDepth ? tagsEnd : firstTag; tag < tagsEnd; tag++) {
      const start = tags[tag] ?? 0
      if (!startsName(text.charCodeAt(start + 1))) continue
      const nameEnd = nameEndAt(text, start + 1)
      const end = tagEnd(nameEnd, limit)
      if (end < 0) break
      // An attribute may contain what looks like a tag.
      while (tag + 1 < tagsEnd && (tags[tag + 1] ?? 0) < end) tag++
      const written = text.slice(start + 1, nameEnd)
      const name = nameOf(written)
      const isEmpty = text.charCodeAt(end - 1) === 47
      const close = isEmpty || unclosed >= maxUnclosed ? -1 : closingTagOf(written, tag + 1, tagsEnd)
      if (close < 0 && !isEmpty) unclosed++
      // An unclosed container contains everything that follows; other unclosed elements end at the next tag.
      const last = close >= 0 ? close : isEmpty ? tag + 1 : containers.has(name) ? tagsEnd : Math.min(tag + 1, tagsEnd)
      const insideEnd = isEmpty ? end + 1 : last < tagsEnd ? (tags[last] ?? limit) : limit
      const inside = { firstTag: tag + 1, tagsEnd: last, end: insideEnd }
      const siblings = node[name] ?? []
      if (name !== unknown && siblings.length < maxSiblings) {
        siblings.push(nodeOf(name, written, { start, end }, inside, depth))
        node[name] = siblings
      }
      if (close >= 0 || (containers.has(name) && !isEmpty)) tag = last
    }
    return node
  }
  return (extent) => cut(extent, 0)
}

/** Position of a start tag: its `<` and its `>`. */
interface Tag {
  readonly start: number
  readonly end: number
}

function nameEndAt(text: string, from: number): number {
  let at = from
  while (!endsName(text.charCodeAt(at))) at++
  return at
}

/** The attributes in the text of a tag, as written, each with an `@` before its name. */
function attributesOf(tag: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  if (!tag.includes('=')) return found
  for (const [name, value] of readAttributes(`${tag}>`, 0)?.attributes ?? []) found[`@${name}`] = value
  return found
}
