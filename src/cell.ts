/** The Durable Object of a cell: one writer for its channels; runs cycles, answers the bot and the web. */
import { DurableObject } from 'cloudflare:workers'
import type { CellApi, CellHealth, Moment } from './cell/api.ts'
import { channelView, preview, setFilter } from './cell/configure.ts'
import { deliverParcels, type HandoverEdges, packChannel, takeParcel } from './cell/handover.ts'
import { addFeed, removeFeed, restoreFeed, wantNewest } from './cell/subscribe.ts'
import { lockOut } from './cycle/deliver.ts'
import type { CycleEdges } from './cycle/edges.ts'
import { moveChannel } from './cycle/move.ts'
import { governDay } from './cycle/plan.ts'
import { comeBack, FLOOD } from './cycle/settle.ts'
import { type CycleKind, type CycleReport, runCycle } from './cycle.ts'
import { limits } from './limits.ts'
import type { Channel, ChannelId, ChatId, EpochMs, LinkStyle, Lockout, Schedule } from './model.ts'
import { Ledger } from './store/ledger.ts'
import type { Parcel } from './store/parcels.ts'
import { migrate, NEWER_VERSION } from './store/tables.ts'

/** ms; a cron that is older than the last one by less was only late. */
const LATE_MS = 60 * 60 * 1000

/** What worker.ts makes of its Env for a cell. */
export interface CellOutside extends Omit<CycleEdges, 'ledger' | 'settings' | 'cell'> {
  readonly cell: number
  readonly allowPrivate: boolean
  readonly settings: Omit<CycleEdges['settings'], 'linkBase'>
  readonly handover: Pick<HandoverEdges, 'deliver' | 'settled'>
}

function callsOf({ spent }: CycleReport): number {
  return spent.telegramCalls + spent.readerCalls
}

