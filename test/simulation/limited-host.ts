/** Hours of one cell whose feeds are all of one host, which refuses some requests. */
import { OWNER, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { randomFrom } from '../torture/random.ts'

const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const MIDNIGHT = Date.UTC(2026, 0, 6)
export const CYCLE = 5 * MINUTE

/** Decides about a request for a feed, by number. @returns a refusal, or null to answer */
export type HostRule = (feed: number, now: number) => Response | 'silence' | null

export interface LimitedHost {
  readonly feeds: number
  readonly hours: number
  readonly rule: HostRule
  readonly seed?: number
  /** Distance of crons, ms; five minutes by default. */
  readonly cycleMs?: number
  /** How long the host takes to answer, ms. */
  readonly latency?: number
  /** The host of each feed, by its number. */
  readonly hostOf?: (feed: number) => string
}

export interface LimitedHostDay {
  /** The longest time in ms between two answers for each feed, from a time in ms after the beginning to the end. */
  readonly longestGaps: (since: number) => readonly number[]
  /** Refused requests since a time in ms after the beginning. */
  readonly refusals: (since?: number) => number
  /** The most requests to one host that were under way at once. */
  readonly atOnce: number
  /** Wall time in ms. */
  readonly longestCycle: number
  /** Names of the items that were posted, each as often as it was posted, in order. */
  readonly delivered: readonly string[]
  readonly published: readonly string[]
  /** The bot's messages to the owner. */
  readonly notices: readonly string[]
}

/** Each feed publishes an item an hour, at a minute of its own. */
export async function hoursOf({
  feeds: count,
  hours,
  rule,
  seed = 1,
  cycleMs = CYCLE,
  latency = 200,
  hostOf = () => 'limited.example',
}: LimitedHost): Promise<LimitedHostDay> {
  const random = randomFrom(seed)
  const paperboy = await startSimulated({
    start: MIDNIGHT - CYCLE,
    world: { callsKept: 1 },
    cronMinutes: cycleMs / MINUTE,
    hibernates: true,
  })
  try {
    const { world, cloud, clock, sites } = paperboy
    let isOpen = true
    const feeds: TestFeed[] = []
    const answers: number[][] = []
    const refusals: number[] = []
    const underWay = new Map<string, number>()
    let atOnce = 0
    let longestCycle = 0
    const { id: chat } = world.addChannel({ title: 'Channel', creator: OWNER })
    world.addBot({ chat, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    const id = String(chat)
    const entry = { id, title: 'Channel', username: null, kind: 'channel' }
    const settings = { owner: OWNER, language: 'en', timezone: 'UTC', schedule: { kind: 'live', gapMinutes: null } }
    await cloud.call('DIRECTORY', 'directory', 'register', entry, 1, OWNER)
    const channel = { ...entry, chat, thread: null, ...settings, links: 'headline', filter: '', pause: null }
    await cloud.callChannel('0', id, 'register', channel)
    const numbers = Array.from({ length: count }, (_, number) => number)
    for (const number of numbers) {
      feeds.push(testFeed(`Feed ${number}`, [{ title: 'Old', link: `https://${hostOf(number)}/${number}/old` }]))
      answers.push([])
      sites.set(hostOf(number), async (request) => {
        const asked = Number(new URL(request.url).pathname.slice(1))
        const host = hostOf(asked)
        if (isOpen) return feeds[asked]?.site(request) ?? new Response(null, { status: 404 })
        underWay.set(host, (underWay.get(host) ?? 0) + 1)
        atOnce = Math.max(atOnce, underWay.get(host) ?? 0)
        const refusal = rule(asked, clock.now - MIDNIGHT)
        ;(refusal === null ? answers[asked] : refusals)?.push(clock.now - MIDNIGHT)
        if (refusal === 'silence') return new Promise(() => {})
        await new Promise<void>((resolve) => setTimeout(resolve, latency))
        underWay.set(host, (underWay.get(host) ?? 0) - 1)
        return refusal ?? feeds[asked]?.site(request) ?? new Response(null, { status: 404 })
      })
    }
    const shuffled = numbers.map((number) => ({ number, place: random.next() })).toSorted((a, b) => a.place - b.place)
    for (const { number } of shuffled)
      await cloud.callChannel('0', id, 'addFeed', `https://${hostOf(number)}/${number}`, null)
    isOpen = false
    const minutes = numbers.map(() => random.whole(0, 11))
    const end = MIDNIGHT + hours * HOUR
    const published: string[] = []
    // The last hour is for delivery.
    for (let time = MIDNIGHT; time <= end; time += cycleMs) {
      const slot = (time - MIDNIGHT) / CYCLE
      for (const [number, feed] of feeds.entries()) {
        if (slot % 12 !== minutes[number] || time > end - HOUR) continue
        const name = `n${number}x${slot}`
        published.push(name)
        feed.publish({ title: `Headline ${name}`, link: `https://${hostOf(number)}/${name}` })
      }
      await paperboy.cronAt(time)
      longestCycle = Math.max(longestCycle, clock.now - time)
      paperboy.cloud.steps.length = 0
    }
    const posted = world
      .messages(chat)
      .flatMap(({ text, byBot }) => (byBot ? [...text.matchAll(/\bn\d+x\d+\b/gu)].map(([name]) => name) : []))
    return {
      longestGaps: (since) =>
        answers.map((times) => {
          const all = [since, ...times.filter((at) => at > since), hours * HOUR]
          return Math.max(...all.slice(1).map((at, index) => at - (all[index] ?? 0)))
        }),
      refusals: (since = 0) => refusals.filter((at) => at >= since).length,
      atOnce,
      longestCycle,
      delivered: posted.toSorted(),
      published: published.toSorted(),
      notices: world.messages(OWNER).flatMap(({ byBot, text }) => (byBot ? text : [])),
    }
  } finally {
    paperboy.stop()
  }
}

/** Answers one request in `spacing` ms. */
export function oneIn(spacing: number, refusal: (waitMs: number) => Response): HostRule {
  let last = Number.NEGATIVE_INFINITY
  return (_, now) => {
    if (now - last < spacing) return refusal(last + spacing - now)
    last = now
    return null
  }
}

export const withoutTime = (): Response => new Response('slow down', { status: 429 })
export const withSeconds =
  (status = 429) =>
  (waitMs: number): Response =>
    new Response('slow down', { status, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) } })

/** Answers a number of requests in each window of `ms`, which begins with a request. */
export function withinWindow(most: number, ms: number, refusal: (waitMs: number) => Response): HostRule {
  let start = Number.NEGATIVE_INFINITY
  let used = 0
  return (_, now) => {
    if (now - start >= ms) [start, used] = [now, 0]
    used += 1
    return used > most ? refusal(start + ms - now) : null
  }
}

/** Refuses everything from one time to another, in ms after the beginning. */
export function refusesFrom(from: number, to: number, refusal: (leftMs: number) => Response): HostRule {
  return (_, now) => (now >= from && now < to ? refusal(to - now) : null)
}
