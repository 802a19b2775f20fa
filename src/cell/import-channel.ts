/** Imports settings and feeds into a channel. */
import { feedUrl, spellingKey } from '../feed/http/address.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys } from '../model.ts'
import { type LeftOut, nothingLeftOut } from '../store/imports.ts'
import type { Ledger } from '../store/ledger.ts'
import type { FeedView, Imported, ImportRequest } from './channel-api.ts'
import { roomOf } from './holdings.ts'
import { feedViews } from './subscribe.ts'

interface ImportPlan {
  /** Feeds to subscribe to. */
  readonly added: readonly { readonly url: FeedUrl; readonly title: string }[]
  /** Names and filters of added and known feeds, in the order of the file; empty: none given. */
  readonly details: readonly { readonly url: FeedUrl; readonly name: string; readonly filter: string }[]
  readonly leftOut: LeftOut
}

/** Saves settings and feeds in one transaction; later cycles read the feeds. A known feed gets the imported name and filter. */
export function importInto(
  ledger: Ledger,
  id: ChannelId,
  request: ImportRequest,
  allowPrivate: boolean,
  now: EpochMs,
): Imported {
  const { settings: imported, most, report } = request
  return ledger.transaction(() => {
    const state = ledger.channels.get(id)
    if (state === null) return { added: 0, ...nothingLeftOut }
    if (imported !== null) {
      const { paperboy: _, title: __, ...settings } = imported
      ledger.channels.reschedule({ ...state.channel, ...settings }, now)
    }
    const known = feedViews(ledger, id)
    const room = Math.min(roomOf(ledger, id, most), limits.feed.feedsAChannel - known.length)
    const { added, details, leftOut } = planImport(request, known, room, allowPrivate)
    for (const { url, title } of added) {
      ledger.feeds.addUnread(url, title, now)
      ledger.subscriptions.subscribe(id, url, { at: now, baseline: noKeys, newest: [] })
    }
    for (const { url, name, filter } of details) {
      if (name !== '') ledger.subscriptions.setName(id, url, name)
      if (filter !== '') ledger.subscriptions.setFilter(id, url, filter)
    }
    const feedIds = added.flatMap(({ url }) => ledger.feeds.get(url)?.id ?? [])
    if (report !== null && added.length > 0) ledger.imports.begin(id, report, feedIds, leftOut)
    return { added: added.length, ...leftOut }
  })
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
  for (const { url: text, title, name = '', filter = '' } of feeds) {
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
      added.push({ url, title: title || new URL(url).host })
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
