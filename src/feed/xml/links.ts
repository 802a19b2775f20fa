/** Reads the links of feeds and items (RFC 4287, section 4.2.7). */
import type { RawEnclosure } from '../item-draft.ts'
import { attributeOf, childrenNamed, textOf, type XmlElement } from './elements.ts'

type LinkName = 'link' | 'atom-link'

/**
 * The addresses of links to pages, as written: first those whose type is HTML or absent. A relation that is absent means `alternate`.
 */
export function pageLinks(parent: XmlElement, ...names: readonly LinkName[]): readonly string[] {
  const pages = linksOf(parent, names, 'alternate')
  const isPage = (link: XmlElement) => /^$|html/iu.test(attributeOf(link, 'type'))
  return [...pages.filter(isPage), ...pages.filter((link) => !isPage(link))].map(addressOf)
}

/** The addresses of links with a relation other than `alternate`, as written. */
export function relatedLinks(parent: XmlElement, name: LinkName, relation: string): readonly string[] {
  return linksOf(parent, [name], relation).map(addressOf)
}

/** The links with a relation. */
export function linksOf(parent: XmlElement, names: readonly LinkName[], relation: string): readonly XmlElement[] {
  return childrenNamed(parent, names).filter(
    (link) => (relationOf(link) || 'alternate') === relation && addressOf(link) !== '',
  )
}

/** A relation may be written with the address of its registry. */
function relationOf(link: XmlElement): string {
  return attributeOf(link, 'rel')
    .toLowerCase()
    .replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//u, '')
}

/** Atom has the address as `href`, RSS as text. The element's own base is applied, which may be relative itself. */
export function addressOf(link: XmlElement): string {
  const base = attributeOf(link, 'xml:base')
  const address = attributeOf(link, 'href') || textOf(link)
  const resolved = base === '' ? null : URL.parse(address, URL.parse(base, nowhere) ?? nowhere)
  if (resolved === null) return address
  if (!resolved.href.startsWith(nowhere)) return resolved.href
  return resolved.href.slice(base.startsWith('/') ? nowhere.length - 1 : nowhere.length)
}

/** What is relative to it is relative to the base of the element around. */
const nowhere = 'http://relative.invalid/'

/** The enclosures among an item's links. */
export function enclosureLinks(item: XmlElement, ...names: readonly LinkName[]): readonly RawEnclosure[] {
  return linksOf(item, names, 'enclosure').map((link) => ({
    url: addressOf(link),
    type: attributeOf(link, 'type'),
    length: attributeOf(link, 'length'),
  }))
}
