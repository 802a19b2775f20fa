/** The cell's own record: the cycle that is open, what KV is known to hold, and notices to people. */
import * as v from 'valibot'
import {
  bodySchema,
  type ChannelId,
  type EditionCode,
  type EpochMs,
  editionCodeSchema,
  type Language,
  type LinkedItem,
  languageSchema,
  linkedItemSchema,
  noPollProgress,
  type PollProgress,
  pollProgressSchema,
  type UserId,
  userIdSchema,
} from '../model.ts'
import { Alerts } from './alerts.ts'
import type { Bodies } from './bodies.ts'
import { Bots } from './bots.ts'
import { ChannelTransfers } from './channel-transfers.ts'
import { Channels } from './channels.ts'
import { Deliveries } from './deliveries.ts'
import { Feeds } from './feeds.ts'
import { Gaps } from './gaps.ts'
import { Imports } from './imports.ts'
import { Messages } from './messages.ts'
import { type Notice, noticeSchema } from './notices.ts'
import { Outcomes } from './outcomes.ts'
import { RecognisedItems } from './recognised.ts'
import { Spending } from './spending.ts'
import { Subscriptions } from './subscriptions.ts'
import { type Database, flag, json, readRows } from './tables.ts'
import { UsageMeter } from './usage.ts'
import type { WatchedDatabase } from './watched.ts'

const openCycleRow = v.object({
  code: editionCodeSchema,
  items: json(v.object({ at: v.number(), items: v.array(linkedItemSchema) })),
  edition_put: flag,
})

/** A cycle whose edition and memory are not all in KV yet. */
export interface OpenCycle {
  readonly code: EditionCode
  readonly at: EpochMs
  readonly items: readonly LinkedItem[]
  /** The edition is in KV: its headlines may be sent. */
  readonly editionPut: boolean
}

const noticeRow = v.object({
  id: v.number(),
  person: userIdSchema,
  language: languageSchema,
  notice: json(noticeSchema),
})
export type StoredNotice = Readonly<v.InferOutput<typeof noticeRow>>

const lastCycleSchema = v.object({ endedAt: v.number(), summary: v.unknown() })
/** `summary`: see cycle/cell-summary.ts; null: an earlier version had none. */
export type LastCycle = Readonly<v.InferOutput<typeof lastCycleSchema>>

export class Ledger {
  readonly channels: Channels
  readonly subscriptions: Subscriptions
  readonly feeds: Feeds
  readonly deliveries: Deliveries
  readonly gaps: Gaps
  readonly imports: Imports
  readonly messages: Messages
  readonly outcomes: Outcomes
  readonly recognised: RecognisedItems
  readonly parcels: ChannelTransfers
  readonly spending: Spending
  readonly alerts: Alerts
  readonly bots: Bots
  readonly #database: Database
  /** Read once while the object is in memory. */
  #lastCycle: LastCycle | null = null

  constructor(storage: Database | WatchedDatabase, meter = new UsageMeter()) {
    const database = meter.counts(storage)
    this.#database = database
    this.channels = new Channels(database)
    this.subscriptions = new Subscriptions(database)
    this.feeds = new Feeds(database, 'feedChanges' in storage ? storage.feedChanges : null)
    this.deliveries = new Deliveries(database)
    this.gaps = new Gaps(database)
    this.imports = new Imports(database)
    this.messages = new Messages(database)
    this.outcomes = new Outcomes(database)
    this.recognised = new RecognisedItems(database)
    this.parcels = new ChannelTransfers(database)
    this.spending = new Spending(database, meter)
    this.alerts = new Alerts(database)
    this.bots = new Bots(database)
  }

  /** All or nothing; `work` takes no promises. */
  transaction<Value>(work: () => Value): Value {
    return this.#database.transaction(work)
  }

  /** Forgets what is of no use any more. */
  prune(now: EpochMs): void {
    this.deliveries.prune(now)
    this.messages.prune(now)
    this.gaps.prune(now)
    this.outcomes.prune(now)
    this.recognised.prune(now)
    this.parcels.prune(now)
    this.spending.prune(now)
    this.subscriptions.prune(now)
  }

