/** Builds trees of a feed's head and items; each element is cut at its tags when its children are asked for. */
import { limits } from '../../limits.ts'
import { htmlElements } from '../../text/html-tokens.ts'
import { type Attributes, endsName, finder, readAttributes, startsName, tagEnds } from '../../text/tag-scanner.ts'
import { plainSource, type SourceText } from '../source-text.ts'
import { containers, elementNamer, textElements, unknown } from './element-names.ts'
import type { Children, XmlElement } from './elements.ts'
import { type Block, tagsIn } from './scan.ts'

/** Reads parts of one document. */
export interface TreeReader {
  /** Reads the feed's own fields. @param xml the document without its items */
  readonly head: (xml: string) => XmlElement
  /** Reads an item; the result contains the item's element. */
  readonly item: (block: Block) => XmlElement
}

/** A reader of `source` with its `tags`; `prefix` and `root` as for `elementNamer`. */
export function treeReader(source: SourceText, tags: readonly number[], prefix: string, root: string): TreeReader {
  const nameOf = elementNamer(root, prefix)
  const items = new Tree(source, tags, nameOf)
  return {
    head(xml) {
      const found = tagsIn(xml)
      return new TreeElement(new Tree(plainSource(xml), found, nameOf), {
        attributesFrom: 0,
        attributesEnd: 0,
        start: 0,
        end: xml.length,
        firstTag: 0,
        tagsEnd: found.length,
        isText: false,
      })
    },
    item({ start, ...block }) {
      const nameEnd = nameEndAt(source.raw, start + 1)
      const tagEnd = source.raw.indexOf('>', nameEnd)
      const attributesEnd = tagEnd < 0 ? block.end : tagEnd
      const extent = { ...block, attributesFrom: nameEnd, attributesEnd, start: attributesEnd + 1, isText: false }
      const name = nameOf(source.raw.slice(start + 1, nameEnd))
      return {
        content: plainSource(''),
        attributes: noAttributes,
        children: new Map([[name, [new TreeElement(items, extent)]]]),
      }
    },
  }
}

const { unclosed: maxUnclosed, siblings: maxSiblings, textBytes } = limits.xml
const noAttributes: Attributes = new Map()
const noChildren: Children = new Map()

/** Where an element is in its document. */
interface Extent {
  readonly attributesFrom: number
  readonly attributesEnd: number
  /** Its content. */
  readonly start: number
  readonly end: number
  /** Places in `tags`: the tags in its content are from `firstTag` up to `tagsEnd`. */
  readonly firstTag: number
  readonly tagsEnd: number
  /** It has no children: tags in it are text. */
  readonly isText: boolean
}

/** `close` is a place in `tags`; -1: there is none. */
interface ClosingTag {
  readonly close: number
  /** All elements of the same name inside have end tags. */
  readonly isBalanced: boolean
}

const noClosingTag: ClosingTag = { close: -1, isBalanced: false }

class TreeElement implements XmlElement {
  readonly #tree: Tree
  readonly #extent: Extent
  #children: Children | undefined
  #attributes: Attributes | undefined

  constructor(tree: Tree, extent: Extent) {
    this.#tree = tree
    this.#extent = extent
  }

  get content(): SourceText {
    return this.#tree.contentOf(this.#extent)
  }

  get attributes(): Attributes {
    this.#attributes ??= this.#tree.attributesOf(this.#extent)
    return this.#attributes
  }

  get children(): Children {
    this.#children ??= this.#tree.childrenOf(this.#extent)
    return this.#children
  }
}

/** A document with the positions of its tags. */
class Tree {
  readonly #source: SourceText
  readonly #tags: readonly number[]
  readonly #nameOf: (written: string) => string
  readonly #tagEnd: (from: number, limit?: number) => number
  readonly #nextEnd: (from: number) => number

  constructor(source: SourceText, tags: readonly number[], nameOf: (written: string) => string) {
    this.#source = source
    this.#tags = tags
    this.#nameOf = nameOf
    this.#tagEnd = tagEnds(source.raw)
    this.#nextEnd = finder(source.raw, '>')
  }

  /** The beginning of an element's content. */
  contentOf({ start, end }: Extent): SourceText {
    const { raw, decode } = this.#source
    return { raw: raw.slice(start, Math.min(end, start + textBytes)), decode }
  }

