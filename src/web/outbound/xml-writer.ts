/** Elements of an XML document, and their text. Pure. */
import { XMLBuilder } from 'fast-xml-parser'

/** An element. Its content is a text, or its attributes, which begin with `@`, its text, and its elements by their names. */
export interface Xml {
  readonly name: string
  readonly content: Content
}
type Content = string | Readonly<Record<string, unknown>>

/** A string is a text; null is left out. */
type Child = Xml | string | null
type Attributes = Readonly<Record<string, string | number | null>>

/** Takes elements by their names, which it writes faster than lists of elements. */
const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  // Texts are escaped already.
  processEntities: false,
  format: true,
  indentBy: '',
})

/** Elements of one name stand together. @param attributes null: it has no such attribute */
export function element(name: string, attributes: Attributes, ...children: readonly (Child | readonly Child[])[]): Xml {
  const content: Record<string, Content | Content[]> = {}
  for (const [key, value] of Object.entries(attributes)) if (value !== null) content[`@${key}`] = escaped(String(value))
  for (const child of children.flat()) {
    if (child === null) continue
    if (typeof child === 'string') {
      content['#'] = escaped(child)
      continue
    }
    const siblings = content[child.name]
    if (Array.isArray(siblings)) siblings.push(child.content)
    else content[child.name] = [child.content]
  }
  const text = content['#']
  return { name, content: typeof text === 'string' && Object.keys(content).length === 1 ? text : content }
}

/** An element with a text; null: no element. */
export function textElement(name: string, text: string | null): Xml | null {
  return text === null ? null : element(name, {}, text)
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root.name]: root.content }).trim()}\n`
}

const references: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;', '>': '&#x3E;', '"': '&#x22;' }

/**
 * Most readers show a hexadecimal reference in a plain text of RSS correctly, even if they read the text as HTML
 * (rssboard.org/rss-profile#data-types-characterdata). Elsewhere these are as good as other references.
 */
function escaped(text: string): string {
  // Most texts have nothing to escape.
  return /[&<>"]/u.test(text) ? text.replace(/[&<>"]/gu, (character) => references[character] ?? character) : text
}
