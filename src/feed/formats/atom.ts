/** Reads Atom 1.0 (RFC 4287) and 0.3. */
import { type FeedHead, htmlText, type ItemDraft, type RichText, richText } from '../item-draft.ts'
import { plainSource, type SourceText } from '../source-text.ts'
import { categoriesOf } from '../xml/categories.ts'
import { commentsOf } from '../xml/comments.ts'
import { attributeOf, child, childHtml, children, childText, textOf, type XmlElement } from '../xml/elements.ts'
import { enclosureLinks, linksOf, pageLinks, relatedLinks } from '../xml/links.ts'
import { mediaOf, rawEnclosure } from '../xml/media.ts'
import { peopleIn } from '../xml/people.ts'
import { xmlSource } from '../xml/xml-text.ts'

/** The feed's element in a document. */
export function atomFeed(document: XmlElement): XmlElement {
  return child(document, 'feed') ?? document
}

/** The feed's own fields. */
export function atomHead(document: XmlElement): FeedHead {
  const feed = atomFeed(document)
  return {
    title: titleOf(feed) ?? htmlText(''),
    sites: pageLinks(linksOf(feed, 'link')),
    // RFC 4287, section 2, and RFC 3986, section 5.1.3.
    isRelativeToSite: false,
    updated: childText(feed, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: peopleIn(feed, 'author', 'dc-creator'),
    languages: [attributeOf(feed, 'xml:lang'), childText(feed, 'dc-language', 'language')],
    base: attributeOf(feed, 'xml:base'),
  }
}

/** Reads an entry. @param parent contains the entry's element */
export function atomEntry(parent: XmlElement): ItemDraft | null {
  const entry = child(parent, 'entry')
  if (entry === null) return null
  const media = mediaOf(entry)
  const links = linksOf(entry, 'link')
  const content = child(entry, 'content')
  const source = child(entry, 'source')
  const id = childText(entry, 'id', 'dc-identifier')
  const authors = peopleIn(entry, 'author', 'dc-creator', 'itunes-author')
  return {
    id,
    title: titleOf(entry) ?? htmlText(media.title),
    links: [
      childText(entry, 'feedburner-origlink', 'pheedo-origlink'),
      ...pageLinks(links),
      attributeOf(content, 'src'),
      ...media.players,
      ...relatedLinks(links, 'enclosure'),
      ...relatedLinks(links, 'related'),
      /^https?:/iu.test(id) ? id : '',
      ...media.enclosures.map(({ url }) => url),
      ...['canonical', 'via', 'self'].flatMap((relation) => relatedLinks(links, relation)),
    ],
    published: childText(entry, 'published', 'issued', 'dcterms-issued', 'created', 'dc-date', 'pubdate'),
    updated: childText(entry, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: authors.length > 0 || source === null ? authors : peopleIn(source, 'author'),
    categories: categoriesOf(entry),
    texts: [
      textConstruct(child(entry, 'summary'), 'summary'),
      textConstruct(content, 'content'),
      media.description === ''
        ? richText('html', childHtml(entry, 'dc-description', 'description', 'content-encoded'))
        : htmlText(media.description),
    ],
    images: media.pictures,
    thumbnails: media.thumbnails,
    enclosures: [
      ...enclosureLinks(links),
      ...children(entry, 'enclosure').map((enclosure) => rawEnclosure(enclosure, 'length')),
      ...media.enclosures,
    ],
    comments: commentsOf(entry, links),
    languages: [
      attributeOf(entry, 'xml:lang'),
      attributeOf(content, 'xml:lang'),
      childText(entry, 'dc-language'),
      attributeOf(source, 'xml:lang'),
    ],
    base: attributeOf(entry, 'xml:base') || attributeOf(content, 'xml:base'),
  }
}

function titleOf(parent: XmlElement): RichText | null {
  const title = child(parent, 'title')
  if (title !== null) return textConstruct(title, 'title')
  const other = childText(parent, 'dc-title')
  return other === '' ? null : htmlText(other)
}

/** A text construct by its type. Without a type it should be plain text, but bodies often contain HTML. */
function textConstruct(found: XmlElement | null, part: 'title' | 'summary' | 'content'): RichText {
  if (found === null) return richText('plain', plainSource(''))
  const type = attributeOf(found, 'type').toLowerCase()
  const mode = attributeOf(found, 'mode').toLowerCase()
  const { content } = found
  if (type.includes('xhtml') && mode !== 'escaped') return richText('html', markup(content))
  const isEncoded = mode === '' ? isBinary(type, part) : mode === 'base64'
  const text = isEncoded ? plainSource(fromBase64(textOf(found))) : xmlSource(content)
  if (type.includes('html')) return richText('html', text)
  // Child elements are markup, even if the type is plain text.
  if (/<[a-z]/iu.test(content.raw) && !content.raw.includes('<![CDATA[')) return richText('html', markup(content))
  if (part !== 'title' && type === '' && /<\/?[a-z][^<]*>/iu.test(text.raw)) return richText('html', text)
  return richText('plain', text)
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
function markup(content: SourceText): SourceText {
  return content.raw.includes('<![CDATA[') ? xmlSource(content) : content
}
