/** One channel of a cell, for one call through the cell's object. */

import type { CycleMemory } from '../cycle/cycle-memory.ts'
import { markGone } from '../cycle/forget-readers.ts'
import { lockOut } from '../cycle/lock-out.ts'
import { writeReactions } from '../cycle/reaction-memory.ts'
import { reopenChannel } from '../cycle/reconcile.ts'
import { withdraw } from '../cycle/withdraw.ts'
import { parseTimezone, placesAt } from '../digest/timezone.ts'
import { limits } from '../limits.ts'
import { loggedCalls } from '../log.ts'
import type { Served } from '../metered-object.ts'
import { type Channel, type ChannelId, type EpochMs, readerOf } from '../model.ts'
import type { Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import { changeFeed } from './change-feed.ts'
import type { ChannelApi } from './channel-api.ts'
import { exported } from './channel-export.ts'
import { channelFeed, type FeedMemory } from './channel-feed.ts'
import { channelPage, type PageMemory } from './channel-page.ts'
import { channelStats } from './channel-stats.ts'
import { channelView, preview } from './channel-view.ts'
import { dayPage } from './day-page.ts'
import { exclude, lessLike, recentHeadlines, setFilter } from './filters.ts'
import { importInto } from './import-channel.ts'
import { retract, unretract } from './retract.ts'
import type { CellDeps } from './runner.ts'
import { offerReaders, selectionMethods } from './selection.ts'
import { previewSelection, waitingIn, whySelection } from './selection-view.ts'
import { addFeed, addFeeds, nameFeed, removeFeed, restoreFeed } from './subscribe.ts'
import { packChannel } from './transfer-channel.ts'
import { wantNewest } from './want-newest.ts'
import { setPageRule, watchPage } from './watch-page.ts'
import { why } from './why.ts'

export interface CellChannelDeps extends CellDeps {
  readonly ledger: Ledger
  readonly memory: CycleMemory
  readonly pages: PageMemory
  readonly feeds: FeedMemory
  /** By cron's clock. */
  readonly now: () => EpochMs
  readonly finish: Finish
  /** Runs work between two cycles. */
  readonly runExclusive: <Value>(work: () => Promise<Value>) => Promise<Value>
  readonly urgentCycle: (linkBase: string | null) => Promise<void>
  /** Sends the packed channels to their cells. */
  readonly sendTransfers: () => Promise<unknown>
}

export function cellChannel(deps: CellChannelDeps, id: ChannelId): Served<ChannelApi> {
  const { ledger, now, finish, runExclusive, urgentCycle } = deps
  const { channels, deliveries } = ledger
  const { liveGapMinutes } = deps.settings
  const own = () => channels.get(id)?.channel
  const isSelection = readerOf(id) !== null
  const wake = () => {
    if (isSelection) ledger.selectionProgress.wake()
  }
  const configure = (changes: Partial<Channel>) => {
    const channel = own()
    if (channel !== undefined) channels.configure({ ...channel, ...changes })
    wake()
  }
  const retractDeps = () => ({ ledger, finish, telegram: loggedCalls(deps.telegram), now: now() })
  return {
    ...selectionMethods(deps, id),
    register: (channel) => {
      // While it moves to another cell, that cell has it.
      if (!ledger.transfers.isLeaving(id)) channels.register(channel, now())
    },
    offerReaders: (code) => offerReaders(ledger, id, code),
    view: () => {
      const selection = channels.selection(id)
      return channelView(ledger, id, now(), liveGapMinutes, selection === null ? null : waitingIn(ledger, selection))
    },
    addFeed: (address, most, credentials) => addFeed(deps, id, address, most, now(), credentials),
    watchPage: (url, rule, most) => watchPage(deps, id, url, rule, most, now()),
    setPageRule: (which, rule) => setPageRule(deps, id, which, rule),
    addFeeds: (addresses, most) => addFeeds(deps, id, addresses.slice(0, limits.finding.addresses), most, now()),
    removeFeed: (which) => removeFeed(ledger, id, which, now()),
    nameFeed: (which, name) => nameFeed(ledger, id, which, name),
    changeFeed: (which, change) => changeFeed(deps, id, which, change, now()),
    restoreFeed: (feedId, most) => restoreFeed(ledger, id, feedId, most),
    wantNewest: (feedId) => wantNewest(ledger, id, feedId),
    setFilter: (which, query, sure = false) => setFilter(ledger, id, which, query, sure),
    exclude: (term) => exclude(ledger, id, term),
    recentHeadlines: () => recentHeadlines(ledger, id),
    lessLike: (code) => lessLike(ledger, id, code),
    why: (text) =>
      isSelection ? whySelection(deps, id, text, now(), liveGapMinutes) : why(ledger, id, text, now(), liveGapMinutes),
    // Both wait for a running cycle, which may be sending the headline.
    retract: (text, sure) => runExclusive(() => retract(retractDeps(), id, text, sure)),
    unretract: (code) => runExclusive(() => unretract(retractDeps(), id, code)),
    placeNamed: (text) => parseTimezone(text, now()),
    placesAt,
    setSchedule: (schedule, timezone) => {
      const channel = own()
      if (channel !== undefined) channels.reschedule({ ...channel, schedule, timezone }, now())
      wake()
    },
    rename: (username) => configure({ username }),
    setLook: configure,
    setLanguage: (language) => configure({ language }),
    exported: () => exported(ledger, id),
    importInto: (request) => importInto(deps, id, request, now()),
    forget: () => {
      const before = exported(ledger, id)
      if (before !== null) channels.forget(id)
      // The journal would keep what a reader had.
      return isSelection ? null : before
    },
    ownerOf: () => own()?.owner ?? null,
    timezoneOf: () => own()?.timezone ?? null,
    pause: () =>
      ledger.transaction(() => {
        channels.pause(id, { by: 'owner', since: now() })
        withdraw(ledger, id)
      }),
    resume: () => {
      if (isSelection) {
        configure({ pause: null })
        return { waiting: 0, asks: false }
      }
      const waiting = deliveries.waiting(id)
      const asks = waiting > limits.cycle.floodHeadlines && own()?.pause != null
      // Cleared, so that the owner hears again if Telegram still keeps the channel closed.
      channels.setNotifiedLockout(id, null)
      channels.pause(id, asks ? { by: 'choice', since: now() } : null)
      return { waiting, asks }
    },
    release: async (keep, linkBase) => {
      if (keep !== 'all') deliveries.keepNewest(id, keep)
      channels.pause(id, null)
      await urgentCycle(linkBase)
    },
    preview: (linkBase) => (isSelection ? previewSelection(deps, id, linkBase) : preview(deps, id, linkBase)),
    lockedOut: (reason) => {
      const channel = own()
      if (channel !== undefined && isSelection) markGone(ledger, channel, reason, now())
      else if (channel !== undefined && channel.pause?.by !== 'telegram') lockOut({ ledger }, channel, reason, now())
    },
    letIn: () => {
      const channel = own()
      if (isSelection && channel?.pause?.by === 'telegram') configure({ pause: null })
      else if (channel?.pause?.by === 'telegram') reopenChannel({ ledger }, channel, now())
    },
    handOver: async (to) => {
      if (to === deps.cell) return true
      const isPacked = await runExclusive(async () => {
        writeReactions(ledger, deps.memory.reactions, now())
        return own() === undefined || packChannel(deps, id, to)
      })
      if (isPacked) await deps.sendTransfers()
      return isPacked
    },
    page: (known) => channelPage(ledger, deps.pages, id, known, now()),
    feed: (inquiry) => channelFeed(deps, id, inquiry, now()),
    day: (day, number) => dayPage(ledger, id, day, number),
    stats: (opened) => channelStats(ledger, deps.memory.reactions, id, opened, now()),
  }
}
