/** Reads the feeds of a cycle: those of hosts that refused requests at their paces, the others in lanes side by side. */
import type { PacedHost } from '../feed/host-pacing.ts'
import { limits } from '../limits.ts'
import type { FeedRequest, HostPace } from '../polling.ts'
import type { Feed } from '../store/feed-row.ts'
import { type Call, feedHost, groupIntoLanes, isIsolated } from './host-lanes.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { type PolledFeed, ReaderCalls, type ReaderDeps } from './reader-calls.ts'

/**
 * ms after the cycle's beginning in which requests to a host that refuses some are spread; the rest is for sending. It ends well before
 * the next cycle: the object is awake while it waits.
 */
export function pacingWindow({ wallMs, settings: { everyMs } }: Pick<MeteredDeps, 'wallMs' | 'settings'>): number {
  return Math.min((2 * wallMs) / 3, 0.6 * everyMs)
}

/**
 * Reads the feeds, those of each host in their order. Feeds without time, and those of a host that refused an earlier one, have no
 * result.
 */
export async function readInCalls(
  deps: ReaderDeps,
  { paced, others }: { readonly paced: readonly PacedHost<Feed>[]; readonly others: readonly Feed[] },
  requestOf: (feed: Feed) => FeedRequest,
): Promise<readonly PolledFeed[]> {
  const { callsACycle, pacedCallsACycle } = limits.feed
  const calls = new ReaderCalls(deps, requestOf)
  const callsLeft = callsACycle - (paced.length > 0 ? pacedCallsACycle : 0)
  await Promise.all([readOthers(calls, others, callsLeft), readPaced(calls, paced, deps)])
  await calls.objectsDone()
  return calls.results
}

async function readOthers(calls: ReaderCalls, feeds: readonly Feed[], callsAtMost: number): Promise<void> {
  const together = feeds.filter((feed) => !isIsolated(feed))
  const hosts = new Set(together.map(feedHost))
  // An isolated feed waits for the calls with other feeds of its host.
  const isolated = Map.groupBy(feeds.filter(isIsolated), (feed) => hosts.has(feedHost(feed)))
  void calls.readInObjects(isolated.get(false) ?? [])
  const lanes = [...groupIntoLanes(together, callsAtMost)]
  const worker = async () => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) await readLane(calls, lane)
  }
  await Promise.all(Array.from({ length: limits.feed.callsAtATime }, worker))
  await calls.readInObjects(isolated.get(true) ?? [])
}

async function readLane(calls: ReaderCalls, lane: readonly Call[]): Promise<void> {
  for (const [at, feeds] of lane.entries()) {
    const [first] = feeds
    // Later calls of a lane are for the same host.
    if (calls.isTimeUp() || (at > 0 && first !== undefined && !calls.isOpen(feedHost(first)))) return
    if (!(await calls.call(feeds)) && at < lane.length - 1) await calls.objectsDone()
  }
}

async function readPaced(
  calls: ReaderCalls,
  paced: readonly PacedHost<Feed>[],
  deps: Pick<MeteredDeps, 'stopwatch' | 'wallMs' | 'settings'>,
): Promise<void> {
  const { feedsACall, pacedCallsACycle, sharedCallMs } = limits.feed
  const { stopwatch } = deps
  let queues = paced.map(({ pace, startMs, feeds }) => ({ pace, nextMs: startMs, feeds: [...feeds] }))
  for (let made = 0; made < pacedCallsACycle && queues.length > 0; made += 1) {
    const earliest = Math.min(...queues.map((queue) => queue.nextMs))
    // Hosts whose requests are nearly due share a call.
    const ready = queues.filter((queue) => queue.nextMs <= earliest + sharedCallMs).slice(0, feedsACall)
    const nextMs = Math.max(...ready.map((queue) => queue.nextMs))
    if (Math.max(nextMs, stopwatch.elapsed()) > pacingWindow(deps)) return
    if (nextMs > stopwatch.elapsed()) await stopwatch.sleep(nextMs - stopwatch.elapsed())
    const now = stopwatch.elapsed()
    const feeds: Feed[] = []
    for (const queue of ready) {
      const some = queue.feeds.splice(0, Math.min(feedsInCall(queue.pace), feedsACall - feeds.length))
      feeds.push(...some)
      queue.nextMs = now + some.length * queue.pace.spacingMs
    }
    const inCall = feeds.filter((feed) => !isIsolated(feed))
    const spacings = new Map(ready.map(({ pace }) => [pace.host, pace.spacingMs]))
    if (inCall.length > 0 && !(await calls.call(inCall, spacings))) await calls.objectsDone()
    if (inCall.length < feeds.length) await calls.readInObjects(feeds.filter(isIsolated))
    queues = queues.filter(
      (queue) => queue.feeds.length > 0 && (!ready.includes(queue) || calls.isOpen(queue.pace.host)),
    )
  }
}

/** Requests to a host in one call. */
function feedsInCall({ spacingMs }: HostPace): number {
  const { pausedInCallMs, hostACallMs, feedsACall } = limits.feed
  return spacingMs > pausedInCallMs ? 1 : Math.min(feedsACall, 1 + Math.floor((0.9 * hostACallMs) / spacingMs))
}
