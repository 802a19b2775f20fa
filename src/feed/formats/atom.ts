/** Atom 1.0 (RFC 4287) and 0.3: XML to drafts. */
import type { Draft, Head, Rich } from '../item.ts'
import { attributeOf, child, children, childText, firstTexts, textOf, type XmlElement } from '../xml/elements.ts'
import { unwrapped } from '../xml/markup.ts'
import { enclosureLinks, mediaOf } from '../xml/media.ts'

/** The feed's own part of the document; `top` is the document. */
export function atomHead(top: XmlElement): Head {
  const feed = child(top, 'feed') ?? top
  return {
    title: titleOf(feed),
    site: linkOf(feed, 'alternate'),
    updated: childText(feed, 'updated', 'modified', 'dcterms-modified', 'dc-date'),
    authors: authorsOf(feed),
    base: attributeOf(feed, 'xml:base'),
  }
}

/** One entry; `top` holds it. */
export function atomEntry(top: XmlElement): Draft | null {
  const entry = child(top, 'entry')
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
      ...[entry, group].map((parent) => descriptionOf(parent)),
    ],
    images: media.pictures,
    thumbnails: media.thumbnails,
    enclosures: [...enclosureLinks(entry, 'link'), ...media.enclosures],
    base: attributeOf(entry, 'xml:base') || attributeOf(content, 'xml:base'),
  }
}

function descriptionOf(parent: XmlElement | null): Rich {
  return { kind: 'html', value: parent === null ? '' : childText(parent, 'media-description') }
}

function titleOf(parent: XmlElement): Rich {
  const title = child(parent, 'title')
  if (title !== null) return richText(title, 'title')
  return { kind: 'html', value: childText(parent, 'dc-title', 'media-title') }
}

/** A text construct by its type; one without a type is plain by the standard, but bodies often hold HTML all the same. */
function richText(found: XmlElement | null, part: 'title' | 'body'): Rich {
  if (found === null) return { kind: 'plain', value: '' }
  const type = attributeOf(found, 'type').toLowerCase()
  const isEscaped = attributeOf(found, 'mode').toLowerCase() === 'escaped'
  if (type.includes('xhtml') && !isEscaped) return { kind: 'html', value: markup(found.raw) }
  const value = isBase64(type, attributeOf(found, 'mode')) ? fromBase64(textOf(found)) : textOf(found)
  if (type.includes('html')) return { kind: 'html', value }
  // Markup as child elements is markup whatever the type says.
  if (/<[a-z]/iu.test(found.raw) && !found.raw.includes('<![CDATA[')) return { kind: 'html', value: markup(found.raw) }
  if (part === 'body' && type === '' && /<\/?[a-z][^<]*>/iu.test(value)) return { kind: 'html', value }
  return { kind: 'plain', value }
}

/**
 * Atom 0.3 says so by its mode, Atom 1.0 by a media type that is neither text nor XML (RFC 4287, section 4.1.3.3).
 * @param type in lower case
 */
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

/** XML that is content: its references are HTML's too, and are decoded when it is rendered. */
function markup(raw: string): string {
  return raw.includes('<![CDATA[') ? unwrapped(raw) : raw
}

/** The first link of that relation; one without a relation is an alternate. */
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

/** A person construct's name, or what there is instead of one (RFC 4287, section 3.2). */
export function personOf(author: XmlElement): string {
  return childText(author, 'name', 'atom-name') || childText(author, 'email') || textOf(author)
}
