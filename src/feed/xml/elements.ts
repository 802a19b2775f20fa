/** Elements of a feed, and how they are asked for what is in them. */
import { decodeEntities } from '../../text/entities.ts'
import { unwrapped } from './markup.ts'

/** Properties: of a child's name all children of that name, `@` and an attribute's name its value, `#text` the text. */
export type XmlNode = Readonly<Record<string, unknown>>

/** An element; texts and attributes are still as written. */
export interface XmlElement {
  readonly raw: string
  readonly node: XmlNode
}

/** What a tree has for an element that is read only if somebody asks for it, and then once. */
export class Unread {
  readonly #read: () => unknown
  #element: XmlElement | undefined

  constructor(read: () => unknown) {
    this.#read = read
  }

  get element(): XmlElement {
    this.#element ??= element(this.#read())
    return this.#element
  }
}

/** An element of what a tree has for it: a text, a node, or what is still unread. */
export function element(value: unknown): XmlElement {
  if (value instanceof Unread) return value.element
  if (typeof value === 'string') return { raw: value, node: {} }
  if (!isNode(value)) return { raw: '', node: {} }
  const text = value['#text']
  return { raw: typeof text === 'string' ? text : '', node: value }
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The children of that name, in their order. */
export function children(parent: XmlElement, name: string): readonly XmlElement[] {
  const value = parent.node[name]
  return Array.isArray(value) ? value.map(element) : []
}

/** The first child of that name. */
export function child(parent: XmlElement, name: string): XmlElement | null {
  return children(parent, name)[0] ?? null
}

/** The decoded text of the first of these children that has any; empty where none has. */
export function childText(parent: XmlElement, ...names: readonly string[]): string {
  for (const name of names)
    for (const found of children(parent, name)) {
      const text = textOf(found)
      if (text !== '') return text
    }
  return ''
}

/** The decoded texts of all children of the first of these names that has any. */
export function firstTexts(parent: XmlElement, ...names: readonly string[]): readonly string[] {
  for (const name of names) {
    const texts = children(parent, name)
      .map(textOf)
      .filter((text) => text !== '')
    if (texts.length > 0) return texts
  }
  return []
}

/** An element's text, its CDATA opened and its references decoded once; markup in it stays. */
export function textOf(found: XmlElement): string {
  return unwrapped(found.raw).trim()
}

/** An attribute's decoded value; empty where it is absent. */
export function attributeOf(found: XmlElement | null, name: string): string {
  const value = found?.node[`@${name}`]
  return typeof value === 'string' ? decodeEntities(value).trim() : ''
}
