/** The Durable Object of a cell, the only writer of its channels. Cycles are in runner.ts, the methods of a channel in cell-channel.ts. */
import { type CellSummary, lastSummary, summarise } from '../cycle/cell-summary.ts'
import { heartbeatOf } from '../cycle/cron-distance.ts'
import { moveChannel } from '../cycle/move-channel.ts'
import { governDay } from '../cycle/plan.ts'
import { takeReactions, writeReactions } from '../cycle/reaction-memory.ts'
import { type NewsRequest, sourceNews } from '../cycle/source-news.ts'
import type { ShortLink } from '../edition-item.ts'
import { limits } from '../limits.ts'
import { logFailure } from '../log.ts'
import type { Served } from '../metered-object.ts'
import type { ChannelId, ChatId, EpochMs, UserId } from '../model.ts'
import type { ChannelTransfer } from '../store/channel-transfers.ts'
import type { Reacted } from '../store/day-counts.ts'
import { atOnce, type Finish, Journal, type JournalledCall } from '../store/journal.ts'
import type { PushBody } from '../store/pushes.ts'
import { restoreCell, type SinceBackup, saveCell } from './backup.ts'
import { type CellChange, type CellMethods, cellChanges, type OperatorCost } from './cell-api.ts'
import { cellChannel } from './cell-channel.ts'
import { type CellHealth, cellStatus } from './cell-status.ts'
import { channelChanges } from './channel-api.ts'
import type { FeedMemory } from './channel-feed.ts'
import type { PageMemory } from './channel-page.ts'
import { chargeDay } from './charge-day.ts'
import { holdingsOf } from './holdings.ts'
import { answerHub, type HubIntent, type PushCounts, takePush } from './hub-callbacks.ts'
import { postPage } from './post-page.ts'
import { CycleRunner } from './runner.ts'
import { storyState } from './story-state.ts'
import { receiveChannel } from './transfer-channel.ts'

const changesOfChannels: ReadonlySet<string> = new Set(channelChanges)

export abstract class CellObject extends CycleRunner implements Served<CellMethods> {
  readonly #pages: PageMemory = new Map()
  readonly #feeds: FeedMemory = new Map()
  readonly #pushCounts: PushCounts = new Map()
  readonly #journal = new Journal(this.database)

  async callChannel(id: ChannelId, method: string, values: readonly unknown[], once: JournalledCall | null) {
    if (changesOfChannels.has(method)) this.#pages.clear()
    const make = (finish: Finish): unknown => {
      const channel = this.#channel(id, once?.now ?? null, finish)
      const act: unknown = Object.hasOwn(channel, method) ? Reflect.get(channel, method) : null
      if (typeof act !== 'function') throw new TypeError(`channels have no method ${method}`)
      return Reflect.apply(act, null, values)
    }
    return once === null ? make(atOnce) : this.#journal.once(once, `cell.${method}`, make)
  }

