/** Subscriptions at hubs: when hubs are asked, what their answers and verifications change, and when a subscription ends. */
import { expect, it } from 'vitest'
import { answerHub } from '../../src/cell/hub-callbacks.ts'
import { dayMs, hourMs, limits, minuteMs } from '../../src/limits.ts'
import { hubSecretOf, readToken } from '../../src/push/callback-token.ts'
import { nothingSpent } from '../../src/store/spending.ts'
import { noUsage } from '../../src/store/usage.ts'
import { HUB, type PushScene, pushScene, requestsWithin, trustedScene } from './pushed-feed.ts'
import { entry, FEED } from './scene.ts'
import { inCell, PUBLIC_URL } from './simulated-cell.ts'
import { SECRET } from './simulated-hubs.ts'

/** A hub that verifies before it answers. */
function verifying({ hub, verify }: Pick<PushScene, 'hub' | 'verify'>): void {
  hub.answer = () => {
    verify()
    return new Response(null, { status: 202 })
  }
}

it('a feed that announces a hub is subscribed at it in the next cycle', () =>
  inCell('hubs: subscribe', async (cell) => {
    const { hub, subscription } = await pushScene(cell)
    await cell.cron()
    const [form] = hub.requests
    const { nonce } = subscription()
    const callback = form?.get('hub.callback') ?? ''
    expect(callback.startsWith(`${PUBLIC_URL}/websub/`)).toBe(true)
    const token = callback.slice(`${PUBLIC_URL}/websub/`.length)
    expect(readToken(SECRET, token)).toEqual({ cell: 0, nonce })
    expect(Object.fromEntries(form ?? [])).toEqual({
      'hub.mode': 'subscribe',
      'hub.topic': FEED,
      'hub.callback': callback,
      'hub.verify': 'async',
      'hub.secret': hubSecretOf(SECRET, token),
      'hub.lease_seconds': '864000',
    })
    expect(callback.length).toBeLessThanOrEqual(250)
  }))

it('the row of a subscription is written before its request goes out', () =>
  inCell('hubs: row first', async (cell) => {
    const { hub, verify, subscription } = await pushScene(cell)
    let isConfirmed = false
    hub.answer = () => {
      isConfirmed = verify()
      return new Response(null, { status: 204 })
    }
    await cell.cron()
    expect([isConfirmed, subscription().askedAt]).toEqual([true, null])
    expect(subscription().leaseUntil).toBe(cell.clock.now + 10 * dayMs)
  }))

it('a hub that verifies before it refuses has verified', () =>
  inCell('hubs: verified, refused', async (cell) => {
    const { hub, verify, subscription } = await pushScene(cell)
    hub.answer = () => {
      verify()
      return new Response('no', { status: 500 })
    }
    await cell.cron()
    expect([subscription().leaseUntil, subscription().attempts]).toEqual([cell.clock.now + 10 * dayMs, 0])
  }))

it('an idle cycle asks no hub, and reads and writes no row of subscriptions', () =>
  inCell('hubs: idle', async (cell) => {
    const { hub, verify } = await pushScene(cell)
    await cell.cron()
    verify()
    await cell.cron()
    const before = hub.requests.length
    const statements = cell.statements.filter((each) => each.includes('hub_subscriptions')).length
    for (let cycle = 0; cycle < 5; cycle += 1) await cell.cron()
    expect(hub.requests).toHaveLength(before)
    expect(cell.statements.filter((each) => each.includes('hub_subscriptions'))).toHaveLength(statements)
  }))

it('a lease is renewed about a day before its end, with the same callback', () =>
  inCell('hubs: renew', async (cell) => {
    const { hub, verify } = await pushScene(cell)
    await cell.cron()
    verify()
    expect(await requestsWithin(cell, hub.requests, 8 * dayMs)).toBe(0)
    verifying({ hub, verify })
    expect(await requestsWithin(cell, hub.requests, dayMs)).toBe(1)
    expect(hub.requests[1]?.get('hub.callback')).toBe(hub.requests[0]?.get('hub.callback'))
  }))

it('a lease of a day is renewed half-way', () =>
  inCell('hubs: short', async (cell) => {
    const { hub, verify } = await pushScene(cell)
    await cell.cron()
    verify('subscribe', '86400')
    expect(await requestsWithin(cell, hub.requests, 11 * hourMs)).toBe(0)
    verifying({ hub, verify })
    expect(await requestsWithin(cell, hub.requests, 3 * hourMs)).toBe(1)
  }))

