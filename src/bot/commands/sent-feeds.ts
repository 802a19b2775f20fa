/** The addresses of feeds that a person sends, in a message or in a file. Every address from a person comes from here. */
import { addressesIn } from '../../feed/addresses-in-text.ts'
import { decodeBody } from '../../feed/decode.ts'
import { readFeedList } from '../../feed/feed-list.ts'
import type { ListedFeed } from '../../feed/opml.ts'
import type { BotContext } from '../request-context.ts'

export interface SentFeed extends ListedFeed {
  /** What stands behind the address in its line; empty: nothing of interest. */
  readonly cut: string
}

/** The addresses of a message, then those of its hyperlinks, each once. @param isAnyHost see `addressesIn` */
export function feedsInMessage({ input, links }: BotContext, isAnyHost = false): readonly SentFeed[] {
  const written = addressesIn(input, isAnyHost).map(({ address, before, after }) => ({
    url: address,
    title: before,
    cut: /[\p{L}\p{N}]/u.test(after) ? after : '',
  }))
  return withLinks(written, links)
}

/** The feeds of a list in a message, then its hyperlinks, each once. */
export function feedsInListMessage({ input, links }: BotContext): readonly SentFeed[] {
  return withLinks(readFeedList(input)?.map((feed) => ({ ...feed, cut: '' })) ?? [], links)
}

function withLinks(feeds: readonly SentFeed[], links: readonly string[]): readonly SentFeed[] {
  const all = [...feeds, ...links.map((url) => ({ url, title: '', cut: '' }))]
  return all.filter(({ url }, at) => all.findIndex((feed) => feed.url === url) === at)
}

/** The text of a file in any encoding, and the feeds that it lists; null: it is no list. */
export function readListFile(bytes: Uint8Array): {
  readonly text: string
  readonly feeds: readonly ListedFeed[] | null
} {
  const { raw, decode } = decodeBody(bytes, null)
  const text = decode(raw)
  return { text, feeds: readFeedList(text) }
}
