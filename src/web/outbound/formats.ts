/** The forms that a channel's outbound feed comes in: ending, name, media type, and who writes it. */
import { atomDocument } from './atom.ts'
import { jsonFeedDocument } from './json-feed.ts'
import type { OutboundFeed } from './outbound-feed.ts'
import { rssDocument } from './rss.ts'

export interface OutboundFormat {
  /** Of the feed's address. */
  readonly ending: string
  readonly name: string
  readonly type: string
  /** @param now epoch ms */
  readonly write: (feed: OutboundFeed, now: number) => string
}

export const outboundFormats: readonly OutboundFormat[] = [
  { ending: 'rss', name: 'RSS', type: 'application/rss+xml', write: rssDocument },
  { ending: 'atom', name: 'Atom', type: 'application/atom+xml', write: atomDocument },
  { ending: 'json', name: 'JSON', type: 'application/feed+json', write: jsonFeedDocument },
]
