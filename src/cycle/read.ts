/** Reads the feeds whose turn it is, ten a call, and finds the guilty one of a call that failed. */

import { pack } from '../feed/identify.ts'
import { dueFeeds, retryAt } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import { type EpochMs, type FeedRequest, noKeys, type PackedKeys } from '../model.ts'
import type { FeedReading } from '../result.ts'
import type { Feed } from '../store/feeds.ts'
import type { Seen } from '../store/seen.ts'
import type { ReadFeed } from './absorb.ts'
import type { CycleEdges } from './edges.ts'
import type { MeteredEdges } from './meter.ts'

/** How many calls run at a time: two large bodies a call, in an isolate of 128 MB. */
const CALLS_AT_A_TIME = 3
/** ms; each feed has its own, shorter limit inside the call. */
const CALL_MS = 60_000

/** What became of a feed: its reading, or the loss of the whole call that it was read in, alone or with others. */
type Outcome = { readonly feed: Feed; readonly reading: FeedReading | 'call-failed'; readonly alone: boolean }

/** Groups feeds into calls: those under suspicion alone, at most half of the 20 calls, and the others by ten. */
function groupIntoCalls(feeds: readonly Feed[]): readonly (readonly Feed[])[] {
  const together = feeds.filter(({ alone }) => !alone)
  const calls: Feed[][] = feeds
    .filter(({ alone }) => alone)
    .slice(0, limits.feed.callsACycle / 2)
    .map((feed) => [feed])
  for (let at = 0; at < together.length; at += limits.feed.feedsACall) {
    calls.push(together.slice(at, at + limits.feed.feedsACall))
  }
  return calls.slice(0, limits.feed.callsACycle)
}

/** How many calls the feeds of a cell take at most in a cycle. */
export function callsFor(feeds: readonly Feed[]): number {
  return groupIntoCalls(feeds).length
}

/** Reads the feeds that are due and notes their health. @returns those that were read, with their unseen items */
export async function readDueFeeds(edges: MeteredEdges, seen: Seen, now: EpochMs): Promise<readonly ReadFeed[]> {
  const { feeds } = edges.ledger
  const all = feeds.used()
  const due = new Set(dueFeeds(all, now, edges.ledger.lastCycleAt(), limits.feed.feedsACall * limits.feed.callsACycle))
  const outcomes = await readFeeds(
    edges,
    all.filter(({ url }) => due.has(url)),
    seen,
  )
  const read: ReadFeed[] = []
  edges.ledger.transaction(() => {
    for (const { feed, reading, alone } of outcomes) {
      if (reading === 'call-failed') {
        if (alone) feeds.failed(feed, { kind: 'reader-failed' }, now, retryAt(feed.failures + 1, now, null))
        else feeds.suspect(feed)
      } else if (reading.kind === 'read') read.push(reading)
      else if (reading.kind === 'unchanged') feeds.healthy(feed)
      else {
        const [problem, retryAfterMs] =
          reading.kind === 'failed' ? [reading.problem, reading.retryAfterMs] : [{ kind: 'not-a-feed' } as const, null]
        feeds.failed(feed, problem, now, retryAt(feed.failures + 1, now, retryAfterMs))
      }
    }
  })
  return read
}

async function readFeeds(
  edges: Pick<CycleEdges, 'readFeeds' | 'stopwatch'>,
  feeds: readonly Feed[],
  seen: Seen,
): Promise<readonly Outcome[]> {
  const calls = [...groupIntoCalls(feeds)]
  const outcomes: Outcome[] = []
  const worker = async () => {
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      // Half of the cycle is for sending; what was not asked has its turn in the next.
      if (edges.stopwatch.elapsed() > limits.cycle.wallMs / 2) return
      outcomes.push(...(await readCall(edges, call, seen)))
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, worker))
  return outcomes
}

async function readCall(
  edges: Pick<CycleEdges, 'readFeeds' | 'stopwatch'>,
  feeds: readonly Feed[],
  seen: Seen,
): Promise<readonly Outcome[]> {
  const requests = feeds.map((feed): FeedRequest => {
    return { url: feed.url, validators: feed.validators, known: knownOf(feed, seen) }
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

function knownOf(feed: Feed, seen: Seen): PackedKeys {
  return pack([seen.feeds.get(feed.url) ?? noKeys, feed.marks])
}
