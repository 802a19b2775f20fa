/** Imports settings and feeds into a channel. */
import { feedUrl, spellingKey } from '../feed/http/address.ts'
import { mayReceive } from '../feed/http/credentials.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys } from '../model.ts'
import type { Credentials, PageRule } from '../polling.ts'
import { type LeftOut, nothingLeftOut } from '../store/imports.ts'
import type { Imported, ImportRequest } from './channel-api.ts'
import type { FeedView } from './feed-view.ts'
import { dropsAllSince } from './filters.ts'
import { roomOf } from './holdings.ts'
import { feedViews } from './list-feeds.ts'
import { privateUrl, type SubscribeDeps } from './subscribe.ts'

interface ImportPlan {
  /** Feeds to subscribe to; with credentials they are private. */
  readonly added: readonly {
    readonly url: FeedUrl
    readonly title: string
    readonly credentials: Credentials | null
    readonly page: PageRule | null
  }[]
  /** Names and filters of added and known feeds, in the order of the file; empty: none given. */
  readonly details: readonly { readonly url: FeedUrl; readonly name: string; readonly filter: string }[]
  readonly leftOut: LeftOut
}

/** Saves settings and feeds in one transaction; later cycles read the feeds. A known feed gets the imported name and filter. */
export function importInto(
  deps: Pick<SubscribeDeps, 'ledger' | 'random' | 'allowPrivate'>,
  id: ChannelId,
  request: ImportRequest,
  now: EpochMs,
): Imported {
  const { ledger, allowPrivate } = deps
  const { settings: imported, most, report } = request
  return ledger.transaction(() => {
    const state = ledger.channels.get(id)
    if (state === null) return { added: 0, ...nothingLeftOut }
    const wouldDrop = imported === null ? () => null : dropsAllSince(ledger, id)
    if (imported !== null) {
      const { paperboy: _, title: __, ...settings } = imported
      ledger.channels.reschedule({ ...state.channel, ...settings }, now)
    }
    const known = feedViews(ledger, id)
    const room = Math.min(roomOf(ledger, id, most), limits.feed.feedsAChannel - known.length)
    const { added, details, leftOut } = planImport(request, known, room, allowPrivate)
    const feedIds = added.map((feed) => addUnread(deps, id, feed, now))
    const keys = new Map(feedViews(ledger, id).map(({ url, feed }) => [url, feed]))
    for (const { url, name, filter } of details) {
      const feed = keys.get(url) ?? url
      if (name !== '') ledger.subscriptions.setName(id, feed, name)
      if (filter !== '') ledger.subscriptions.setFilter(id, feed, filter)
    }
    if (report !== null && added.length > 0) ledger.imports.begin(id, report, feedIds, leftOut)
    const dropped = wouldDrop()
    return { added: added.length, ...leftOut, ...(dropped === null ? {} : { wouldDrop: dropped }) }
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

/**
 * An import reads nothing, so addresses that differ only in their spelling count as one: the known one, or else the first. In a
 * backup each is a feed, because it was one in the channel.
 * @param known feeds of the channel @param room how many more it may have
 */
function planImport(
  { feeds, settings }: ImportRequest,
  known: readonly FeedView[],
  room: number,
  allowPrivate: boolean,
): ImportPlan {
  const exact = new Set(known.map(({ url }) => url))
  const bySpelling = new Map(known.map(({ url }) => [spellingKey(url), url]))
  const views = new Map(known.map((feed) => [feed.url, feed]))
  const added: ImportPlan['added'][number][] = []
  const details: ImportPlan['details'][number][] = []
  const already = new Set<FeedView>()
  const wrong: LeftOut['wrong']['first'] = []
  const over: LeftOut['over']['first'] = []
  for (const { url: text, title, name = '', filter = '', credentials = null, page = null } of feeds) {
    const address = feedUrl(text, { allowPrivate })
    if (!address.ok) {
      wrong.push({ text, problem: address.problem })
      continue
    }
    const there = exact.has(address.value) ? address.value : bySpelling.get(spellingKey(address.value))
    const url = there ?? address.value
    if (there === undefined && added.length >= room) {
      over.push({ title, url })
      continue
    }
    const view = views.get(url)
    if (view !== undefined) already.add(view)
    if (there === undefined) {
      const isUsable = credentials !== null && mayReceive(credentials.origin, url)
      added.push({ url, title: title || new URL(url).host, credentials: isUsable ? credentials : null, page })
      exact.add(url)
      if (settings === null) bySpelling.set(spellingKey(url), url)
    }
    details.push({ url, name, filter })
  }
  const named = [...already].map(({ number, title, url }) => ({ number, title, url }))
  return { added, details, leftOut: { already: firstOf(named), over: firstOf(over), wrong: firstOf(wrong) } }
}

function firstOf<Value>(list: readonly Value[]): { count: number; first: Value[] } {
  return { count: list.length, first: list.slice(0, limits.cell.namedFeeds) }
}
