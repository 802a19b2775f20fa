/** Days of the real Worker on a virtual clock with synthetic publishers: their cost, the delay of news, and what was lost or repeated. */

import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { limits } from '../../src/limits.ts'
import { foundTown, type TownFeed } from './town.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Sunday evening: adding the feeds ends before midnight, when the measurement begins. */
const BEGINNING = Date.UTC(2026, 0, 4, 18)
const FIRST_MIDNIGHT = Date.UTC(2026, 0, 5)
/** Digests at set times come up to a day later. */
const DRAIN = 26 * HOUR

export interface SimulationOptions {
  readonly feeds: number
  readonly channels: number
  readonly days: number
  readonly cells: number
  readonly plan: 'free' | 'paid'
  readonly seed: number
  readonly storiesADay: number
  /** Minutes between two crons. */
  readonly cronMinutes: number
  /** Called after each simulated hour with the number of hours done and in total. */
  readonly progress?: (done: number, all: number) => void
}

export interface DaySpending {
  readonly kvReads: number
  readonly kvWrites: number
  readonly kvLists: number
  readonly kvDeletes: number
  readonly objectRequests: number
  /** Time that objects were awake, in GB-seconds. */
  readonly objectGbSeconds: number
  readonly objectRowsWritten: number
  readonly messages: number
  readonly objectRowsRead: number
  readonly stories: number
  readonly feedReads: number
}

/** The first cell's data at the end of a day: rows by table, and UTF-16 units of `seen` in KV. */
export type DaySizes = Readonly<Record<string, number>>

export interface SimulationResult {
  readonly days: readonly DaySpending[]
  /** Per invocation: the maximum and the mean. */
  readonly invocation: Readonly<Record<'external' | 'internal', { readonly most: number; readonly mean: number }>>
  /** For live channels: ms from publication to delivery, ascending. */
  readonly delays: readonly number[]
  /** The same by how the news comes. `limited`: the publisher asks for more than two minutes between polls. */
  readonly delaysBy: Readonly<Record<Route, readonly number[]>>
  readonly lost: readonly string[]
  readonly repeated: readonly string[]
  readonly kvUnits: number
  readonly sizes: readonly DaySizes[]
  /** Problems of cycles, with counts. */
  readonly problems: Readonly<Record<string, number>>
  /** ms of this machine's time, per cycle of a cell. */
  readonly cycleMs: number
}

type Route = 'pushed' | 'polled' | 'limited'

function routeOf({ isPushed, manners: { ttlMinutes, maxAgeMinutes } }: TownFeed): Route {
  if (isPushed) return 'pushed'
  return Math.max(ttlMinutes, maxAgeMinutes) > 2 ? 'limited' : 'polled'
}

interface TownChannel {
  readonly chat: number
  readonly isLive: boolean
  readonly filter: string
  /** With the time since which its items are news. */
  readonly feeds: { readonly feed: TownFeed; readonly since: number }[]
}

export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const town = foundTown({ ...options, start: BEGINNING })
  const paperboy = await startSimulated({
    start: BEGINNING,
    vars: { LIVE_GAP_MINUTES: '15', PLAN: options.plan, CELLS: String(options.cells) },
    world: { callsKept: 1 },
    rateLimits: true,
    externalSubrequests: limits[options.plan].externalSubrequests,
    latency: 90,
    cronMinutes: options.cronMinutes,
    hibernates: true,
  })
  try {
    // Adding feeds takes no time; later requests do.
    open(paperboy, town, () => 0)
    const channels = await settle(paperboy, options, town)
    open(paperboy, town, (feed) => feed.latency())
    const arrivals = watch(paperboy)
    const end = FIRST_MIDNIGHT + options.days * DAY
    const account = new Account(paperboy, town)
    const hours = (end + DRAIN - BEGINNING) / HOUR
    const started = process.hrtime.bigint()
    let cycles = 0
    for (
      let time = BEGINNING + options.cronMinutes * MINUTE;
      time <= end + DRAIN;
      time += options.cronMinutes * MINUTE
    ) {
      if (time >= FIRST_MIDNIGHT && time <= end) account.before(time)
      if (time > end) for (const feed of town) feed.close(end)
      await paperboy.cronAt(time)
      cycles += options.cells
      paperboy.cloud.steps.length = 0
      account.after(time)
      if (time % HOUR === 0) options.progress?.((time - BEGINNING) / HOUR, hours)
    }
    const cycleMs = Number(process.hrtime.bigint() - started) / 1e6 / cycles
    return { ...account.result(channels, arrivals, end), cycleMs }
  } finally {
    paperboy.stop()
  }
}