export abstract class CellObject extends DurableObject implements CellApi {
  readonly #ledger: Ledger
  #running: { readonly kind: CycleKind; readonly ended: Promise<void> } | null = null
  /** What an owner asked for while a cycle ran: it follows. */
  #asked: Moment | null = null

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env)
    const { storage } = state
    const database = { sql: storage.sql, transaction: <Value>(work: () => Value) => storage.transactionSync(work) }
    const migrated = migrate(database)
    if (!migrated.ok) throw new Error(NEWER_VERSION)
    this.#ledger = new Ledger(database)
    this.#ledger.bornAt(Date.now())
  }

  /** The edges of one cycle; the stopwatch starts here. */
  protected abstract outside(): CellOutside

  /** One at a time. A cron that comes while another's cycle runs is left out; an owner's request follows what runs. */
  async cycle(kind: CycleKind, moment: Moment): Promise<CycleReport | 'busy'> {
    if (this.#running !== null) {
      if (kind === 'urgent') this.#asked = moment
      if (kind === 'urgent' || this.#running.kind === 'scheduled') return 'busy'
      // What an owner asked for is soon done, and reads no feeds: it takes nobody's turn.
      await this.#running.ended
      return this.cycle(kind, moment)
    }
    const ended = Promise.withResolvers<void>()
    this.#running = { kind, ended: ended.promise }
    try {
      const report = await this.#cycle(kind, moment, 0)
      // What follows is the same invocation, and has what is left of its subrequests.
      let used = callsOf(report)
      for (let next = this.#take(); next !== null; next = this.#take()) {
        used += callsOf(await this.#cycle('urgent', next, used))
      }
      return report
    } finally {
      this.#running = null
      ended.resolve()
      if (kind === 'scheduled') await this.#deliver()
    }
  }

  /** Never in the middle of a cycle: two cells that bring each other something would wait for one another. */
  #deliver(): Promise<number> {
    const outside = this.outside()
    return deliverParcels({ ...outside, ...outside.handover, ledger: this.#ledger })
  }

  #take(): Moment | null {
    const asked = this.#asked
    this.#asked = null
    return asked
  }

  /** Everything is decided by cron's clock, which goes on between crons as the wall's does: here is what it shows. */
  #clock(wall: EpochMs): EpochMs {
    const last = this.#ledger.lastCycleAt()
    const heartbeat = this.#ledger.heartbeat()
    return last === null || heartbeat === null ? wall : last + Math.max(0, wall - heartbeat)
  }

  /** A cron that was late, and overtaken by a later one, does not turn the clock back. */
  #timeOf(cron: EpochMs): EpochMs {
    const last = this.#ledger.lastCycleAt()
    if (last !== null && last - cron < LATE_MS) return Math.max(last, cron)
    // Until now another clock counted: nothing is to wait for what that one showed.
    this.#ledger.clockIs(cron)
    return cron
  }

  async #cycle(kind: CycleKind, moment: Moment, used: number): Promise<CycleReport> {
    const outside = this.outside()
    const { linkBase } = moment
    const now = kind === 'scheduled' ? this.#timeOf(moment.now) : this.#clock(moment.now)
    const externalSubrequests = outside.settings.externalSubrequests - used
    const settings = { ...outside.settings, externalSubrequests, linkBase }
    const report = await runCycle({ ...outside, ledger: this.#ledger, settings }, kind, now)
    if (kind === 'scheduled') this.#ledger.cycleEnded(now, Date.now(), report.problems)
    return report
  }

  async register(channel: Channel, now: EpochMs) {
    // On its way to another cell, where it is known already.
    if (this.#ledger.parcels.isLeaving(channel.id)) return
    this.#ledger.channels.register(channel, this.#clock(now))
  }

  async view(channel: ChannelId, now: EpochMs) {
    return channelView(this.#ledger, channel, this.#clock(now), this.outside().settings.liveGapMinutes)
  }

  async addFeed(channel: ChannelId, address: string, now: EpochMs) {
    return addFeed({ ...this.outside(), ledger: this.#ledger }, channel, address, this.#clock(now))
  }

  async removeFeed(channel: ChannelId, which: string, now: EpochMs) {
    return removeFeed(this.#ledger, channel, which, this.#clock(now))
  }

  async restoreFeed(channel: ChannelId, feedId: number) {
    return restoreFeed(this.#ledger, channel, feedId)
  }

  async wantNewest(channel: ChannelId, feedId: number) {
    return wantNewest(this.#ledger, channel, feedId)
  }

  async setFilter(channel: ChannelId, number: number | null, query: string) {
    return setFilter(this.#ledger, channel, number, query)
  }

  async setSchedule(id: ChannelId, schedule: Schedule, timezone: string | null, now: EpochMs) {
    const state = this.#ledger.channels.get(id)
    if (state !== null) this.#ledger.channels.reschedule({ ...state.channel, schedule, timezone }, this.#clock(now))
  }

  async setLinks(id: ChannelId, links: LinkStyle) {
    const state = this.#ledger.channels.get(id)
    if (state !== null) this.#ledger.channels.configure({ ...state.channel, links })
  }

  async pause(channel: ChannelId, now: EpochMs) {
    this.#ledger.transaction(() => {
      this.#ledger.channels.pause(channel, { by: 'owner', since: this.#clock(now) })
      this.#ledger.deliveries.uncompose(channel)
    })
  }

  async resume(id: ChannelId, moment: Moment) {
    const waiting = this.#ledger.deliveries.waiting(id)
    const pause = this.#ledger.channels.get(id)?.channel.pause
    const asks = waiting > FLOOD && pause != null
    // Should Telegram still have it closed, its owner, who was just told that it goes on, is told again.
    this.#ledger.channels.lockedOut(id, null)
    this.#ledger.channels.pause(id, asks ? { by: 'choice', since: this.#clock(moment.now) } : null)
    return { waiting, asks }
  }

  async release(id: ChannelId, keep: number | 'all', moment: Moment) {
    if (keep !== 'all') this.#ledger.deliveries.keepNewest(id, keep)
    this.#ledger.channels.pause(id, null)
    await this.cycle('urgent', moment)
  }

  async preview(channel: ChannelId, linkBase: string | null) {
    return preview({ ledger: this.#ledger, words: this.outside().words }, channel, linkBase)
  }

  async lockedOut(id: ChannelId, reason: Lockout, now: EpochMs) {
    const channel = this.#ledger.channels.get(id)?.channel
    if (channel !== undefined && channel.pause?.by !== 'telegram')
      lockOut({ ledger: this.#ledger }, channel, reason, this.#clock(now))
  }

  async letIn(id: ChannelId, now: EpochMs) {
    const channel = this.#ledger.channels.get(id)?.channel
    if (channel?.pause?.by === 'telegram') comeBack({ ledger: this.#ledger }, channel, this.#clock(now))
  }

  async migrated(channels: readonly ChannelId[], to: ChatId) {
    const edges = { ledger: this.#ledger, channelMoved: this.outside().channelMoved }
    for (const id of channels) {
      const channel = this.#ledger.channels.get(id)?.channel
      if (channel !== undefined) await moveChannel(edges, channel, to)
    }
  }

  async handOver(channel: ChannelId, to: number) {
    const outside = this.outside()
    if (to === outside.cell) return true
    const isPacked = await this.#alone(
      async () =>
        this.#ledger.channels.get(channel) === null ||
        (await packChannel({ ...outside, ledger: this.#ledger }, channel, to)),
    )
    if (isPacked) await this.#deliver()
    return isPacked
  }

  async takeOver(parcel: Parcel, now: EpochMs) {
    return this.#alone(() => takeParcel({ ...this.outside(), ledger: this.#ledger }, parcel, this.#clock(now)))
  }

  /** Between two cycles: what one holds in its hands must not change under it. */
  async #alone<Value>(work: () => Promise<Value>): Promise<Value> {
    while (this.#running !== null) await this.#running.ended
    const ended = Promise.withResolvers<void>()
    this.#running = { kind: 'urgent', ended: ended.promise }
    try {
      return await work()
    } finally {
      this.#running = null
      ended.resolve()
      const asked = this.#take()
      if (asked !== null) await this.cycle('urgent', asked)
    }
  }

  async health(now: EpochMs): Promise<CellHealth> {
    const ledger = this.#ledger
    const channels = ledger.channels.all()
    const feeds = ledger.feeds.turns()
    const { settings } = this.outside()
    const failing = feeds.filter(({ failures }) => failures > 0).length
    const heartbeat = ledger.heartbeat() ?? ledger.bornAt(now)
    return {
      lastCycleAt: ledger.heartbeat(),
      alive: now - heartbeat < limits.cycle.heartbeatMs,
      channels: channels.length,
      paused: channels.filter(({ channel }) => channel.pause !== null).length,
      feeds: { ok: feeds.length - failing, failing },
      waiting: channels.reduce((sum, { channel }) => sum + ledger.deliveries.waiting(channel.id), 0),
      spent: ledger.spending.of(this.#clock(now)),
      stored: ledger.spending.stored(),
      quotas: settings.quotas,
      governed: governDay({ ledger, settings }, feeds, this.#clock(now)),
      problems: ledger.lastProblems(),
    }
  }
}
