/** Reads RSS 0.9x and 2.0, and RSS 1.0 (RDF), which is nested differently. */
import { type FeedHead, htmlText, type ItemDraft } from '../item-draft.ts'
import { attributeOf, child, children, childText, firstTexts, textOf, type XmlElement } from '../xml/elements.ts'
import { enclosureLinks, isPicture, mediaOf, rawEnclosure } from '../xml/media.ts'
import { personOf } from './atom.ts'

const publishedNames = ['pubdate', 'published', 'dcterms-issued', 'dc-date', 'atom-published', 'dcterms-created']

function rootOf(document: XmlElement): XmlElement | null {
  return child(document, 'rss') ?? child(document, 'rdf-rdf')
}

/** The channel's element in a document. */
export function rssChannel(document: XmlElement): XmlElement {
  const root = rootOf(document)
  return (root === null ? null : child(root, 'channel')) ?? child(document, 'channel') ?? root ?? document
}

/** The channel's own fields. */
export function rssHead(document: XmlElement): FeedHead {
  const channel = rssChannel(document)
  return {
    title: htmlText(childText(channel, 'title', 'dc-title')),
    site: childText(channel, 'link') || atomLink(channel),
    updated: childText(channel, 'lastbuilddate', 'pubdate', 'dcterms-modified', 'dc-date', 'atom-updated'),
    authors: firstTexts(channel, 'itunes-author', 'dc-creator', 'author', 'managingeditor'),
    base: attributeOf(channel, 'xml:base') || attributeOf(rootOf(document), 'xml:base'),
  }
}

/** Reads an item. @param parent contains the item's element */
export function rssItem(parent: XmlElement): ItemDraft | null {
  const item = child(parent, 'item')
  if (item === null) return null
  const guid = child(item, 'guid')
  const id = guid === null ? attributeOf(item, 'rdf:about') || childText(item, 'id') : textOf(guid)
  const permalink = guid === null || /^false$/iu.test(attributeOf(guid, 'ispermalink')) ? '' : id
  const enclosures = children(item, 'enclosure')
  const media = mediaOf(item)
  return {
    id,
    title: htmlText(childText(item, 'title', 'dc-title', 'media-title', 'itunes-title')),
    links: [
      childText(item, 'feedburner-origlink'),
      childText(item, 'link'),
      atomLink(item),
      /^https?:/iu.test(permalink) ? permalink : '',
      ...enclosures.map((enclosure) => attributeOf(enclosure, 'url')),
    ],
    published: childText(item, ...publishedNames),
    // dc:date is "a point in the lifecycle" (DCMI terms), so it counts as both.
    updated: childText(item, 'updated', 'atom-updated', 'dcterms-modified', 'dc-date'),
    authors: authorsOf(item),
    categories: categoriesOf(item),
    texts: [
      htmlText(childText(item, 'summary', 'description')),
      htmlText(childText(item, 'content-encoded', 'content', 'itunes-summary', 'media-description', 'dc-description')),
      htmlText(childText(item, 'atom-summary', 'atom-content', 'xhtml-body', 'body', 'fullitem', 'itunes-subtitle')),
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

/** Categories are elements, nested attributes, or lists with commas, by the namespace. */
function categoriesOf(item: XmlElement): readonly string[] {
  const plain = ['category', 'dc-subject', 'media-category'].flatMap((name) => children(item, name).map(textOf))
  const listed = ['tags', 'itunes-keywords', 'media-keywords'].flatMap((name) => children(item, name).map(textOf))
  return [...plain, ...nestedCategories(item), ...listed.flatMap((list) => list.split(','))]
}

/** A podcast's categories and their subcategories; Apple defines no third level. */
function nestedCategories(item: XmlElement): readonly string[] {
  const outer = children(item, 'itunes-category')
  return [...outer, ...outer.flatMap((category) => children(category, 'itunes-category'))].map((category) =>
    attributeOf(category, 'text'),
  )
}

/** The page's address by a link with `href`, such as `<atom:link>`. */
function atomLink(parent: XmlElement): string {
  const links = [...children(parent, 'link'), ...children(parent, 'atom-link')]
  const found = links.find(
    (link) => /^(?:alternate)?$/iu.test(attributeOf(link, 'rel')) && attributeOf(link, 'href') !== '',
  )
  return attributeOf(found ?? null, 'href')
}

/** `<author>` contains an e-mail address in RSS and a name's element in Atom. */
function authorsOf(item: XmlElement): readonly string[] {
  const plain = firstTexts(item, 'dc-creator', 'itunes-author', 'dc-author', 'author')
  return plain.length > 0 ? plain : [...children(item, 'atom-author'), ...children(item, 'author')].map(personOf)
}
