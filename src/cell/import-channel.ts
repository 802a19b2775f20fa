/** Imports settings and feeds into a channel. */
import { feedUrl, spellingsOf } from '../feed/http/address.ts'
import { mayReceive } from '../feed/http/credentials.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys } from '../model.ts'
import type { Credentials, PageRule } from '../polling.ts'
import type { Imported, ImportRequest } from './channel-api.ts'
import { roomOf } from './holdings.ts'
import { feedViews, privateUrl, type SubscribeDeps } from './subscribe.ts'

interface ImportPlan extends Pick<Imported, 'already' | 'over' | 'wrong'> {
  /** Feeds to subscribe to; with credentials they are private. */
  readonly added: readonly {
    readonly url: FeedUrl
    readonly title: string
    readonly credentials: Credentials | null
    readonly page: PageRule | null
  }[]
  /** Names and filters of added and known feeds, in the order of the file; empty: none given. */
  readonly details: readonly { readonly url: FeedUrl; readonly name: string; readonly filter: string }[]
}

/** Saves settings and feeds in one transaction; later cycles read the feeds. A known feed gets the imported name and filter. */
export function importInto(
  deps: Pick<SubscribeDeps, 'ledger' | 'random' | 'allowPrivate'>,
  id: ChannelId,
  { feeds, settings: imported, most, report }: ImportRequest,
  now: EpochMs,
): Imported {
  const { ledger, allowPrivate } = deps
  return ledger.transaction(() => {
    const state = ledger.channels.get(id)
    if (state === null) return { added: 0, already: 0, over: 0, wrong: [] }
    if (imported !== null) {
      const { paperboy: _, title: __, ...settings } = imported
      ledger.channels.reschedule({ ...state.channel, ...settings }, now)
    }
    const known = new Set(feedViews(ledger, id).map(({ url }) => url))
    const room = Math.min(roomOf(ledger, id, most), limits.feed.feedsAChannel - known.size)
    const { added, details, already, over, wrong } = planImport(feeds, known, room, allowPrivate)
    const feedIds = added.map((feed) => addUnread(deps, id, feed, now))
    const keys = new Map(feedViews(ledger, id).map(({ url, feed }) => [url, feed]))
    for (const { url, name, filter } of details) {
      const feed = keys.get(url) ?? url
      if (name !== '') ledger.subscriptions.setName(id, feed, name)
      if (filter !== '') ledger.subscriptions.setFilter(id, feed, filter)
    }
    if (report !== null && added.length > 0) ledger.imports.begin(id, report, feedIds)
    return { added: added.length, already, over, wrong: wrong.slice(0, limits.cell.wrongEntries) }
  })
}

/** @returns the feed's id */
function addUnread(
  deps: Pick<SubscribeDeps, 'ledger' | 'random'>,
  channel: ChannelId,
  { url, title, credentials, page }: ImportPlan['added'][number],
  now: EpochMs,
): number {
  const { feeds, subscriptions } = deps.ledger
  const key = credentials === null ? url : privateUrl(deps, url)
  feeds.addUnread(key, title, now, page)
  subscriptions.subscribe(channel, key, { at: now, baseline: noKeys, newest: [] })
  const id = feeds.get(key)?.id ?? 0
  if (credentials !== null) feeds.setCredentials(id, credentials)
  return id
}

/** @param known feeds of the channel @param room how many more it may have */
function planImport(
  feeds: ImportRequest['feeds'],
  known: ReadonlySet<FeedUrl>,
  room: number,
  allowPrivate: boolean,
): ImportPlan {
  const bySpelling = new Map<FeedUrl, FeedUrl>()
  const remember = (url: FeedUrl) => {
    for (const spelling of spellingsOf(url)) bySpelling.set(spelling, url)
  }
  known.forEach(remember)
  const added: ImportPlan['added'][number][] = []
  const details: ImportPlan['details'][number][] = []
  const wrong: Imported['wrong'][number][] = []
  let [already, over] = [0, 0]
  for (const { url: text, title, name = '', filter = '', credentials = null, page = null } of feeds) {
    const address = feedUrl(text, { allowPrivate })
    if (!address.ok) {
      wrong.push({ text, problem: address.problem })
      continue
    }
    const there = known.has(address.value) ? address.value : bySpelling.get(address.value)
    if (there === undefined && added.length >= room) {
      over += 1
      continue
    }
    const url = there ?? address.value
    if (there === undefined) {
      const isFor = credentials !== null && mayReceive(credentials.origin, url)
      added.push({ url, title: title || new URL(url).host, credentials: isFor ? credentials : null, page })
      remember(url)
    } else already += 1
    details.push({ url, name, filter })
  }
  return { added, details, already, over, wrong }
}
