/**
 * The addresses of feeds that a person sends, in a message or in a file. Every address from a person comes from here, so user names
 * and passwords in them are sealed here.
 */
import { addressesIn } from '../../feed/addresses-in-text.ts'
import { decodeBody } from '../../feed/decode.ts'
import { readFeedList } from '../../feed/feed-list.ts'
import { feedUrl } from '../../feed/http/address.ts'
import type { ListedFeed } from '../../feed/opml.ts'
import type { Credentials } from '../../polling.ts'
import { type SealedAddress, sealAddress } from '../access/sealed-address.ts'
import type { BotContext, BotDeps } from '../request-context.ts'

export interface SentFeed extends ListedFeed, Omit<SealedAddress, 'address'> {
  /** What stands behind the address in its line; empty: nothing of interest. */
  readonly cut: string
}

/** An address as typed. */
export function sentFeed(deps: Pick<BotDeps, 'seal'>, text: string, title = '', cut = ''): SentFeed {
  // A password may contain a space.
  const isCutInside = cut.includes('@') && !feedUrl(text, { allowPrivate: true }).ok
  const { address: url, ...sealed } = sealAddress(deps, isCutInside ? `${text} ${cut}` : text)
  return { url, title, cut: isCutInside ? '' : cut, ...sealed }
}

/** An address that was sealed before. */
export function sealedBefore(url: string, credentials: Credentials | null): SentFeed {
  return { url, title: '', cut: '', credentials, isUnusable: false, hasSecret: false }
}

/** The addresses of a message, then those of its hyperlinks, each once. @param isAnyHost see `addressesIn` */
export function feedsInMessage({ input, links, deps }: BotContext, isAnyHost = false): readonly SentFeed[] {
  const written = addressesIn(input, isAnyHost).map(({ address, before, after }) =>
    sentFeed(deps, address, before, /[\p{L}\p{N}]/u.test(after) ? after : ''),
  )
  return withLinks(deps, written, links)
}

/** The feeds of a list in a message, then its hyperlinks, each once. */
export function feedsInListMessage({ input, links, deps }: BotContext): readonly SentFeed[] {
  return withLinks(deps, readFeedList(input)?.map(({ url, title }) => sentFeed(deps, url, title)) ?? [], links)
}

function withLinks(
  deps: Pick<BotDeps, 'seal'>,
  feeds: readonly SentFeed[],
  links: readonly string[],
): readonly SentFeed[] {
  const all = [...feeds, ...links.map((url) => sentFeed(deps, url))]
  return all.filter(({ url }, at) => all.findIndex((feed) => feed.url === url) === at)
}

/** The text of a file in any encoding, and the feeds that it lists; null: it is no list. */
export function readListFile(
  deps: Pick<BotDeps, 'seal'>,
  bytes: Uint8Array,
): {
  readonly text: string
  readonly feeds: readonly SentFeed[] | null
} {
  const { raw, decode } = decodeBody(bytes, null)
  const text = decode(raw)
  return { text, feeds: readFeedList(text)?.map(({ url, title }) => sentFeed(deps, url, title)) ?? null }
}
