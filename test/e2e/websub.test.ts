/** Feeds whose hubs push: from the hub's request to the post in the channel. */
import { afterEach, expect, it } from 'vitest'
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import type { HubOptions, Verifies } from '../websub-hub.ts'
import { entry, FEED, type HubScene, hubScene, subscribedScene } from './hub.ts'

let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

async function begin(options: HubOptions = {}): Promise<HubScene> {
  const scene = await subscribedScene(options)
  paperboy = scene.paperboy
  return scene
}

const DAY = 24 * 60 * 60_000

it.each<[Verifies, number]>([
  ['async', 202],
  ['async', 200],
  ['sync', 204],
  ['before-answer', 202],
])('a hub that verifies %s and answers %i delivers news within seconds', async (verifies, status) => {
  const { feed, deliver, document, ring, posted, subscriptions } = await begin({ verifies, status })
  expect([...subscriptions.values()].map(({ topic }) => topic)).toEqual([FEED])
  const published = paperboy.clock.now
  feed.publish(entry('a'))
  expect(await deliver(await document())).toEqual([202])
  expect(posted('a')).toEqual([0])
  await ring()
  expect(posted('a', 'old')).toEqual([1, 0])
  expect(paperboy.clock.now - published).toBeLessThanOrEqual(10_000)
  await paperboy.cron()
  expect(posted('a')).toEqual([1])
})

it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('a document signed with %s is taken', async (method) => {
  const { deliver, document, ring, posted } = await begin()
  await deliver(await document(entry('a')), { method })
  await ring()
  expect(posted('a')).toEqual([1])
})

it.each([
  ['no signature', null],
  ['a wrong signature', `sha256=${'0'.repeat(64)}`],
  ['a signature of another method', `md5=${'0'.repeat(32)}`],
  ['nonsense', 'x'.repeat(10_000)],
])('a document with %s is dropped without asking an object', async (_, signature) => {
  const { deliver, document, ring, posted } = await begin()
  const before = paperboy.cloud.objects.requests
  expect(await deliver(await document(entry('a')), { signature })).toEqual([202])
  expect(paperboy.cloud.objects.requests).toBe(before)
  await ring()
  expect(posted('a')).toEqual([0])
})

it('a burst becomes one message', async () => {
  const { deliver, document, ring, posted, channel } = await begin()
  const before = paperboy.world.messages(channel).length
  for (const name of ['a', 'b', 'c']) await deliver(await document(entry(name)))
  await ring()
  expect(posted('a', 'b', 'c')).toEqual([1, 1, 1])
  expect(paperboy.world.messages(channel).length - before).toBe(1)
})

it('a document that is delivered twice, at once or later, is sent once', async () => {
  const { deliver, document, ring, posted } = await begin()
  const body = await document(entry('a'))
  expect([await deliver(body), await deliver(body)]).toEqual([[202], [202]])
  await ring()
  await deliver(body)
  await ring()
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
  const html = JSON.stringify(paperboy.world.messages(channel).at(-1))
  const [link = ''] = /https:\/\/paperboy\.test\/[0-9A-Za-z]{10}/u.exec(html) ?? []
  const response = await paperboy.cloud.fetch(new Request(link, { redirect: 'manual' }))
  expect(response === 'ended' ? '' : response.headers.get('location')).toBe('https://news.example/a')
})

it('a lease is renewed before its end, and a hub that was silent for long is asked again', async () => {
  const { requests, verify } = await begin({ leaseSeconds: 432_000 })
  for (let passed = 0; passed < 5 * DAY; passed += 60 * 60_000) {
    await paperboy.cron(null, 60)
    await verify()
  }
  expect(requests).toHaveLength(2)
  expect(requests[1]?.get('hub.callback')).toBe(requests[0]?.get('hub.callback'))
})