it('a hub that refuses is asked again after an hour, then less and less often', () =>
  inCell('hubs: refused', async (cell) => {
    const { hub } = await pushScene(cell)
    hub.answer = () => new Response('busy', { status: 503 })
    expect(await requestsWithin(cell, hub.requests, 10 * minuteMs)).toBe(1)
    expect(await requestsWithin(cell, hub.requests, 2 * dayMs)).toBeLessThanOrEqual(6)
    expect(await requestsWithin(cell, hub.requests, 14 * dayMs)).toBeLessThanOrEqual(4)
    expect(await requestsWithin(cell, hub.requests, 14 * dayMs)).toBeGreaterThanOrEqual(1)
  }))

it.each([
  ['refuses', () => new Response('no', { status: 403 })],
  ['is closed', () => new Response(null, { status: 410 })],
  [
    'has vanished',
    () => {
      throw new TypeError('no such host')
    },
  ],
])('if the first hub %s, the next one is asked', (name, answer) =>
  inCell(`hubs: ${name}`, async (cell) => {
    const { announcement } = await pushScene(cell)
    announcement.hubs = [HUB, 'https://second.example/hub']
    cell.ledger.hubSubscriptions.remove(cell.ledger.hubSubscriptions.all()[0]?.nonce ?? '')
    cell.ledger.feeds.wakeAll(cell.clock.now)
    cell.ledger.feeds.requireAllBaselines()
    let asked = 0
    cell.sites.set('hub.example', answer)
    cell.sites.set('second.example', () => {
      asked += 1
      return new Response(null, { status: 202 })
    })
    for (let cycle = 0; cycle < 3; cycle += 1) await cell.cron()
    expect(asked).toBe(1)
    expect(cell.ledger.hubSubscriptions.all()[0]?.hub).toBe('https://second.example/hub')
  }),
)

it('no hub is asked while the cell would refuse its verification', () =>
  inCell('hubs: refusing', async (cell) => {
    const { hub } = await pushScene(cell)
    const used = { ...noUsage, objectRequests: limits.requests.share * limits.free.objectRequestsADay }
    cell.ledger.spending.add(cell.clock.now, { ...nothingSpent, ...used, requests: used })
    const untilMidnight = dayMs - (cell.clock.now % dayMs)
    expect(await requestsWithin(cell, hub.requests, untilMidnight - hourMs)).toBe(0)
    expect(await requestsWithin(cell, hub.requests, 2 * hourMs)).toBe(1)
  }))

it('a request whose answer is lost is repeated later', () =>
  inCell('hubs: lost', async (cell) => {
    const { hub, subscription } = await pushScene(cell)
    const step = cell.steps.length
    await cell.cron()
    const asking = cell.steps.slice(step).indexOf('hubs 1') + 1
    cell.ledger.hubSubscriptions.refused(subscription(), HUB, cell.clock.now)
    cell.evict()
    expect(await cell.cron({ step: asking, when: 'after' })).toBeNull()
    expect(hub.requests).toHaveLength(2)
    expect(await requestsWithin(cell, hub.requests, 30 * minuteMs)).toBe(0)
    expect(await requestsWithin(cell, hub.requests, 4 * hourMs)).toBe(1)
  }))

it('a denied subscription delivers nothing, and is asked for again after a week', () =>
  inCell('hubs: denied', async (cell) => {
    const { hub, verify, subscription } = await trustedScene(cell)
    expect(verify('denied')).toBe(true)
    expect([subscription().leaseUntil, cell.ledger.feeds.pollStates()[0]?.isPushed]).toEqual([null, false])
    const rows = cell.rows.all
    expect(verify('denied')).toBe(true)
    expect(cell.rows.all).toBe(rows)
    expect(await requestsWithin(cell, hub.requests, 6 * dayMs)).toBe(0)
    verifying({ hub, verify })
    expect(await requestsWithin(cell, hub.requests, 4 * dayMs)).toBe(1)
  }))

it('after the end of a lease that nobody renewed, the feed is polled as before', () =>
  inCell('hubs: lapsed', async (cell) => {
    const { hub, subscription } = await trustedScene(cell)
    hub.answer = () => new Response('down', { status: 503 })
    await requestsWithin(cell, hub.requests, 10 * dayMs)
    expect([subscription().leaseUntil, cell.ledger.feeds.pollStates()[0]?.isPushed]).toEqual([null, false])
  }))

it('a repeated verification costs no rows', () =>
  inCell('hubs: repeated', async (cell) => {
    const { verify } = await pushScene(cell)
    await cell.cron()
    expect(verify()).toBe(true)
    const before = cell.rows.all
    for (let time = 0; time < 20; time += 1) expect(verify()).toBe(true)
    expect(cell.rows.all).toBe(before)
  }))

