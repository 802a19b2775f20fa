/** A page with links to feeds. */
import { discoverFeeds } from '../../../src/feed/discovery/discover-feeds.ts'
import type { FeedUrl } from '../../../src/model.ts'
import { address } from '../fixtures/documents.ts'

export const page = address('https://example.org/blog/')
export const strict = { allowPrivate: false }

export const rss = 'rel="alternate" type="application/rss+xml"'
export const atom = 'rel="alternate" type="application/atom+xml"'

/** A `<link>` element. */
export function link(href: string, attributes = rss, title = ''): string {
  return `<link ${attributes} ${title === '' ? '' : `title="${title}" `}href="${href}">`
}

/** The addresses of the feeds of a page. */
export function urls(html: string, from: FeedUrl = page): readonly string[] {
  return discoverFeeds(html, from, strict).map((feed) => feed.url)
}

export type Case = readonly [name: string, html: string, urls: readonly string[]]
