/** Strangers and hostile hubs can neither send items nor cost rows at callbacks. */
import { afterEach, expect, it } from 'vitest'
import { PUBLIC_URL, SECRET, type SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { signatureOf, type WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { hubSecretOf, makeToken } from '../../src/push/callback-token.ts'
import { ask } from '../admin/admin-api-key.ts'
import { entry, FEED, type HubScene, type SceneOptions, subscribedScene } from './hub.ts'

let paperboy: SimulatedPaperboy
let hub: WebSubHub
afterEach(() => {
  paperboy.stop()
  expect(hub.violations).toEqual([])
})

async function begin(options: SceneOptions = {}): Promise<HubScene> {
  const scene = await subscribedScene(options)
  paperboy = scene.paperboy
  hub = scene.hub
  return scene
}

it.each([
  ['no signature', null],
  ['a wrong signature', `sha256=${'0'.repeat(64)}`],
  ['a signature by another secret', signatureOf('sha256', 'guessed', '<rss/>')],
  ['a signature of another method', `md5=${'0'.repeat(32)}`],
  ['nonsense', 'x'.repeat(10_000)],
])('a document with %s is dropped without asking an object', async (_, signature) => {
  const { document, callback, ring, posted } = await begin()
  const before = paperboy.cloud.objects.requests
  const delivery = { topic: FEED, body: await document(entry('a')), contentType: 'application/rss+xml' }
  expect(await hub.forge(callback(), delivery, signature)).toBe(202)
  expect(paperboy.cloud.objects.requests).toBe(before)
  await ring()
  expect(posted('a')).toEqual([0])
})

it('strangers who flood callbacks cost no object request and no row', async () => {
  const { callback } = await begin()
  const before = { requests: paperboy.cloud.objects.requests, rows: paperboy.cloud.objects.rows() }
  const invented = callback().replace(/.{4}$/u, 'AAAA')
  for (let time = 0; time < 50; time += 1) {
    await paperboy.cloud.fetch(new Request(invented, { method: 'POST', body: '<rss/>' }))
    await paperboy.cloud.fetch(new Request(callback(), { method: 'POST', body: '<rss/>' }))
    await paperboy.cloud.fetch(new Request(`${invented}?hub.mode=subscribe&hub.topic=${FEED}&hub.challenge=1`))
  }
  expect({ requests: paperboy.cloud.objects.requests, rows: paperboy.cloud.objects.rows() }).toEqual(before)
})

it('a callback of a cell that the bot does not have creates no object', async () => {
  await begin()
  const before = { requests: paperboy.cloud.objects.requests, objects: paperboy.cloud.save().objects.size }
  const callback = `${PUBLIC_URL}/websub/${makeToken(SECRET, 7, 'a'.repeat(16))}`
  const signature = signatureOf('sha256', hubSecretOf(SECRET, new URL(callback).pathname.slice(8)), '<rss/>')
  expect(await hub.forge(callback, { topic: FEED, body: '<rss/>', contentType: 'text/xml' }, signature)).toBe(404)
  expect(await hub.verify(callback, 'subscribe', FEED, 86_400)).toBe(false)
  const { cloud } = paperboy
  expect({ requests: cloud.objects.requests, objects: cloud.save().objects.size }).toEqual(before)
})

it('a bot that was shut down and starts again is subscribed again at once', async () => {
  const { deliver, document } = await begin()
  expect((await ask(paperboy, 'retire', { method: 'POST' })).status).toBe(200)
  expect(await deliver(await document(entry('a')))).toEqual([410])
  expect(hub.subscriptions).toEqual([])
  await ask(paperboy, 'setup', { body: { apply: true, takeOver: true } })
  await paperboy.cron()
  await hub.run()
  expect(hub.subscriptions.map(({ topic }) => topic)).toEqual([FEED])
})

it('a verification that nobody requested is refused, however often it comes, without a row written', async () => {
  const { callback } = await begin()
  const before = paperboy.cloud.objects.rows().written
  for (let time = 0; time < 20; time += 1) {
    expect(await hub.verify(callback(), 'subscribe', 'https://other.example/feed', 86_400)).toBe(false)
    expect(await hub.verify(callback(), 'unsubscribe', FEED, null)).toBe(false)
  }
  // The usage itself is stored now and then.
  expect(paperboy.cloud.objects.rows().written - before).toBeLessThanOrEqual(10)
})

it('on a day that costs more than is planned for, documents wait for the next cron', async () => {
  const { deliver, document, ring, posted } = await begin()
  for (let writes = 0; writes < 500; writes += 50)
    expect((await ask(paperboy, 'reserve', { body: { kvReads: 0, kvWrites: 50 } })).status).toBe(200)
  for (const name of ['a', 'b']) {
    await deliver(await document(entry(name)))
    await ring()
  }
  expect(posted('a', 'b')).toEqual([0, 0])
  await paperboy.cron()
  expect(posted('a', 'b')).toEqual([1, 1])
})

it('a pushed document costs few rows', async () => {
  const { deliver, document, ring } = await begin()
  await deliver(await document(entry('first')))
  await ring()
  const before = paperboy.cloud.objects.rows().written
  await deliver(await document(entry('a')))
  expect(paperboy.cloud.objects.rows().written - before).toBeLessThanOrEqual(3)
})

it('a body of 2 MB is read, and after a larger one the feed is polled', async () => {
  const { deliver, document, ring, posted } = await begin()
  expect(await deliver(await document({ ...entry('a'), text: 'x'.repeat(1_900_000) }))).toEqual([202])
  await ring()
  expect(posted('a')).toEqual([1])
  const large = await document({ ...entry('b'), text: 'x'.repeat(300_000) })
  expect(await deliver(large)).toEqual([202])
  const before = paperboy.cloud.objects.rows().written
  expect(await deliver(large)).toEqual([202])
  expect(paperboy.cloud.objects.rows().written).toBe(before)
  await paperboy.cron()
  expect(posted('a', 'b')).toEqual([1, 1])
})

it('no secret and no token is logged', async () => {
  const { callback, deliver, document, ring } = await begin()
  await deliver(await document(entry('a')))
  await deliver('nonsense')
  await ring()
  hub.hasVanished = true
  await paperboy.cron(null, 24 * 60)
  const logs = paperboy.cloud.logs.join('\n')
  for (const text of [hub.subscriptions[0]?.secret ?? '', callback().replace(`${PUBLIC_URL}/websub/`, '')])
    expect([text.length > 10, logs.includes(text)]).toEqual([true, false])
})
