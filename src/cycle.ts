/** READ FIRST: one cycle of one cell, as a line of steps. The decisions of each step are in cycle/. */

import { ageOut, forgetClosed } from './cycle/age-out.ts'
import { alertOperators } from './cycle/alert-operators.ts'
import { briefDigests } from './cycle/brief-digests.ts'
import { type CellSummary, summarise } from './cycle/cell-summary.ts'
import { composeSelections } from './cycle/compose-selections.ts'
import { correctPosts } from './cycle/correct-posts.ts'
import { countDays } from './cycle/count-days.ts'
import { deliver } from './cycle/deliver.ts'
import type { CycleDeps } from './cycle/deps.ts'
import { composeDueDigests } from './cycle/due-digests.ts'
import type { Governed } from './cycle/governor.ts'
import { type CycleFailure, type MeteredDeps, metered } from './cycle/metered-deps.ts'
import { distrustHubs, noteHubs } from './cycle/note-hubs.ts'
import { offerRetractions } from './cycle/offer-retractions.ts'
import { governDay, planReading, wallOf } from './cycle/plan.ts'
import { forgetPolls, keepPolls } from './cycle/poll-progress.ts'
import { areTooManyUnput, putEditions } from './cycle/put-editions.ts'
import { writeReactionsIfDue } from './cycle/reaction-memory.ts'
import { readArticles } from './cycle/read-articles.ts'
import { readDueFeeds } from './cycle/read-due-feeds.ts'
import { readPushes } from './cycle/read-pushes.ts'
import { readdressFeeds } from './cycle/readdress-feeds.ts'
import { reconcileUnanswered, retryLockedOut } from './cycle/reconcile.ts'
import { type RecordedNews, recordNews } from './cycle/record-news.ts'
import { renewHubSubscriptions } from './cycle/renew-hub-subscriptions.ts'
import { reportImports } from './cycle/report-imports.ts'
import { refusesRequests } from './cycle/request-quota.ts'
import { openMemory, saveSeenIfDue } from './cycle/seen-memory.ts'
import { sendNotices } from './cycle/send-notices.ts'
import { sumUpArticles } from './cycle/sum-up-articles.ts'
import { takeBaselines } from './cycle/take-baselines.ts'
import { translateCorrections } from './cycle/translate-corrections.ts'
import { translateHeadlines } from './cycle/translate-headlines.ts'
import { dayMs, hourMs } from './limits.ts'
import type { EpochMs } from './model.ts'
import type { CycleProblem, Result, StoreProblem } from './result.ts'
import type { FeedPollState } from './store/feed-row.ts'
import type { SeenMemory } from './store/seen.ts'
import type { Spent } from './store/spending.ts'
import { Pace } from './telegram/pace.ts'

/**
 * `scheduled`: cron's cycle, with every step. `urgent`: an owner asked for something now; no feed is read. `pushed`: hubs have delivered
 * documents, and only these are read.
 */
export type CycleKind = 'scheduled' | 'urgent' | 'pushed'

export interface CycleReport {
  readonly spent: Spent
  /** Items that at least one channel gets. */
  readonly news: number
  /** Problems that kept the cycle from finishing its work. */
  readonly problems: readonly CycleProblem[]
  /** Failures of single feeds and messages. */
  readonly failures: readonly CycleFailure[]
  readonly summary: CellSummary
}

const hourOf = (at: EpochMs): number => Math.floor(at / hourMs)
const dayOf = (at: EpochMs): number => Math.floor(at / dayMs)

/**
 * One cycle. It may die at any step; the next one continues from the ledger: docs/guarantees.md.
 * @param now the cycle's time, on which every decision is based
 */