function open(
  { sites, clock }: SimulatedPaperboy,
  town: readonly TownFeed[],
  latency: (feed: TownFeed) => number,
): void {
  for (const feed of town) {
    sites.set(feed.host, async (request) => {
      const answer = feed.answer(request, clock.now)
      if (answer === 'no answer') return new Promise(() => {})
      const ms = latency(feed)
      if (ms > 0) await new Promise<void>((resolve) => setTimeout(resolve, ms))
      return answer
    })
  }
}

/** Most channels are live; some have set times; a fifth of all filter. Some feeds are in two channels. */
async function settle(
  { world, cloud, clock }: SimulatedPaperboy,
  { channels, cells }: SimulationOptions,
  town: readonly TownFeed[],
): Promise<readonly TownChannel[]> {
  const settled: TownChannel[] = []
  const places: { readonly id: string; readonly cell: string }[] = []
  for (let number = 0; number < channels; number += 1) {
    const { id: chat } = world.addChannel({ title: `Channel ${number}`, creator: OWNER })
    world.addBot({ chat, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    const schedule =
      number % 10 < 7
        ? { kind: 'live', gapMinutes: null }
        : number % 10 < 9
          ? { kind: 'times', minutes: [8 * 60, 18 * 60 + 30] }
          : { kind: 'every', hours: 3 }
    const filter = number % 5 === 1 ? '-sponsored' : ''
    const entry = { id: String(chat), title: `Channel ${number}`, username: null, kind: 'channel' }
    const settings = { owner: OWNER, language: 'en', timezone: 'UTC', schedule, links: 'headline', filter, pause: null }
    const { entry: placed } = (await cloud.call('DIRECTORY', 'directory', 'register', entry, cells, OWNER)) as {
      readonly entry: { readonly cell: number }
    }
    const cell = String(placed.cell)
    await cloud.callChannel(cell, entry.id, 'register', { ...entry, chat, thread: null, ...settings })
    settled.push({ chat, isLive: schedule.kind === 'live', filter, feeds: [] })
    places.push({ id: String(chat), cell })
  }
  for (const [number, feed] of town.entries()) {
    const second = number % 7 === 3 ? [(number + 1) % channels] : []
    for (const index of new Set([number % channels, ...second])) {
      const { id = '', cell = '' } = places[index] ?? {}
      // A person retries a feed that does not answer.
      for (let added = ''; added !== 'added'; )
        added = ((await cloud.callChannel(cell, id, 'addFeed', feed.url, null)) as { readonly kind: string }).kind
      settled[index]?.feeds.push({ feed, since: clock.now })
    }
  }
  world.clearFaults()
  return settled
}

/** Arrival and number of copies, by chat and story. */
function watch({ world, clock }: SimulatedPaperboy): ReadonlyMap<string, { at: number; copies: number }> {
  const arrivals = new Map<string, { at: number; copies: number }>()
  world.subscribe((change) => {
    if (change.kind !== 'message' || change.chat > 0) return
    const message = world.message(change.chat, change.message)
    if (message === null || !message.byBot) return
    for (const [token] of message.text.matchAll(/\bf\d+x\d+\b/gu)) {
      const key = `${change.chat} ${token}`
      const known = arrivals.get(key)
      if (known === undefined) arrivals.set(key, { at: clock.now, copies: 1 })
      else known.copies += 1
    }
  })
  return arrivals
}

/** Usage of each day, as the simulated cloud counts it. */
class Account {
  readonly #paperboy: SimulatedPaperboy
  readonly #town: readonly TownFeed[]
  readonly #days: DaySpending[] = []
  readonly #sizes: DaySizes[] = []
  readonly #problems = new Map<string, number>()
  #base: DaySpending | null = null

  constructor(paperboy: SimulatedPaperboy, town: readonly TownFeed[]) {
    this.#paperboy = paperboy
    this.#town = town
  }

  /** Call before the cycle at `time`; the first of a day closes the day before. */
  before(time: number): void {
    if (this.#base === null) {
      this.#base = this.#now()
      this.#paperboy.cloud.invocations.reset()
      return
    }
    if ((time - FIRST_MIDNIGHT) % DAY === 0) this.#close()
  }

  after(time: number): void {
    if (time < FIRST_MIDNIGHT) return
    for (const line of this.#paperboy.cloud.logs.splice(0)) {
      for (const [, kind = ''] of line.matchAll(/"kind":"([\w-]+)"/gu))
        this.#problems.set(kind, (this.#problems.get(kind) ?? 0) + 1)
      if (line.includes('"cycle-failed"'))
        this.#problems.set('cycle-failed', (this.#problems.get('cycle-failed') ?? 0) + 1)
    }
  }

  #close(): void {
    const [now, base] = [this.#now(), this.#base ?? this.#now()]
    const difference = Object.fromEntries(
      Object.entries(now).map(([name, value]) => [name, value - base[name as keyof DaySpending]]),
    )
    this.#days.push(difference as unknown as DaySpending)
    this.#base = now
    const { cloud } = this.#paperboy
    this.#sizes.push({ ...cloud.objects.storage('CELL', '0').sizes(), seen: cloud.store.peek('seen:0')?.length ?? 0 })
  }

  #now(): DaySpending {
    const { cloud } = this.#paperboy
    const { reads, writes, lists, deletes } = cloud.store.counts
    const rows = cloud.objects.rows()
    return {
      kvReads: reads,
      kvWrites: writes,
      kvLists: lists,
      kvDeletes: deletes,
      objectRequests: cloud.objects.requests,
      objectGbSeconds: cloud.duration.total,
      objectRowsWritten: rows.written,
      objectRowsRead: rows.read,
      messages: this.#paperboy.sent(),
      feedReads: cloud.feedReads.count,
      stories: this.#town.reduce((total, feed) => total + feed.stories.length, 0),
    }
  }

  result(
    channels: readonly TownChannel[],
    arrivals: ReadonlyMap<string, { readonly at: number; readonly copies: number }>,
    end: number,
  ): Omit<SimulationResult, 'cycleMs'> {
    const delays: { readonly route: Route; readonly ms: number }[] = []
    const lost: string[] = []
    const repeated: string[] = []
    for (const { chat, isLive, filter, feeds } of channels)
      for (const { feed, since } of feeds)
        for (const { token, at, sponsored } of feed.stories) {
          const arrival = arrivals.get(`${chat} ${token}`)
          if (arrival !== undefined && arrival.copies > 1) repeated.push(`${chat} ${token}`)
          // Later stories were never in a good answer of the server.
          const isWanted = at > since && at <= feed.seenAt() && !(sponsored && filter !== '')
          if (isWanted && arrival === undefined) lost.push(`${chat} ${token}`)
          if (arrival !== undefined && isLive && at >= FIRST_MIDNIGHT && at < end)
            delays.push({ route: routeOf(feed), ms: arrival.at - at })
        }
    const { cloud } = this.#paperboy
    const { external, internal } = cloud.invocations
    delays.sort((one, other) => one.ms - other.ms)
    const by = (route: Route) => delays.flatMap((delay) => (delay.route === route ? delay.ms : []))
    return {
      days: this.#days,
      invocation: { external, internal },
      delays: delays.map(({ ms }) => ms),
      delaysBy: { pushed: by('pushed'), polled: by('polled'), limited: by('limited') },
      lost,
      repeated,
      kvUnits: cloud.store.size(),
      sizes: this.#sizes,
      problems: Object.fromEntries(this.#problems),
    }
  }
}
