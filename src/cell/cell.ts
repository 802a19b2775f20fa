/** The Durable Object of a cell: one writer for its channels; answers the bot and the web. How it runs cycles: cell/runner.ts. */

import { type CellSummary, lastSummary, summarise } from '../cycle/cell-summary.ts'
import { lockOut } from '../cycle/deliver.ts'
import type { CycleFailure } from '../cycle/metered-deps.ts'
import { moveChannel } from '../cycle/move-channel.ts'
import { governDay } from '../cycle/plan.ts'
import { reopenChannel } from '../cycle/reconcile.ts'
import { limits } from '../limits.ts'
import { logFailure, loggedCalls } from '../log.ts'
import type { Served } from '../metered-object.ts'
import type { Channel, ChannelId, ChatId, EpochMs, Language, Lockout, Look, Schedule, UserId } from '../model.ts'
import type { ChannelTransfer } from '../store/channel-transfers.ts'
import { atOnce, type Finish, Journal, type JournalledCall } from '../store/journal.ts'
import {
  type CellApi,
  type CellChange,
  type CellHealth,
  cellChanges,
  type FeedChoice,
  type Moment,
  type OperatorCost,
} from './api.ts'
import { restoreCell, type SinceBackup, saveCell } from './backup.ts'
import { cellStatus } from './cell-status.ts'
import { channelPage, type PageMemory } from './channel-page.ts'
import { channelView, preview } from './channel-view.ts'
import { chargeDay } from './charge-day.ts'
import { exclude, lessLike, recentHeadlines, setFilter } from './filters.ts'
import { packChannel, takeParcel } from './handover.ts'
import { holdingsOf } from './holdings.ts'
import { exported, type ImportWanted, importInto } from './import-export.ts'
import { retract, unretract } from './retract.ts'
import { CycleRunner } from './runner.ts'
import { addFeed, nameFeed, removeFeed, restoreFeed, wantNewest } from './subscribe.ts'
import { why } from './why.ts'

export abstract class CellObject extends CycleRunner implements Served<CellApi> {
  readonly #pages: PageMemory = new Map()
  readonly #journal = new Journal(this.database)

  async act(asked: JournalledCall, change: CellChange, values: readonly unknown[]) {
    this.#pages.clear()
    const method: unknown = Reflect.get(this, cellChanges.includes(change) ? change : '')
    if (typeof method !== 'function') throw new TypeError(`there is no change ${change}`)
    return this.#journal.once(asked, `cell.${change}`, (finish) => method.apply(this, [...values, finish]))
  }

  async callsOf(update: number) {
    return this.#journal.of(update)
  }

  register(channel: Channel, now: EpochMs) {
    // On its way to another cell, where it is known already.
    if (this.ledger.transfers.isLeaving(channel.id)) return
    this.ledger.channels.register(channel, this.clock(now))
  }

  async view(channel: ChannelId, now: EpochMs) {
    return channelView(this.ledger, channel, this.clock(now), this.outside().settings.liveGapMinutes)
  }

  async addFeed(channel: ChannelId, address: string, most: number | null, now: EpochMs, finish: Finish = atOnce) {
    return addFeed({ ...this.outside(), ledger: this.ledger, finish }, channel, address, most, this.clock(now))
  }

  removeFeed(channel: ChannelId, which: FeedChoice, now: EpochMs) {
    return removeFeed(this.ledger, channel, which, this.clock(now))
  }

  nameFeed(channel: ChannelId, which: FeedChoice, name: string) {
    return nameFeed(this.ledger, channel, which, name)
  }

  restoreFeed(channel: ChannelId, feedId: number, most: number | null) {
    return restoreFeed(this.ledger, channel, feedId, most)
  }

  wantNewest(channel: ChannelId, feedId: number) {
    return wantNewest(this.ledger, channel, feedId)
  }

  setFilter(channel: ChannelId, which: FeedChoice | null, query: string) {
    return setFilter(this.ledger, channel, which, query)
  }