  /** @param now time of the update's first delivery; null: the wall clock's */
  #channel(id: ChannelId, now: EpochMs | null, finish: Finish) {
    const deps = {
      ...this.deps(),
      ledger: this.ledger,
      memory: this.memory,
      pages: this.#pages,
      feeds: this.#feeds,
      now: () => this.clock(now ?? Date.now()),
      finish,
      runExclusive: <Value>(work: () => Promise<Value>) => this.runExclusive(work),
      urgentCycle: (linkBase: string | null) => this.urgentCycle(linkBase),
      sendTransfers: () => this.sendTransfers(),
    }
    return cellChannel(deps, id)
  }

  async act(once: JournalledCall, change: CellChange, values: readonly unknown[]) {
    const method: unknown = Reflect.get(this, cellChanges.includes(change) ? change : '')
    if (typeof method !== 'function') throw new TypeError(`cells have no change ${change}`)
    this.#pages.clear()
    return this.#journal.once(once, `cell.${change}`, () => method.apply(this, values))
  }

  async callsOf(update: number) {
    return this.#journal.of(update)
  }

  async openArticle(link: ShortLink) {
    return this.ledger.openEditions.article(link)
  }

  async postPage(code: string, number: number) {
    return postPage(this.ledger, code, number, this.clock(Date.now()))
  }

  async storyState(story: string, post: string | null, channels: readonly ChannelId[] | null) {
    return storyState(this.ledger, story, post, channels, this.clock(Date.now()))
  }

  async urgentCycle(linkBase: string | null) {
    await this.cycle('urgent', { now: Date.now(), linkBase })
  }

  async holdingsOf(person: UserId) {
    return holdingsOf(this.ledger, person)
  }

  async migrated(channels: readonly ChannelId[], to: ChatId) {
    const { cell, channelMoved } = this.deps()
    const deps = { ledger: this.ledger, channelMoved, failed: logFailure.bind(null, cell) }
    for (const id of channels) {
      const channel = this.ledger.channels.get(id)?.channel
      if (channel !== undefined) await moveChannel(deps, channel, to)
    }
  }

  async newsAfter(requests: readonly NewsRequest[]) {
    return requests.slice(0, limits.readers.newsRequests).map((request) => sourceNews(this.ledger, request))
  }

  async receive(transfer: ChannelTransfer) {
    return this.runExclusive(() =>
      receiveChannel({ ...this.deps(), ledger: this.ledger, memory: this.memory }, transfer, this.clock(Date.now())),
    )
  }

  async answerHub(nonce: string, intent: HubIntent) {
    return answerHub(this.ledger, nonce, intent, this.clock(Date.now()))
  }

  async takePush(nonce: string, push: PushBody | null) {
    const taken = takePush(this.ledger, this.#pushCounts, nonce, push, this.clock(Date.now()))
    if (taken === 'waits') await this.gatherPushes()
    return taken !== 'gone'
  }

  async takeReactions(channel: ChannelId, report: Reacted) {
    return takeReactions(this.ledger, this.memory.reactions, channel, report, this.clock(Date.now()))
  }

  async isShutDown() {
    return this.ledger.isShutDown()
  }

  async setShutDown(isShutDown: boolean) {
    return this.runExclusive(async () =>
      this.ledger.transaction(() => {
        // Another deployment may have sent what waits here.
        if (!isShutDown && this.ledger.isShutDown()) this.ledger.discardWaiting(this.clock(Date.now()))
        this.ledger.setShutDown(isShutDown)
      }),
    )
  }

  async save() {
    return this.runExclusive(() => {
      writeReactions(this.ledger, this.memory.reactions, this.clock(Date.now()))
      this.ledger.flush()
      return saveCell(this.#backupDeps())
    })
  }

  async restore(text: string, backup: EpochMs, since: SinceBackup) {
    return this.runExclusive(() => restoreCell(this.#backupDeps(), text, backup, since, Date.now()))
  }

  #backupDeps() {
    const { ledger, memory, database } = this
    return { ...this.deps(), ledger, memory, database }
  }

  async charge(cost: OperatorCost) {
    return chargeDay(this.ledger, this.deps().settings.quotas, cost, this.clock(Date.now()))
  }

  async status() {
    return cellStatus(this.ledger, await this.health(), this.clock(Date.now()))
  }

  async health() {
    return this.#health(this.#counted())
  }

  async lastHealth() {
    return this.#health(lastSummary(this.ledger) ?? this.#counted())
  }

  /** Reads rows for each feed, channel and waiting headline. */
  #counted(): CellSummary {
    const { ledger } = this
    const settings = { ...this.deps().settings, everyMs: this.everyMs() }
    const now = this.clock(Date.now())
    const feeds = ledger.feeds.pollStates()
    const governed = governDay({ ledger, settings }, feeds, now)
    return summarise(ledger, feeds, governed, lastSummary(ledger)?.problems ?? [], true, now)
  }

  #health(summary: CellSummary): CellHealth {
    const { ledger } = this
    const now = Date.now()
    const { machine, settings } = this.deps()
    const { endedAt: lastCycleAt = null, everyMs = null } = ledger.lastCycle() ?? {}
    return {
      ...summary,
      lastCycleAt,
      everyMs: everyMs ?? limits.cycle.unknownEveryMs,
      alive: now - (lastCycleAt ?? ledger.bornAt(now)) < heartbeatOf(everyMs),
      quotas: settings.quotas,
      neuronsADay: machine === null ? null : settings.neuronsADay,
      isRequestQuotaSpent: this.isRequestQuotaSpentAt(this.clock(now)),
      problems: ledger.isShutDown() ? [{ kind: 'shut-down' }] : summary.problems,
    }
  }
}

CellObject.meterRequests(CellObject.prototype, ['cycle', 'urgentCycle', 'receive', 'newsAfter', 'alarm'])
