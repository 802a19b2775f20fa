/**
 * Reads feeds in calls of the feed reader, ten a call; after a failed call each of its feeds is read in a Durable Object of its own.
 * No host is asked for two feeds at once: all feeds of a host are in one call, or in calls that follow each other.
 */
import { hostOf, isAnswer, isRefusal, type PacedHost } from '../feed/host-pacing.ts'
import { limits } from '../limits.ts'
import type { FeedUrl } from '../model.ts'
import type { FeedRequest, HostPace } from '../polling.ts'
import { causeOf, err, type FeedReading, ok, type Result } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { CycleDeps } from './deps.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** The result of one feed's poll. */
export interface PolledFeed {
  readonly feed: Feed
  readonly reading: FeedReading
  /** ms since the cycle began. */
  readonly elapsedMs: number
  /** Whether it was read in an object of its own. */
  readonly inObject: boolean
}

type ReadRequests = (requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>
type Call = readonly Feed[]

/** The host that answers for a feed. */
export function feedHost({ url, validators }: Feed): string {
  return hostOf({ url, answeredBy: validators.from })
}

/**
 * Groups feeds into calls. Calls in the same lane follow each other, because they have feeds of the same host; lanes may run side by
 * side. In each call, feeds that timed out last time come last.
 */
function groupIntoLanes(feeds: readonly Feed[], callsAtMost: number): readonly (readonly Call[])[] {
  const { feedsACall } = limits.feed
  const lanes: Feed[][][] = []
  /** Calls by the number of feeds for which they have room. */
  const withRoom: Feed[][][] = Array.from({ length: feedsACall }, () => [])
  let calls = 0
  for (const group of Map.groupBy(feeds, feedHost).values()) {
    const needed = Math.ceil(group.length / feedsACall)
    const fitting = needed > 1 ? undefined : withRoom.slice(group.length).find((some) => some.length > 0)
    const shared = fitting?.pop()
    const own = Array.from({ length: Math.min(needed, callsAtMost - calls) }, (_, call) =>
      group.slice(call * feedsACall, (call + 1) * feedsACall),
    )
    if (shared !== undefined) shared.push(...group)
    else if (own.length > 0) {
      calls += own.length
      lanes.push(own)
    }
    const open = shared ?? (own.length === 1 && needed === 1 ? own[0] : undefined)
    if (open !== undefined) withRoom[feedsACall - open.length]?.push(open)
  }
  return lanes.map((lane) =>
    lane.map((call) => call.toSorted((one, other) => Number(isSilent(one)) - Number(isSilent(other)))),
  )
}

/** Feeds that are too heavy for a call of ten, or that crashed the reader, are read alone: otherwise the others would fail too. */
function isIsolated({ quarantined, problem }: Feed): boolean {
  return quarantined || problem?.kind === 'reader-failed'
}

function isSilent({ problem }: Feed): boolean {
  return problem?.kind === 'timeout'
}

/** Maximum calls that the feeds of a cell need in a cycle. @param paces of hosts that refused requests */
export function callsFor(feeds: readonly Feed[], paces: readonly HostPace[]): number {
  const { callsACycle, pacedCallsACycle } = limits.feed
  const together = feeds.filter((feed) => !isIsolated(feed))
  const calls = groupIntoLanes(together, callsACycle).flat().length + (paces.length > 0 ? pacedCallsACycle : 0)
  return Math.min(callsACycle, calls)
}

/** ms after the cycle's beginning in which requests to a host that refuses some are spread; the rest is for sending. */
export function pacingWindow({ wallMs }: Pick<MeteredDeps, 'wallMs'>): number {
  return (2 * wallMs) / 3
}

/**
 * Reads the feeds, those of each host in their order. Feeds without time, and those of a host that refused an earlier one, have no
 * result.
 */
export async function readInCalls(
  deps: Pick<MeteredDeps, 'readFeeds' | 'readInObject' | 'stopwatch' | 'wallMs' | 'failed'>,
  { paced, others }: { readonly paced: readonly PacedHost<Feed>[]; readonly others: readonly Feed[] },
  requestOf: (feed: Feed) => FeedRequest,
): Promise<readonly PolledFeed[]> {
  const { stopwatch } = deps
  const { feedsACall, callsACycle, callsAtATime, pacedCallsACycle, sharedCallMs, callMs } = limits.feed
  const results: PolledFeed[] = []
  const add = (feed: Feed, reading: FeedReading, inObject: boolean) =>
    results.push({ feed, reading, elapsedMs: stopwatch.elapsed(), inObject })
  // Half of the cycle is for sending; the other feeds are results in the next one.
  const isTimeUp = () => stopwatch.elapsed() > Math.max(deps.wallMs, limits.cycle.readingMs) / 2
  let objectReads = 0
  const inObject = async (some: readonly Feed[]) => {
    for (const feed of some) {
      if (isTimeUp() || objectReads >= limits.feed.objectReadsACycle) return
      objectReads += 1
      const read: ReadRequests = (requests) => deps.readInObject(`feed ${feed.id}`, requests)
      const answer = await attempt(deps, read, [requestOf(feed)], limits.feed.objectMs)
      const [reading] = answer.ok ? answer.value : [failed(feed.url, answer.problem)]
      if (reading !== undefined) add(feed, reading, true)
    }
  }
  const together = others.filter((feed) => !isIsolated(feed))
  const hosts = new Set(together.map(feedHost))
  // An isolated feed waits for the calls with other feeds of its host.
  const isolated = Map.groupBy(others.filter(isIsolated), (feed) => hosts.has(feedHost(feed)))
  // One after another: objects may share an isolate, and exceeding its memory ends all of them.
  let objects = inObject(isolated.get(false) ?? [])
  const queueForObjects = (some: readonly Feed[]) => {
    objects = objects.then(() => inObject(some))
    return objects
  }
  /** @returns whether the reader answered; otherwise the feeds are read in objects next */
  const call = async (feeds: Call, spacings: ReadonlyMap<string, number> = new Map()) => {
    const requests = feeds.map((feed): FeedRequest => {
      const host = feedHost(feed)
      const spacingMs = spacings.get(host)
      return { ...requestOf(feed), host, ...(spacingMs === undefined ? {} : { spacingMs }) }
    })
    const answer = await attempt(deps, deps.readFeeds, requests, callMs)
    if (!answer.ok) {
      deps.failed({ what: 'reader', feeds: feeds.length, cause: answer.problem })
      void queueForObjects(feeds)
      return false
    }
    const byUrl = new Map(answer.value.map((reading) => [reading.url, reading]))
    for (const feed of feeds) {
      const reading = byUrl.get(feed.url)
      if (reading !== undefined) add(feed, reading, false)
    }
    return true
  }
  /** Whether the host has answered in this cycle, and refused nothing. */
  const isOpen = (host: string) => {
    const own = results.filter(({ feed }) => feedHost(feed) === host)
    return own.some(({ reading }) => isAnswer(reading)) && !own.some(({ reading }) => isRefusal(reading))
  }

  const lanes = [...groupIntoLanes(together, callsACycle - (paced.length > 0 ? pacedCallsACycle : 0))]
  const worker = async () => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
      for (const [at, feeds] of lane.entries()) {
        const [first] = feeds
        // Later calls of a lane are for the same host.
        if (isTimeUp() || (at > 0 && first !== undefined && !isOpen(feedHost(first)))) break
        if (!(await call(feeds)) && at < lane.length - 1) await objects
      }
    }
  }
  const readOthers = async () => {
    await Promise.all(Array.from({ length: callsAtATime }, worker))
    await queueForObjects(isolated.get(true) ?? [])
  }

  const readPaced = async () => {
    let queues = paced.map(({ pace, startMs, feeds }) => ({ pace, nextMs: startMs, feeds: [...feeds] }))
    for (let calls = 0; calls < pacedCallsACycle && queues.length > 0; calls += 1) {
      const earliest = Math.min(...queues.map((queue) => queue.nextMs))
      // Hosts whose requests are nearly due share a call.
      const ready = queues.filter((queue) => queue.nextMs <= earliest + sharedCallMs).slice(0, feedsACall)
      const nextMs = Math.max(...ready.map((queue) => queue.nextMs))
      if (Math.max(nextMs, stopwatch.elapsed()) > pacingWindow(deps)) return
      if (nextMs > stopwatch.elapsed()) await stopwatch.sleep(nextMs - stopwatch.elapsed())
      const now = stopwatch.elapsed()
      const feeds: Feed[] = []
      for (const queue of ready) {
        const some = queue.feeds.splice(0, Math.min(batch(queue.pace), feedsACall - feeds.length))
        feeds.push(...some)
        queue.nextMs = now + some.length * queue.pace.spacingMs
      }
      const inCall = feeds.filter((feed) => !isIsolated(feed))
      const spacings = new Map(ready.map(({ pace }) => [pace.host, pace.spacingMs]))
      if (inCall.length > 0 && !(await call(inCall, spacings))) await objects
      if (inCall.length < feeds.length) await queueForObjects(feeds.filter(isIsolated))
      queues = queues.filter((queue) => queue.feeds.length > 0 && (!ready.includes(queue) || isOpen(queue.pace.host)))
    }
  }
  await Promise.all([readOthers(), readPaced()])
  await objects
  return results
}

/** Requests to a host in one call. */
function batch({ spacingMs }: HostPace): number {
  const { pausedInCallMs, hostACallMs, feedsACall } = limits.feed
  return spacingMs > pausedInCallMs ? 1 : Math.min(feedsACall, 1 + Math.floor((0.9 * hostACallMs) / spacingMs))
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