it('when the channel drops the feed, its documents are refused, and the hub is asked to end the subscription', async () => {
  const { requests, subscriptions, deliver, document, verify, ring, posted } = await begin()
  await paperboy.say('/remove @live_news 1')
  await paperboy.cron()
  expect(requests.at(-1)?.get('hub.mode')).toBe('unsubscribe')
  expect(await deliver(await document(entry('a')))).toEqual([410])
  await verify()
  expect(subscriptions.size).toBe(0)
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
  const { feed, deliver, document, ring, verify, requests, subscriptions, posted } = await begin()
  await deliver(await document(entry('a')))
  await ring()
  paperboy.cloud.changeEnvironment({ WEBHOOK_SECRET: 'another-webhook-secret' })
  expect(await deliver(await document(entry('b')))).toEqual([404])
  await paperboy.cron()
  expect(requests).toHaveLength(2)
  subscriptions.clear()
  expect(await verify()).toEqual([200])
  feed.publish(entry('a'), entry('b'))
  expect(await deliver(await document())).toEqual([202])
  await ring()
  expect(posted('a', 'b')).toEqual([1, 1])
})

it('strangers who flood callbacks cost no object request and no row', async () => {
  const { subscriptions } = await begin()
  const [callback = ''] = subscriptions.keys()
  const before = { requests: paperboy.cloud.objects.requests, rows: paperboy.cloud.objects.rows() }
  const invented = callback.replace(/.{4}$/u, 'AAAA')
  for (let time = 0; time < 100; time += 1) {
    await paperboy.cloud.fetch(new Request(invented, { method: 'POST', body: '<rss/>' }))
    await paperboy.cloud.fetch(new Request(callback, { method: 'POST', body: '<rss/>' }))
    await paperboy.cloud.fetch(new Request(`${invented}?hub.mode=subscribe&hub.topic=${FEED}&hub.challenge=1`))
  }
  expect({ requests: paperboy.cloud.objects.requests, rows: paperboy.cloud.objects.rows() }).toEqual(before)
})

it('a pushed document costs few rows', async () => {
  const { deliver, document, ring } = await begin()
  await deliver(await document(entry('first')))
  await ring()
  const before = paperboy.cloud.objects.rows().written
  await deliver(await document(entry('a')))
  expect(paperboy.cloud.objects.rows().written - before).toBeLessThanOrEqual(3)
})

it('a body of 2 MB is read, and a larger one is refused', async () => {
  const { deliver, document, ring, posted } = await begin()
  const large = { ...entry('a'), text: 'x'.repeat(1_900_000) }
  expect(await deliver(await document(large))).toEqual([202])
  await ring()
  expect(posted('a')).toEqual([1])
  expect(await deliver(await document({ ...entry('b'), text: 'x'.repeat(2_200_000) }))).toEqual([413])
})

it('once the hub is trusted, the feed is polled daily, and a missed item ends that', async () => {
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
  for (let passed = 0; passed < 26; passed += 1) await paperboy.cron(null, 60)
  expect(posted('a', 'missed')).toEqual([1, 1])
  expect(polls).toBeLessThanOrEqual(4)
  const before = polls
  for (let passed = 0; passed < 6; passed += 1) await paperboy.cron(null, 60)
  expect(polls - before).toBeGreaterThan(1)
})

it('no secret and no token is logged', async () => {
  const { subscriptions, deliver, document, ring } = await begin()
  await deliver(await document(entry('a')))
  await deliver('nonsense')
  await ring()
  await paperboy.cron()
  const logs = paperboy.cloud.logs.join('\n')
  for (const [callback, { secret }] of subscriptions)
    for (const text of [secret, callback.split('/').at(-1) ?? '']) expect(logs).not.toContain(text)
})

it('on a machine without a public address no hub is asked', async () => {
  const scene = await hubScene({ vars: { PUBLIC_URL: 'http://localhost:8787' } })
  paperboy = scene.paperboy
  await paperboy.cron()
  expect(scene.requests).toEqual([])
})
