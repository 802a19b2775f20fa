/** Elements of an XML document, and their text. Pure. */
import { XMLBuilder } from 'fast-xml-parser'

/** A text, or an element: its children by its name, its attributes by `:@`. */
export type Xml = Readonly<Record<string, unknown>>

/** A string is a text; null is left out. */
type Child = Xml | string | null
type Attributes = Readonly<Record<string, string | number | null>>

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  // Texts are escaped already.
  processEntities: false,
  format: true,
  indentBy: '',
})

/** @param attributes null: it has no such attribute */
export function element(name: string, attributes: Attributes, ...children: readonly (Child | readonly Child[])[]): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [[key, escaped(String(value))] as const],
  )
  return { [name]: children.flat().flatMap(nodeOf), ':@': Object.fromEntries(written) }
}

function nodeOf(child: Child): readonly Xml[] {
  if (typeof child !== 'string') return child === null ? [] : [child]
  return child === '' ? [] : [{ '#text': escaped(child) }]
}

/** An element with a text; null: no element. */
export function textElement(name: string, text: string | null): Xml | null {
  return text === null ? null : element(name, {}, text)
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build([root]).trim()}\n`
}

const references: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;', '>': '&#x3E;', '"': '&#x22;' }

/**
 * Most readers show a hexadecimal reference in a plain text of RSS correctly, even if they read the text as HTML
 * (rssboard.org/rss-profile#data-types-characterdata). Elsewhere these are as good as other references.
 */
function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => references[character] ?? character)
}