it('a hub may spell the topic in another way', () =>
  inCell('hubs: spelling', async (cell) => {
    const { announcement, feed, subscription } = await pushScene(cell)
    cell.clock.now += 2 * dayMs
    announcement.topic = 'https://NEWS.example/fèed'
    feed.publish(entry('a'))
    await cell.cron()
    const intent = { mode: 'subscribe', topic: 'https://news.example/f%C3%A8ed', leaseSeconds: null } as const
    expect(answerHub(cell.ledger, subscription().nonce, intent, cell.clock.now)).toBe(true)
  }))

it.each([
  ['for another topic', 'subscribe', 'https://other.example/feed', false],
  ['to end a subscription that is wanted', 'unsubscribe', FEED, false],
  ['that denies another topic', 'denied', 'https://other.example/feed', false],
] as const)('a verification %s is refused', (name, mode, topic, isConfirmed) =>
  inCell(`hubs: ${name}`, async (cell) => {
    const { subscription } = await pushScene(cell)
    await cell.cron()
    const { nonce } = subscription()
    expect(answerHub(cell.ledger, nonce, { mode, topic, leaseSeconds: null }, cell.clock.now)).toBe(isConfirmed)
  }),
)

it('a verification for a subscription that has ended confirms its end only', () =>
  inCell('hubs: unknown', async (cell) => {
    const answers = (['subscribe', 'unsubscribe', 'denied'] as const).map((mode) =>
      answerHub(cell.ledger, 'AAAAAAAAAAAAAAAA', { mode, topic: FEED, leaseSeconds: '1' }, cell.clock.now),
    )
    expect(answers).toEqual([false, true, true])
  }))

it.each([null, 'http://paperboy.test', 'https://localhost:8787', 'https://192.168.1.2'])(
  'with %s as its address no hub is asked',
  (base) =>
    inCell(`hubs: base ${base}`, async (cell) => {
      cell.settings.linkBase = base
      const { hub } = await pushScene(cell)
      await cell.cron()
      expect(hub.requests).toEqual([])
    }),
)

it('a hub of a private network is asked from there', () =>
  inCell('hubs: loopback', async (cell) => {
    cell.settings.linkBase = 'http://127.0.0.1:8787'
    const { subscription } = await pushScene(cell)
    const { hubSubscriptions } = cell.ledger
    const { feed, nonce } = subscription()
    hubSubscriptions.remove(nonce)
    hubSubscriptions.add(feed, { hubs: ['http://127.0.0.1:8788/'], topic: FEED }, nonce, cell.clock.now)
    const asked: string[] = []
    cell.sites.set('127.0.0.1:8788', async (request) => {
      asked.push(await request.text())
      return new Response(null, { status: 202 })
    })
    await cell.cron()
    expect(asked.map((form) => new URLSearchParams(form).get('hub.callback'))).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:8787\/websub\//u),
    ])
  }))

it('another address renews every subscription, and no hub is trusted until it delivers again', () =>
  inCell('hubs: moved', async (cell) => {
    const { hub, subscription } = await trustedScene(cell)
    cell.settings.linkBase = 'https://other.test'
    await cell.cron()
    expect(hub.requests.at(-1)?.get('hub.callback')).toMatch(/^https:\/\/other\.test\/websub\//u)
    expect([subscription().isTrusted, subscription().leaseUntil]).toEqual([false, null])
    const before = hub.requests.length
    await cell.cron()
    expect(hub.requests).toHaveLength(before)
  }))

it('a cycle asks few hubs, and each of them a few times', () =>
  inCell('hubs: many', async (cell) => {
    const { hub } = await pushScene(cell)
    const { hubSubscriptions } = cell.ledger
    const asked: string[] = []
    for (let at = 0; at < 30; at += 1) {
      const host = `hub-${at % 5}.example`
      cell.sites.set(host, () => {
        asked.push(host)
        return new Response(null, { status: 202 })
      })
      hubSubscriptions.add(
        1,
        { hubs: [`https://${host}/`], topic: `${FEED}/${at}` },
        `nonce-${String(at).padStart(10, '0')}`,
        0,
      )
    }
    await cell.cron()
    expect(asked.length + hub.requests.length).toBe(limits.hub.requestsACycle)
    for (let cycle = 0; cycle < 5; cycle += 1) await cell.cron()
    expect(asked).toHaveLength(30)
  }))

it('a private feed’s hub is never asked', () =>
  inCell('hubs: private', async (cell) => {
    const { hub, channel } = await pushScene(cell)
    cell.ledger.hubSubscriptions.remove(cell.ledger.hubSubscriptions.all()[0]?.nonce ?? '')
    cell.ledger.subscriptions.unsubscribe(channel.id, FEED as never, cell.clock.now)
    await cell.subscribe(channel, FEED, { origin: 'https://news.example', login: null, headers: [] })
    for (let cycle = 0; cycle < 3; cycle += 1) await cell.cron()
    expect([cell.ledger.hubSubscriptions.all(), hub.requests]).toEqual([[], []])
  }))
