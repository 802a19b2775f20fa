/** Reads RSS 0.9x and 2.0, and RSS 1.0 (RDF), which is nested differently. */
import { type FeedHead, htmlText, type ItemDraft, type RawEnclosure, richText } from '../item-draft.ts'
import { permalinkOf } from '../link-address.ts'
import { categoriesOf } from '../xml/categories.ts'
import { commentsOf } from '../xml/comments.ts'
import {
  attributeOf,
  child,
  childHtml,
  children,
  childrenNamed,
  childText,
  firstHtml,
  textOf,
  type XmlElement,
} from '../xml/elements.ts'
import { enclosureLinks, hrefOf, linksOf, pageLinks, relatedLinks } from '../xml/links.ts'
import { fileAddress, isPicture, mediaOf, rawEnclosure } from '../xml/media.ts'
import { peopleIn } from '../xml/people.ts'

const publishedNames =
  'pubdate published dcterms-issued dc-date atom-published atom-issued dcterms-created atom-created'.split(' ')

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
  const updatedNames = ['lastbuilddate', 'pubdate', 'dcterms-modified', 'dc-date', 'atom-updated', 'atom-modified']
  return {
    title: htmlText(childText(channel, 'title', 'atom-title', 'dc-title')),
    sites: [...writtenLinks(channel), ...pageLinks(linksOf(channel, 'link', 'atom-link'))],
    // RSS does not say what relative links are relative to.
    isRelativeToSite: true,
    updated: childText(channel, ...updatedNames),
    authors: peopleIn(
      channel,
      'itunes-author',
      'googleplay-author',
      'dc-creator',
      'author',
      'managingeditor',
      'itunes-owner',
    ),
    languages: [
      childText(channel, 'language', 'dc-language'),
      attributeOf(channel, 'xml:lang'),
      attributeOf(rootOf(document), 'xml:lang'),
    ],
    base: attributeOf(channel, 'xml:base') || attributeOf(rootOf(document), 'xml:base'),
  }
}

/** Reads an item. @param parent contains the item's element */
export function rssItem(parent: XmlElement): ItemDraft | null {
  const item = child(parent, 'item')
  if (item === null) return null
  const guid = child(item, 'guid')
  const id = guid === null ? otherId(item) : textOf(guid)
  const isPermalink = attributeOf(guid, 'ispermalink').toLowerCase()
  const enclosures = enclosuresOf(item)
  const media = mediaOf(item)
  const links = linksOf(item, 'link', 'atom-link')
  const html = (...names: readonly string[]) => richText('html', childHtml(item, ...names))
  return {
    id,
    title: htmlText(childText(item, 'title', 'dc-title', 'atom-title', 'media-title', 'itunes-title') || media.title),
    links: [
      childText(item, 'feedburner-origlink', 'pheedo-origlink'),
      ...writtenLinks(item),
      ...pageLinks(links),
      isPermalink === 'false' ? '' : permalinkOf(id, isPermalink === 'true'),
      ...media.players,
      ...enclosures.map(({ url }) => url),
      ...relatedLinks(links, 'enclosure'),
      ...media.enclosures.map(({ url }) => url),
    ],
    published: childText(item, ...publishedNames),
    // dc:date is "a point in the lifecycle" (DCMI terms), so it counts as both.
    updated: childText(item, 'updated', 'atom-updated', 'atom-modified', 'dcterms-modified', 'dc-date'),
    authors: peopleIn(item, 'dc-creator', 'itunes-author', 'dc-author', 'author', 'atom-author', 'googleplay-author'),
    categories: categoriesOf(item),
    texts: [
      richText('html', firstHtml(item, 'description', 'summary')),
      html('content-encoded', 'content', 'itunes-summary', 'media-description', 'dc-description'),
      html('atom-summary', 'atom-content', 'xhtml-body', 'body', 'fullitem', 'itunes-subtitle'),
      media.description === '' ? html('googleplay-description') : htmlText(media.description),
    ],
    images: [
      ...media.pictures,
      ...children(item, 'enclosure').filter(isPicture).map(fileAddress),
      ...childrenNamed(item, ['itunes-image', 'googleplay-image', 'image']).map(fileAddress),
    ],
    thumbnails: [...media.thumbnails, ...children(item, 'thumbnail').map(fileAddress)],
    enclosures: [...enclosures, ...media.enclosures, ...enclosureLinks(links)],
    comments: commentsOf(item, links),
    languages: [attributeOf(item, 'xml:lang'), childText(item, 'dc-language', 'language')],
    base: attributeOf(item, 'xml:base'),
  }
}

/** The files of `<enclosure>` elements. FeedBurner keeps the address that it replaces in the first one. */
function enclosuresOf(item: XmlElement): readonly RawEnclosure[] {
  const original = childText(item, 'feedburner-origenclosurelink')
  const duration = childText(item, 'itunes-duration')
  return children(item, 'enclosure').map((enclosure, at) => {
    const found = { ...rawEnclosure(enclosure, 'length'), duration }
    return at === 0 && /^https?:/iu.test(original) ? { ...found, url: original } : found
  })
}

/** The id of an item without a guid. */
function otherId(item: XmlElement): string {
  return attributeOf(item, 'rdf:about') || childText(item, 'id', 'atom-id', 'dc-identifier')
}

/** The addresses in `<link>` elements without `href`. */
function writtenLinks(parent: XmlElement): readonly string[] {
  return children(parent, 'link')
    .filter((link) => attributeOf(link, 'href') === '')
    .map(hrefOf)
}