  attributesOf({ attributesFrom, attributesEnd }: Extent): Attributes {
    const tag = this.#source.raw.slice(attributesFrom, attributesEnd)
    return tag.includes('=')
      ? (readAttributes(`${this.#source.decode(tag)}>`, 0)?.attributes ?? noAttributes)
      : noAttributes
  }

  /** Cuts an element at its tags. */
  childrenOf({ firstTag, tagsEnd, end: limit, isText }: Extent): Children {
    if (isText) return noChildren
    const text = this.#source.raw
    const children = new Map<string, TreeElement[]>()
    let unclosed = 0
    for (let tag = firstTag; tag < tagsEnd; tag++) {
      const at = this.#tags[tag] ?? 0
      if (!startsName(text.charCodeAt(at + 1))) continue
      const nameEnd = nameEndAt(text, at + 1)
      const end = this.#tagEnd(nameEnd, limit)
      if (end < 0) break
      // An attribute may contain what looks like a tag.
      while (tag + 1 < tagsEnd && (this.#tags[tag + 1] ?? 0) < end) tag++
      const written = text.slice(at + 1, nameEnd)
      const name = this.#nameOf(written)
      const isEmpty = text.charCodeAt(end - 1) === 47
      const isSearched = !isEmpty && unclosed < maxUnclosed
      const { close, isBalanced } = isSearched ? this.#closingTagOf(written, tag + 1, tagsEnd) : noClosingTag
      if (!isBalanced && !isEmpty) unclosed++
      // An unclosed container contains everything that follows; other unclosed elements end at the next tag, texts behind their markup.
      const isOpenContainer = close < 0 && !isEmpty && containers.has(name)
      const isOpenText = close < 0 && !isEmpty && textElements.has(name)
      const openEnd = isOpenText ? this.#markupEnd(tag + 1, tagsEnd) : tag + 1
      const last = close >= 0 ? close : isOpenContainer ? tagsEnd : openEnd
      const insideEnd = isEmpty ? end + 1 : last < tagsEnd ? (this.#tags[last] ?? limit) : limit
      const siblings = children.get(name) ?? []
      if (name !== unknown && siblings.length < maxSiblings) {
        if (siblings.length === 0) children.set(name, siblings)
        siblings.push(
          new TreeElement(this, {
            attributesFrom: nameEnd,
            attributesEnd: end,
            start: end + 1,
            end: insideEnd,
            firstTag: tag + 1,
            tagsEnd: last,
            isText: last <= tag + 1 || textElements.has(name),
          }),
        )
      }
      if (close >= 0 || isOpenContainer) tag = last
      else if (isOpenText) tag = last - 1
    }
    return children
  }

  /** The first tag from `firstTag` on that is not HTML's. */
  #markupEnd(firstTag: number, tagsEnd: number): number {
    const text = this.#source.raw
    for (let tag = firstTag; tag < tagsEnd; tag++) {
      const at = (this.#tags[tag] ?? 0) + 1
      const from = text.charCodeAt(at) === 47 ? at + 1 : at
      if (!startsName(text.charCodeAt(from))) continue
      const written = text.slice(from, nameEndAt(text, from))
      if (this.#nameOf(written) !== unknown || !htmlElements.has(written.toLowerCase())) return tag
    }
    return tagsEnd
  }

  /** Finds an element's end tag, behind elements of the same name inside it. */
  #closingTagOf(written: string, firstTag: number, tagsEnd: number): ClosingTag {
    const text = this.#source.raw
    let depth = 1
    let first = -1
    for (let tag = firstTag; tag < tagsEnd; tag++) {
      const at = this.#tags[tag] ?? 0
      const isEnd = text.charCodeAt(at + 1) === 47
      const nameStart = isEnd ? at + 2 : at + 1
      if (!text.startsWith(written, nameStart) || !endsName(text.charCodeAt(nameStart + written.length))) continue
      if (isEnd) {
        if (first < 0) first = tag
        depth--
        if (depth === 0) return { close: tag, isBalanced: true }
      } else if (text.charCodeAt(this.#nextEnd(nameStart) - 1) !== 47) depth++
    }
    // If an element inside has no end tag, the first end tag counts.
    return { close: first, isBalanced: false }
  }
}

function nameEndAt(text: string, from: number): number {
  let at = from
  while (!endsName(text.charCodeAt(at))) at++
  return at
}
