/** Reads the links of feeds and items (RFC 4287, section 4.2.7). */
import type { RawEnclosure } from '../item-draft.ts'
import { attributeOf, childrenNamed, textOf, type XmlElement } from './elements.ts'

export interface Link {
  /** In lower case; `alternate` if it is absent. */
  readonly relation: string
  /** As written, not empty. */
  readonly address: string
  readonly element: XmlElement
}

/** The links with an address in the elements of these names. */
export function linksOf(parent: XmlElement, ...names: readonly ('link' | 'atom-link')[]): readonly Link[] {
  const links: Link[] = []
  for (const element of childrenNamed(parent, names)) {
    const address = hrefOf(element)
    if (address !== '') links.push({ relation: relationOf(element), address, element })
  }
  return links
}

/** The addresses of links to pages, as written: first those whose type is HTML or absent. */
export function pageLinks(links: readonly Link[]): readonly string[] {
  const pages = links.filter(({ relation }) => relation === 'alternate')
  const isPage = ({ element }: Link) => /^$|html/iu.test(attributeOf(element, 'type'))
  const ordered = pages.length > 1 ? [...pages.filter(isPage), ...pages.filter((link) => !isPage(link))] : pages
  return ordered.map(({ address }) => address)
}

/** The addresses of links with a relation other than `alternate`, as written. */
export function relatedLinks(links: readonly Link[], relation: string): readonly string[] {
  return links.filter((link) => link.relation === relation).map(({ address }) => address)
}

/** The enclosures among links. */
export function enclosureLinks(links: readonly Link[]): readonly RawEnclosure[] {
  return links
    .filter(({ relation }) => relation === 'enclosure')
    .map(({ address, element }) => ({
      url: address,
      type: attributeOf(element, 'type'),
      length: attributeOf(element, 'length'),
    }))
}

/** A relation may be written with the address of its registry. */
function relationOf(link: XmlElement): string {
  const written = attributeOf(link, 'rel').toLowerCase()
  return written.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//u, '') || 'alternate'
}

/** Atom has the address as `href`, RSS as text. The element's own base is applied, which may be relative itself. */
export function hrefOf(link: XmlElement): string {
  const base = attributeOf(link, 'xml:base')
  const address = attributeOf(link, 'href') || textOf(link)
  const resolved = base === '' ? null : URL.parse(address, URL.parse(base, nowhere) ?? nowhere)
  if (resolved === null) return address
  if (!resolved.href.startsWith(nowhere)) return resolved.href
  return resolved.href.slice(base.startsWith('/') ? nowhere.length - 1 : nowhere.length)
}

/** What is relative to it is relative to the base of the element around. */
const nowhere = 'http://relative.invalid/'
