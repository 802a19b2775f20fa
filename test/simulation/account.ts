/** Usage of each day of a simulation, as the simulated cloud counts it, and what became of the stories. */
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { type Arrivals, arrivalKey, type Delay, delayOf } from './arrivals.ts'
import type { TownFeed } from './town.ts'
import type { TownChannel } from './town-channels.ts'

const DAY = 24 * 60 * 60_000

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

export interface AccountResult {
  readonly days: readonly DaySpending[]
  /** Per invocation: the maximum and the mean. */
  readonly invocation: Readonly<Record<'external' | 'internal', { readonly most: number; readonly mean: number }>>
  /** In live channels, ascending. */
  readonly delays: readonly Delay[]
  /** In an answer of the publisher, and not delivered. */
  readonly lost: readonly string[]
  /** Not delivered as well, but in no answer: they left the document before a poll. */
  readonly missed: readonly string[]
  readonly repeated: readonly string[]
  readonly kvUnits: number
  readonly sizes: readonly DaySizes[]
  /** Problems of cycles, with counts. */
  readonly problems: Readonly<Record<string, number>>
}

export class Account {
  readonly #paperboy: SimulatedPaperboy
  readonly #town: readonly TownFeed[]
  readonly #days: DaySpending[] = []
  readonly #sizes: DaySizes[] = []
  readonly #problems = new Map<string, number>()
  readonly #start: number
  #base: DaySpending | null = null

  /** @param start of the first day */
  constructor(paperboy: SimulatedPaperboy, town: readonly TownFeed[], start: number) {
    this.#paperboy = paperboy
    this.#town = town
    this.#start = start
  }

  /** Call before the cycle at `time`; the first of a day closes the day before. */
  before(time: number): void {
    if (this.#base === null) {
      this.#base = this.#now()
      this.#paperboy.cloud.invocations.reset()
      return
    }
    if ((time - this.#start) % DAY === 0) this.#close()
  }

  after(time: number): void {
    if (time < this.#start) return
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

  result(channels: readonly TownChannel[], arrivals: Arrivals, end: number): AccountResult {
    const delays: Delay[] = []
    const lost: string[] = []
    const missed: string[] = []
    const repeated: string[] = []
    for (const channel of channels)
      for (const { feed, since } of channel.feeds)
        for (const { token, at, sponsored } of feed.stories) {
          const key = arrivalKey(channel.chat, token)
          const arrival = arrivals.get(key)
          if (arrival !== undefined && arrival.copies > 1) repeated.push(key)
          // Later stories were never in a good answer of the server.
          const isWanted = at > since && at <= feed.seenAt() && passes(channel, sponsored)
          if (isWanted && arrival === undefined) (feed.hasShown(token) ? lost : missed).push(key)
          if (arrival !== undefined && channel.gapMs !== null && at >= this.#start && at < end)
            delays.push(delayOf(channel, feed, at, arrival))
        }
    const { cloud } = this.#paperboy
    const { external, internal } = cloud.invocations
    return {
      days: this.#days,
      invocation: { external, internal },
      delays: delays.toSorted((one, other) => one.ms - other.ms),
      lost,
      missed,
      repeated,
      kvUnits: cloud.store.size(),
      sizes: this.#sizes,
      problems: Object.fromEntries(this.#problems),
    }
  }
}

/** Whether a channel's filter, or a reader's, lets a story pass: it is for the word or against it. */
function passes({ filter }: TownChannel, sponsored: boolean): boolean {
  return filter === '' || sponsored !== filter.startsWith('-')
}
