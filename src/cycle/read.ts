/** Reads the feeds whose turn it is, ten a call, and finds the guilty one of a call that failed. */
import { dueFeeds, isWholeDue, type Turns } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import { type EpochMs, type FeedRequest, type FeedUrl, noValidators } from '../model.ts'
import type { FeedProblem, FeedReading } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { ReadFeed } from './absorb.ts'
import type { CycleEdges } from './edges.ts'
import { feedFails, feedWorks } from './health.ts'
import { knownOf } from './known.ts'
import type { MeteredEdges } from './meter.ts'
import type { Plan } from './plan.ts'

/** How many calls run at a time: two large bodies a call, in an isolate of 128 MB. */
const CALLS_AT_A_TIME = 3
/** ms; each feed has its own, shorter limit inside the call. */
const CALL_MS = 60_000

/** What became of a feed: its reading, or the loss of the whole call that it was read in, alone or with others. */
type Outcome = { readonly feed: Feed; readonly reading: FeedReading | 'call-failed'; readonly alone: boolean }

/** Groups feeds into calls: those under suspicion alone, in half of the 20 calls or in all that are left, and the others by ten. */
function groupIntoCalls(feeds: readonly Feed[]): readonly (readonly Feed[])[] {
  const { callsACycle, feedsACall } = limits.feed
  const together = feeds.filter((feed) => !isSuspect(feed))
  const left = callsACycle - Math.ceil(together.length / feedsACall)
  const calls: Feed[][] = feeds
    .filter(isSuspect)
    .slice(0, Math.max(callsACycle / 2, left))
    .map((feed) => [feed])
  for (let at = 0; at < together.length; at += feedsACall) calls.push(together.slice(at, at + feedsACall))
  return calls.slice(0, callsACycle)
}

/** One whose last call ended for it alone goes on being read alone, or it would take others along again. */
function isSuspect({ alone, problem }: Feed): boolean {
  return alone || problem?.kind === 'reader-failed'
}

/** How many calls the feeds of a cell take at most in a cycle. */
export function callsFor(feeds: readonly Feed[]): number {
  return groupIntoCalls(feeds).length
}

/** What a cycle read, and where the taking of turns stands once that is in the ledger. */
export interface Reading {
  /** With their unseen items. */
  readonly feeds: readonly ReadFeed[]
  readonly turns: Turns
  /** What KV held of a feed was unreadable. */
  readonly isSeenLost: boolean
}

/** Feeds as the ledger has them. One of which KV holds what cannot be read begins anew: else all that it shows would be news. */
function fetchDue({ ledger: { feeds } }: MeteredEdges, ids: readonly number[], seen: SeenMemory) {
  const due = feeds.these(ids)
  const lost = due.filter(({ url }) => !seen.isReadable(url))
  if (lost.length === 0) return { due, isSeenLost: false }
  feeds.beginAnew(lost.map(({ id }) => id))
  for (const { url } of lost) seen.drop(url)
  return { due: feeds.these(ids), isSeenLost: true }
}

/** Reads the feeds that are due and notes their health; those that there was no room or time for go first next time. */
export async function readDueFeeds(
  edges: MeteredEdges,
  seen: SeenMemory,
  { feeds: all, awaited, bodied, stretch }: Plan,
  now: EpochMs,
): Promise<Reading> {
  const { feeds } = edges.ledger
  const turns = dueFeeds(all, now, edges.ledger.turns(), awaited, stretch)
  // What there is no room for is not fetched from the ledger either.
  const ids = turns.slice(0, limits.feed.feedsACall * limits.feed.callsACycle).map(({ id }) => id)
  const { due, isSeenLost } = fetchDue(edges, ids, seen)
  const outcomes = await readFeeds(edges, due, bodied, seen, now)
  const read: ReadFeed[] = []
  const fails = (feed: Feed, problem: FeedProblem, retryAfterMs: number | null) => {
    edges.failed({ what: 'feed', feed: feed.id, host: new URL(feed.url).host, problem: problem.kind })
    feedFails(edges, feed, problem, retryAfterMs, now)
  }
  edges.ledger.transaction(() => {
    for (const { feed, reading, alone } of outcomes) {
      if (reading === 'call-failed') {
        if (alone) fails(feed, { kind: 'reader-failed' }, null)
        else feeds.suspect(feed)
      } else if (reading.kind === 'read') read.push(reading)
      else if (reading.kind === 'unchanged') {
        feeds.unchanged(feed, reading, isWholeDue(feed, feed.wholeAt, now), now)
        feedWorks(edges, feed)
      } else if (reading.kind === 'failed') fails(feed, reading.problem, reading.retryAfterMs)
      else fails(feed, { kind: 'not-a-feed' }, null)
    }
  })
  const asked = new Set(outcomes.map(({ feed }) => feed.id))
  return { feeds: read, isSeenLost, turns: { at: now, waiting: turns.flatMap(({ id }) => (asked.has(id) ? [] : id)) } }
}

async function readFeeds(
  edges: Pick<MeteredEdges, 'readFeeds' | 'stopwatch' | 'wallMs'>,
  feeds: readonly Feed[],
  bodied: ReadonlySet<FeedUrl>,
  seen: SeenMemory,
  now: EpochMs,
): Promise<readonly Outcome[]> {
  const calls = [...groupIntoCalls(feeds)]
  const outcomes: Outcome[] = []
  const worker = async () => {
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      // Half of the cycle is for sending; what was not asked has its turn in the next.
      if (edges.stopwatch.elapsed() > Math.max(edges.wallMs, limits.cycle.readingMs) / 2) return
      outcomes.push(...(await readCall(edges, call, bodied, seen, now)))
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, worker))
  return outcomes
}

async function readCall(
  edges: Pick<CycleEdges, 'readFeeds' | 'stopwatch'>,
  feeds: readonly Feed[],
  bodied: ReadonlySet<FeedUrl>,
  seen: SeenMemory,
  now: EpochMs,
): Promise<readonly Outcome[]> {
  const requests = feeds.map((feed): FeedRequest => {
    const { url, validators, wholeAt } = feed
    // Asked without conditions now and then, a server whose 304 is wrong can hide nothing for long.
    const conditions = isWholeDue(feed, wholeAt, now) ? { ...noValidators, hash: validators.hash } : validators
    return { url, validators: conditions, known: knownOf(feed, seen), first: feed.fresh, bodies: bodied.has(url) }
  })
  const alone = feeds.length === 1
  try {
    const readings = await edges.stopwatch.within(edges.readFeeds(requests), CALL_MS)
    const byUrl = new Map((readings === 'late' ? [] : readings).map((reading) => [reading.url, reading]))
    return feeds.map((feed) => ({ feed, reading: byUrl.get(feed.url) ?? 'call-failed', alone }))
  } catch {
    return feeds.map((feed) => ({ feed, reading: 'call-failed', alone }))
  }
}
