/** Reads Atom 1.0 (RFC 4287) and 0.3. */
import { type FeedHead, htmlText, type ItemDraft, type RichText } from '../item-draft.ts'
import { categoriesOf } from '../xml/categories.ts'
import { commentsOf } from '../xml/comments.ts'
import { attributeOf, child, children, childText, textOf, type XmlElement } from '../xml/elements.ts'
import { enclosureLinks, pageLinks, relatedLinks } from '../xml/links.ts'
import { mediaOf, rawEnclosure } from '../xml/media.ts'
import { peopleIn } from '../xml/people.ts'
import { xmlText } from '../xml/xml-text.ts'

/** The feed's element in a document. */
export function atomFeed(document: XmlElement): XmlElement {
  return child(document, 'feed') ?? document
}

/** The feed's own fields. */
export function atomHead(document: XmlElement): FeedHead {
  const feed = atomFeed(document)
  return {
    title: titleOf(feed) ?? htmlText(''),
    sites: pageLinks(feed, 'link'),
    // RFC 4287, section 2, and RFC 3986, section 5.1.3.
    isRelativeToSite: false,
    updated: childText(feed, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: peopleIn(feed, 'author', 'dc-creator'),
    base: attributeOf(feed, 'xml:base'),
  }
}

/** Reads an entry. @param parent contains the entry's element */
export function atomEntry(parent: XmlElement): ItemDraft | null {
  const entry = child(parent, 'entry')
  if (entry === null) return null
  const media = mediaOf(entry)
  const content = child(entry, 'content')
  const source = child(entry, 'source')
  const id = childText(entry, 'id', 'dc-identifier')
  const authors = peopleIn(entry, 'author', 'dc-creator', 'itunes-author')
  return {
    id,
    title: titleOf(entry) ?? htmlText(media.title),
    links: [
      childText(entry, 'feedburner-origlink', 'pheedo-origlink'),
      ...pageLinks(entry, 'link'),
      attributeOf(content, 'src'),
      ...media.players,
      ...['enclosure', 'related'].flatMap((relation) => relatedLinks(entry, 'link', relation)),
      /^https?:/iu.test(id) ? id : '',
      ...media.enclosures.map(({ url }) => url),
      ...['canonical', 'via', 'self'].flatMap((relation) => relatedLinks(entry, 'link', relation)),
    ],
    published: childText(entry, 'published', 'issued', 'dcterms-issued', 'created', 'dc-date', 'pubdate'),
    updated: childText(entry, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: authors.length > 0 || source === null ? authors : peopleIn(source, 'author'),
    categories: categoriesOf(entry),
    texts: [
      richText(child(entry, 'summary'), 'summary'),
      richText(content, 'content'),
      htmlText(media.description || childText(entry, 'dc-description', 'description', 'content-encoded')),
    ],
    images: media.pictures,
    thumbnails: media.thumbnails,
    enclosures: [
      ...enclosureLinks(entry, 'link'),
      ...children(entry, 'enclosure').map((enclosure) => rawEnclosure(enclosure, 'length')),
      ...media.enclosures,
    ],
    comments: commentsOf(entry),
    base: attributeOf(entry, 'xml:base') || attributeOf(content, 'xml:base'),
  }
}

function titleOf(parent: XmlElement): RichText | null {
  const title = child(parent, 'title')
  if (title !== null) return richText(title, 'title')
  const other = childText(parent, 'dc-title')
  return other === '' ? null : htmlText(other)
}

/** A text construct by its type. Without a type it should be plain text, but bodies often contain HTML. */
function richText(found: XmlElement | null, part: 'title' | 'summary' | 'content'): RichText {
  if (found === null) return { kind: 'plain', value: '' }
  const type = attributeOf(found, 'type').toLowerCase()
  const mode = attributeOf(found, 'mode').toLowerCase()
  if (type.includes('xhtml') && mode !== 'escaped') return htmlText(markup(found.raw))
  const isEncoded = mode === '' ? isBinary(type, part) : mode === 'base64'
  const value = isEncoded ? fromBase64(textOf(found)) : textOf(found)
  if (type.includes('html')) return htmlText(value)
  // Child elements are markup, even if the type is plain text.
  if (/<[a-z]/iu.test(found.raw) && !found.raw.includes('<![CDATA[')) return htmlText(markup(found.raw))
  if (part !== 'title' && type === '' && /<\/?[a-z][^<]*>/iu.test(value)) return htmlText(value)
  return { kind: 'plain', value }
}

/**
 * Whether a media type means base64 (RFC 4287, section 4.1.3.3). Types of no registered kind are slips. Other parts than content have no
 * media types, but feedparser's tests have the most general one there.
 */
function isBinary(type: string, part: string): boolean {
  if (part !== 'content') return type === 'application/octet-stream'
  return /^(?:application|audio|font|image|model|multipart|video)\//u.test(type) && !/[/+]xml\b|html|json/u.test(type)
}

/** The text in base64; the text as it is if it is no base64 of text in UTF-8. */
function fromBase64(text: string): string {
  // Base64 has line breaks only; words are text.
  if (/\S[ \t]+\S/u.test(text)) return text
  try {
    const bytes = atob(text)
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(
      Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
    )
    return /(?![\t\n\f\r])\p{Cc}/u.test(decoded) ? text : decoded
  } catch {
    return text
  }
}

/** Markup in XML, whose references are decoded when it is rendered. */
function markup(raw: string): string {
  return raw.includes('<![CDATA[') ? xmlText(raw) : raw
}
