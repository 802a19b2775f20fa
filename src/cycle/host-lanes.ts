/**
 * Groups feeds into calls of the feed reader, ten a call. No host is asked for two feeds at once: all feeds of a host are in one call,
 * or in calls that follow each other.
 */
import { hostOf } from '../feed/host-pacing.ts'
import { limits } from '../limits.ts'
import type { HostPace } from '../polling.ts'
import type { Feed } from '../store/feed-row.ts'

/** The feeds of one call. */
export type Call = readonly Feed[]

/** The host that answers for a feed. */
export function feedHost({ url, validators }: Feed): string {
  return hostOf({ url, answeredBy: validators.from })
}

/**
 * Groups feeds into calls. Calls in the same lane follow each other, because they have feeds of the same host; lanes may run side by
 * side. In each call, feeds that timed out last time come last.
 */
export function groupIntoLanes(feeds: readonly Feed[], callsAtMost: number): readonly (readonly Call[])[] {
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
export function isIsolated({ quarantined, problem }: Feed): boolean {
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
