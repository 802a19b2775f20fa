/** Runs a cell's cycles one at a time, by cron's clock, and other work between them. */
import { storedSummary } from '../cycle/cell-summary.ts'
import { cronsAfter, distanceOf } from '../cycle/cron-distance.ts'
import { emptyMemory } from '../cycle/cycle-memory.ts'
import type { CycleDeps } from '../cycle/deps.ts'
import { isOverPlan } from '../cycle/plan.ts'
import { refusesRequests } from '../cycle/request-quota.ts'
import { type CycleKind, type CycleReport, runCycle } from '../cycle.ts'
import { limits } from '../limits.ts'
import { logUrgent } from '../log.ts'
import { MeteredObject } from '../metered-object.ts'
import type { EpochMs } from '../model.ts'
import type { Database } from '../store/database.ts'
import { Ledger } from '../store/ledger.ts'
import { migrate, NEWER_VERSION } from '../store/migrate.ts'
import { watched } from '../store/watched-database.ts'
import type { CellReport, CycleStart } from './cell-api.ts'
import type { ChannelFeedDeps } from './channel-feed.ts'
import { channelsWithPage } from './channels-with-page.ts'
import { sendTransfers, type TransferDeps } from './transfer-channel.ts'

/** A cell's dependencies, which worker.ts makes from its bindings. */
export interface CellDeps extends Omit<CycleDeps, 'ledger' | 'memory' | 'settings' | 'cell' | 'elsewhere'> {
  readonly cell: number
  readonly allowPrivate: boolean
  readonly settings: Omit<CycleDeps['settings'], 'linkBase' | 'everyMs' | 'bot'>
  /** The public address, for cycles that cron does not start; null while unknown. */
  readonly linkBase: () => Promise<string | null>
  /** The bot's name without the @; null while unknown. */
  readonly bot: () => Promise<string | null>
  readonly transfers: Pick<TransferDeps, 'send' | 'placed'>
  readonly writeFeed: ChannelFeedDeps['writeFeed']
}

function callsOf({ spent }: CycleReport): number {
  return spent.telegramCalls + spent.readerCalls
}

