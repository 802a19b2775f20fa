/** A feed that announces a WebSub hub, and the documents that the hub delivers. */
import { type Entry, type Site, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { answerHub, type PushCounts, type PushTaken, takePush } from '../../src/cell/hub-callbacks.ts'
import { minuteMs } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import type { HubSubscription } from '../../src/store/hub-subscriptions.ts'
import { entry, FEED } from './scene.ts'
import type { SimulatedCell } from './simulated-cell.ts'

export const HUB = 'https://hub.example/'

/** What a feed says about hubs, which a test may change. */
export interface Announcement {
  hubs: readonly string[]
  topic: string
}

/** The site of a feed with links to its hubs. */
export function announcing({ site }: Pick<TestFeed, 'site'>, announcement: Announcement): Site {
  return async (request) => {
    const response = await site(request)
    if (response.status !== 200) return response
    const links = [
      ...announcement.hubs.map((hub) => `<atom:link rel="hub" href="${hub}"/>`),
      `<atom:link rel="self" href="${announcement.topic}"/>`,
    ]
    const atom = 'xmlns:atom="http://www.w3.org/2005/Atom"'
    const text = (await response.text())
      .replace('<rss ', `<rss ${atom} `)
      .replace('<channel>', `<channel>${links.join('')}`)
    return new Response(text, { headers: response.headers })
  }
}

/** A document with these items. */
export async function documentOf(...entries: readonly Entry[]): Promise<Uint8Array> {
  const response = await testFeed('Pushed', entries).site(new Request(FEED))
  return new Uint8Array(await response.arrayBuffer())
}

/** The answers of a hub, and the requests to it. */
export interface RecordedHub {
  readonly requests: URLSearchParams[]
  answer: (form: URLSearchParams) => Response | Promise<Response>
}

export interface PushScene {
  readonly feed: TestFeed
  readonly channel: Channel
  readonly hub: RecordedHub
  readonly announcement: Announcement
  /** The feed's subscription; throws without one. */
  readonly subscription: () => HubSubscription
  readonly verify: (mode?: 'subscribe' | 'unsubscribe' | 'denied', seconds?: string) => boolean
  /** Delivers a document, or one with items of these names. */
  readonly push: (...documents: readonly (Uint8Array | string)[]) => Promise<PushTaken>
  /** Runs a cycle for what was delivered. */
  readonly read: () => Promise<void>
  /** Runs a cycle that polls the feed, even if a hub pushes it. */
  readonly poll: () => Promise<void>
}

/** One live channel with one feed that announces a hub; the hub was not asked yet. */
export async function pushScene(cell: SimulatedCell): Promise<PushScene> {
  const feed = testFeed('News', [entry('old')])
  const announcement: Announcement = { hubs: [HUB], topic: FEED }
  cell.sites.set('news.example', announcing(feed, announcement))
  const hub: RecordedHub = { requests: [], answer: () => new Response(null, { status: 202 }) }
  cell.sites.set('hub.example', async (request) => {
    const form = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()))
    hub.requests.push(form)
    return hub.answer(form)
  })
  const channel = cell.addChannel('First')
  await cell.subscribe(channel, FEED)
  const counts: PushCounts = new Map()
  const { ledger, clock } = cell
  const subscription = () => {
    const found = ledger.hubSubscriptions.all()[0]
    if (found === undefined) throw new Error('the feed has no subscription')
    return found
  }
  return {
    feed,
    channel,
    hub,
    announcement,
    subscription,
    verify: (mode = 'subscribe', leaseSeconds = '864000') =>
      answerHub(ledger, subscription().nonce, { mode, topic: subscription().topic, leaseSeconds }, clock.now),
    push: async (...documents) => {
      const names = documents.filter((each) => typeof each === 'string')
      const body = documents.find((each) => typeof each !== 'string') ?? (await documentOf(...names.map(entry)))
      const push = { body, contentType: 'application/rss+xml' }
      return takePush(ledger, counts, subscription().nonce, push, clock.now)
    },
    read: async () => {
      await cell.run('pushed')
    },
    poll: async () => {
      cell.ledger.hubSubscriptions.owe(subscription().feed)
      await cell.cron()
    },
  }
}

/** The same, subscribed; its first document has been read, so that the hub is trusted. */
export async function trustedScene(cell: SimulatedCell): Promise<PushScene> {
  const scene = await pushScene(cell)
  await cell.cron()
  scene.verify()
  await scene.push('first')
  await scene.read()
  return scene
}

/** Runs cycles for a while, and returns how many requests went to the hub. */
export async function requestsWithin(cell: SimulatedCell, requests: readonly unknown[], ms: number): Promise<number> {
  const before = requests.length
  const every = Math.max(5 * minuteMs, ms / 50)
  for (let passed = 0; passed < ms; passed += every) {
    cell.clock.now += every - 5 * minuteMs
    await cell.cron()
  }
  return requests.length - before
}
