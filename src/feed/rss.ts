/** RSS 0.9x and 2.0, and RSS 1.0 (RDF), which differs in where its parts stand: XML to drafts. */
import type { Draft, Head, Rich } from './item.ts'
import { attributeOf, child, children, childText, textOf, type XmlElement } from './xml.ts'

/** The channel's own part of the document; `top` is the document. */
export function rssHead(top: XmlElement): Head {
  const root = child(top, 'rss') ?? child(top, 'rdf-rdf')
  const channel = (root === null ? null : child(root, 'channel')) ?? child(top, 'channel') ?? root ?? top
  return {
    title: html(childText(channel, 'title', 'dc-title')),
    site: childText(channel, 'link') || atomLink(channel),
    author: childText(channel, 'itunes-author', 'dc-creator', 'author') || childText(channel, 'managingeditor'),
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
  const group = child(item, 'media-group')
  const media = [...children(item, 'media-content'), ...(group === null ? [] : children(group, 'media-content'))]
  const thumbnails = [item, ...(group === null ? [] : [group]), ...media].flatMap((parent) =>
    children(parent, 'media-thumbnail'),
  )
  return {
    id,
    title: html(childText(item, 'title', 'dc-title')),
    links: [
      childText(item, 'feedburner-origlink'),
      childText(item, 'link'),
      atomLink(item),
      /^https?:/iu.test(permalink) ? permalink : '',
      ...enclosures.map((enclosure) => attributeOf(enclosure, 'url')),
    ],
    published: childText(item, 'pubdate', 'published', 'dc-date', 'atom-published', 'dcterms-created'),
    updated: childText(item, 'updated', 'atom-updated', 'dcterms-modified'),
    author: childText(item, 'dc-creator', 'itunes-author', 'author') || atomAuthor(item),
    categories: [...children(item, 'category'), ...children(item, 'dc-subject')].map(textOf),
    texts: [
      html(childText(item, 'description', 'summary')),
      html(childText(item, 'content-encoded', 'content', 'itunes-summary', 'media-description', 'dc-description')),
      html(childText(item, 'atom-summary', 'xhtml-body')),
    ],
    images: [
      ...media.filter((content) => isImage(content)).map((content) => attributeOf(content, 'url')),
      ...thumbnails.map((thumbnail) => attributeOf(thumbnail, 'url')),
      ...enclosures.filter((enclosure) => isImage(enclosure)).map((enclosure) => attributeOf(enclosure, 'url')),
      attributeOf(child(item, 'itunes-image'), 'href'),
    ],
    base: attributeOf(item, 'xml:base'),
  }
}

/** RSS never says what its texts are written in; in practice it is HTML. */
function html(value: string): Rich {
  return { kind: 'html', value }
}

function isImage(media: XmlElement): boolean {
  return /^image\b/iu.test(attributeOf(media, 'medium')) || /^image\//iu.test(attributeOf(media, 'type'))
}

/** `<atom:link>` and its kin, of the page itself. */
function atomLink(parent: XmlElement): string {
  const links = [...children(parent, 'link'), ...children(parent, 'atom-link')]
  const found = links.find(
    (link) => /^(?:alternate)?$/iu.test(attributeOf(link, 'rel')) && attributeOf(link, 'href') !== '',
  )
  return attributeOf(found ?? null, 'href')
}

function atomAuthor(item: XmlElement): string {
  const author = child(item, 'atom-author') ?? child(item, 'author')
  return author === null ? '' : childText(author, 'atom-name', 'name')
}
