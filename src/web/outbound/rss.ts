/** A channel as RSS 2.0 (rssboard.org/rss-specification), with the extensions that the RSS profile recommends. Pure. */

import { limits } from '../../limits.ts'
import { escapeHtml } from '../../text/telegram-html.ts'
import type { OutboundFeed, OutboundItem } from './outbound-feed.ts'
import { xmlDocument } from './xml.ts'

export function rssDocument(feed: OutboundFeed): string {
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
        ttl: limits.web.channelSeconds / 60,
        'atom:link': { '@href': feed.self, '@rel': 'self', '@type': 'application/rss+xml' },
        item: feed.items.map(rssItem),
      },
    },
  })
}

function rssItem(item: OutboundItem) {
  return {
    title: item.title,
    link: item.link,
    guid: { '#': item.id, '@isPermaLink': 'true' },
    pubDate: rfc822(item.at),
    ...(item.author === null ? {} : { 'dc:creator': item.author }),
    category: item.categories,
    // A description is HTML, by the specification; a title is not.
    ...(item.summary === '' ? {} : { description: escapeHtml(item.summary) }),
    'dc:source': item.source,
  }
}

/** RFC 822 with a year of four digits, as RSS wants it. */
function rfc822(at: number): string {
  return new Date(at).toUTCString()
}