export abstract class CycleRunner extends MeteredObject {
  protected readonly ledger: Ledger
  protected readonly database: Database
  protected readonly memory = emptyMemory()
  #running: { readonly kind: CycleKind; readonly ended: Promise<void> } | null = null
  /** An urgent cycle that follows the running one. */
  #next: CycleStart | null = null

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env)
    const { storage } = state
    const database = watched({ sql: storage.sql, transaction: (work) => storage.transactionSync(work) })
    this.database = this.meter.countRows(database)
    const migrated = migrate(this.database)
    if (!migrated.ok) throw new Error(NEWER_VERSION)
    this.ledger = new Ledger(database, this.meter)
    this.ledger.bornAt(Date.now())
  }

  protected noteUsage(): void {
    this.ledger.spending.note(Date.now())
  }

  protected isRequestQuotaSpent(): boolean {
    return this.isRequestQuotaSpentAt(Date.now())
  }

  protected isRequestQuotaSpentAt(now: EpochMs): boolean {
    return refusesRequests(this.ledger.spending, this.deps().settings.quotas, now)
  }

  /** A cell does not know the owners, so it refuses everybody. */
  protected isOwner(): boolean {
    return false
  }

  /** The dependencies of one cycle or call; starts its stopwatch. */
  protected abstract deps(): CellDeps

  /** Runs one cycle at a time. During a scheduled cycle, another scheduled one is skipped; an urgent one follows. */
  async cycle(kind: CycleKind, start: CycleStart): Promise<CellReport | 'busy' | 'shut-down'> {
    if (this.ledger.isShutDown()) return 'shut-down'
    if (this.#running !== null) {
      if (kind === 'urgent') this.#next = start
      if (kind !== 'scheduled' || this.#running.kind === 'scheduled') return 'busy'
      // The other ones are short: they poll no feeds.
      await this.#running.ended
      return this.cycle(kind, start)
    }
    const ended = Promise.withResolvers<void>()
    this.#running = { kind, ended: ended.promise }
    try {
      const report = await this.#cycle(kind, start, 0)
      // Cycles that follow share the invocation's subrequests.
      let used = callsOf(report)
      for (let next = this.#takeNext(); next !== null; next = this.#takeNext()) {
        used += callsOf(await this.#cycle('urgent', next, used))
      }
      return report
    } finally {
      this.#running = null
      ended.resolve()
      if (kind === 'scheduled') await this.#afterScheduled()
    }
  }

  /**
   * Sets the alarm for a cycle that reads what hubs deliver until then, unless it is set. On a day that costs too much, the next
   * scheduled cycle reads it.
   */
  protected async gatherPushes(): Promise<void> {
    const { storage } = this.ctx
    const { ledger } = this
    if (isOverPlan({ ledger, settings: this.deps().settings }, this.clock(Date.now()))) return
    if ((await storage.getAlarm()) !== null) return
    this.meter.countAlarm()
    await storage.setAlarm(Date.now() + limits.push.gatherMs)
  }

  /** Reads what hubs have delivered, once no cycle runs; a scheduled cycle may have read it already. */
  override async alarm(): Promise<void> {
    while (this.#running !== null) await this.#running.ended
    const before = this.ledger.pushes.waiting().length
    if (before === 0) return
    await this.cycle('pushed', { now: Date.now(), linkBase: await this.deps().linkBase() })
    const left = this.ledger.pushes.waiting().length
    // Documents that this cycle could not read wait for the next scheduled one.
    if (left > 0 && left < before) await this.gatherPushes()
  }

  /** Not inside `runExclusive`: two cells that send each other channels would wait for one another. */
  protected sendTransfers(): Promise<number> {
    const deps = this.deps()
    return sendTransfers({ ...deps, ...deps.transfers, ledger: this.ledger })
  }

  async #afterScheduled(): Promise<void> {
    // Documents whose feeds were polled in the cycle, or whose alarm was lost.
    if (this.ledger.pushes.waiting().length > 0) await this.gatherPushes()
    await this.sendTransfers()
  }

  /** The longest time between two scheduled cycles, ms. */
  protected everyMs(): number {
    return this.ledger.lastCycle()?.everyMs ?? limits.cycle.unknownEveryMs
  }

  #takeNext(): CycleStart | null {
    const next = this.#next
    this.#next = null
    return next
  }

  /** The time by cron's clock, on which all decisions are based: the last cycle's time plus the time since by the wall clock. */
  protected clock(wall: EpochMs): EpochMs {
    const last = this.ledger.lastCycleAt()
    const { endedAt = null } = this.ledger.lastCycle() ?? {}
    return last === null || endedAt === null ? wall : last + Math.max(0, wall - endedAt)
  }

  /** A delayed cron that arrives after a later one does not set the clock back. */
  #timeOf(cron: EpochMs): EpochMs {
    const last = this.ledger.lastCycleAt()
    if (last !== null && last - cron < limits.cell.lateCronMs) return Math.max(last, cron)
    // Another clock was in use, whose times may lie far ahead.
    this.ledger.clockChanged(cron)
    return cron
  }

  async #cycle(kind: CycleKind, start: CycleStart, used: number): Promise<CellReport> {
    const deps = this.deps()
    const { linkBase, elsewhere = null } = start
    const now = kind === 'scheduled' ? this.#timeOf(start.now) : this.clock(start.now)
    const externalSubrequests = deps.settings.externalSubrequests - used
    const before = this.ledger.lastCycle()
    const known = before?.crons ?? []
    const crons = kind === 'scheduled' ? cronsAfter(known, start.cron ?? '', now) : known
    const everyMs = kind === 'scheduled' ? distanceOf(crons, before?.at ?? null, now) : this.everyMs()
    const bot = this.ledger.channels.all().some(({ channel }) => channel.readers !== undefined)
      ? await deps.bot()
      : null
    const settings = { ...deps.settings, externalSubrequests, linkBase, everyMs, bot }
    const { ledger, memory } = this
    const report = await runCycle({ ...deps, ledger, memory, settings, elsewhere }, kind, now)
    if (kind === 'scheduled')
      ledger.cycleEnded({ at: now, endedAt: Date.now(), summary: storedSummary(report.summary), everyMs, crons })
    else {
      ledger.storeStates(now)
      logUrgent(deps.cell, report)
    }
    return { ...report, isRequestQuotaSpent: this.isRequestQuotaSpentAt(now), pages: channelsWithPage(ledger) }
  }

  /** Runs work while no cycle runs, as a cycle keeps state in memory. It counts as an urgent cycle: a scheduled one waits for it instead of being skipped. */
  protected async runExclusive<Value>(work: () => Promise<Value>): Promise<Value> {
    while (this.#running !== null) await this.#running.ended
    const ended = Promise.withResolvers<void>()
    this.#running = { kind: 'urgent', ended: ended.promise }
    try {
      return await work()
    } finally {
      this.#running = null
      ended.resolve()
      const next = this.#takeNext()
      if (next !== null) await this.cycle('urgent', next)
    }
  }
}
