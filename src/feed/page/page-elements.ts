/** Reads the elements of an HTML page in one pass, in linear time: what contains what, without the texts. */
import { limits } from '../../limits.ts'
import { blockElements, voidElements } from '../../text/html-tokens.ts'
import { type Attributes, endsName, finder, readAttributes, tagEnds } from '../../text/tag-scanner.ts'

const { elements: maxElements, depth: maxDepth } = limits.watching

/** Elements whose content holds no elements that a reader sees; SVG's links and titles belong to pictures. */
const opaqueElements = new Set(
  'script style textarea title xmp iframe noembed noframes noscript svg template select'.split(' '),
)

/**
 * Open elements that an element ends because their end tags may be omitted (HTML standard, 13.1.2.4), and the elements behind which
 * the search for them stops.
 */
const impliedEnds = new Map(
  (
    [
      ['li', 'li', 'ul ol menu'],
      ['dt dd', 'dt dd', 'dl'],
      ['tr', 'tr td th', 'table'],
      ['td th', 'td th', 'table tr'],
      ['tbody thead tfoot', 'tbody thead tfoot tr td th', 'table'],
      // Links do not nest.
      ['a', 'a', 'table td th'],
    ] as const
  ).flatMap(([names, ended, within]) =>
    names.split(' ').map((name) => {
      const rule = { ended: new Set<string>(ended.split(' ')), within: new Set<string>(within.split(' ')) }
      return [name, rule] as const
    }),
  ),
)
const endsParagraph = new Set([...blockElements].filter((name) => name !== 'br' && name !== 'body' && name !== 'html'))

const noAttributes: Attributes = new Map()

/** An element of a page. */
export class PageElement {
  /** In lower case. */
  readonly name: string
  /** Its place among the page's elements. */
  readonly at: number
  readonly parent: PageElement | null
  /** Its place among its parent's elements, from 1. */
  readonly nth: number
  /** Its place among its parent's elements of this name, from 1. */
  readonly nthOfType: number
  /** Position of its content. */
  readonly start: number
  /** Position behind its content. */
  end: number
  /** Place of the last element in it; its own if it has none. */
  last: number
  readonly #page: string
  /** Position of its attributes in the page. */
  readonly #attributesAt: number
  #attributes: Attributes | null = null
  #classes: readonly string[] | null = null

  constructor(
    page: string,
    name: string,
    at: number,
    { element: parent, children, byName }: OpenElement,
    attributesAt: number,
    start: number,
  ) {
    this.name = name
    this.at = at
    this.parent = parent
    this.nth = children
    this.nthOfType = byName.get(name) ?? 1
    this.start = start
    this.end = start
    this.last = at
    this.#page = page
    this.#attributesAt = attributesAt
  }

  /** As written; null if absent. @param name in lower case */
  attribute(name: string): string | null {
    // The content begins behind the `>`.
    const isBare = this.start - this.#attributesAt <= 1
    this.#attributes ??= isBare
      ? noAttributes
      : (readAttributes(this.#page.slice(this.#attributesAt, this.start), 0)?.attributes ?? noAttributes)
    return this.#attributes.get(name) ?? null
  }

  /** Whether a text stands in the element's tag; a quick test before its attributes are read. */
  mentions(text: string): boolean {
    return this.#page.slice(this.#attributesAt, this.start).includes(text)
  }

  get classes(): readonly string[] {
    this.#classes ??= (this.attribute('class') ?? '').split(/\s+/u).filter((name) => name !== '')
    return this.#classes
  }
}

interface OpenElement {
  /** Null: the page itself. */
  readonly element: PageElement | null
  children: number
  readonly byName: Map<string, number>
}

/** The elements of a page in the order of their start tags. Reads at most `limits.watching.elements`. */
export function pageElements(html: string): readonly PageElement[] {
  const elements: PageElement[] = []
  const root: OpenElement = { element: null, children: 0, byName: new Map() }
  const open: OpenElement[] = [root]
  const tagEnd = tagEnds(html)
  const commentEnd = finder(html, '-->')

  /** Closes the open elements from this depth on. */
  const close = (depth: number, end: number) => {
    const last = elements.length - 1
    for (let at = depth; at < open.length; at++) {
      const element = open[at]?.element
      if (element == null) continue
      element.end = end
      element.last = last
    }
    open.length = depth
  }
  /** The depth of the innermost open element that is meant; -1 if there is none, or behind one where the search stops. */
  const depthOf = (isMeant: (name: string) => boolean, stops: ReadonlySet<string>): number => {
    for (let depth = open.length - 1; depth > 0; depth--) {
      const name = open[depth]?.element?.name ?? ''
      if (isMeant(name)) return depth
      if (stops.has(name)) return -1
    }
    return -1
  }
  const endImplied = (name: string, end: number) => {
    if (endsParagraph.has(name) && open.at(-1)?.element?.name === 'p') close(open.length - 1, end)
    const rule = impliedEnds.get(name)
    if (rule === undefined) return
    const isEnded = (each: string) => rule.ended.has(each)
    for (let depth = depthOf(isEnded, rule.within); depth > 0; depth = depthOf(isEnded, rule.within)) close(depth, end)
  }
  const endTag = (name: string, end: number) => {
    // The end tag of an inline element does not close blocks.
    const depth = depthOf((each) => each === name, blockElements.has(name) ? noNames : blockElements)
    if (depth > 0) close(depth, end)
  }

  for (let mark = html.indexOf('<'); mark >= 0 && elements.length < maxElements; ) {
    const isClosing = html.charCodeAt(mark + 1) === 47
    const nameAt = isClosing ? mark + 2 : mark + 1
    if (!isLetter(html.charCodeAt(nameAt))) {
      const end = html.startsWith('<!--', mark) ? commentEnd(mark + 2) + 3 : mark + 1
      if (end === Number.POSITIVE_INFINITY) break
      mark = html.indexOf('<', end)
      continue
    }
    let nameEnd = nameAt + 1
    while (!endsName(html.charCodeAt(nameEnd))) nameEnd++
    const end = tagEnd(nameEnd)
    if (end < 0) break
    const name = html.slice(nameAt, nameEnd).toLowerCase()
    let next = end + 1
    if (isClosing) endTag(name, mark)
    else {
      endImplied(name, mark)
      const parent = open.at(-1) ?? root
      parent.children++
      parent.byName.set(name, (parent.byName.get(name) ?? 0) + 1)
      const element = new PageElement(html, name, elements.length, parent, nameEnd, end + 1)
      elements.push(element)
      const isEmpty = voidElements.has(name) || (html.charCodeAt(end - 1) === 47 && !knownElements.has(name))
      if (opaqueElements.has(name)) {
        next = opaqueEnd(html, name, end + 1)
        element.end = next
      } else if (!isEmpty && open.length <= maxDepth) open.push({ element, children: 0, byName: new Map() })
    }
    mark = html.indexOf('<', next)
  }
  close(1, html.length)
  return elements
}

const noNames: ReadonlySet<string> = new Set()
/** Elements that a slash does not end; in others, such as those of MathML, it may. */
const knownElements = new Set([...blockElements, 'a', 'span', 'b', 'i', 'em', 'strong', 'label', 'button', 'time'])

const endTags = new Map([...opaqueElements].map((name) => [name, new RegExp(`</${name}(?=[\\s/>])`, 'giu')]))

/** Position of the end tag of an element whose content is passed; the end of the page if there is none. */
function opaqueEnd(html: string, name: string, from: number): number {
  const pattern = endTags.get(name)
  if (pattern === undefined) return from
  pattern.lastIndex = from
  return pattern.exec(html)?.index ?? html.length
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}
