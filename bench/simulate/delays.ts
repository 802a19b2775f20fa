/** The delays of a simulation as figures, and as lines for people. Pure. */
import { type Delay, routes, waits } from '../../test/simulation/arrivals.ts'

export interface DelayMinutes {
  readonly median: number
  readonly p95: number
  readonly p99: number
}

/** In ms, ascending. */
export function delaysOf(
  delays: readonly Delay[],
  isIncluded: (delay: Delay) => boolean = () => true,
): readonly number[] {
  return delays.flatMap((delay) => (isIncluded(delay) ? delay.ms : []))
}

/** @param delays in ms, ascending */
export function delayMinutes(delays: readonly number[]): DelayMinutes {
  const at = (share: number) => Math.round(within(delays, share) / 6000) / 10
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** @param delays in ms, ascending @returns seconds within which a share of them lies */
export function secondsWithin(delays: readonly number[], share: number): number {
  return Math.round(within(delays, share) / 100) / 10
}

function within(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function inMinutes({ median, p95, p99 }: DelayMinutes): string {
  return `median ${median} min, 95 % within ${p95}, 99 % within ${p99}`
}

const waitNames = {
  instant: 'instant channels',
  first: 'channels with a gap, after a pause',
  gathered: 'channels with a gap, published within it',
}
const routeNames = { pushed: 'pushed', polled: 'polled', limited: 'polled as rarely as the publisher asks' }

/** What delays by what kept the story in the channel, and by how it came. */
export function delayLines(delays: readonly Delay[]): readonly string[] {
  return waits.flatMap((wait) => {
    const own = delays.filter((delay) => delay.wait === wait)
    if (own.length === 0) return []
    const share = (part: readonly unknown[]) => `${Math.round((part.length / delays.length) * 100)} %`
    return [
      `${waitNames[wait]}, ${share(own)}: ${inMinutes(delayMinutes(delaysOf(own)))}`,
      ...routes.flatMap((route) => {
        const some = delaysOf(own, (delay) => delay.route === route)
        if (some.length === 0) return []
        const figures =
          route === 'pushed'
            ? `median ${secondsWithin(some, 0.5)} s, 95 % within ${secondsWithin(some, 0.95)} s, all within ${secondsWithin(some, 1)} s`
            : inMinutes(delayMinutes(some))
        return [`  ${routeNames[route]}, ${share(some)}: ${figures}`]
      }),
    ]
  })
}
