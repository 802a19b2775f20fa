/** Synthetic publishers: most are nearly silent, a few publish much; some have a fixed hour; some are slow or broken. */
import { type Random, randomFrom } from '../torture/random.ts'
import { type Habit, habitOf, publishingTimes } from './publishing.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A published story. */
export interface Story {
  /** Unique. */
  readonly token: string
  readonly at: number
  /** An advertisement, for filters. */
  readonly sponsored: boolean
}

export interface TownFeed {
  readonly url: string
  readonly host: string
  readonly habit: Habit
  readonly manners: Manners
  /** The hub that it announces; null: none. */
  readonly hub: string | null
  /** Everything published so far. */
  readonly stories: readonly Story[]
  /** When it publishes its next story. */
  readonly nextAt: () => number
  /** Publishes what is due by then. */
  readonly publishUntil: (now: number) => void
  /** When its server last gave a good answer; later stories cannot be known. */
  readonly seenAt: () => number
  /** Publishes nothing more. */
  readonly close: (now: number) => void
  /** Whether one of its answers had the story: others left the document before anybody asked. */
  readonly hasShown: (token: string) => boolean
  /** What it shows when it is asked, newest first; or why it does not. */
  readonly show: (now: number) => readonly Story[] | Failure
  readonly answer: (request: Request, now: number) => Response | 'no answer'
  /** ms that its server takes. */
  readonly latency: () => number
}

/** Status of an error; 0: no answer. */
interface Failure {
  readonly status: number
}

/** How a server behaves. */
export interface Manners {
  readonly hasValidators: boolean
  readonly items: number
  readonly filler: number
  readonly ttlMinutes: number
  readonly maxAgeMinutes: number
  /** Of a hundred requests. */
  readonly failures: number
  /** From then on every answer is an error; null: never. */
  readonly diesAt: number | null
  readonly status: number
  readonly slowness: number
}

export interface TownOptions {
  readonly feeds: number
  /** For all feeds together, on a mean day. */
  readonly storiesADay: number
  readonly seed: number
  readonly start: number
  /** Feeds that announce a hub, in percent; none by default. */
  readonly pushedPercent?: number
}

/** Addresses of the hubs. */
export const hubs = ['https://hub.example/', 'https://open-hub.example/'] as const

/** A feed's share falls with a power of its rank: half of the feeds together publish less than the loudest twentieth. */
const TAIL = 1.15
/** With 6.4 % of the feeds, those that are pushed then publish 6.4 % of the stories. */
const PUSHED_SHIFT = 10
/** Percentage of feeds without news for months. */
const DORMANT = 25

/** The same seed gives the same publishers. */
export function foundTown({ feeds, storiesADay, seed, start, pushedPercent = 0 }: TownOptions): readonly TownFeed[] {
  const random = randomFrom(seed)
  const weights = Array.from({ length: feeds }, (_, rank) => (rank + 3) ** -TAIL)
  const loud = weights.map((weight) => (random.percent(DORMANT) && weight < (weights[9] ?? 0) ? 0 : weight))
  const sum = loud.reduce((total, weight) => total + weight, 0)
  // Spread over loud and silent feeds, so that these have their share of the stories.
  const pushedBefore = (number: number) => Math.floor(((number + PUSHED_SHIFT) * pushedPercent) / 100)
  const isPushed = (number: number) => pushedBefore(number + 1) > pushedBefore(number)
  return loud.map((weight, number) => {
    const hub = isPushed(number) ? random.pick(hubs) : null
    return foundFeed({ number, storiesADay: (weight / sum) * storiesADay, seed: seed * 7919 + number, start, hub })
  })
}

interface Founding {
  readonly number: number
  readonly storiesADay: number
  readonly seed: number
  readonly start: number
  readonly hub: string | null
}

