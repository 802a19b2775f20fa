/** Imports settings and feeds into a channel. */
import { feedUrl, spellingsOf } from '../feed/http/address.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Imported, ImportRequest } from './channel-api.ts'
import { roomOf } from './holdings.ts'
import { feedViews } from './subscribe.ts'

/** Saves a channel's settings and feeds in one transaction; later cycles read the feeds. A feed that the channel has gets the imported name and filter. */
export function importInto(
  ledger: Ledger,
  id: ChannelId,
  request: ImportRequest,
  allowPrivate: boolean,
  now: EpochMs,
): Imported {
  return ledger.transaction(() => {
    const state = ledger.channels.get(id)
    if (state === null) return { added: 0, already: 0, over: 0, wrong: [] }
    if (request.settings !== null) {
      const { paperboy: _, title: __, ...settings } = request.settings
      ledger.channels.reschedule({ ...state.channel, ...settings }, now)
    }
    const before = new Set<FeedUrl>(feedViews(ledger, id).map(({ url }) => url))
    const here = new Map<FeedUrl, FeedUrl>(
      [...before].flatMap((url) => spellingsOf(url).map((spelling): [FeedUrl, FeedUrl] => [spelling, url])),
    )
    const room = Math.min(roomOf(ledger, id, request.most), limits.feed.feedsAChannel - before.size)
    const wrong: { readonly text: string; readonly problem: FeedProblem }[] = []
    const added: FeedUrl[] = []
    let [already, over] = [0, 0]
    for (const { url: text, title, name = '', filter = '' } of request.feeds) {
      const address = feedUrl(text, { allowPrivate })
      if (!address.ok) {
        wrong.push({ text, problem: address.problem })
        continue
      }
      const known = before.has(address.value) ? address.value : here.get(address.value)
      const url = known ?? address.value
      if (known !== undefined) already += 1
      else if (added.length >= room) {
        over += 1
        continue
      } else {
        ledger.feeds.addUnread(url, title || new URL(url).host, now)
        ledger.subscriptions.subscribe(id, url, { at: now, baseline: noKeys, newest: [] })
        added.push(url)
        for (const spelling of spellingsOf(url)) here.set(spelling, url)
      }
      if (name !== '') ledger.subscriptions.setName(id, url, name)
      if (filter !== '') ledger.subscriptions.setFilter(id, url, filter)
    }
    if (request.report !== null && added.length > 0)
      ledger.imports.begin(
        id,
        request.report,
        added.flatMap((url) => ledger.feeds.get(url)?.id ?? []),
      )
    return { added: added.length, already, over, wrong: wrong.slice(0, limits.cell.wrongEntries) }
  })
}
