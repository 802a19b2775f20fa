/** Calls of the feed reader in one cycle, with their results; after a failed call each of its feeds is read in a Durable Object of its own. */
import { isAnswer, isRefusal } from '../feed/host-pacing.ts'
import { limits } from '../limits.ts'
import type { FeedUrl } from '../model.ts'
import type { FeedRequest } from '../polling.ts'
import { causeOf, err, type FeedReading, ok, type Result } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import { type Call, feedHost } from './host-lanes.ts'
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

export type ReaderDeps = Pick<
  MeteredDeps,
  'readFeeds' | 'readInObject' | 'stopwatch' | 'wallMs' | 'failed' | 'settings'
>

/** Whether half of the cycle's time is over; the other half is for sending. */
export function isReadingTimeUp({ stopwatch, wallMs }: Pick<MeteredDeps, 'stopwatch' | 'wallMs'>): boolean {
  return stopwatch.elapsed() > Math.max(wallMs, limits.cycle.readingMs) / 2
}

export class ReaderCalls {
  /** In the order of their answers. */
  readonly results: PolledFeed[] = []
  readonly #deps: ReaderDeps
  readonly #requestOf: (feed: Feed) => FeedRequest
  /** The last of the reads in objects. One after another: objects may share an isolate, and exceeding its memory ends all of them. */
  #objects: Promise<void> | null = null
  #objectReads = 0

  constructor(deps: ReaderDeps, requestOf: (feed: Feed) => FeedRequest) {
    this.#deps = deps
    this.#requestOf = requestOf
  }

  /** The other feeds are results in the next cycle. */
  isTimeUp(): boolean {
    return isReadingTimeUp(this.#deps)
  }

  /** Whether the host has answered in this cycle, and refused nothing. */
  isOpen(host: string): boolean {
    const own = this.results.filter(({ feed }) => feedHost(feed) === host)
    return own.some(({ reading }) => isAnswer(reading)) && !own.some(({ reading }) => isRefusal(reading))
  }

  /**
   * @param spacings ms between two requests to a host; absent: none
   * @returns whether the reader answered; otherwise the feeds are read in objects next
   */
  async call(feeds: Call, spacings: ReadonlyMap<string, number> = new Map()): Promise<boolean> {
    const requests = feeds.map((feed): FeedRequest => {
      const host = feedHost(feed)
      const spacingMs = spacings.get(host)
      return { ...this.#requestOf(feed), host, ...(spacingMs === undefined ? {} : { spacingMs }) }
    })
    const answer = await this.#attempt(this.#deps.readFeeds, requests, limits.feed.callMs)
    if (!answer.ok) {
      this.#deps.failed({ what: 'reader', feeds: feeds.length, cause: answer.problem })
      void this.readInObjects(feeds)
      return false
    }
    const byUrl = new Map(answer.value.map((reading) => [reading.url, reading]))
    for (const feed of feeds) {
      const reading = byUrl.get(feed.url)
      if (reading !== undefined) this.#add(feed, reading, false)
    }
    return true
  }

  /** Reads feeds each in an object of its own, after those that wait for one already. */
  readInObjects(feeds: Call): Promise<void> {
    const read = () => this.#readInObjects(feeds)
    this.#objects = this.#objects?.then(read) ?? read()
    return this.#objects
  }

  /** Ends when no read in an object is under way or waits. */
  async objectsDone(): Promise<void> {
    await this.#objects
  }

  async #readInObjects(feeds: Call): Promise<void> {
    for (const feed of feeds) {
      if (this.isTimeUp() || this.#objectReads >= limits.feed.objectReadsACycle) return
      this.#objectReads += 1
      const read: ReadRequests = (requests) => this.#deps.readInObject(`feed ${feed.id}`, requests)
      const answer = await this.#attempt(read, [this.#requestOf(feed)], limits.feed.objectMs)
      const [reading] = answer.ok ? answer.value : [failed(feed.url, answer.problem)]
      if (reading !== undefined) this.#add(feed, reading, true)
    }
  }

  #add(feed: Feed, reading: FeedReading, inObject: boolean): void {
    this.results.push({ feed, reading, elapsedMs: this.#deps.stopwatch.elapsed(), inObject })
  }

  /** One call of the reader. The problem is the cause, for the log. */
  async #attempt(
    read: ReadRequests,
    requests: readonly FeedRequest[],
    ms: number,
  ): Promise<Result<readonly FeedReading[], string>> {
    try {
      const readings = await this.#deps.stopwatch.within(read(requests), ms)
      return readings === 'late' ? err(`no answer within ${ms / 1000} s`) : ok(readings)
    } catch (error) {
      return err(causeOf(error))
    }
  }
}

function failed(url: FeedUrl, cause: string): FeedReading {
  return { kind: 'failed', url, problem: { kind: 'reader-failed', cause }, retryAfterMs: null }
}
