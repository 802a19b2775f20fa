/** One channel of a cell, for one call: the methods that the bot and the web call through the cell's object. */
import { lockOut } from '../cycle/deliver.ts'
import { reopenChannel } from '../cycle/reconcile.ts'
import { limits } from '../limits.ts'
import { loggedCalls } from '../log.ts'
import type { Served } from '../metered-object.ts'
import type { Channel, ChannelId, EpochMs, Language, Lockout, Look, Schedule } from '../model.ts'
import type { Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import type { ChannelApi, FeedChoice, ImportRequest } from './channel-api.ts'
import { exported } from './channel-export.ts'
import { channelPage, type PageMemory } from './channel-page.ts'
import { channelView, preview } from './channel-view.ts'
import { exclude, lessLike, recentHeadlines, setFilter } from './filters.ts'
import { importInto } from './import-channel.ts'
import { retract, unretract } from './retract.ts'
import type { CellOutside } from './runner.ts'
import { addFeed, nameFeed, removeFeed, restoreFeed, wantNewest } from './subscribe.ts'
import { packChannel } from './transfer-channel.ts'
import { why } from './why.ts'

export interface CellChannelDeps {
  readonly ledger: Ledger
  readonly outside: CellOutside
  readonly pages: PageMemory
  /** By cron's clock. */
  readonly now: () => EpochMs
  readonly finish: Finish
  /** Runs work between two cycles. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>
  readonly urgentCycle: (linkBase: string | null) => Promise<void>
  /** Sends the packed channels to their cells. */
  readonly sendTransfers: () => Promise<unknown>
}

export class CellChannel implements Served<ChannelApi> {
  readonly #deps: CellChannelDeps
  readonly #id: ChannelId

  constructor(deps: CellChannelDeps, id: ChannelId) {
    this.#deps = deps
    this.#id = id
  }

  register(channel: Channel) {
    const { ledger, now } = this.#deps
    // While it moves to another cell, that cell has it.
    if (!ledger.transfers.isLeaving(this.#id)) ledger.channels.register(channel, now())
  }

  view() {
    const { ledger, now, outside } = this.#deps
    return channelView(ledger, this.#id, now(), outside.settings.liveGapMinutes)
  }

  addFeed(address: string, most: number | null) {
    const { ledger, now, outside, finish } = this.#deps
    return addFeed({ ...outside, ledger, finish }, this.#id, address, most, now())
  }

  removeFeed(which: FeedChoice) {
    return removeFeed(this.#deps.ledger, this.#id, which, this.#deps.now())
  }

  nameFeed(which: FeedChoice, name: string) {
    return nameFeed(this.#deps.ledger, this.#id, which, name)
  }

  restoreFeed(feedId: number, most: number | null) {
    return restoreFeed(this.#deps.ledger, this.#id, feedId, most)
  }

  wantNewest(feedId: number) {
    return wantNewest(this.#deps.ledger, this.#id, feedId)
  }

  setFilter(which: FeedChoice | null, query: string) {
    return setFilter(this.#deps.ledger, this.#id, which, query)
  }

  exclude(term: string) {
    return exclude(this.#deps.ledger, this.#id, term)
  }

  recentHeadlines() {
    return recentHeadlines(this.#deps.ledger, this.#id)
  }

  lessLike(code: string) {
    return lessLike(this.#deps.ledger, this.#id, code)
  }

  why(text: string) {
    const { ledger, now, outside } = this.#deps
    return why(ledger, this.#id, text, now(), outside.settings.liveGapMinutes)
  }

  /** Waits for a running cycle, which may be sending the headline. */
  retract(text: string, sure: boolean) {
    return this.#deps.alone(() => retract(this.#retractDeps(), this.#id, text, sure))
  }

  unretract(code: string) {
    return this.#deps.alone(() => unretract(this.#retractDeps(), this.#id, code))
  }

  #retractDeps() {
    const { ledger, outside, finish } = this.#deps
    return { ledger, finish, telegram: loggedCalls(outside.telegram) }
  }

  setSchedule(schedule: Schedule, timezone: string | null) {
    const { ledger, now } = this.#deps
    const state = ledger.channels.get(this.#id)
    if (state !== null) ledger.channels.reschedule({ ...state.channel, schedule, timezone }, now())
  }

  setLook(look: Partial<Look>) {
    this.#configure(look)
  }

  setLanguage(language: Language) {
    this.#configure({ language })
  }

  #configure(changes: Partial<Channel>) {
    const { channels } = this.#deps.ledger
    const state = channels.get(this.#id)
    if (state !== null) channels.configure({ ...state.channel, ...changes })
  }

  exported() {
    return exported(this.#deps.ledger, this.#id)
  }

  importInto(request: ImportRequest) {
    const { ledger, now, outside } = this.#deps
    return importInto(ledger, this.#id, request, outside.allowPrivate, now())
  }

  forget() {
    const before = this.exported()
    if (before !== null) this.#deps.ledger.channels.forget(this.#id)
    return before
  }

  ownerOf() {
    return this.#deps.ledger.channels.get(this.#id)?.channel.owner ?? null
  }

  pause() {
    const { ledger, now } = this.#deps
    ledger.transaction(() => {
      ledger.channels.pause(this.#id, { by: 'owner', since: now() })
      ledger.messages.uncompose(this.#id)
    })
  }

  resume() {
    const { ledger, now } = this.#deps
    const waiting = ledger.deliveries.waiting(this.#id)
    const pause = ledger.channels.get(this.#id)?.channel.pause
    const asks = waiting > limits.cycle.floodHeadlines && pause != null
    // Cleared, so that the owner hears again if Telegram still keeps the channel closed.
    ledger.channels.lockedOut(this.#id, null)
    ledger.channels.pause(this.#id, asks ? { by: 'choice', since: now() } : null)
    return { waiting, asks }
  }

  async release(keep: number | 'all', linkBase: string | null) {
    const { ledger, urgentCycle } = this.#deps
    if (keep !== 'all') ledger.deliveries.keepNewest(this.#id, keep)
    ledger.channels.pause(this.#id, null)
    await urgentCycle(linkBase)
  }

  preview(linkBase: string | null) {
    const { ledger, outside } = this.#deps
    return preview({ ledger, words: outside.words }, this.#id, linkBase)
  }

  lockedOut(reason: Lockout) {
    const { ledger, now } = this.#deps
    const channel = ledger.channels.get(this.#id)?.channel
    if (channel !== undefined && channel.pause?.by !== 'telegram') lockOut({ ledger }, channel, reason, now())
  }

  letIn() {
    const { ledger, now } = this.#deps
    const channel = ledger.channels.get(this.#id)?.channel
    if (channel?.pause?.by === 'telegram') reopenChannel({ ledger }, channel, now())
  }

  async handOver(to: number) {
    const { ledger, outside, alone, sendTransfers } = this.#deps
    if (to === outside.cell) return true
    const isPacked = await alone(
      async () => ledger.channels.get(this.#id) === null || packChannel({ ...outside, ledger }, this.#id, to),
    )
    if (isPacked) await sendTransfers()
    return isPacked
  }

  page(known: string | null) {
    const { ledger, now, pages } = this.#deps
    return channelPage(ledger, pages, this.#id, known, now())
  }
}
