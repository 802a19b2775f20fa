/** Writes XML: texts and attributes are escaped, so that no text can become markup. Pure. */
import { escapeHtml } from '../../text/escape-html.ts'

/** Well-formed XML. */
export interface Xml {
  readonly xml: string
}

/** A string is a text; null is left out. */
type Child = Xml | string | null
type Attributes = Readonly<Record<string, string | number | null>>

/** @param attributes null: the element has no such attribute */
export function element(name: string, attributes: Attributes, ...children: readonly (Child | readonly Child[])[]): Xml {
  const start = Object.entries(attributes).reduce(
    (tag, [key, value]) => (value === null ? tag : `${tag} ${key}="${escapeHtml(String(value))}"`),
    `<${name}`,
  )
  const present = children.flat().filter((child) => child !== null)
  if (present.length === 0) return { xml: `${start}/>` }
  const isText = present.every((child) => typeof child === 'string' || !child.xml.startsWith('<'))
  const content = present.map((child) => (typeof child === 'string' ? escapeHtml(child) : child.xml))
  return { xml: isText ? `${start}>${content.join('')}</${name}>` : `${start}>\n${content.join('\n')}\n</${name}>` }
}

/** An element with a text; null: no element. */
export function textElement(name: string, text: string | null): Xml | null {
  return text === null ? null : element(name, {}, text)
}

/**
 * A text of RSS that is not HTML. Hexadecimal references are what most readers show as they are, whether or not they take the text
 * for HTML (rssboard.org/rss-profile#data-types-characterdata).
 */
export function plainRss(text: string): Xml {
  return { xml: text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;').replaceAll('>', '&#x3E;') }
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`
}
