/** When stories arrive in the channels of a simulation, and what kept them. */
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import type { TownFeed } from './town.ts'
import type { TownChannel } from './town-channels.ts'

/** Messages of a chat within this are one digest. */
const DIGEST_MS = 60_000

/** How news comes. `limited`: the publisher asks for more than two minutes between polls. */
export const routes = ['pushed', 'polled', 'limited'] as const
export type Route = (typeof routes)[number]

/** `instant`: the channel never waits. `first`: its last digest was long enough ago. `gathered`: the story was published within the gap. */
export const waits = ['instant', 'first', 'gathered'] as const
export type Wait = (typeof waits)[number]

/** From publication to delivery in a live channel. */
export interface Delay {
  readonly route: Route
  readonly wait: Wait
  readonly ms: number
}

export interface Arrival {
  readonly at: number
  /** The digest before in the same chat; -Infinity: none. */
  readonly digestBefore: number
  copies: number
}

/** Arrivals by chat and story. */
export type Arrivals = ReadonlyMap<string, Arrival>

export const arrivalKey = (chat: number, token: string): string => `${chat} ${token}`

export function watchArrivals({ world, clock }: SimulatedPaperboy): Arrivals {
  const arrivals = new Map<string, Arrival>()
  const digests = new Map<number, { last: number; before: number }>()
  world.subscribe((change) => {
    if (change.kind !== 'message') return
    const message = world.message(change.chat, change.message)
    if (message === null || !message.byBot) return
    const { now: at } = clock
    const { last, before } = digests.get(change.chat) ?? {
      last: Number.NEGATIVE_INFINITY,
      before: Number.NEGATIVE_INFINITY,
    }
    const digestBefore = at - last < DIGEST_MS ? before : last
    digests.set(change.chat, { last: at, before: digestBefore })
    for (const [token] of message.text.matchAll(/\bf\d+x\d+\b/gu)) {
      const key = arrivalKey(change.chat, token)
      const known = arrivals.get(key)
      if (known === undefined) arrivals.set(key, { at, digestBefore, copies: 1 })
      else known.copies += 1
    }
  })
  return arrivals
}

export function delayOf(
  { gapMs }: TownChannel,
  feed: TownFeed,
  publishedAt: number,
  { at, digestBefore }: Arrival,
): Delay {
  const isOpen = gapMs !== null && digestBefore + gapMs <= publishedAt
  return { route: routeOf(feed), wait: gapMs === 0 ? 'instant' : isOpen ? 'first' : 'gathered', ms: at - publishedAt }
}

function routeOf({ hub, manners: { ttlMinutes, maxAgeMinutes } }: TownFeed): Route {
  if (hub !== null) return 'pushed'
  return Math.max(ttlMinutes, maxAgeMinutes) > 2 ? 'limited' : 'polled'
}
