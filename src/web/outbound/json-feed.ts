/** Writes an outbound feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). Pure. */
import type { OutboundFeed, OutboundItem } from './outbound-feed.ts'

export function writeJsonFeed(feed: OutboundFeed): string {
  const { base, language } = feed
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.home,
    feed_url: feed.self,
    icon: `${base}/apple-touch-icon.png`,
    favicon: `${base}/favicon.ico`,
    ...present({ language }),
    items: feed.items.map((item) => jsonItem(item, language)),
  })
}

function jsonItem(item: OutboundItem, feedLanguage: string | null) {
  const { id, title, link, original, summary, text, image, author, categories, at, source, enclosure, language } = item
  return {
    id,
    ...present({ url: link, external_url: original }),
    title,
    // Content is required. A summary beside it must differ from it.
    ...(text === null ? { content_text: summary || title } : { content_html: text, ...present({ summary }) }),
    ...present({ image }),
    date_published: new Date(at).toISOString(),
    authors: [{ name: author ?? source.name }],
    tags: categories,
    ...present({ language: language === feedLanguage ? null : language }),
    ...(enclosure === null ? {} : { attachments: [attachmentOf(enclosure)] }),
    // The format has no members for these; an extension's name begins with an underscore.
    _paperboy: {
      source: source.name,
      ...present({ source_feed_url: source.address, comments_url: item.comments }),
    },
  }
}

function attachmentOf({ url, type, length }: NonNullable<OutboundItem['enclosure']>) {
  return { url, mime_type: type, ...(length === null ? {} : { size_in_bytes: length }) }
}

/** The members that have a text. */
function present(members: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])),
  )
}
