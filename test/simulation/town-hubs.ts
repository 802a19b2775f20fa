/** The hubs of the synthetic publishers: what happens between two crons. */
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { type HubOptions, WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { hubs, type TownFeed } from './town.ts'

/** From a publication until the hub has fetched the document. */
const FETCHED_MS = 2000
/** A hub fetches a document again that it did not get. */
const RETRY_MS = 30_000
const RETRIES = 3

/** One is like Google's, the other like those that deliver whole documents. */
const habits: Readonly<Record<string, Omit<HubOptions, 'url' | 'now' | 'deliver'>>> = {
  [hubs[0]]: { content: 'diff', signature: 'sha1', leaseSeconds: 432_000 },
  [hubs[1]]: { content: 'full', signature: 'sha256' },
}

interface Publisher {
  readonly feed: TownFeed
  readonly hub: WebSubHub
  /** Stories that the hub has heard of. */
  told: number
  /** Null: nothing to fetch again. */
  retryAt: number | null
  retries: number
}

export interface HubFigures {
  /** Feeds with a subscription at the end. */
  readonly subscribed: number
  readonly delivered: number
  /** Deliveries that were not answered with 2xx. */
  readonly refused: number
  /** What the program did against the recommendation. */
  readonly violations: readonly string[]
}

export class TownHubs {
  readonly #paperboy: SimulatedPaperboy
  readonly #hubs: readonly WebSubHub[]
  readonly #publishers: readonly Publisher[]

  constructor(paperboy: SimulatedPaperboy, town: readonly TownFeed[]) {
    this.#paperboy = paperboy
    const { cloud, clock, sites } = paperboy
    const deliver = async (request: Request) => {
      const response = await cloud.fetch(request)
      if (response === 'ended') throw new TypeError('the connection was lost')
      return response
    }
    const byUrl = new Map(
      hubs.map((url) => [url as string, new WebSubHub({ ...habits[url], url, now: () => clock.now, deliver })]),
    )
    for (const [url, hub] of byUrl) sites.set(new URL(url).host, hub.site)
    this.#hubs = [...byUrl.values()]
    this.#publishers = town.flatMap((feed) => {
      const hub = byUrl.get(feed.hub ?? '')
      return hub === undefined ? [] : { feed, hub, told: feed.stories.length, retryAt: null, retries: 0 }
    })
  }

  /** Publishers ping their hubs, hubs verify and deliver, alarms ring: each at its own time, or after the cycle that runs then. */
  async passUntil(time: number): Promise<void> {
    const { clock, cloud } = this.#paperboy
    for (let next = this.#nextAt(); next <= time; next = this.#nextAt()) {
      clock.now = Math.max(clock.now, next)
      await cloud.runAlarms(clock.now)
      for (const publisher of this.#publishers) if (nextFetchAt(publisher) <= clock.now) await this.#fetch(publisher)
      for (const hub of this.#hubs) await hub.run()
    }
  }

  figures(): HubFigures {
    const answers = this.#hubs.flatMap(({ deliveries }) => deliveries)
    const delivered = answers.filter(({ status }) => status >= 200 && status < 300).length
    return {
      subscribed: this.#hubs.reduce((sum, { subscriptions }) => sum + subscriptions.length, 0),
      delivered,
      refused: answers.length - delivered,
      violations: this.#hubs.flatMap(({ violations }) => violations),
    }
  }

  #nextAt(): number {
    const alarm = this.#paperboy.cloud.objects.nextAlarm()?.at
    return Math.min(
      alarm ?? Number.POSITIVE_INFINITY,
      ...this.#publishers.map(nextFetchAt),
      ...this.#hubs.map((hub) => hub.nextAt() ?? Number.POSITIVE_INFINITY),
    )
  }

  async #fetch(publisher: Publisher): Promise<void> {
    const { feed, hub, retries } = publisher
    const { now } = this.#paperboy.clock
    const answer = feed.answer(new Request(feed.url), now)
    publisher.told = feed.stories.length
    const isThere = answer !== 'no answer' && answer.ok
    publisher.retryAt = isThere || retries === RETRIES ? null : now + RETRY_MS
    publisher.retries = publisher.retryAt === null ? 0 : retries + 1
    if (isThere) await hub.publish(feed.url, await answer.text(), 'application/rss+xml')
  }
}

function nextFetchAt({ feed, told, retryAt }: Publisher): number {
  if (retryAt !== null) return retryAt
  return (feed.stories[told]?.at ?? feed.nextAt()) + FETCHED_MS
}
