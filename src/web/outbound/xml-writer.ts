/** Writes XML: texts and attributes are escaped, so that no text can become markup. Pure. */
import { escapeHtml } from '../../text/escape-html.ts'

/** Well-formed XML. */
export interface Xml {
  readonly xml: string
}

/** A string is a text; null is left out. */
type Child = Xml | string | null
type Attributes = Readonly<Record<string, string | number | null>>

/** Written with loops: a feed has thousands of elements, and the Worker little CPU time. @param attributes null: it has no such attribute */
export function element(name: string, attributes: Attributes, ...children: readonly (Child | readonly Child[])[]): Xml {
  let start = `<${name}`
  for (const [key, value] of Object.entries(attributes))
    if (value !== null) start += ` ${key}="${escaped(String(value))}"`
  let content = ''
  for (const child of children) {
    if (isList(child)) for (const each of child) content += contentOf(each)
    else content += contentOf(child)
  }
  return { xml: content === '' ? `${start}/>` : `${start}>${content}</${name}>` }
}

function isList(child: Child | readonly Child[]): child is readonly Child[] {
  return Array.isArray(child)
}

function contentOf(child: Child): string {
  if (child === null) return ''
  if (typeof child === 'string') return escaped(child)
  // Each element has a line of its own.
  return child.xml.startsWith('<') ? `\n${child.xml}` : child.xml
}

/** Most texts have nothing to escape. */
function escaped(text: string): string {
  return /[&<>"]/u.test(text) ? escapeHtml(text) : text
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