export async function runCycle(cycleDeps: CycleDeps, kind: CycleKind, now: EpochMs): Promise<CycleReport> {
  const deps = metered(cycleDeps, wallOf(cycleDeps, now))
  const { ledger } = deps
  const isScheduled = kind === 'scheduled'
  const lastCycleAt = ledger.lastCycleAt() ?? 0
  const isHourly = hourOf(lastCycleAt) !== hourOf(now)
  const problems: CycleProblem[] = []
  const note = (done: Result<unknown, StoreProblem>) => {
    if (!done.ok) problems.push(done.problem)
  }

  // recover: reconcile unanswered messages
  if (isScheduled) {
    await reconcileUnanswered(deps, now)
    await retryLockedOut(deps, now)
  }
  const seen = await openMemory(deps, now, problems)

  // plan → read feeds → read articles → absorb
  const isRefusing = refusesRequests(ledger.spending, deps.settings.quotas, now)
  if (isRefusing) distrustHubs(ledger)
  const feeds = ledger.feeds.pollStates()
  const governed = governDay(deps, feeds, now)
  const sharedWith = !seen.ok && seen.problem.kind === 'namespace-shared' ? seen.problem.bot : null
  let news: News | null = null
  if (!seen.ok) problems.push(seen.problem)
  else if (governed.spent !== null) problems.push({ kind: 'quota-spent', quota: governed.spent })
  else if (!areTooManyUnput(ledger)) news = await readNews(deps, kind, seen.value, feeds, governed, now)
  if (news?.isSeenLost === true) problems.push({ kind: 'seen-lost' })
  const isRead = news?.isRead === true
  if (sharedWith !== null && isScheduled && governed.spent === null) await takeBaselines(deps, feeds, governed, now)

  // translate → brief → compose → send: intent, call, receipt
  const held = await translateHeadlines(deps, now)
  const briefings = await briefDigests(deps, now)
  problems.push(...composeDueDigests(deps, now, isRead && problems.length === 0, held, briefings))
  const pace = new Pace()
  problems.push(...(await deliver(deps, 'channels', pace, now)))
  // An owner who waits for something waits neither for corrections nor for readers.
  const hasTime = kind !== 'urgent' && !problems.some((problem) => problem.kind === 'bad-token')
  if (hasTime) problems.push(...(await correctPosts(deps, pace, await translateCorrections(deps, now), now)))
  // Readers' selections take what the channels leave.
  if (hasTime && governed.spent === null) {
    problems.push(...(await composeSelections(deps, now, isHourly, isRead && problems.length === 0)))
    problems.push(...(await deliver(deps, 'selections', pace, now)))
  }
  // Reading pages get their summaries after the messages, which do not wait for them.
  await sumUpArticles(deps, news?.recorded ?? null, hasTime, now)
  ageOut(deps, news?.recorded?.channels ?? new Set(), isHourly, now)

  // put what is an hour old: editions, seen keys
  if (isScheduled) {
    const put = await putEditions(deps, seen.ok && seen.value.bot === deps.settings.botId, isRefusing, now)
    note(put)
    if (put.ok && seen.ok) note(await saveSeenIfDue(deps, seen.value, now))
  }

  // notify operators and owners
  offerRetractions(ledger, now)
  if (isScheduled) await alertOperators(deps, sharedWith, now)
  await sendNotices(deps)
  if (isScheduled) await reportImports(deps)

  // subscribe at hubs
  if (isScheduled) await renewHubSubscriptions(deps, isRefusing, now)

  // tidy up
  if (isScheduled) writeReactionsIfDue(ledger, deps.memory.reactions, now)
  if (isHourly) {
    deps.memory.titleChanges.clear()
    await forgetClosed(deps, now)
    const isNewDay = dayOf(lastCycleAt) !== dayOf(now)
    // Before what it counts is deleted.
    if (isNewDay) countDays(ledger, now)
    ledger.prune(now)
    if (isNewDay) ledger.pruneDaily(now)
    forgetPolls(deps, new Set(feeds.map(({ id }) => id)))
  }
  // Before the usage is stored, so that the rows that the summary reads count for this day.
  const counted = summarise(ledger, feeds, governed, problems, isHourly, now)
  ledger.spending.add(now, { ...deps.spent(), cycles: 1 }, deps.elsewhere)
  const summary = { ...counted, spent: ledger.spending.of(now) }
  return { spent: deps.spent(), news: news?.recorded?.items.length ?? 0, problems, failures: deps.failures, summary }
}

interface News {
  /** Null: there was nothing to record. */
  readonly recorded: RecordedNews | null
  /** Feeds were planned and read. */
  readonly isRead: boolean
  /** KV has lost what was seen of a feed. */
  readonly isSeenLost: boolean
}

/** Reads feeds, pushed documents and articles, and records what is new. */
async function readNews(
  deps: MeteredDeps,
  kind: CycleKind,
  seen: SeenMemory,
  feeds: readonly FeedPollState[],
  governed: Governed,
  now: EpochMs,
): Promise<News> {
  const { ledger } = deps
  const withBaseline = ledger.subscriptions.usesWithBaseline()
  const plan = kind === 'scheduled' ? planReading(deps, feeds, governed, now) : null
  const read = plan === null ? null : await readDueFeeds(deps, seen, plan, now)
  const polled = read?.feeds ?? []
  const pushed = kind === 'urgent' ? [] : await readPushes(deps, seen, polled)
  noteHubs(deps, polled, now)
  const withArticles = await readArticles(deps, [...polled, ...pushed.map(({ reading }) => reading)], now)
  const pushes = pushed.map((each) => ({ ...each, reading: withArticles(each.reading) }))
  const requests = ledger.deliveries.requests()
  const recorded = recordNews(deps, seen, polled.map(withArticles), requests, withBaseline, now, pushes)
  if (read !== null) {
    keepPolls(deps, read.pollQueue, read.polled, now)
    readdressFeeds(deps, seen, now)
  }
  return { recorded, isRead: read !== null, isSeenLost: read?.isSeenLost === true }
}
