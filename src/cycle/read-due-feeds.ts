/** Reads the feeds that are due, and records their health and what their hosts refused. */
import { steadyWait } from '../feed/feed-hints.ts'
import {
  admit,
  type HostAnswers,
  isAnswer,
  isOwnRefusal,
  isRefusal,
  nextPace,
  type PacedHost,
} from '../feed/host-pacing.ts'
import { dueFeeds, isWholeDue } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type FeedRequest, type HostPace, noValidators, type PollQueue } from '../polling.ts'
import type { FeedProblem, PollingAdvice } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { ReadFeed } from './absorb.ts'
import { feedFails, feedWorks, hostRefuses } from './feed-health.ts'
import { feedHost } from './host-lanes.ts'
import { isForgotten, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'
import type { Plan } from './plan.ts'
import { pollProgress } from './poll-progress.ts'
import { pacingWindow, readInCalls } from './read-in-calls.ts'
import type { PolledFeed } from './reader-calls.ts'
import { feedsToSearch } from './text-filters.ts'

/** What a cycle read, and the poll queue after it. */
export interface Reading {
  /** Feeds with a document; it has their unseen items. */
  readonly feeds: readonly ReadFeed[]
  readonly pollQueue: PollQueue
  /** Ids of the feeds that were requested. */
  readonly polled: ReadonlySet<number>
  /** KV's memory of a feed was unreadable or missing. */
  readonly isSeenLost: boolean
}

/** The rows of these feeds. A feed whose keys in KV are lost needs a baseline; otherwise every item would be news. */
function fetchDue({ ledger: { feeds } }: MeteredDeps, ids: readonly number[], seen: SeenMemory) {
  const due = feeds.byIds(ids)
  const lost = due.filter((feed) => !seen.isReadable(feed.url) || isForgotten(feed, seen))
  if (lost.length === 0) return { due, isSeenLost: false }
  feeds.requireBaselines(lost.map(({ id }) => id))
  for (const { url } of lost) seen.drop(url)
  return { due: feeds.byIds(ids), isSeenLost: true }
}

/** Reads the due feeds and records their health. Feeds without room or time come first in the next cycle. */
export async function readDueFeeds(
  deps: MeteredDeps,
  seen: SeenMemory,
  { feeds: all, awaited, bodied, textFiltered, stretch }: Plan,
  now: EpochMs,
): Promise<Reading> {
  const { hosts, hubSubscriptions, pollResults } = deps.ledger
  const { everyMs } = deps.settings
  const progress = pollProgress(deps, everyMs, now)
  // Feeds of which a pushed document was dropped come first.
  const waiting = [...new Set([...hubSubscriptions.takeOwed(), ...progress.waiting])]
  const dueNow = dueFeeds(all, now, { ...progress, waiting }, { everyMs, soon: awaited, stretch })
  const paces = dueNow.length === 0 ? [] : hosts.all()
  const admitted = admit(dueNow, paces, pacingWindow(deps), now)
  const ids = [...admitted.paced.flatMap(({ feeds }) => feeds), ...admitted.others].map(({ id }) => id)
  const { due, isSeenLost } = fetchDue(deps, ids, seen)
  const byId = new Map(due.map((feed) => [feed.id, feed]))
  const searched = feedsToSearch(deps.ledger.subscriptions, due, textFiltered)
  const textUnits = Math.floor(limits.feed.textsACycleUnits / Math.max(searched.size, 1))
  const rows = (feeds: readonly { readonly id: number }[]) => feeds.flatMap(({ id }) => byId.get(id) ?? [])
  const requestOf = (feed: Feed): FeedRequest => {
    const { url, validators, wholeAt, credentials, pageRule: rule } = feed
    const isWhole = isWholeDue(feed, wholeAt, now)
    // Sometimes without conditions, so that a server with wrong 304s hides nothing for long.
    const conditions = isWhole ? { ...noValidators, hash: validators.hash } : validators
    return {
      url,
      validators: conditions,
      known: knownOf(feed, seen),
      first: feed.needsBaseline,
      bodies: bodied.has(url),
      ...(searched.has(feed.id) ? { textUnits } : {}),
      ...(credentials === null ? {} : { credentials }),
      // A robots.txt is read about once a day (RFC 9309, section 2.4), and before each try after a failure.
      ...(rule === null ? {} : { page: { rule, asksRobots: isWhole } }),
    }
  }
  const paced = admitted.paced.map((host): PacedHost<Feed> => ({ ...host, feeds: rows(host.feeds) }))
  const results = await readInCalls(deps, { paced, others: rows(admitted.others) }, requestOf)
  const read: ReadFeed[] = []
  const polled = new Set(results.map(({ feed }) => feed.id))
  const report = (feed: Feed, problem: FeedProblem) => {
    const cause = problem.kind === 'reader-failed' ? { cause: problem.cause } : {}
    deps.failed({ what: 'feed', feed: feed.id, host: new URL(feed.url).host, problem: problem.kind, ...cause })
  }
  const fails = (feed: Feed, problem: FeedProblem, retryAfterMs: number | null) => {
    report(feed, problem)
    feedFails(deps, feed, problem, retryAfterMs, now)
  }
  deps.ledger.transaction(() => {
    const refusedByHost = learnPaces(deps, paces, results, now)
    for (const { feed, reading, inObject } of results) {
      if (reading.kind === 'read') {
        read.push(reading)
        // Only a large document is too heavy; another feed may have crashed the call.
        if (inObject) pollResults.quarantine(feed, reading.isLarge === true)
      } else if (reading.kind === 'unchanged') {
        const isWhole = isWholeDue(feed, feed.wholeAt, now)
        pollResults.unchanged(feed, isWhole ? reading : withSteadyWait(feed, reading), isWhole, now)
        feedWorks(deps, feed)
        hubSubscriptions.polled(feed.id)
      } else if (reading.kind !== 'failed') fails(feed, { kind: 'not-a-feed' }, null)
      else if (refusedByHost.has(feed.id)) {
        polled.delete(feed.id)
        report(feed, reading.problem)
        // If the host answered other feeds, this one only waits for its turn.
        if (refusedByHost.get(feed.id) === 'all') hostRefuses(deps, feed, reading.problem, now)
      } else fails(feed, reading.problem, reading.retryAfterMs)
    }
  })
  return {
    feeds: read,
    isSeenLost,
    polled,
    pollQueue: { at: now, waiting: dueNow.flatMap(({ id }) => (polled.has(id) ? [] : id)) },
  }
}

/** The reading with the wait that is stored. A whole document's row is written anyway. */
function withSteadyWait<Reading extends { readonly advice: PollingAdvice }>(feed: Feed, reading: Reading): Reading {
  const { advice } = reading
  if (advice.waitMinutes === null) return reading
  return { ...reading, advice: { ...advice, waitMinutes: steadyWait(feed.pollingHints.server, advice.waitMinutes) } }
}

/**
 * Stores what the hosts' answers say about their paces: writes nothing unless a host refused a request, or its pace changed.
 * @returns feeds that were refused because of their host, by id. `all`: the host answered no other request of this cycle
 */
function learnPaces(
  { ledger: { hosts }, settings }: MeteredDeps,
  paces: readonly HostPace[],
  results: readonly PolledFeed[],
  now: EpochMs,
): ReadonlyMap<number, 'all' | 'some'> {
  const refused = new Map<number, 'all' | 'some'>()
  if (paces.length === 0 && !results.some(({ reading }) => isRefusal(reading))) return refused
  const known = new Map(paces.map((pace) => [pace.host, pace]))
  for (const [host, own] of Map.groupBy(results, ({ feed }) => feedHost(feed))) {
    const pace = known.get(host) ?? null
    const answers = answersOf(host, own, now)
    if (answers.refused !== null && !isOwnRefusal(pace, answers)) {
      // Feeds in objects may have been refused later.
      for (const { feed, reading } of own)
        if (isRefusal(reading)) refused.set(feed.id, answers.answered.length === 0 ? 'all' : 'some')
    }
    const next = nextPace(pace, answers, now, settings.everyMs)
    if (next === pace) continue
    if (next === null) hosts.remove(host)
    else hosts.set(next)
  }
  return refused
}

function answersOf(host: string, results: readonly PolledFeed[], now: EpochMs): HostAnswers {
  const first = results.findIndex(({ reading }) => isRefusal(reading))
  const before = first < 0 ? results : results.slice(0, first)
  const answered = before.flatMap(({ feed, reading }) => (isAnswer(reading) ? feed.id : []))
  const times = results.map(({ elapsedMs }) => now + elapsedMs)
  const asked = { first: Math.min(...times), last: Math.max(...times) }
  const { feed, reading, elapsedMs = 0 } = results[first] ?? {}
  if (feed === undefined || reading?.kind !== 'failed') return { host, answered, refused: null, asked }
  return { host, answered, refused: { feed: feed.id, retryAfterMs: reading.retryAfterMs, at: now + elapsedMs }, asked }
}
