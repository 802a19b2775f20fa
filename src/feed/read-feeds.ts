/** Reads the feeds of one call, those of one host one after another. */
import { limits } from '../limits.ts'
import type { FeedRequest } from '../polling.ts'
import type { FeedReading } from '../result.ts'
import { isRefusal } from './host-pacing.ts'
import { semaphore } from './http/semaphore.ts'
import { type ReadDeps, readFeed } from './read-feed.ts'
import { TextRoom } from './text-room.ts'

/** What pauses between two requests to one host depend on. */
export interface PauseTimer {
  /** ms since any fixed time. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

const realTimer: PauseTimer = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * Reads feeds. A host that refuses a request, gives no answer or is slow is not asked further: its other feeds have no reading.
 * Readings are in the order of requests. Never throws.
 */
export async function readFeeds(
  requests: readonly FeedRequest[],
  deps: ReadDeps,
  timer = realTimer,
): Promise<readonly FeedReading[]> {
  const shared: ReadDeps = {
    ...deps,
    connections: deps.connections ?? semaphore(limits.connections),
    largeBodies: deps.largeBodies ?? semaphore(limits.feed.largeBodies),
    textRoom: new TextRoom(),
  }
  const began = timer.now()
  const queues = Map.groupBy(requests.entries(), ([at, { host }]) => host ?? at)
  const readings: (FeedReading | undefined)[] = []
  const readQueue = async (queue: readonly (readonly [number, FeedRequest])[]) => {
    let next = began
    for (const [at, request] of queue) {
      if (Math.max(next, timer.now()) - began > limits.feed.hostACallMs) return
      if (next > timer.now()) await timer.sleep(next - timer.now())
      next = timer.now() + (request.spacingMs ?? 0)
      const reading = await readFeed(request, shared)
      readings[at] = reading
      if (isRefusal(reading) || (reading.kind === 'failed' && reading.problem.kind === 'timeout')) return
    }
  }
  await Promise.all([...queues.values()].map(readQueue))
  return readings.filter((reading) => reading !== undefined)
}
