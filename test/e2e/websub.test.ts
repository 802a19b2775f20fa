/** Feeds whose hubs push: from the hub's request to the post in the channel. */
import { afterEach, expect, it } from 'vitest'
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { signatureOf, type WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { entry, FEED, type HubScene, hubScene, type SceneOptions, subscribedScene } from './hub.ts'

let paperboy: SimulatedPaperboy
let hub: WebSubHub
afterEach(() => {
  paperboy.stop()
  expect(hub.violations).toEqual([])
})

async function begin(options: SceneOptions = {}): Promise<HubScene> {
  return use(await subscribedScene(options))
}

function use(scene: HubScene): HubScene {
  paperboy = scene.paperboy
  hub = scene.hub
  return scene
}

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/** Crons an hour apart, if not stated otherwise. */
async function pass(ms: number, every = HOUR): Promise<void> {
  for (let passed = 0; passed < ms; passed += every) {
    await paperboy.cron(null, every / 60_000)
    await hub.run()
  }
}

it.each<SceneOptions>([
  { verifies: 'async', answers: 202 },
  { verifies: 'async', answers: 200 },
  { verifies: 'sync', answers: 204 },
  { verifies: 'before-answer', answers: 202 },
  { verifies: 'sync', answers: 204, needsVerifyField: true, leaseSeconds: 315_360_000, dropsAfterFailure: true },
  { verifies: 'sync', needsVerifyField: 'sync' },
  { refusesLease: true },
  { leaseSeconds: 604_800 + 3600 },
  { leaseSeconds: null },
  { leaseSeconds: 300 },
  { signature: 'sha1', content: 'diff', leaseSeconds: 432_000 },
  { signature: 'sha384' },
  { signature: 'sha512', deliversTwice: true },
])('a hub with the habits %o delivers news within seconds', async (options) => {
  const { feed, deliver, document, ring, posted } = await begin(options)
  expect(hub.subscriptions.map(({ topic }) => topic)).toEqual([FEED])
  hub.know(FEED, await document())
  for (const name of ['a', 'b']) {
    const published = paperboy.clock.now
    feed.publish(entry(name))
    expect(new Set(await deliver(await document()))).toEqual(new Set([202]))
    expect(posted(name)).toEqual([0])
    await ring()
    expect(posted(name, 'old')).toEqual([1, 0])
    expect(paperboy.clock.now - published).toBeLessThanOrEqual(10_000)
  }
  await paperboy.cron()
  expect(posted('a', 'b')).toEqual([1, 1])
})

it('a burst becomes one message', async () => {
  const { deliver, document, ring, posted, channel } = await begin()
  const before = paperboy.world.messages(channel).length
  for (const name of ['a', 'b', 'c']) await deliver(await document(entry(name)))
  await ring()
  expect(posted('a', 'b', 'c')).toEqual([1, 1, 1])
  expect(paperboy.world.messages(channel).length - before).toBe(1)
})

it('a document that comes again later is not sent again', async () => {
  const { deliver, document, ring, posted } = await begin()
  const body = await document(entry('a'))
  for (let time = 0; time < 3; time += 1) {
    await deliver(body)
    await ring()
  }
  expect(posted('a')).toEqual([1])
})

it('news of a channel with a digest at a set time waits for it', async () => {
  const { deliver, document, ring, posted } = await begin()
  await paperboy.say('/digest @live_news timezone UTC')
  await paperboy.say('/digest @live_news 12:30')
  await deliver(await document(entry('a')))
  await ring()
  expect(posted('a')).toEqual([0])
  for (let cron = 0; cron < 6; cron += 1) await paperboy.cron()
  expect(posted('a')).toEqual([1])
})

it('a document that comes while a cycle polls its feed is sent once', async () => {
  const { feed, deliver, document, ring, posted } = await begin()
  feed.publish(entry('a'))
  const site = paperboy.sites.get('news.example')
  let delivered: Promise<unknown> | undefined
  paperboy.sites.set('news.example', async (request) => {
    delivered ??= document().then((body) => deliver(body))
    await delivered
    return site?.(request) ?? new Response()
  })
  await paperboy.cron()
  await ring()
  await paperboy.cron()
  expect([await delivered, posted('a')]).toEqual([[202], [1]])
})

it('the link of a pushed headline leads to the article at once', async () => {
  const { deliver, document, ring, channel } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  const post = JSON.stringify(paperboy.world.messages(channel).at(-1))
  const [link = ''] = /https:\/\/paperboy\.test\/[0-9A-Za-z]{10}/u.exec(post) ?? []
  const response = await paperboy.cloud.fetch(new Request(link, { redirect: 'manual' }))
  expect(response === 'ended' ? '' : response.headers.get('location')).toBe('https://news.example/a')
})

it('a lease is renewed before its end, at the same callback', async () => {
  const { callback } = await begin({ leaseSeconds: 432_000 })
  const first = callback()
  await pass(12 * DAY, 6 * HOUR)
  expect(hub.requests.length).toBeGreaterThanOrEqual(3)
  expect(hub.requests.length).toBeLessThanOrEqual(5)
  expect(hub.subscriptions.map((each) => each.callback)).toEqual([first])
})

it('after a denial the feed is polled, and the hub is asked again after a week', async () => {
  const { feed, deliver, document, ring, posted } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  await hub.deny(FEED)
  feed.publish(entry('a'), entry('b'))
  await pass(DAY / 2)
  expect(posted('a', 'b')).toEqual([1, 1])
  expect(hub.requests).toHaveLength(1)
  await pass(9 * DAY, 6 * HOUR)
  expect(hub.subscriptions).toHaveLength(1)
})

it.each([
  ['vanishes', () => void Object.assign(hub, { hasVanished: true })],
  ['forgets the subscription', () => hub.forget(FEED)],
  ['refuses to renew it', () => void Object.assign(hub, { refuses: { status: 503, reason: 'busy' } })],
])('a hub that %s delays news by a day at most, and loses none', async (_, trouble) => {
  const { feed, deliver, document, ring, posted } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  trouble()
  feed.publish(entry('a'), entry('b'))
  await pass(26 * HOUR)
  expect(posted('a', 'b')).toEqual([1, 1])
  feed.publish(entry('c'))
  await pass(7 * HOUR)
  expect(posted('a', 'b', 'c')).toEqual([1, 1, 1])
})

it('when the channel drops the feed, its documents are refused, and the hub ends the subscription', async () => {
  const { callback, document, ring, posted } = await begin()
  await paperboy.say('/remove @live_news 1')
  await paperboy.cron()
  expect(hub.requests.at(-1)).toBe(`unsubscribe ${FEED}`)
  const body = await document(entry('a'))
  const signature = signatureOf('sha256', hub.subscriptions[0]?.secret ?? '', body)
  expect(await hub.forge(callback(), { topic: FEED, body, contentType: 'text/xml' }, signature)).toBe(410)
  await hub.run()
  expect(hub.subscriptions).toEqual([])
  await ring()
  expect(posted('a')).toEqual([0])
})

it('another address of the feed ends the old subscription, and its documents are refused', async () => {
  const { deliver, document, ring, posted, feed } = await begin()
  paperboy.sites.set('other.example', feed.site)
  await paperboy.say('/feed @live_news 1 address https://other.example/feed')
  expect(await deliver(await document(entry('a')))).toEqual([410])
  await ring()
  expect(posted('a')).toEqual([0])
})

it('a Worker with another secret subscribes again, and nothing is repeated', async () => {
  const { feed, deliver, document, ring, posted } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  paperboy.cloud.changeEnvironment({ WEBHOOK_SECRET: 'another-webhook-secret' })
  expect(await deliver(await document(entry('b')))).toEqual([404])
  await paperboy.cron()
  await hub.run()
  expect(hub.subscriptions).toHaveLength(2)
  feed.publish(entry('a'), entry('b'))
  await deliver(await document())
  await ring()
  expect(posted('a', 'b')).toEqual([1, 1])
})

it('once the hub is trusted, the feed is polled daily, until a poll finds an item that the hub missed', async () => {
  const { feed, deliver, document, ring, posted } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  feed.publish(entry('a'), entry('missed'))
  let polls = 0
  const site = paperboy.sites.get('news.example')
  paperboy.sites.set('news.example', (request) => {
    polls += 1
    return site?.(request) ?? new Response()
  })
  await pass(26 * HOUR)
  expect(posted('a', 'missed')).toEqual([1, 1])
  expect(polls).toBeLessThanOrEqual(4)
  const before = polls
  await pass(6 * HOUR)
  expect(polls - before).toBeGreaterThan(1)
})

it('after a restore the feed is polled, as documents may have been missed', async () => {
  const { feed, deliver, document, ring, posted } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  const saved = (await paperboy.cloud.call('CELL', '0', 'save')) as { readonly value: string }
  await deliver(await document(entry('b')))
  await ring()
  feed.publish(entry('a'), entry('b'))
  paperboy.clock.now += 60_000
  await paperboy.cloud.call('CELL', '0', 'restore', saved.value, 7, 'send')
  await pass(2 * HOUR)
  // What was sent since the backup is sent again, as everywhere: the backup does not know it.
  expect(posted('a', 'b')).toEqual([1, 2])
})

it('on a machine without a public address no hub is asked', async () => {
  use(await hubScene({ vars: { PUBLIC_URL: 'http://localhost:8787' } }))
  await paperboy.cron()
  expect(hub.requests).toEqual([])
})
