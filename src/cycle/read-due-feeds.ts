/** Reads the feeds that are due, ten a call; after a failed call each of its feeds is read in a Durable Object of its own. */
import { dueFeeds, isWholeDue } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import { type FeedRequest, noValidators, type PollQueue } from '../polling.ts'
import { causeOf, err, type FeedProblem, type FeedReading, ok, type Result } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { ReadFeed } from './absorb.ts'
import type { CycleDeps } from './deps.ts'
import { feedFails, feedWorks } from './feed-health.ts'
import { isForgotten, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'
import type { Plan } from './plan.ts'

/** The result of one feed's poll. */
interface PolledFeed {
  readonly feed: Feed
  readonly reading: FeedReading
  /** Whether it was read in an object of its own. */
  readonly inObject: boolean
}

type ReadRequests = (requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>

/** Groups feeds into calls; in each, feeds that timed out last time come last. */
function groupIntoCalls(feeds: readonly Feed[]): readonly (readonly Feed[])[] {
  const { callsACycle, feedsACall } = limits.feed
  const together = feeds.filter((feed) => !isIsolated(feed))
  const count = Math.min(callsACycle, Math.ceil(together.length / feedsACall))
  return Array.from({ length: count }, (_, call) =>
    together
      .slice(call * feedsACall, (call + 1) * feedsACall)
      .sort((one, other) => Number(isSilent(one)) - Number(isSilent(other))),
  )
}

/** Feeds that are too heavy for a call of ten, or that crashed the reader, are read alone: otherwise the others would fail too. */
function isIsolated({ quarantined, problem }: Feed): boolean {
  return quarantined || problem?.kind === 'reader-failed'
}

function isSilent({ problem }: Feed): boolean {
  return problem?.kind === 'timeout'
}

/** Maximum calls that the feeds of a cell need in a cycle. */
export function callsFor(feeds: readonly Feed[]): number {
  return groupIntoCalls(feeds).length
}

/** What a cycle read, and the poll queue after it. */
export interface Reading {
  /** Feeds with a document; it has their unseen items. */
  readonly feeds: readonly ReadFeed[]
  readonly pollQueue: PollQueue
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
  { feeds: all, awaited, bodied, stretch }: Plan,
  now: EpochMs,
): Promise<Reading> {
  const { pollResults } = deps.ledger
  const dueNow = dueFeeds(all, now, deps.ledger.pollQueue(), awaited, stretch)
  const ids = dueNow.slice(0, limits.feed.feedsACall * limits.feed.callsACycle).map(({ id }) => id)
  const { due, isSeenLost } = fetchDue(deps, ids, seen)
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
      ...(credentials === null ? {} : { credentials }),
      // A robots.txt is read about once a day (RFC 9309, section 2.4), and before each try after a failure.
      ...(rule === null ? {} : { page: { rule, asksRobots: isWhole } }),
    }
  }
  const results = await readFeeds(deps, due, requestOf)
  const read: ReadFeed[] = []
  const fails = (feed: Feed, problem: FeedProblem, retryAfterMs: number | null) => {
    const cause = problem.kind === 'reader-failed' ? { cause: problem.cause } : {}
    deps.failed({ what: 'feed', feed: feed.id, host: new URL(feed.url).host, problem: problem.kind, ...cause })
    feedFails(deps, feed, problem, retryAfterMs, now)
  }
  deps.ledger.transaction(() => {
    for (const { feed, reading, inObject } of results) {
      if (reading.kind === 'read') {
        read.push(reading)
        // Only a large document is too heavy; another feed may have crashed the call.
        if (inObject) pollResults.quarantine(feed, reading.isLarge === true)
      } else if (reading.kind === 'unchanged') {
        pollResults.unchanged(feed, reading, isWholeDue(feed, feed.wholeAt, now), now)
        feedWorks(deps, feed)
      } else if (reading.kind === 'failed') fails(feed, reading.problem, reading.retryAfterMs)
      else fails(feed, { kind: 'not-a-feed' }, null)
    }
  })
  const polled = new Set(results.map(({ feed }) => feed.id))
  return {
    feeds: read,
    isSeenLost,
    pollQueue: { at: now, waiting: dueNow.flatMap(({ id }) => (polled.has(id) ? [] : id)) },
  }
}

async function readFeeds(
  deps: Pick<MeteredDeps, 'readFeeds' | 'readInObject' | 'stopwatch' | 'wallMs' | 'failed'>,
  feeds: readonly Feed[],
  requestOf: (feed: Feed) => FeedRequest,
): Promise<readonly PolledFeed[]> {
  const results: PolledFeed[] = []
  // Half of the cycle is for sending; the other feeds are results in the next one.
  const isTimeUp = () => deps.stopwatch.elapsed() > Math.max(deps.wallMs, limits.cycle.readingMs) / 2
  let objectReads = 0
  const inObject = async (some: readonly Feed[]) => {
    for (const feed of some) {
      if (isTimeUp() || objectReads >= limits.feed.objectReadsACycle) return
      objectReads += 1
      const read: ReadRequests = (requests) => deps.readInObject(`feed ${feed.id}`, requests)
      const answer = await attempt(deps, read, [requestOf(feed)], limits.feed.objectMs)
      const [reading] = answer.ok ? answer.value : [failed(feed.url, answer.problem)]
      if (reading !== undefined) results.push({ feed, reading, inObject: true })
    }
  }
  // One after another: objects may share an isolate, and exceeding its memory ends all of them.
  let objects = inObject(feeds.filter(isIsolated))
  const calls = [...groupIntoCalls(feeds)]
  const worker = async () => {
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      if (isTimeUp()) return
      const answer = await attempt(deps, deps.readFeeds, call.map(requestOf), limits.feed.callMs)
      if (answer.ok) {
        const byUrl = new Map(answer.value.map((reading) => [reading.url, reading]))
        for (const feed of call) {
          const reading = byUrl.get(feed.url)
          if (reading !== undefined) results.push({ feed, reading, inObject: false })
        }
      } else {
        deps.failed({ what: 'reader', feeds: call.length, cause: answer.problem })
        const lost = call
        objects = objects.then(() => inObject(lost))
      }
    }
  }
  await Promise.all(Array.from({ length: limits.feed.callsAtATime }, worker))
  await objects
  return results
}

/** One call of the reader. The problem is the cause, for the log. */
async function attempt(
  { stopwatch }: Pick<CycleDeps, 'stopwatch'>,
  read: ReadRequests,
  requests: readonly FeedRequest[],
  ms: number,
): Promise<Result<readonly FeedReading[], string>> {
  try {
    const readings = await stopwatch.within(read(requests), ms)
    return readings === 'late' ? err(`no answer within ${ms / 1000} s`) : ok(readings)
  } catch (error) {
    return err(causeOf(error))
  }
}

function failed(url: FeedUrl, cause: string): FeedReading {
  return { kind: 'failed', url, problem: { kind: 'reader-failed', cause }, retryAfterMs: null }
}
