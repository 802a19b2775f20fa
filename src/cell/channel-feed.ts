/** A channel's outbound feed. The Worker writes it, or an object where it has the texts of articles, which takes more CPU time. */
import { limits, secondMs } from '../limits.ts'
import { readShortCode } from '../links/short-code.ts'
import { logCaught } from '../log.ts'
import type { Body, ChannelId, EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import { type ChannelPage, channelPage, type PageAnswer, type PageMemory } from './channel-page.ts'
import { feedStories } from './feed-stories.ts'

/** What a feed's address ends with. */
export type FeedEnding = 'rss' | 'atom' | 'json'

/** A request for a feed. */
export interface FeedInquiry {
  /** The version that the caller has; null: unknown. */
  readonly known: string | null
  /** When the version that the caller has was last changed, epoch ms; null: unknown. */
  readonly since: EpochMs | null
  readonly ending: FeedEnding
  /** The public address, without a trailing slash. */
  readonly base: string
  /** The channel's @name in addresses. */
  readonly username: string
}

/** A feed that an object is to write with its texts. */
export interface FeedToWrite extends Pick<FeedInquiry, 'ending' | 'base' | 'username'> {
  readonly page: ChannelPage
  /** Texts that KV may not show yet, by the codes of their items. */
  readonly fresh: ReadonlyMap<string, Body>
  readonly now: EpochMs
}

/** `isWhole` is false if a text could not be read. */
export interface WrittenFeed {
  readonly document: Uint8Array
  readonly isWhole: boolean
}

export type FeedAnswer =
  | Exclude<PageAnswer, { readonly kind: 'page' }>
  /** The Worker writes it. */
  | { readonly kind: 'page'; readonly page: ChannelPage; readonly isWhole: boolean }
  | (WrittenFeed & { readonly kind: 'written'; readonly version: string; readonly modified: EpochMs | null })

/** The last version of a channel's feed, with what is written of it, by the addresses in it. */
interface RememberedFeed {
  readonly version: string
  /** With the stories of the feed. */
  readonly page: ChannelPage
  readonly fresh: ReadonlyMap<string, Body>
  readonly documents: Map<string, Promise<WrittenFeed | null>>
}

/** Feeds in the object's memory, so that many readers cost the rows, the KV reads and the writing of one. */
export type FeedMemory = Map<ChannelId, RememberedFeed>

export interface ChannelFeedDeps {
  readonly ledger: Ledger
  readonly pages: PageMemory
  readonly feeds: FeedMemory
  /** Writes a feed in an object. @returns 'late' after a time limit */
  readonly writeFeed: (id: ChannelId, feed: FeedToWrite) => Promise<WrittenFeed | 'late'>
}

export async function channelFeed(
  deps: ChannelFeedDeps,
  id: ChannelId,
  inquiry: FeedInquiry,
  now: EpochMs,
): Promise<FeedAnswer> {
  const answer = channelPage(deps.ledger, deps.pages, id, inquiry.known, now)
  if (answer.kind !== 'page') return answer
  const { version, modified } = answer.page
  // Times in headers have seconds, and a story of the same time may still arrive.
  const isKnown = inquiry.since !== null && isSettled(modified, now) && inquiry.since > modified - secondMs
  if (isKnown) return { kind: 'same' }
  const remembered = rememberedFeed(deps, id, answer.page, now)
  const { page, fresh } = remembered
  if (readableCodes(page).length === 0) return { kind: 'page', page, isWhole: true }
  const { ending, base, username } = inquiry
  const name = `${ending} ${base} ${username}`
  const before = remembered.documents.get(name)
  const writing = before ?? written(deps, id, { page, fresh, ending, base, username, now })
  if (before === undefined && remembered.documents.size >= limits.web.feedDocuments) remembered.documents.clear()
  remembered.documents.set(name, writing)
  const feed = await writing
  // The next request tries again.
  if (feed?.isWhole !== true) remembered.documents.delete(name)
  return feed === null ? { kind: 'page', page, isWhole: false } : { kind: 'written', version, modified, ...feed }
}

/** Whether a feed that was last changed then gets no further stories of that time. */
export function isSettled(modified: EpochMs | null, now: EpochMs): modified is EpochMs {
  return modified !== null && now - modified >= limits.web.settledMs
}

/** The codes of the stories whose texts the feed has, newest first. */
export function readableCodes({ reading, stories }: ChannelPage): readonly string[] {
  if (!reading) return []
  const { feedItems, feedTexts } = limits.web
  const readable = stories.slice(0, feedItems).filter(({ isReadable }) => isReadable)
  return readable.slice(0, feedTexts).map(({ code }) => code)
}

/** Reads the rows of older stories, and one for each of the newest texts in the ledger, once for each version. */
function rememberedFeed(
  { ledger, feeds }: ChannelFeedDeps,
  id: ChannelId,
  channel: ChannelPage,
  now: EpochMs,
): RememberedFeed {
  const { version } = channel
  const before = feeds.get(id)
  if (before?.version === version) return before
  const page = { ...channel, stories: feedStories(ledger, id, channel, now) }
  const editions = new Set(ledger.openEditions.all().map(({ code }) => code))
  const fresh = new Map<string, Body>()
  for (const code of readableCodes(page)) {
    if (fresh.size >= limits.web.feedFreshTexts) break
    const link = readShortCode(code, now)
    const body = link !== null && editions.has(link.edition) ? ledger.openEditions.text(link.edition, code) : null
    if (body !== null) fresh.set(code, body)
  }
  const remembered: RememberedFeed = { version, page, fresh, documents: new Map() }
  feeds.delete(id)
  const [oldest] = feeds.keys()
  if (oldest !== undefined && feeds.size >= limits.web.feedChannels) feeds.delete(oldest)
  feeds.set(id, remembered)
  return remembered
}

/** Null: the object failed, or is late. */
async function written(deps: ChannelFeedDeps, id: ChannelId, toWrite: FeedToWrite): Promise<WrittenFeed | null> {
  try {
    const feed = await deps.writeFeed(id, toWrite)
    return feed === 'late' ? null : feed
  } catch (error) {
    logCaught('writing a feed', error)
    return null
  }
}
