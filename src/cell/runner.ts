/** Runs a cell's cycles, one at a time, by cron's clock, and lets other work in between them. */

import type { CycleDeps } from '../cycle/deps.ts'
import { areDoorsDark } from '../cycle/request-quota.ts'
import { type CycleKind, type CycleReport, runCycle } from '../cycle.ts'
import { logUrgent } from '../log.ts'
import { MeteredObject } from '../metered-object.ts'
import type { EpochMs } from '../model.ts'
import { Ledger } from '../store/ledger.ts'
import { type Database, migrate, NEWER_VERSION } from '../store/tables.ts'
import { watched } from '../store/watched.ts'
import type { CellReport, CycleStart } from './cell-api.ts'
import { deliverParcels, type HandoverDeps } from './handover.ts'

/** ms; a cron that is older than the last one by less was only late. */
const LATE_MS = 60 * 60 * 1000
const DAY = 24 * LATE_MS

/** What worker.ts makes of its Env for a cell. */
export interface CellOutside extends Omit<CycleDeps, 'ledger' | 'settings' | 'cell' | 'elsewhere'> {
  readonly cell: number
  readonly allowPrivate: boolean
  readonly settings: Omit<CycleDeps['settings'], 'linkBase'>
  readonly handover: Pick<HandoverDeps, 'deliver' | 'settled'>
}

function callsOf({ spent }: CycleReport): number {
  return spent.telegramCalls + spent.readerCalls
}

export abstract class CycleRunner extends MeteredObject {
  protected readonly ledger: Ledger
  protected readonly database: Database
  #running: { readonly kind: CycleKind; readonly ended: Promise<void> } | null = null
  /** What an owner asked for while a cycle ran: it follows. */
  #asked: CycleStart | null = null

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env)
    const { storage } = state
    const database = watched({ sql: storage.sql, transaction: (work) => storage.transactionSync(work) })
    this.database = this.meter.counts(database)
    const migrated = migrate(this.database)
    if (!migrated.ok) throw new Error(NEWER_VERSION)
    this.ledger = new Ledger(database, this.meter)
    this.ledger.bornAt(Date.now())
  }

  protected noteUsage(): void {
    this.ledger.spending.note(Date.now())
  }

  protected isDark(): boolean {
    return this.isDarkAt(Date.now())
  }

  protected isDarkAt(now: EpochMs): boolean {
    const { spending } = this.ledger
    const { quotas } = this.outside().settings
    return areDoorsDark({ today: spending.of(now), yesterday: spending.of(now - DAY), quotas }, now)
  }

  /** Who asks a cell by its door is unknown to it. */
  protected isOwner(): boolean {
    return false
  }

  /** The deps of one cycle; the stopwatch starts here. */
  protected abstract outside(): CellOutside

  /** One at a time. A cron that comes while another's cycle runs is left out; an owner's request follows what runs. */
  async cycle(kind: CycleKind, moment: CycleStart): Promise<CellReport | 'busy' | 'retired'> {
    if (this.ledger.isRetired()) return 'retired'
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
      if (kind === 'scheduled') await this.deliver()
    }
  }

  /** Never in the middle of a cycle: two cells that bring each other something would wait for one another. */
  protected deliver(): Promise<number> {
    const outside = this.outside()
    return deliverParcels({ ...outside, ...outside.handover, ledger: this.ledger })
  }

  #take(): CycleStart | null {
    const asked = this.#asked
    this.#asked = null
    return asked
  }

  /** Everything is decided by cron's clock, which goes on between crons as the wall's does: here is what it shows. */
  protected clock(wall: EpochMs): EpochMs {
    const last = this.ledger.lastCycleAt()
    const { endedAt = null } = this.ledger.lastCycle() ?? {}
    return last === null || endedAt === null ? wall : last + Math.max(0, wall - endedAt)
  }

  /** A cron that was late, and overtaken by a later one, does not turn the clock back. */
  #timeOf(cron: EpochMs): EpochMs {
    const last = this.ledger.lastCycleAt()
    if (last !== null && last - cron < LATE_MS) return Math.max(last, cron)
    // Until now another clock counted: nothing is to wait for what that one showed.
    this.ledger.clockIs(cron)
    return cron
  }

  async #cycle(kind: CycleKind, moment: CycleStart, used: number): Promise<CellReport> {
    const outside = this.outside()
    const { linkBase, elsewhere = null } = moment
    const now = kind === 'scheduled' ? this.#timeOf(moment.now) : this.clock(moment.now)
    const externalSubrequests = outside.settings.externalSubrequests - used
    const settings = { ...outside.settings, externalSubrequests, linkBase }
    const report = await runCycle({ ...outside, ledger: this.ledger, settings, elsewhere }, kind, now)
    if (kind === 'scheduled') this.ledger.cycleEnded(now, Date.now(), report.summary)
    else logUrgent(outside.cell, report)
    return { ...report, isDark: this.isDarkAt(now) }
  }

  /** Between two cycles: what one holds in its hands must not change under it. */
  protected async alone<Value>(work: () => Promise<Value>): Promise<Value> {
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
}