  exclude(channel: ChannelId, term: string) {
    return exclude(this.ledger, channel, term)
  }

  async recentHeadlines(channel: ChannelId) {
    return recentHeadlines(this.ledger, channel)
  }

  async lessLike(channel: ChannelId, code: string) {
    return lessLike(this.ledger, channel, code)
  }

  async why(channel: ChannelId, text: string, now: EpochMs) {
    return why(this.ledger, channel, text, this.clock(now), this.outside().settings.liveGapMinutes)
  }

  /** Never in the middle of a cycle, which may be sending what is to be taken back. */
  async retract(channel: ChannelId, text: string, sure: boolean, finish: Finish = atOnce) {
    return this.alone(() => retract({ ...this.#loggedOutside(), finish }, channel, text, sure))
  }

  async unretract(channel: ChannelId, code: string, finish: Finish = atOnce) {
    return this.alone(() => unretract({ ...this.#loggedOutside(), finish }, channel, code))
  }

  /** For calls of Telegram that belong to no cycle. */
  #loggedOutside() {
    return { telegram: loggedCalls(this.outside().telegram), ledger: this.ledger }
  }

  setSchedule(id: ChannelId, schedule: Schedule, timezone: string | null, now: EpochMs) {
    const state = this.ledger.channels.get(id)
    if (state !== null) this.ledger.channels.reschedule({ ...state.channel, schedule, timezone }, this.clock(now))
  }

  setLook(id: ChannelId, look: Partial<Look>) {
    const state = this.ledger.channels.get(id)
    if (state !== null) this.ledger.channels.configure({ ...state.channel, ...look })
  }

  setLanguage(id: ChannelId, language: Language) {
    const state = this.ledger.channels.get(id)
    if (state !== null) this.ledger.channels.configure({ ...state.channel, language })
  }

  async exported(channel: ChannelId) {
    return exported(this.ledger, channel)
  }

  importInto(channel: ChannelId, wanted: ImportWanted, now: EpochMs) {
    return importInto(this.ledger, channel, wanted, this.outside().allowPrivate, this.clock(now))
  }

  forget(channel: ChannelId) {
    const before = exported(this.ledger, channel)
    if (before !== null) this.ledger.channels.forget(channel)
    return before
  }

  async ownerOf(channel: ChannelId) {
    return this.ledger.channels.get(channel)?.channel.owner ?? null
  }

  async holdingsOf(person: UserId) {
    return holdingsOf(this.ledger, person)
  }

  pause(channel: ChannelId, now: EpochMs) {
    this.ledger.transaction(() => {
      this.ledger.channels.pause(channel, { by: 'owner', since: this.clock(now) })
      this.ledger.messages.uncompose(channel)
    })
  }

  resume(id: ChannelId, moment: Moment) {
    const waiting = this.ledger.deliveries.waiting(id)
    const pause = this.ledger.channels.get(id)?.channel.pause
    const asks = waiting > limits.cycle.floodHeadlines && pause != null
    // Should Telegram still have it closed, its owner, who was just told that it goes on, is told again.
    this.ledger.channels.lockedOut(id, null)
    this.ledger.channels.pause(id, asks ? { by: 'choice', since: this.clock(moment.now) } : null)
    return { waiting, asks }
  }

  async release(id: ChannelId, keep: number | 'all', moment: Moment) {
    if (keep !== 'all') this.ledger.deliveries.keepNewest(id, keep)
    this.ledger.channels.pause(id, null)
    await this.cycle('urgent', moment)
  }

  async preview(channel: ChannelId, linkBase: string | null) {
    return preview({ ledger: this.ledger, words: this.outside().words }, channel, linkBase)
  }

  lockedOut(id: ChannelId, reason: Lockout, now: EpochMs) {
    const channel = this.ledger.channels.get(id)?.channel
    if (channel !== undefined && channel.pause?.by !== 'telegram')
      lockOut({ ledger: this.ledger }, channel, reason, this.clock(now))
  }

  letIn(id: ChannelId, now: EpochMs) {
    const channel = this.ledger.channels.get(id)?.channel
    if (channel?.pause?.by === 'telegram') reopenChannel({ ledger: this.ledger }, channel, this.clock(now))
  }

  async migrated(channels: readonly ChannelId[], to: ChatId) {
    const { cell, channelMoved } = this.outside()
    const failed = (failure: CycleFailure) => logFailure(cell, failure)
    const deps = { ledger: this.ledger, channelMoved, failed }
    for (const id of channels) {
      const channel = this.ledger.channels.get(id)?.channel
      if (channel !== undefined) await moveChannel(deps, channel, to)
    }
  }

  async handOver(channel: ChannelId, to: number) {
    const outside = this.outside()
    if (to === outside.cell) return true
    const isPacked = await this.alone(
      async () =>
        this.ledger.channels.get(channel) === null ||
        (await packChannel({ ...outside, ledger: this.ledger }, channel, to)),
    )
    if (isPacked) await this.deliver()
    return isPacked
  }

  async takeOver(parcel: ChannelTransfer, now: EpochMs) {
    return this.alone(() => takeParcel({ ...this.outside(), ledger: this.ledger }, parcel, this.clock(now)))
  }

  async page(channel: ChannelId, known: string | null, now: EpochMs) {
    return channelPage(this.ledger, this.#pages, channel, known, this.clock(now))
  }

  async status(now: EpochMs) {
    return cellStatus(this.ledger, await this.health(now), this.clock(now))
  }

  async isRetired() {
    return this.ledger.isShutDown()
  }

  async retire(isRetired: boolean) {
    return this.alone(async () =>
      this.ledger.transaction(() => {
        // Another has gone on since: what it sent is not to be sent again.
        if (!isRetired && this.ledger.isShutDown()) this.ledger.discardWaiting()
        this.ledger.setShutDown(isRetired)
      }),
    )
  }

  async save() {
    return this.alone(() => saveCell({ ...this.outside(), ledger: this.ledger, database: this.database }))
  }

  async restore(text: string, backup: EpochMs, since: SinceBackup) {
    return this.alone(() =>
      restoreCell({ ...this.outside(), ledger: this.ledger, database: this.database }, text, backup, since, Date.now()),
    )
  }

  async charge(cost: OperatorCost, now: EpochMs) {
    const { quotas } = this.outside().settings
    return chargeDay(this.ledger, quotas, cost, this.clock(now))
  }

  async health(now: EpochMs) {
    return this.#health(this.#counted(now), now)
  }

  async lastHealth(now: EpochMs) {
    return this.#health(lastSummary(this.ledger) ?? this.#counted(now), now)
  }

  /** Some rows a feed, a channel and a headline that waits. */
  #counted(now: EpochMs): CellSummary {
    const { ledger } = this
    const { settings } = this.outside()
    const feeds = ledger.feeds.pollStates()
    const governed = governDay({ ledger, settings }, feeds, this.clock(now))
    return summarise(ledger, feeds, governed, lastSummary(ledger)?.problems ?? [], true, this.clock(now))
  }

  #health(summary: CellSummary, now: EpochMs): CellHealth {
    const { ledger } = this
    const lastCycleAt = ledger.lastCycle()?.endedAt ?? null
    return {
      ...summary,
      lastCycleAt,
      alive: now - (lastCycleAt ?? ledger.bornAt(now)) < limits.cycle.heartbeatMs,
      quotas: this.outside().settings.quotas,
      isDark: this.isDarkAt(this.clock(now)),
      problems: ledger.isShutDown() ? [{ kind: 'retired' }] : summary.problems,
    }
  }
}

CellObject.meterRequests(CellObject.prototype, ['cycle', 'takeOver'])
