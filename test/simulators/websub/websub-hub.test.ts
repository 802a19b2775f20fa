/** The simulated hub is as strict as the recommendation, and has the quirks of real hubs. */
import { describe, expect, it, test } from 'vitest'
import { type HubOptions, signatureOf } from '../../../simulators/websub/websub-hub.ts'
import { CALLBACK, HUB, Scene, TOPIC } from './subscriber.ts'

const entry = (n: number, title = `Title ${n}`) => `<entry><id>${n}</id><title>${title}</title></entry>`
const feed = (...entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entries.join('')}</feed>`

async function subscribed(
  options: Partial<HubOptions> = {},
  change: Readonly<Record<string, string | null>> = {},
): Promise<Scene> {
  const scene = new Scene(options)
  await scene.ask(change)
  expect(scene.hub.subscriptions).toHaveLength(1)
  expect(scene.hub.violations).toEqual([])
  return scene
}

describe('a subscription', () => {
  it('begins when the subscriber confirms it, and delivers', async () => {
    const scene = await subscribed({}, { 'hub.secret': 's3cret' })
    await scene.hub.publish(TOPIC, feed(entry(1)))
    const body = feed(entry(1))
    expect(scene.arrived).toEqual([
      { body, signature: signatureOf('sha256', 's3cret', body), contentType: 'application/atom+xml' },
    ])
    expect(scene.hub.deliveries).toEqual([{ callback: CALLBACK, status: 204 }])
  })

  it('without a secret is not signed', async () => {
    const scene = await subscribed()
    await scene.hub.publish(TOPIC, feed(entry(1)))
    expect(scene.arrived).toMatchObject([{ signature: null }])
  })

  it('that the subscriber does not want does not begin', async () => {
    const scene = new Scene()
    scene.wanted.clear()
    expect(await scene.ask()).toBe(202)
    expect([scene.hub.subscriptions, scene.hub.violations]).toEqual([[], []])
  })

  test.each<readonly [string, (challenge: string) => Response]>([
    ['another challenge', () => new Response('yes')],
    ['more than the challenge', (challenge) => new Response(`${challenge}\n`)],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/' } })],
    ['an error', (challenge) => new Response(challenge, { status: 500 })],
  ])('that is confirmed with %s does not begin, and is a violation', async (_, confirm) => {
    const scene = new Scene()
    scene.confirm = confirm
    await scene.ask()
    expect(scene.hub.subscriptions).toEqual([])
    expect(scene.hub.violations).toHaveLength(1)
  })

  it('ends when the subscriber asks for it and confirms it', async () => {
    const scene = await subscribed()
    await scene.ask({ 'hub.mode': 'unsubscribe' })
    expect(scene.hub.subscriptions).toEqual([])
    expect(scene.leases).toEqual(['864000', null])
  })

  it('does not end when somebody else asks for it', async () => {
    const scene = await subscribed()
    scene.wanted.clear()
    await scene.ask({ 'hub.mode': 'unsubscribe' })
    expect(scene.hub.subscriptions).toHaveLength(1)
  })

  it('ends with its lease', async () => {
    const scene = await subscribed({}, { 'hub.lease_seconds': '3600' })
    await scene.wait(3_599_000)
    await scene.hub.publish(TOPIC, feed(entry(1)))
    await scene.wait(1000)
    await scene.hub.publish(TOPIC, feed(entry(2)))
    expect(scene.arrived).toHaveLength(1)
  })

  it('that is renewed has the new lease and secret once that is confirmed', async () => {
    const scene = await subscribed({}, { 'hub.lease_seconds': '3600', 'hub.secret': 'one' })
    scene.confirm = () => new Response(null, { status: 404 })
    await scene.ask({ 'hub.secret': 'two' })
    expect(scene.hub.subscriptions).toMatchObject([{ secret: 'one' }])
    scene.confirm = null
    await scene.ask({ 'hub.secret': 'two' })
    await scene.wait(3_601_000)
    expect(scene.hub.subscriptions).toMatchObject([{ secret: 'two' }])
  })

  it('that is denied or forgotten ends', async () => {
    const scene = await subscribed()
    await scene.hub.deny(TOPIC, 'no more')
    expect([scene.hub.subscriptions, scene.denied]).toEqual([[], ['no more']])
    await scene.ask()
    scene.hub.forget(TOPIC)
    expect(scene.hub.subscriptions).toEqual([])
  })
})

describe('a request', () => {
  test.each<readonly [string, Readonly<Record<string, string | null>>, RequestInit, number, string]>([
    ['with GET', {}, { method: 'GET', body: null }, 400, 'asks with GET'],
    [
      'as JSON',
      {},
      { body: '{}', headers: { 'content-type': 'application/json' } },
      400,
      'sends application/json instead of a form',
    ],
    ['of another mode', { 'hub.mode': 'publish' }, {}, 400, 'asks to publish'],
    ['without a topic', { 'hub.topic': null }, {}, 400, 'names no topic'],
    ['with a relative topic', { 'hub.topic': '/feed' }, {}, 400, 'names no topic'],
    ['with a fragment', { 'hub.topic': `${TOPIC}#top` }, {}, 400, 'names no topic'],
    ['without a callback', { 'hub.callback': null }, {}, 400, 'names no callback, or a long one'],
    [
      'with a long callback',
      { 'hub.callback': `https://p.example/${'x'.repeat(240)}` },
      {},
      400,
      'names no callback, or a long one',
    ],
    ['with a callback over http', { 'hub.callback': 'http://p.example/' }, {}, 202, 'has a callback without https'],
    ['with a long secret', { 'hub.secret': 'ä'.repeat(100) }, {}, 202, 'sends a secret of 200 bytes'],
    ['with an empty secret', { 'hub.secret': '' }, {}, 202, 'sends a secret of 0 bytes'],
    ['with a lease of nothing', { 'hub.lease_seconds': '0' }, {}, 202, 'asks for a lease of 0'],
    ['with a lease in words', { 'hub.lease_seconds': '10 days' }, {}, 202, 'asks for a lease of 10 days'],
    ['with other fields', { 'hub.challenge': 'x' }, {}, 202, 'sends hub.challenge'],
  ])('%s is a violation', async (_, change, init, status, violation) => {
    const scene = new Scene()
    expect(await scene.ask(change, init)).toBe(status)
    expect(scene.hub.violations).toEqual([violation])
  })

  it('with a field twice is a violation', async () => {
    const scene = new Scene()
    const form = new URLSearchParams([
      ['hub.mode', 'subscribe'],
      ['hub.topic', TOPIC],
      ['hub.topic', TOPIC],
      ['hub.callback', CALLBACK],
    ])
    await scene.hub.site(new Request(HUB, { method: 'POST', body: form }))
    expect(scene.hub.violations).toEqual(['sends hub.topic more than once'])
  })

  it('with a secret to a hub over http is a violation', async () => {
    const scene = new Scene({ url: 'http://hub.example/' })
    await scene.ask({ 'hub.secret': 's3cret' })
    expect(scene.hub.violations).toEqual(['sends a secret without https'])
  })

  it('with the callback of another topic is a violation', async () => {
    const scene = await subscribed()
    await scene.ask({ 'hub.topic': 'https://other.example/' })
    expect(scene.hub.violations).toEqual(['uses a callback for several topics'])
  })
})

