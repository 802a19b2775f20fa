/** Reads Atom 1.0 (RFC 4287) and 0.3. */
import { type FeedHead, htmlText, type ItemDraft, type RichText } from '../item-draft.ts'
import { attributeOf, child, children, childText, firstTexts, textOf, type XmlElement } from '../xml/elements.ts'
import { enclosureLinks, mediaOf } from '../xml/media.ts'
import { xmlText } from '../xml/xml-text.ts'

/** The feed's element in a document. */
export function atomFeed(document: XmlElement): XmlElement {
  return child(document, 'feed') ?? document
}

/** The feed's own fields. */
export function atomHead(document: XmlElement): FeedHead {
  const feed = atomFeed(document)
  return {
    title: titleOf(feed),
    site: linkOf(feed, 'alternate'),
    updated: childText(feed, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: authorsOf(feed),
    base: attributeOf(feed, 'xml:base'),
  }
}

/** Reads an entry. @param parent contains the entry's element */
export function atomEntry(parent: XmlElement): ItemDraft | null {
  const entry = child(parent, 'entry')
  if (entry === null) return null
  const group = child(entry, 'media-group')
  const media = mediaOf(entry)
  const content = child(entry, 'content')
  const source = child(entry, 'source')
  const id = childText(entry, 'id')
  return {
    id,
    title: titleOf(entry),
    links: [
      childText(entry, 'feedburner-origlink'),
      linkOf(entry, 'alternate'),
      attributeOf(content, 'src'),
      linkOf(entry, 'enclosure'),
      linkOf(entry, 'related'),
      /^https?:/iu.test(id) ? id : '',
    ],
    published: childText(entry, 'published', 'issued', 'dcterms-issued', 'created', 'dc-date', 'pubdate'),
    updated: childText(entry, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: firstOf(authorsOf(entry), firstTexts(entry, 'dc-creator'), source === null ? [] : authorsOf(source)),
    categories: children(entry, 'category')
      .flatMap((category) => [attributeOf(category, 'term'), attributeOf(category, 'label'), textOf(category)])
      .concat(['dc-subject', 'media-category'].flatMap((name) => children(entry, name).map(textOf))),
    texts: [
      richText(child(entry, 'summary'), 'body'),
      richText(content, 'body'),
      ...[entry, group].map((each) => htmlText(each === null ? '' : childText(each, 'media-description'))),
    ],
    images: media.pictures,
    thumbnails: media.thumbnails,
    enclosures: [...enclosureLinks(entry, 'link'), ...media.enclosures],
    base: attributeOf(entry, 'xml:base') || attributeOf(content, 'xml:base'),
  }
}

function titleOf(parent: XmlElement): RichText {
  const title = child(parent, 'title')
  if (title !== null) return richText(title, 'title')
  return htmlText(childText(parent, 'dc-title', 'media-title'))
}

/** A text construct by its type. Without a type it should be plain text, but bodies often contain HTML. */
function richText(found: XmlElement | null, part: 'title' | 'body'): RichText {
  if (found === null) return { kind: 'plain', value: '' }
  const type = attributeOf(found, 'type').toLowerCase()
  const isEscaped = attributeOf(found, 'mode').toLowerCase() === 'escaped'
  if (type.includes('xhtml') && !isEscaped) return htmlText(markup(found.raw))
  const value = isBase64(type, attributeOf(found, 'mode')) ? fromBase64(textOf(found)) : textOf(found)
  if (type.includes('html')) return htmlText(value)
  // Child elements are markup, even if the type is plain text.
  if (/<[a-z]/iu.test(found.raw) && !found.raw.includes('<![CDATA[')) return htmlText(markup(found.raw))
  if (part === 'body' && type === '' && /<\/?[a-z][^<]*>/iu.test(value)) return htmlText(value)
  return { kind: 'plain', value }
}

/** Atom 0.3 has a mode for it; in Atom 1.0, media types other than text and XML mean it (RFC 4287, section 4.1.3.3). */
function isBase64(type: string, mode: string): boolean {
  if (mode !== '') return mode.toLowerCase() === 'base64'
  return type.includes('/') && !/^text\/|[/+]xml\b|html/u.test(type)
}

function fromBase64(text: string): string {
  try {
    const digits = text.replace(/\s+/gu, '')
    const bytes = atob(digits.slice(0, digits.length - (digits.length % 4)))
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
  } catch {
    return text
  }
}

/** Markup in XML, whose references are decoded when it is rendered. */
function markup(raw: string): string {
  return raw.includes('<![CDATA[') ? xmlText(raw) : raw
}

/** The first link of a relation; `alternate` is the default. */
function linkOf(parent: XmlElement, relation: string): string {
  for (const link of children(parent, 'link')) {
    const address = attributeOf(link, 'href') || textOf(link)
    if (address !== '' && (attributeOf(link, 'rel').toLowerCase() || 'alternate') === relation) return address
  }
  return ''
}

function authorsOf(parent: XmlElement): readonly string[] {
  return children(parent, 'author').map(personOf)
}

function firstOf(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.find((list) => list.some((text) => text !== '')) ?? []
}

/** A person construct's name, or else the e-mail address or text (RFC 4287, section 3.2). */
export function personOf(author: XmlElement): string {
  return childText(author, 'name', 'atom-name') || childText(author, 'email') || textOf(author)
}
