/** XML elements, and access to their children, attributes and texts. */
import { lazy } from '../../lazy.ts'
import { decodeEntities } from '../../text/entities.ts'
import { htmlElements } from '../../text/html-tokens.ts'
import { xmlText } from './xml-text.ts'

/** Children by name, attributes by `@` and their name, the text as `#text`. */
export type XmlNode = Readonly<Record<string, unknown>>

/** An element; its text and attributes are as written. */
export interface XmlElement {
  readonly raw: string
  readonly node: XmlNode
}

/** An element that is parsed on first use. */
export class LazyElement {
  readonly element: () => XmlElement

  constructor(parse: () => unknown) {
    this.element = lazy(() => element(parse()))
  }
}

/** The element for a value of a tree: a text, a node, or a lazy element. */
export function element(value: unknown): XmlElement {
  if (value instanceof LazyElement) return value.element()
  if (typeof value === 'string') return { raw: value, node: {} }
  if (!isNode(value)) return { raw: '', node: {} }
  const text = value['#text']
  return { raw: typeof text === 'string' ? text : '', node: value }
}

/** Whether a value of a tree is an element with attributes or children. */
export function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The children of a name, in their order. */
export function children(parent: XmlElement, name: string): readonly XmlElement[] {
  const value = parent.node[name]
  return Array.isArray(value) ? value.map(element) : []
}

/** The first child of a name. */
export function child(parent: XmlElement, name: string): XmlElement | null {
  return children(parent, name)[0] ?? null
}

/** The decoded text of the first child with text, by the order of the names; empty if there is none. */
export function childText(parent: XmlElement, ...names: readonly string[]): string {
  for (const name of names)
    for (const found of children(parent, name)) {
      const text = textOf(found)
      if (text !== '') return text
    }
  return ''
}

/** The decoded text of the first child with text, by the order of the document. */
export function firstText(parent: XmlElement, ...names: readonly string[]): string {
  return childText(parent, ...Object.keys(parent.node).filter((name) => names.includes(name)))
}

/** An element's text, CDATA unwrapped and references decoded once; markup in it stays. */
export function textOf(found: XmlElement): string {
  return xmlText(found.raw).trim()
}

/** Maximum UTF-16 units of a name or a category, with its markup. */
const shortUnits = 4000
const cdataOrTag = /<!\[CDATA\[.*?\]\]>|<\/?([a-z][^\s<>/]*)[^<>]*>/gisu

/** The text of an element that should have text only: without the elements in it, except HTML's, which separate words. */
export function shortText(found: XmlElement): string {
  const raw = found.raw.slice(0, shortUnits)
  // Nearly all are text, or CDATA without markup.
  if (raw.indexOf('<', raw.startsWith('<![CDATA[') ? 9 : 0) < 0) return textOf(found)
  // In linear time, because behind the last CDATA section no end of one is searched for.
  const lastEnd = raw.lastIndexOf(']]>')
  const end = lastEnd < 0 ? 0 : lastEnd + 3
  return xmlText(
    withoutElements(raw.slice(0, end)) + withoutElements(raw.slice(end).replaceAll('<![CDATA[', '')),
  ).trim()
}

function withoutElements(raw: string): string {
  return raw.replace(cdataOrTag, (whole, name: string | undefined) => {
    return name === undefined || htmlElements.has(name.toLowerCase()) ? whole : ''
  })
}

/** An attribute's decoded value; empty if it is absent. */
export function attributeOf(found: XmlElement | null, name: string): string {
  const value = found?.node[`@${name}`]
  return typeof value === 'string' ? decodeEntities(value).trim() : ''
}
