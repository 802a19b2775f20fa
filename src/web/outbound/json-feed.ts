/** A channel as JSON Feed 1.1 (jsonfeed.org/version/1.1). Pure. */
import type { OutboundFeed } from './outbound-feed.ts'

export function jsonFeedDocument(feed: OutboundFeed): string {
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
      // An item has to have a content; these have their headline, where there is no more.
      content_text: summary || title,
      ...(summary === '' ? {} : { summary }),
      date_published: new Date(at).toISOString(),
      authors: [{ name: author ?? source }],
      tags: categories,
    })),
  })
}
