/** A cell's SQLite database: one object per table, and the single values that belong to none. */
import { limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { PollQueue } from '../polling.ts'
import { Alerts } from './alerts.ts'
import { Bots } from './bots.ts'
import { ChannelDays } from './channel-days.ts'
import { ChannelNews } from './channel-news.ts'
import { ChannelTransfers } from './channel-transfers.ts'
import { Channels } from './channels.ts'
import { Corrections } from './corrections.ts'
import { type Database, sql, Table } from './database.ts'
import { Deliveries } from './deliveries.ts'
import { Facts } from './facts.ts'
import { Feeds } from './feeds.ts'
import { Gaps } from './gaps.ts'
import { Hosts } from './hosts.ts'
import { HubSubscriptions } from './hub-subscriptions.ts'
import { Imports } from './imports.ts'
import { type LastCycle, LastCycleFact } from './last-cycle.ts'
import { Messages } from './messages.ts'
import { MissingItems } from './missing-items.ts'
import { Notices } from './notices.ts'
import { OpenEditions } from './open-editions.ts'
import { Outcomes } from './outcomes.ts'
import { PollResults } from './poll-results.ts'
import { Posts } from './posts.ts'
import { Pushes } from './pushes.ts'
import { RecognisedItems } from './recognised-items.ts'
import { Retractions } from './retractions.ts'
import { SelectionProgress } from './selection-progress.ts'
import { skipNews } from './skip-news.ts'
import { Spending } from './spending.ts'
import { Subscriptions } from './subscriptions.ts'
import { UsageMeter } from './usage.ts'
import { WaitingSummaries } from './waiting-summaries.ts'

/** A cycle that has just ended. */
type EndedCycle = Omit<LastCycle, 'pollStates'> & { readonly at: EpochMs }

/** Keys in the table `facts`. */
const facts = {
  seenVersion: 'seen-version',
  lostVersion: 'lost-version',
  attemptedVersion: 'seen-attempted',
  seenPutAt: 'seen-put-at',
  staleSince: 'stale-since',
  shutDown: 'retired',
  restoredFrom: 'restored-from',
  editionSlot: 'edition-slot',
  retractions: 'retractions',
  bornAt: 'born-at',
} as const

/** Reads and writes the tables of one cell. */
export class Ledger extends Table {
  readonly channels = new Channels(this.database)
  readonly channelDays = new ChannelDays(this.database)
  readonly channelNews = new ChannelNews(this.database)
  readonly subscriptions = new Subscriptions(this.database)
  readonly hubSubscriptions = new HubSubscriptions(this.database)
  readonly feeds = new Feeds(
    this.database,
    () => this.#lastCycle.get()?.pollStates ?? null,
    () => this.hubSubscriptions.pushed(),
  )
  readonly pollResults = new PollResults(this.database)
  readonly deliveries = new Deliveries(this.database)
  readonly gaps = new Gaps(this.database)
  readonly hosts = new Hosts(this.database)
  readonly imports = new Imports(this.database)
  readonly posts = new Posts(this.database)
  readonly messages = new Messages(this.database, this.posts)
  readonly notices = new Notices(this.database)
  readonly openEditions = new OpenEditions(this.database)
  readonly outcomes = new Outcomes(this.database)
  readonly pushes = new Pushes(this.database)
  readonly recognised = new RecognisedItems(this.database)
  readonly retractedCodes = new Retractions(this.database)
  readonly missingItems = new MissingItems(this.database)
  readonly corrections = new Corrections(this.database)
  readonly transfers = new ChannelTransfers(this.database)
  readonly spending: Spending
  readonly #facts = new Facts(this.database)
  readonly alerts = new Alerts(this.#facts)
  readonly bots = new Bots(this.#facts)
  readonly selectionProgress = new SelectionProgress(this.#facts)
  readonly waitingSummaries = new WaitingSummaries(this.#facts)
  readonly #lastCycle = new LastCycleFact(this.#facts)

  constructor(storage: Database, meter = new UsageMeter()) {
    super(meter.countRows(storage))
    this.spending = new Spending(this.database, meter)
  }

  /** All or nothing; `work` takes no promises. */
  transaction<Value>(work: () => Value): Value {
    return this.database.transaction(work)
  }

  /** Deletes what expires after days; reads every row of these tables. */
  pruneDaily(now: EpochMs): void {
    this.posts.prune(now)
    this.channelDays.prune(now)
    this.retractedCodes.prune(now)
    this.run(sql`DELETE FROM journal WHERE at < ${now - limits.store.updatesKeptMs}`)
  }

  /** Deletes expired rows. */
  prune(now: EpochMs): void {
    this.channelNews.prune(now)
    this.deliveries.prune(now)
    this.messages.prune(now)
    this.gaps.prune(now)
    this.hosts.prune(now)
    this.outcomes.prune(now)
    this.recognised.prune(now)
    this.transfers.prune(now)
    this.spending.prune(now)
    this.subscriptions.prune(now)
  }

  /** Another clock is in use, perhaps one that is behind: times after `now` become due. */
  clockChanged(now: EpochMs): void {
    this.run(sql`UPDATE channels
      SET schedule_since = min(schedule_since, ${now}), not_before = min(not_before, ${now})`)
    this.run(sql`UPDATE feeds SET retry_at = min(retry_at, ${now}) WHERE retry_at IS NOT NULL`)
    this.hosts.clockChanged(now)
    this.hubSubscriptions.clockChanged(now)
    this.selectionProgress.wake()
    // Feeds added by the other clock count as added now.
    this.feeds.wakeAll(now)
  }

  /** The last committed version of `seen`; an older one in KV is a stale read. */
  seenVersion(): number {
    return this.#facts.number(facts.seenVersion) ?? 0
  }

  setSeenVersion(version: number): void {
    this.#facts.set(facts.seenVersion, version)
  }

  /** The version of the next put: above every version that KV may still return, lost and unanswered ones included. @param found in KV */
  nextSeenVersion(found: number): number {
    const others = [facts.lostVersion, facts.attemptedVersion].map((fact) => this.#facts.number(fact) ?? 0)
    return Math.max(found, this.seenVersion(), ...others) + 1
  }

  /** KV may get this version, even if the put is never answered. */
  attemptSeenVersion(version: number): void {
    this.#facts.set(facts.attemptedVersion, version)
  }

  /** Cycle time of the last put of `seen`, or since when there was nothing to put; null: never. */
  seenPutAt(): EpochMs | null {
    return this.#facts.number(facts.seenPutAt)
  }

  setSeenPutAt(now: EpochMs): void {
    this.#facts.set(facts.seenPutAt, now)
  }

  /** How long, in ms of cycle time, KV has lacked the committed version; 0 at the first call. */
  staleFor(now: EpochMs): number {
    const since = this.#facts.number(facts.staleSince)
    if (since === null) this.#facts.set(facts.staleSince, now)
    return since === null ? 0 : now - since
  }

  clearStale(): void {
    this.#facts.remove(facts.staleSince)
  }

  /**
   * The committed memory is lost: accepts any version in KV again. These feeds need a baseline, and all feeds are polled soon,
   * so that little is missed.
   */
  startOver(feeds: readonly number[], now: EpochMs): void {
    this.#facts.set(facts.lostVersion, this.nextSeenVersion(0) - 1)
    this.setSeenVersion(0)
    this.clearStale()
    this.feeds.requireBaselines(feeds)
    this.feeds.wakeAll(now)
    // Only polls make baselines.
    this.hubSubscriptions.distrustAll()
  }

  /** Another Paperboy continues from this cell's backup: this cell does nothing more. */
  isShutDown(): boolean {
    return this.#facts.number(facts.shutDown) === 1
  }

  setShutDown(isShutDown: boolean): void {
    if (isShutDown) this.#facts.set(facts.shutDown, 1)
    else this.#facts.remove(facts.shutDown)
  }

  /** Creation time of the backup that this cell was restored from; null: it never was. */
  restoredFrom(): EpochMs | null {
    return this.#facts.number(facts.restoredFrom)
  }

  setRestoredFrom(backup: EpochMs): void {
    this.#facts.set(facts.restoredFrom, backup)
  }

  /** Another Paperboy may have sent the waiting headlines: discards them, and every feed needs a baseline. */
  discardWaiting(now: EpochMs): void {
    skipNews(this, now)
    this.deliveries.discardWaiting()
    this.messages.discardWaiting()
    this.gaps.discardWaiting()
    this.notices.discard()
    this.pushes.discard()
    this.hubSubscriptions.renewAll()
    this.alerts.set({ ...this.alerts.state(), due: [] })
    this.feeds.requireAllBaselines()
  }

  /** Slots of edition codes ascend, so that no two editions share a code. */
  nextEditionSlot(slot: number): number {
    const next = Math.max(slot, (this.#facts.number(facts.editionSlot) ?? 0) + 1)
    this.#facts.set(facts.editionSlot, next)
    return next
  }

  pollQueue(): PollQueue {
    return this.#lastCycle.pollQueue()
  }

  /** Stored when the cycle ends. */
  setPollQueue(queue: PollQueue): void {
    this.#lastCycle.setPollQueue(queue)
  }

  /** How often headlines were retracted, restored or corrected; a page that lists them is stale when it changes. */
  retractions(): number {
    return this.#facts.number(facts.retractions) ?? 0
  }

  /** A channel's headline was retracted, or put back. @param codes its code, and those of the headlines that share its fate */
  retracted(channel: ChannelId, codes: readonly [string, ...string[]], isRetracted: boolean, now: EpochMs): void {
    this.outcomes.retracted(channel, codes[0], isRetracted)
    if (isRetracted) this.retractedCodes.add(channel, codes, now)
    else this.retractedCodes.remove(channel, codes)
    this.channelNews.retracted(channel, codes, isRetracted, now - limits.store.outcomesMs)
    const { readers } = this.channels.get(channel)?.channel ?? {}
    if (!isRetracted && readers !== undefined) this.selectionProgress.judgeAgain(readers, null)
    this.headlinesChanged()
  }

  headlinesChanged(): void {
    this.#facts.set(facts.retractions, this.retractions() + 1)
  }

  /** Cycle time of the last scheduled cycle; null before the first. */
  lastCycleAt(): EpochMs | null {
    return this.#lastCycle.get()?.at ?? null
  }

  /** The last scheduled cycle, and the cell's state after it; null before the first. */
  lastCycle(): LastCycle | null {
    return this.#lastCycle.get()
  }

  cycleEnded(cycle: EndedCycle): void {
    this.transaction(() => {
      // An object that stays in memory needs no stored poll states.
      const pollStates = this.#lastCycle.isFirst() ? this.feeds.storePollStates(cycle.at) : this.feeds.pollStatesStamp()
      this.#lastCycle.end({ ...cycle, pollStates })
    })
  }

  /** After a cycle between two crons. What it changed made the stored poll states useless, and the next one may begin without memory. */
  storeStates(now: EpochMs): void {
    if (this.lastCycle() === null || this.feeds.pollStatesStamp() !== null) return
    this.transaction(() => this.#lastCycle.statesStored(this.feeds.storePollStates(now)))
  }

  /** Writes what is only in memory, as before a backup. */
  flush(): void {
    this.feeds.discardPollStates()
    this.#lastCycle.write()
    this.spending.flush()
  }

  /** Drops what is cached in memory, as after a restore. */
  refresh(): void {
    this.#lastCycle.forget()
  }

  /** When the cell was created, by the wall clock. */
  bornAt(now: EpochMs): EpochMs {
    const born = this.#facts.number(facts.bornAt)
    if (born !== null) return born
    this.#facts.set(facts.bornAt, now)
    return now
  }
}
