/** Atom 1.0 (RFC 4287) and 0.3: XML to drafts. */
import type { Draft, Head, Rich } from './item.ts'
import { unwrapped } from './markup.ts'
import { attributeOf, child, children, childText, textOf, type XmlElement } from './xml.ts'

/** The feed's own part of the document; `top` is the document. */
export function atomHead(top: XmlElement): Head {
  const feed = child(top, 'feed') ?? top
  return {
    title: titleOf(feed),
    site: linkOf(feed, 'alternate'),
    author: authorOf(feed),
    base: attributeOf(feed, 'xml:base'),
  }
}

/** One entry; `top` holds it. */
export function atomEntry(top: XmlElement): Draft | null {
  const entry = child(top, 'entry')
  if (entry === null) return null
  const group = child(entry, 'media-group')
  const mediaParents = group === null ? [entry] : [entry, group]
  const content = child(entry, 'content')
  const source = child(entry, 'source')
  const id = childText(entry, 'id')
  return {
    id,
    title: titleOf(entry),
    links: [
      childText(entry, 'feedburner-origlink'),
      linkOf(entry, 'alternate'),
      childText(entry, 'link'),
      attributeOf(content, 'src'),
      linkOf(entry, 'enclosure'),
      linkOf(entry, 'related'),
      /^https?:/iu.test(id) ? id : '',
    ],
    published: childText(entry, 'published', 'issued', 'created', 'dc-date', 'pubdate'),
    updated: childText(entry, 'updated', 'modified', 'dcterms-modified'),
    author: authorOf(entry) || childText(entry, 'dc-creator') || (source === null ? '' : authorOf(source)),
    categories: children(entry, 'category')
      .map((category) => attributeOf(category, 'label') || attributeOf(category, 'term') || textOf(category))
      .concat(children(entry, 'dc-subject').map(textOf)),
    texts: [
      richText(child(entry, 'summary'), 'body'),
      richText(content, 'body'),
      ...mediaParents.map((parent): Rich => ({ kind: 'html', value: childText(parent, 'media-description') })),
    ],
    images: mediaParents
      .flatMap((parent) => children(parent, 'media-thumbnail'))
      .map((thumbnail) => attributeOf(thumbnail, 'url')),
    base: attributeOf(entry, 'xml:base') || attributeOf(content, 'xml:base'),
  }
}

function titleOf(parent: XmlElement): Rich {
  const title = child(parent, 'title')
  return title === null ? { kind: 'html', value: childText(parent, 'dc-title') } : richText(title, 'title')
}

/** A text construct by its type; one without a type is plain by the standard, but bodies often hold HTML all the same. */
function richText(found: XmlElement | null, part: 'title' | 'body'): Rich {
  if (found === null) return { kind: 'plain', value: '' }
  const type = attributeOf(found, 'type').toLowerCase()
  const isEscaped = attributeOf(found, 'mode').toLowerCase() === 'escaped'
  if (type.includes('xhtml') && !isEscaped) return { kind: 'html', value: markup(found.raw) }
  const value = textOf(found)
  if (type.includes('html')) return { kind: 'html', value }
  // Markup as child elements is markup whatever the type says.
  if (/<[a-z]/iu.test(found.raw) && !found.raw.includes('<![CDATA[')) return { kind: 'html', value: markup(found.raw) }
  if (part === 'body' && type === '' && /<\/?[a-z][^<]*>/iu.test(value)) return { kind: 'html', value }
  return { kind: 'plain', value }
}

/** XML that is content: its references are HTML's too, and are decoded when it is rendered. */
function markup(raw: string): string {
  return raw.includes('<![CDATA[') ? unwrapped(raw) : raw
}

/** The first link of that relation; one without a relation is an alternate. */
function linkOf(parent: XmlElement, relation: string): string {
  const found = children(parent, 'link').find((link) => {
    const rel = attributeOf(link, 'rel').toLowerCase() || 'alternate'
    return rel === relation && attributeOf(link, 'href') !== ''
  })
  return attributeOf(found ?? null, 'href')
}

function authorOf(parent: XmlElement): string {
  const author = child(parent, 'author')
  return author === null ? '' : childText(author, 'name') || childText(author, 'email') || textOf(author)
}
