/** The formats of outbound feeds. */
import type { FeedEnding } from '../../cell/channel-feed.ts'
import { writeAtom } from './atom.ts'
import { writeJsonFeed } from './json-feed.ts'
import type { OutboundFeed } from './outbound-feed.ts'
import { writeRss } from './rss.ts'

export interface OutboundFormat {
  /** Of the feed's address. */
  readonly ending: FeedEnding
  readonly name: string
  /** Media type. */
  readonly type: string
  readonly write: (feed: OutboundFeed) => string
}

export const outboundFormats: readonly OutboundFormat[] = [
  { ending: 'rss', name: 'RSS', type: 'application/rss+xml', write: writeRss },
  { ending: 'atom', name: 'Atom', type: 'application/atom+xml', write: writeAtom },
  { ending: 'json', name: 'JSON', type: 'application/feed+json', write: writeJsonFeed },
]