function foundFeed({ number, storiesADay, seed, start, hub }: Founding): TownFeed {
  const random = randomFrom(seed)
  // What it publishes does not depend on how often it is asked.
  const luck = randomFrom(seed + 1e6)
  const manners = mannersOf(random, storiesADay, start)
  const host = `feed${number}.example`
  const habit = habitOf(random, storiesADay)
  const times = publishingTimes({ habit, storiesADay, start: start - pastOf(manners, storiesADay) }, random)
  const stories: Story[] = []
  let shown: Story[] = []
  let open = true
  let seenAt = start
  let document: { readonly text: Uint8Array; readonly etag: string; readonly last: string } | null = null
  const everShown = new Set<string>()
  let answered: readonly Story[] = []
  const tell = (at: number) => {
    const story = { token: `f${number}x${stories.length}`, at, sponsored: random.percent(5) }
    stories.push(story)
    shown = [story, ...shown].slice(0, manners.items)
    document = null
  }
  const next = () => times.next().value ?? Number.POSITIVE_INFINITY
  // An old feed has items to show.
  if (storiesADay === 0) for (const silence of [5, 4, 3, 2, 1]) tell(start - silence * 90 * DAY)
  let due = next()
  for (; due <= start; due = next()) tell(due)
  const old = stories.length
  const publishUntil = (now: number) => {
    for (; open && due <= now; due = next()) tell(due)
  }
  const show = (now: number) => {
    publishUntil(now)
    if (manners.diesAt !== null && now >= manners.diesAt) return { status: manners.status }
    if (luck.percent(manners.failures)) return { status: luck.percent(40) ? 0 : luck.pick([500, 502, 503, 429]) }
    seenAt = now
    // Each publication makes another list.
    if (answered !== shown) for (const { token } of shown) everShown.add(token)
    answered = shown
    return shown
  }
  return {
    url: `https://${host}/feed`,
    host,
    habit,
    manners,
    hub,
    get stories() {
      return stories.slice(old)
    },
    nextAt: () => (open ? due : Number.POSITIVE_INFINITY),
    publishUntil,
    seenAt: () => seenAt,
    close: (now) => {
      publishUntil(now)
      open = false
    },
    latency: () => manners.slowness * (0.4 + -Math.log(1 - luck.next())),
    hasShown: (token) => everShown.has(token),
    show,
    answer: (request, now) => {
      const found = show(now)
      if ('status' in found)
        return found.status === 0 ? 'no answer' : new Response('gone wrong', { status: found.status })
      document ??= documentOf(number, shown, manners, hub)
      const headers = new Headers({ 'content-type': 'application/rss+xml; charset=utf-8' })
      if (manners.maxAgeMinutes > 0) headers.set('cache-control', `max-age=${manners.maxAgeMinutes * 60}`)
      if (manners.hasValidators) {
        headers.set('etag', document.etag)
        headers.set('last-modified', document.last)
        if (request.headers.get('if-none-match') === document.etag) return new Response(null, { status: 304, headers })
      }
      return new Response(document.text, { headers })
    },
  }
}

/** How long before the beginning a publisher began, so that its document is full, within a year. */
function pastOf({ items }: Manners, storiesADay: number): number {
  return storiesADay === 0 ? 0 : Math.min(365, 14 + (1.5 * items) / storiesADay) * DAY
}

function mannersOf(random: Random, storiesADay: number, start: number): Manners {
  const dies = random.percent(6)
  return {
    hasValidators: random.percent(75),
    // Busy feeds have long documents: few replace theirs within an hour.
    items: Math.max(random.pick([10, 15, 20, 20, 25, 30, 50, 100]), Math.ceil(storiesADay / 4)),
    filler: Math.round(150 + 400 * -Math.log(1 - random.next()) + (random.percent(3) ? 8000 : 0)),
    ttlMinutes: random.percent(8) ? random.pick([5, 10, 15, 30, 60]) : 0,
    maxAgeMinutes: random.percent(12) ? random.pick([1, 5, 5, 10, 15, 30]) : 0,
    failures: random.percent(6) ? random.whole(2, 15) : 0.2,
    diesAt: dies ? start + random.next() * 3 * DAY : null,
    status: random.pick([0, 404, 404, 403, 500, 410]),
    slowness: random.pick([60, 100, 150, 200, 400, 900]),
  }
}

function documentOf(number: number, shown: readonly Story[], manners: Manners, hub: string | null) {
  const self = `<atom:link rel="self" href="https://feed${number}.example/feed"/>`
  const links = hub === null ? '' : `<atom:link rel="hub" href="${hub}"/>${self}`
  const ttl = manners.ttlMinutes > 0 ? `<ttl>${manners.ttlMinutes}</ttl>` : ''
  const text = 'Something that happened somewhere, told at length. '
  const description = text.repeat(Math.ceil(manners.filler / text.length))
  const items = shown.map(
    ({ token, at, sponsored }) =>
      `<item><title>${sponsored ? 'Sponsored: ' : ''}Story ${token} of the day</title><link>https://feed${number}.example/${token}</link>` +
      `<guid isPermaLink="false">${token}</guid><pubDate>${new Date(at).toUTCString()}</pubDate>` +
      `<description>${description}</description></item>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Feed ${number}</title><link>https://feed${number}.example/</link>${links}${ttl}${items.join('')}</channel></rss>`
  const last = shown[0]
  return {
    text: new TextEncoder().encode(xml),
    etag: `"${last?.token}"`,
    last: new Date(last?.at ?? 0).toUTCString(),
  }
}
