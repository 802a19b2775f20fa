/** Writes an outbound feed as Atom 1.0 (RFC 4287). Pure. */
import type { OutboundFeed, OutboundItem } from './outbound-feed.ts'
import { element, type Xml, xmlDocument } from './xml-writer.ts'

export function writeAtom(feed: OutboundFeed): string {
  const { title, home, base, language, descriptionLanguage } = feed
  const newest = feed.items.reduce((last, { updated }) => (updated > last ? updated : last), '')
  const attributes = {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
    'xml:lang': language,
  }
  const content = [
    element('id', {}, home),
    element('title', {}, title),
    element(
      'subtitle',
      { 'xml:lang': descriptionLanguage === language ? null : descriptionLanguage },
      feed.description,
    ),
    element('updated', {}, newest || new Date(feed.updated).toISOString()),
    element('author', {}, element('name', {}, title)),
    element('generator', { uri: `${base}/about` }, 'Paperboy'),
    // Square; a logo is twice as wide as high (RFC 4287, 4.2.5 and 4.2.8).
    element('icon', {}, `${base}/apple-touch-icon.png`),
    element('link', { rel: 'alternate', type: 'text/html', href: home }),
    element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
  ]
  return xmlDocument(
    element(
      'feed',
      attributes,
      content,
      feed.items.map((item) => entryOf(item, feed)),
    ),
  )
}

function entryOf(item: OutboundItem, { language, home }: OutboundFeed): Xml {
  const { id, title, titleLanguage, link, author, source, enclosure, image, comments, categories, summary, text } = item
  return element(
    'entry',
    // An empty tag says that the feed's language is not the entry's (XML 1.0, section 2.12).
    { 'xml:lang': item.language === language ? null : (item.language ?? '') },
    element('id', {}, id),
    element('title', { 'xml:lang': titleLanguage === item.language ? null : titleLanguage }, title),
    element('updated', {}, item.updated),
    element('published', {}, new Date(item.at).toISOString()),
    element('author', {}, element('name', {}, author ?? source.name)),
    // An entry without content must have one (4.1.2).
    element('link', { rel: 'alternate', type: link === id ? null : 'text/html', href: link ?? home }),
    enclosure === null
      ? null
      : element('link', {
          rel: 'enclosure',
          type: enclosure.type,
          length: enclosure.length,
          href: enclosure.url,
        }),
    comments === null ? null : element('link', { rel: 'replies', type: 'text/html', href: comments }),
    categories.map((term) => element('category', { term })),
    // An entry is valid without both. With the title as its content, readers would show it twice.
    summary === '' ? null : element('summary', {}, summary),
    text === null ? null : element('content', { type: 'html' }, text),
    image === null || image === enclosure?.url ? null : element('media:content', { url: image, medium: 'image' }),
    sourceOf(item),
  )
}

/** Its id, title and time where the feed's address is public, else its title (4.2.11). */
function sourceOf({ source, updated }: OutboundItem): Xml {
  const { name, address } = source
  const title = element('title', {}, name)
  if (address === null) return element('source', {}, title)
  return element(
    'source',
    {},
    element('id', {}, address),
    title,
    element('updated', {}, updated),
    element('link', { rel: 'self', href: address }),
  )
}
