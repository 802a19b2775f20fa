/** Writes a channel's outbound feed as RSS, Atom and JSON Feed. Pure. */
import { XMLBuilder } from 'fast-xml-parser'
import { limits, minuteMs, secondMs } from '../../limits.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import type { OutboundFeed, OutboundItem } from './outbound-feed.ts'

export interface OutboundFormat {
  /** Of the feed's address. */
  readonly ending: string
  readonly name: string
  /** Media type. */
  readonly type: string
  /** @param now epoch ms */
  readonly write: (feed: OutboundFeed, now: number) => string
}

export const outboundFormats: readonly OutboundFormat[] = [
  { ending: 'rss', name: 'RSS', type: 'application/rss+xml', write: writeRss },
  { ending: 'atom', name: 'Atom', type: 'application/atom+xml', write: writeAtom },
  { ending: 'json', name: 'JSON', type: 'application/feed+json', write: writeJsonFeed },
]

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  processEntities: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
})

/** An XML document of plain objects: `@` begins an attribute's name, `#` is the text. */
function xmlDocument(root: Readonly<Record<string, unknown>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`
}

/** RSS 2.0 (rssboard.org/rss-specification), with the extensions that the RSS profile recommends. */
export function writeRss(feed: OutboundFeed): string {
  return xmlDocument({
    rss: {
      '@version': '2.0',
      '@xmlns:atom': 'http://www.w3.org/2005/Atom',
      '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      channel: {
        title: feed.title,
        link: feed.home,
        description: feed.description,
        language: feed.language,
        ...(feed.updated === null ? {} : { lastBuildDate: rfc822(feed.updated) }),
        ttl: (limits.web.channelSeconds * secondMs) / minuteMs,
        'atom:link': { '@href': feed.self, '@rel': 'self', '@type': 'application/rss+xml' },
        item: feed.items.map(rssItem),
      },
    },
  })
}

function rssItem({ title, link, id, at, author, categories, summary, source }: OutboundItem) {
  return {
    title,
    link,
    guid: { '#': id, '@isPermaLink': 'true' },
    pubDate: rfc822(at),
    ...(author === null ? {} : { 'dc:creator': author }),
    category: categories,
    // A description is HTML, a title is not.
    ...(summary === '' ? {} : { description: escapeHtml(summary) }),
    'dc:source': source,
  }
}

/** RFC 822 with a four-digit year, as RSS requires. */
function rfc822(at: number): string {
  return new Date(at).toUTCString()
}

/** Atom 1.0 (RFC 4287). @param now the required time of a feed without items. Epoch ms */
export function writeAtom(feed: OutboundFeed, now: number): string {
  return xmlDocument({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': feed.language,
      id: feed.home,
      title: feed.title,
      subtitle: feed.description,
      updated: new Date(feed.updated ?? now).toISOString(),
      author: { name: feed.title },
      link: [
        { '@rel': 'alternate', '@type': 'text/html', '@href': feed.home },
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': feed.self },
      ],
      entry: feed.items.map(atomEntry),
    },
  })
}

function atomEntry({ id, title, at, author, source, link, categories, summary }: OutboundItem) {
  return {
    id,
    title,
    updated: new Date(at).toISOString(),
    published: new Date(at).toISOString(),
    author: { name: author ?? source },
    link: { '@rel': 'alternate', '@href': link },
    category: categories.map((term) => ({ '@term': term })),
    ...(summary === '' ? {} : { summary: { '@type': 'text', '#': summary } }),
  }
}

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function writeJsonFeed(feed: OutboundFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.home,
    feed_url: feed.self,
    language: feed.language,
    items: feed.items.map(({ id, title, link, summary, author, categories, at, source }) => ({
      id,
      url: link,
      title,
      // Content is required.
      content_text: summary || title,
      ...(summary === '' ? {} : { summary }),
      date_published: new Date(at).toISOString(),
      authors: [{ name: author ?? source }],
      tags: categories,
    })),
  })
}
