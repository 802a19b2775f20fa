/** XML elements, and access to their children, attributes and texts. */
import { decodeEntities } from '../../text/entities.ts'
import { htmlElements } from '../../text/html-tokens.ts'
import type { Attributes } from '../../text/tag-scanner.ts'
import { isBlank, plainSource, type SourceText } from '../source-text.ts'
import { xmlSource, xmlText } from './xml-text.ts'

/** Children by name; names and elements are in the document's order. */
export type Children = ReadonlyMap<string, readonly XmlElement[]>

/** An element whose parts are read when they are asked for; text and attributes are as written. */
export interface XmlElement {
  /** Its text with the markup in it. */
  readonly content: SourceText
  /** By name in lower case. */
  readonly attributes: Attributes
  /** In their order, by name. */
  readonly children: Children
}

const none: readonly XmlElement[] = []

/** The children of a name, in their order. */
export function children(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.get(name) ?? none
}

/** The children of several names, by the order of the names. */
export function childrenNamed(parent: XmlElement, names: readonly string[]): readonly XmlElement[] {
  let found = none
  for (const name of names) {
    const more = children(parent, name)
    if (more.length > 0) found = found.length === 0 ? more : [...found, ...more]
  }
  return found
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

/** An element's text, CDATA unwrapped and references decoded once; markup in it stays. */
export function textOf({ content }: XmlElement): string {
  return xmlText(content.decode(content.raw)).trim()
}

/** The text, with the markup in it, of the first child with text, by the order of the names; empty if there is none. */
export function childHtml(parent: XmlElement, ...names: readonly string[]): SourceText {
  for (const name of names)
    for (const found of children(parent, name)) {
      const html = xmlSource(found.content)
      if (!isBlank(html)) return html
    }
  return plainSource('')
}

/** The same by the order of the document. */
export function firstHtml(parent: XmlElement, ...names: readonly string[]): SourceText {
  return childHtml(parent, ...[...parent.children.keys()].filter((name) => names.includes(name)))
}

/** Maximum UTF-16 units of a name or a category, with its markup. */
const shortUnits = 4000
const cdataOrTag = /<!\[CDATA\[.*?\]\]>|<\/?([a-z][^\s<>/]*)[^<>]*>/gisu

/** The text of an element that should have text only: without the elements in it, except HTML's, which separate words. */
export function shortText(found: XmlElement): string {
  const whole = found.content.decode(found.content.raw)
  const raw = whole.slice(0, shortUnits)
  // Nearly all are text, or CDATA without markup.
  if (raw.indexOf('<', raw.startsWith('<![CDATA[') ? 9 : 0) < 0) return xmlText(whole).trim()
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
  return decodeEntities(found?.attributes.get(name) ?? '').trim()
}