describe('a delivery', () => {
  it('that fails is tried again after 5, 10 and 15 seconds, and not once the subscriber has taken it', async () => {
    const scene = await subscribed()
    let failures = 2
    scene.answer = () => new Response(null, { status: failures-- > 0 ? 503 : 200 })
    await scene.hub.publish(TOPIC, feed(entry(1)))
    await scene.wait(60_000)
    expect(scene.hub.deliveries.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(scene.hub.subscriptions).toHaveLength(1)
  })

  it('that always fails is given up, and the subscription stays', async () => {
    const scene = await subscribed()
    scene.answer = () => Promise.reject(new TypeError('no such host'))
    await scene.hub.publish(TOPIC, feed(entry(1)))
    await scene.wait(60_000)
    expect(scene.hub.deliveries.map(({ status }) => status)).toEqual([0, 0, 0, 0])
    expect(scene.hub.subscriptions).toHaveLength(1)
  })

  it('that is not answered in time has failed', async () => {
    const scene = await subscribed({ patienceMs: 1, retries: [] })
    scene.answer = () => new Promise(() => {})
    await scene.hub.publish(TOPIC, feed(entry(1)))
    expect(scene.hub.deliveries).toEqual([{ callback: CALLBACK, status: 0 }])
  })

  it('that is answered with 410 ends the subscription', async () => {
    const scene = await subscribed()
    scene.answer = () => new Response(null, { status: 410 })
    await scene.hub.publish(TOPIC, feed(entry(1)))
    expect(scene.hub.subscriptions).toEqual([])
  })

  it('that is redirected is a violation', async () => {
    const scene = await subscribed({ retries: [] })
    scene.answer = () => new Response(null, { status: 301, headers: { location: '/' } })
    await scene.hub.publish(TOPIC, feed(entry(1)))
    expect(scene.hub.violations).toEqual(['redirects a delivery with 301'])
  })

  it('of a stranger has the signature that the stranger chose', async () => {
    const scene = await subscribed({}, { 'hub.secret': 's3cret' })
    const status = await scene.hub.forge(CALLBACK, { topic: TOPIC, body: 'x', contentType: 'text/plain' }, 'sha1=00')
    expect([status, scene.arrived]).toEqual([204, [{ body: 'x', signature: 'sha1=00', contentType: 'text/plain' }]])
  })
})

describe('a hub', () => {
  it('that delivers changes leaves out what it delivered, or knew', async () => {
    const scene = await subscribed({ content: 'diff' })
    scene.hub.know(TOPIC, feed(entry(1)))
    await scene.hub.publish(TOPIC, feed(entry(2), entry(1)))
    await scene.hub.publish(TOPIC, feed(entry(2), entry(1, 'Edited')))
    expect(scene.arrived.map(({ body }) => body)).toEqual([feed(entry(2)), feed(entry(1, 'Edited'))])
  })

  it('that delivers twice does', async () => {
    const scene = await subscribed({ deliversTwice: true })
    await scene.hub.publish(TOPIC, feed(entry(1)))
    expect(scene.arrived).toHaveLength(2)
  })

  it('that drops after a failure does', async () => {
    const scene = await subscribed({ dropsAfterFailure: true })
    scene.answer = () => new Response(null, { status: 500 })
    await scene.hub.publish(TOPIC, feed(entry(1)))
    expect(scene.hub.subscriptions).toEqual([])
  })

  test.each([
    [{ leaseSeconds: 315_360_000 }, {}, '315360000'],
    [{ leaseSeconds: null }, {}, null],
    [{}, { 'hub.lease_seconds': '432000' }, '432000'],
    [{}, {}, '864000'],
  ])('of %j grants to a request of %j a lease of %s', async (options, change, lease) => {
    const scene = await subscribed(options, change)
    expect(scene.leases).toEqual([lease])
  })

  test.each(['sync', 'before-answer'] as const)('that verifies %s does so before its answer', async (verifies) => {
    const scene = new Scene({ verifies, answers: 204 })
    const form = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': CALLBACK })
    const asked = scene.hub.site(new Request(HUB, { method: 'POST', body: form }))
    expect((await asked).status).toBe(204)
    expect(scene.hub.subscriptions).toHaveLength(1)
  })

  it('that verifies at once refuses what is not confirmed, and others accept it', async () => {
    for (const [verifies, status] of [
      ['sync', 409],
      ['before-answer', 202],
    ] as const) {
      const scene = new Scene({ verifies })
      scene.wanted.clear()
      expect(await scene.ask()).toBe(status)
    }
  })

  test.each<readonly [Partial<HubOptions>, Readonly<Record<string, string>>, number]>([
    [{ needsVerifyField: true }, {}, 400],
    [{ needsVerifyField: true }, { 'hub.verify': 'async' }, 202],
    [{ needsVerifyField: 'sync' }, { 'hub.verify': 'async' }, 400],
    [{ needsVerifyField: 'sync' }, { 'hub.verify': 'sync' }, 202],
    [{ refusesLease: true }, { 'hub.lease_seconds': '864000' }, 400],
    [{ refusesLease: true }, {}, 202],
    [{ answers: 200 }, {}, 200],
  ])('of %j answers a request of %j with %i', async (options, change, status) => {
    expect(await new Scene(options).ask(change)).toBe(status)
  })

  it('that refuses says why', async () => {
    const scene = new Scene()
    scene.hub.refuses = { status: 503, reason: 'over quota' }
    expect(await scene.ask()).toBe(503)
    expect(scene.hub.requests).toEqual([`subscribe ${TOPIC}`])
  })

  it('that has vanished answers nothing', async () => {
    const scene = new Scene()
    scene.hub.hasVanished = true
    await expect(scene.ask()).rejects.toThrow('no such host')
  })
})