  /** The clock is, or is set back to, `now`: what was to wait for a later time by another one waits no longer. */
  clockIs(now: EpochMs): void {
    this.#database.sql.exec(
      'UPDATE channels SET schedule_since = min(schedule_since, ?), not_before = min(not_before, ?)',
      now,
      now,
    )
    this.#database.sql.exec('UPDATE feeds SET retry_at = min(retry_at, ?) WHERE retry_at IS NOT NULL', now)
    // What was added by that clock was added just now.
    this.feeds.wakeAll(now)
  }

  openCycle(): OpenCycle | null {
    const row = readRows(openCycleRow, this.#database.sql.exec('SELECT * FROM open_cycle'))[0]
    return row === undefined ? null : { ...row.items, code: row.code, editionPut: row.edition_put }
  }

  /** Fails (by the table's primary key) while another cycle is open. */
  open(code: EditionCode, at: EpochMs, items: readonly LinkedItem[], bodies: Bodies): void {
    this.#database.sql.exec(
      'INSERT INTO open_cycle (id, code, items) VALUES (1, ?, ?)',
      code,
      JSON.stringify({ at, items }),
    )
    for (const [position, body] of bodies)
      this.#database.sql.exec('INSERT INTO open_bodies (position, body) VALUES (?, ?)', position, JSON.stringify(body))
  }

  /** The texts of the open cycle's items, until they are in KV. */
  openBodies(): Bodies {
    const row = v.object({ position: v.number(), body: json(bodySchema) })
    const rows = readRows(row, this.#database.sql.exec('SELECT position, body FROM open_bodies'))
    return new Map(rows.map(({ position, body }) => [position, body]))
  }

  editionPut(): void {
    this.#database.sql.exec('DELETE FROM open_bodies')
    this.#database.sql.exec('UPDATE open_cycle SET edition_put = 1')
  }

  /** KV holds the edition and the memory of this cycle: `version` is what `seen` has to have from now on. */
  close(version: number): void {
    this.#setFact('seen-version', version)
    this.#database.sql.exec('DELETE FROM open_cycle')
  }

  /** The version of `seen` that was last committed; an older one in KV is a stale read. */
  seenVersion(): number {
    return this.#fact('seen-version') ?? 0
  }

  /** The version of the next put: above all that KV may still answer with, also what was lost, should it come back. @param found in KV */
  nextSeenVersion(found: number): number {
    return Math.max(found, this.seenVersion(), this.#fact('lost-version') ?? 0) + 1
  }

  /** KV holds a memory of this version, as after a restore. */
  seenIs(version: number): void {
    this.#setFact('seen-version', version)
  }

  /** Another Paperboy goes on with what this cell had: it does nothing more. */
  isRetired(): boolean {
    return this.#fact('retired') === 1
  }

  retire(isRetired: boolean): void {
    if (isRetired) this.#setFact('retired', 1)
    else this.#database.sql.exec("DELETE FROM facts WHERE key = 'retired'")
  }

  /** When the backup was made, epoch ms, that this cell was restored from; null: it never was. */
  restoredFrom(): EpochMs | null {
    return this.#fact('restored-from')
  }

  wasRestoredFrom(backup: EpochMs): void {
    this.#setFact('restored-from', backup)
  }

  /** What waits may have been sent, or told, by another: it is let go, and what feeds hold next counts as seen. */
  skipWhatWaits(): void {
    this.deliveries.letGo()
    this.messages.letGo()
    this.gaps.letGo()
    this.#database.sql.exec('DELETE FROM notices')
    this.alerts.set({ due: [], told: this.alerts.state().told })
    this.feeds.startOver()
  }

  /** How long, in ms of cycles' time, KV has not had what was committed; 0 when this is the first time. */
  staleFor(now: EpochMs): number {
    const since = this.#fact('stale-since')
    if (since === null) this.#setFact('stale-since', now)
    return since === null ? 0 : now - since
  }

  notStale(): void {
    this.#database.sql.exec("DELETE FROM facts WHERE key = 'stale-since'")
  }

  /**
   * What was committed is lost. From now on KV is believed again, whatever of its own it holds. These feeds begin anew, and all are
   * read soon, so that little is missed.
   */
  startOver(feeds: readonly number[], now: EpochMs): void {
    this.#setFact('lost-version', this.nextSeenVersion(0) - 1)
    this.#setFact('seen-version', 0)
    this.notStale()
    this.feeds.beginAnew(feeds)
    this.feeds.wakeAll(now)
  }

  /** Slots of edition codes ascend, so that no two editions have one code. */
  nextEditionSlot(slot: number): number {
    const next = Math.max(slot, (this.#fact('edition-slot') ?? 0) + 1)
    this.#setFact('edition-slot', next)
    return next
  }

  /** Whose turn it was to be read, and until when; null and nobody before the first time. */
  turns(): PollProgress {
    const row = v.object({ value: json(pollProgressSchema) })
    const found = readRows(row, this.#database.sql.exec("SELECT value FROM facts WHERE key = 'feed-turns'"))[0]
    return found?.value ?? noPollProgress
  }

  turnsTaken(turns: PollProgress): void {
    this.#database.sql.exec("INSERT OR REPLACE INTO facts (key, value) VALUES ('feed-turns', ?)", JSON.stringify(turns))
  }

  /** How often headlines were taken back, or put back: what lists them is another then. */
  retractions(): number {
    return this.#fact('retractions') ?? 0
  }

  retracted(channel: ChannelId, code: string, isRetracted: boolean): void {
    this.outcomes.retracted(channel, code, isRetracted)
    this.#setFact('retractions', this.retractions() + 1)
  }

  /** Cycle time of the last scheduled cycle; null before the first. */
  lastCycleAt(): EpochMs | null {
    return this.#fact('cycle-at')
  }

  /** The last scheduled cycle's end by the wall clock, and how it left the cell; null before the first. */
  lastCycle(): LastCycle | null {
    const row = v.object({ value: json(lastCycleSchema) })
    this.#lastCycle ??=
      readRows(row, this.#database.sql.exec("SELECT value FROM facts WHERE key = 'last-cycle'"))[0]?.value ?? null
    return this.#lastCycle
  }

  /** What is in memory is read again, as after a restore. */
  refresh(): void {
    this.#lastCycle = null
  }

  /** When the cell came to be, by the wall clock. */
  bornAt(now: EpochMs): EpochMs {
    const born = this.#fact('born-at')
    if (born !== null) return born
    this.#setFact('born-at', now)
    return now
  }

  cycleEnded(cycleAt: EpochMs, wallNow: EpochMs, summary: object): void {
    this.#setFact('cycle-at', cycleAt)
    this.refresh()
    this.#database.sql.exec(
      "INSERT OR REPLACE INTO facts (key, value) VALUES ('last-cycle', ?)",
      JSON.stringify({ endedAt: wallNow, summary }),
    )
  }

  tell(person: UserId, language: Language, notice: Notice): void {
    this.#database.sql.exec(
      'INSERT INTO notices (person, language, notice) VALUES (?, ?, ?)',
      person,
      language,
      JSON.stringify(notice),
    )
  }

  notices(): readonly StoredNotice[] {
    return readRows(noticeRow, this.#database.sql.exec('SELECT * FROM notices ORDER BY id'))
  }

  told(notice: StoredNotice): void {
    this.#database.sql.exec('DELETE FROM notices WHERE id = ?', notice.id)
  }

  #fact(key: string): number | null {
    const row = v.object({ value: json(v.number()) })
    return readRows(row, this.#database.sql.exec('SELECT value FROM facts WHERE key = ?', key))[0]?.value ?? null
  }

  #setFact(key: string, value: number): void {
    this.#database.sql.exec(
      'INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      JSON.stringify(value),
    )
  }
}
