/** Reads the feeds whose turn it is, ten a call; repeats a call that failed once, feed by feed, in objects of their own. */
import { dueFeeds, isWholeDue } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import { type EpochMs, type FeedRequest, type FeedUrl, noValidators, type PollProgress } from '../model.ts'
import { causeOf, err, type FeedProblem, type FeedReading, ok, type Result } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { ReadFeed } from './absorb.ts'
import type { CycleDeps } from './deps.ts'
import { feedFails, feedWorks } from './feed-health.ts'
import { isForgotten, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'
import type { Plan } from './plan.ts'

/** How many calls run at a time: two large bodies a call, in an isolate of 128 MB. */
const CALLS_AT_A_TIME = 3
/** ms; each feed has its own, shorter limit inside the call. */
const CALL_MS = 60_000
/** ms; of a call of an object, which reads one feed. */
const OBJECT_MS = 30_000

/** What became of a feed that was read. */
interface Outcome {
  readonly feed: Feed
  readonly reading: FeedReading
  /** It was read in an object of its own. */
  readonly inObject: boolean
}

type ReadRequests = (requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>

/** Groups the feeds that are read together into calls; in each, those that did not answer last time go last. */
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

/** A feed that is too heavy for a call of ten, or that ended the reader, is read in an object: it would take others along. */
function isIsolated({ alone, problem }: Feed): boolean {
  return alone || problem?.kind === 'reader-failed'
}

function isSilent({ problem }: Feed): boolean {
  return problem?.kind === 'timeout'
}

/** How many calls the feeds of a cell take at most in a cycle. */
export function callsFor(feeds: readonly Feed[]): number {
  return groupIntoCalls(feeds).length
}

/** What a cycle read, and where the taking of turns stands once that is in the ledger. */
export interface Reading {
  /** With their unseen items. */
  readonly feeds: readonly ReadFeed[]
  readonly turns: PollProgress
  /** What KV held of a feed was unreadable, or gone. */
  readonly isSeenLost: boolean
}

/** Feeds as the ledger has them. One of which KV holds nothing, or what cannot be read, begins anew: else all that it shows would be news. */
function fetchDue({ ledger: { feeds } }: MeteredDeps, ids: readonly number[], seen: SeenMemory) {
  const due = feeds.these(ids)
  const lost = due.filter((feed) => !seen.isReadable(feed.url) || isForgotten(feed, seen))
  if (lost.length === 0) return { due, isSeenLost: false }
  feeds.beginAnew(lost.map(({ id }) => id))
  for (const { url } of lost) seen.drop(url)
  return { due: feeds.these(ids), isSeenLost: true }
}

/** Reads the feeds that are due and notes their health; those that there was no room or time for go first next time. */
export async function readDueFeeds(
  deps: MeteredDeps,
  seen: SeenMemory,
  { feeds: all, awaited, bodied, stretch }: Plan,
  now: EpochMs,
): Promise<Reading> {
  const { feeds } = deps.ledger
  const turns = dueFeeds(all, now, deps.ledger.turns(), awaited, stretch)
  // What there is no room for is not fetched from the ledger either.
  const ids = turns.slice(0, limits.feed.feedsACall * limits.feed.callsACycle).map(({ id }) => id)
  const { due, isSeenLost } = fetchDue(deps, ids, seen)
  const requestOf = (feed: Feed): FeedRequest => {
    const { url, validators, wholeAt } = feed
    // PollingHints without conditions now and then, a server whose 304 is wrong can hide nothing for long.
    const conditions = isWholeDue(feed, wholeAt, now) ? { ...noValidators, hash: validators.hash } : validators
    return {
      url,
      validators: conditions,
      known: knownOf(feed, seen),
      first: feed.needsBaseline,
      bodies: bodied.has(url),
    }
  }
  const outcomes = await readFeeds(deps, due, requestOf)
  const read: ReadFeed[] = []
  const fails = (feed: Feed, problem: FeedProblem, retryAfterMs: number | null) => {
    const cause = problem.kind === 'reader-failed' ? { cause: problem.cause } : {}
    deps.failed({ what: 'feed', feed: feed.id, host: new URL(feed.url).host, problem: problem.kind, ...cause })
    feedFails(deps, feed, problem, retryAfterMs, now)
  }
  deps.ledger.transaction(() => {
    for (const { feed, reading, inObject } of outcomes) {
      if (reading.kind === 'read') {
        read.push(reading)
        // Only what is large can be too heavy; a death of a call may have been anybody's fault.
        if (inObject) feeds.isolate(feed, reading.isLarge === true)
      } else if (reading.kind === 'unchanged') {
        feeds.unchanged(feed, reading, isWholeDue(feed, feed.wholeAt, now), now)
        feedWorks(deps, feed)
      } else if (reading.kind === 'failed') fails(feed, reading.problem, reading.retryAfterMs)
      else fails(feed, { kind: 'not-a-feed' }, null)
    }
  })
  const asked = new Set(outcomes.map(({ feed }) => feed.id))
  return { feeds: read, isSeenLost, turns: { at: now, waiting: turns.flatMap(({ id }) => (asked.has(id) ? [] : id)) } }
}

async function readFeeds(
  deps: Pick<MeteredDeps, 'readFeeds' | 'readInObject' | 'stopwatch' | 'wallMs' | 'failed'>,
  feeds: readonly Feed[],
  requestOf: (feed: Feed) => FeedRequest,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  // Half of the cycle is for sending; what was not asked has its turn in the next.
  const isTimeUp = () => deps.stopwatch.elapsed() > Math.max(deps.wallMs, limits.cycle.readingMs) / 2
  let objectReads = 0
  const inObject = async (some: readonly Feed[]) => {
    for (const feed of some) {
      if (isTimeUp() || objectReads >= limits.feed.objectReadsACycle) return
      objectReads += 1
      const read: ReadRequests = (requests) => deps.readInObject(`feed ${feed.id}`, requests)
      const answer = await attempt(deps, read, [requestOf(feed)], OBJECT_MS)
      const [reading] = answer.ok ? answer.value : [failed(feed.url, answer.problem)]
      if (reading !== undefined) outcomes.push({ feed, reading, inObject: true })
    }
  }
  // One after another: objects may share an isolate, and what exceeds its memory ends all that run in it.
  let objects = inObject(feeds.filter(isIsolated))
  const calls = [...groupIntoCalls(feeds)]
  const worker = async () => {
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      if (isTimeUp()) return
      const answer = await attempt(deps, deps.readFeeds, call.map(requestOf), CALL_MS)
      if (answer.ok) {
        const byUrl = new Map(answer.value.map((reading) => [reading.url, reading]))
        for (const feed of call) {
          const reading = byUrl.get(feed.url)
          if (reading !== undefined) outcomes.push({ feed, reading, inObject: false })
        }
      } else {
        deps.failed({ what: 'reader', feeds: call.length, cause: answer.problem })
        const lost = call
        objects = objects.then(() => inObject(lost))
      }
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, worker))
  await objects
  return outcomes
}

/** One call of the reader; its problem is the cause, for the log. */
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
