/** A channel as Atom 1.0 (RFC 4287). Pure. */
import type { OutboundFeed, OutboundItem } from './outbound-feed.ts'
import { xmlDocument } from './xml.ts'

/** @param now stands for the time of a feed without items: RFC 4287 asks for one. Epoch ms */
export function atomDocument(feed: OutboundFeed, now: number): string {
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

function atomEntry(item: OutboundItem) {
  return {
    id: item.id,
    title: item.title,
    updated: new Date(item.at).toISOString(),
    published: new Date(item.at).toISOString(),
    author: { name: item.author ?? item.source },
    link: { '@rel': 'alternate', '@href': item.link },
    category: item.categories.map((term) => ({ '@term': term })),
    ...(item.summary === '' ? {} : { summary: { '@type': 'text', '#': item.summary } }),
  }
}
