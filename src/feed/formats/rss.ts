/** RSS 0.9x and 2.0, and RSS 1.0 (RDF), which differs in where its parts stand: XML to drafts. */

import type { Draft, Head, Rich } from '../item.ts'
import { attributeOf, child, children, childText, firstTexts, textOf, type XmlElement } from '../xml/elements.ts'
import { enclosureLinks, isPicture, mediaOf, rawEnclosure } from '../xml/media.ts'
import { personOf } from './atom.ts'

/** The channel's own part of the document; `top` is the document. */
export function rssHead(top: XmlElement): Head {
  const root = child(top, 'rss') ?? child(top, 'rdf-rdf')
  const channel = (root === null ? null : child(root, 'channel')) ?? child(top, 'channel') ?? root ?? top
  return {
    title: html(childText(channel, 'title', 'dc-title')),
    site: childText(channel, 'link') || atomLink(channel),
    updated: childText(channel, 'lastbuilddate', 'pubdate', 'dcterms-modified', 'dc-date', 'atom-updated'),
    authors: firstTexts(channel, 'itunes-author', 'dc-creator', 'author', 'managingeditor'),
    base: attributeOf(channel, 'xml:base') || attributeOf(root, 'xml:base'),
  }
}

/** One item; `top` holds it. */
export function rssItem(top: XmlElement): Draft | null {
  const item = child(top, 'item')
  if (item === null) return null
  const guid = child(item, 'guid')
  const id = guid === null ? attributeOf(item, 'rdf:about') || childText(item, 'id') : textOf(guid)
  const permalink = guid === null || /^false$/iu.test(attributeOf(guid, 'ispermalink')) ? '' : id
  const enclosures = children(item, 'enclosure')
  const media = mediaOf(item)
  return {
    id,
    title: html(childText(item, 'title', 'dc-title', 'media-title', 'itunes-title')),
    links: [
      childText(item, 'feedburner-origlink'),
      childText(item, 'link'),
      atomLink(item),
      /^https?:/iu.test(permalink) ? permalink : '',
      ...enclosures.map((enclosure) => attributeOf(enclosure, 'url')),
    ],
    published: childText(
      item,
      'pubdate',
      'published',
      'dcterms-issued',
      'dc-date',
      'atom-published',
      'dcterms-created',
    ),
    // dc:date is "a point in the lifecycle" (DCMI terms), so it stands for either.
    updated: childText(item, 'updated', 'atom-updated', 'dcterms-modified', 'dc-date'),
    authors: authorsOf(item),
    categories: categoriesOf(item),
    texts: [
      html(childText(item, 'summary', 'description')),
      html(childText(item, 'content-encoded', 'content', 'itunes-summary', 'media-description', 'dc-description')),
      html(childText(item, 'atom-summary', 'atom-content', 'xhtml-body', 'body', 'fullitem', 'itunes-subtitle')),
    ],
    images: [
      ...media.pictures,
      ...enclosures.filter(isPicture).map((enclosure) => attributeOf(enclosure, 'url')),
      attributeOf(child(item, 'itunes-image'), 'href'),
    ],
    thumbnails: media.thumbnails,
    enclosures: [
      ...enclosures.map((enclosure) => rawEnclosure(enclosure, 'url', 'length')),
      ...media.enclosures,
      ...enclosureLinks(item, 'atom-link'),
    ],
    base: attributeOf(item, 'xml:base'),
  }
}

/** Several vocabularies have them: as elements, as attributes one inside the other, and as lists with commas. */
function categoriesOf(item: XmlElement): readonly string[] {
  const plain = ['category', 'dc-subject', 'media-category'].flatMap((name) => children(item, name).map(textOf))
  const listed = ['tags', 'itunes-keywords', 'media-keywords'].flatMap((name) => children(item, name).map(textOf))
  return [...plain, ...nestedCategories(item), ...listed.flatMap((list) => list.split(','))]
}

/** A category of a podcast, then the narrower one inside it; Apple defines no third. */
function nestedCategories(item: XmlElement): readonly string[] {
  const outer = children(item, 'itunes-category')
  return [...outer, ...outer.flatMap((category) => children(category, 'itunes-category'))].map((category) =>
    attributeOf(category, 'text'),
  )
}

/** RSS never says what its texts are written in; in practice it is HTML. */
function html(value: string): Rich {
  return { kind: 'html', value }
}

/** `<atom:link>` and its kin, of the page itself. */
function atomLink(parent: XmlElement): string {
  const links = [...children(parent, 'link'), ...children(parent, 'atom-link')]
  const found = links.find(
    (link) => /^(?:alternate)?$/iu.test(attributeOf(link, 'rel')) && attributeOf(link, 'href') !== '',
  )
  return attributeOf(found ?? null, 'href')
}

/** `<author>` is an address in RSS, and an element with a name in Atom's vocabulary. */
function authorsOf(item: XmlElement): readonly string[] {
  const plain = firstTexts(item, 'dc-creator', 'itunes-author', 'dc-author', 'author')
  return plain.length > 0 ? plain : [...children(item, 'atom-author'), ...children(item, 'author')].map(personOf)
}
