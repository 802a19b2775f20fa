/** What the program asks of hubs suits a strict hub, and hubs with the habits of real ones. */
import { afterEach, describe, expect, it, test } from 'vitest'
import { VirtualClock } from '../../../simulators/cloudflare/clock.ts'
import { type SiteServer, startSiteServer } from '../../../simulators/site-server.ts'
import { type HubServer, startHubServer } from '../../../simulators/websub/hub-server.ts'
import type { HubOptions } from '../../../simulators/websub/websub-hub.ts'
import { askHub } from '../../../src/push/ask-hub.ts'
import type { HubRequest } from '../../../src/push/hub-request.ts'
import { isSigned } from '../../../src/push/signature.ts'
import { CALLBACK, HUB, Scene, START, TOPIC } from './subscriber.ts'

const request: HubRequest = {
  hub: HUB,
  mode: 'subscribe',
  topic: TOPIC,
  callback: CALLBACK,
  secret: 'a secret of forty-three characters, or so..',
  leaseSeconds: 864_000,
}
const deps = (site: (request: Request) => Response | Promise<Response>) => ({
  allowed: (address: string) => address,
  userAgent: 'Paperboy',
  fetch: async (url: string, { signal: _, ...init }: RequestInit) => site(new Request(url, init)),
})

describe('a hub', () => {
  /** FACTS of hubs in practice, each as options. */
  const hubs: readonly (readonly [string, Partial<HubOptions>])[] = [
    ['by the recommendation', {}],
    ['Google’s', { signature: 'sha1', content: 'diff', leaseSeconds: 432_000 }],
    ['Superfeedr’s', { signature: 'sha1', content: 'diff', answers: 204 }],
    [
      'PuSHPress',
      {
        signature: 'sha1',
        verifies: 'sync',
        answers: 204,
        needsVerifyField: true,
        leaseSeconds: 315_360_000,
        dropsAfterFailure: true,
      },
    ],
    ['Switchboard', { signature: 'sha256', leaseSeconds: 608_400 }],
    [
      'Webubbub',
      { signature: 'sha256', verifies: 'before-answer', retries: [5, 25, 125, 625, 3125, 15_625].map((s) => s * 1000) },
    ],
    ['rsscloud-server', { signature: 'sha256', leaseSeconds: 86_400 }],
    ['that only verifies at once', { needsVerifyField: 'sync', verifies: 'sync' }],
    ['that refuses leases', { refusesLease: true }],
    ['that grants no lease', { leaseSeconds: null }],
    ['that signs with sha384', { signature: 'sha384', answers: 200 }],
    ['that signs with sha512', { signature: 'sha512' }],
  ]
  test.each(hubs)('%s subscribes, delivers what is signed, and unsubscribes', async (_, options) => {
    const scene = new Scene(options)
    const ask = async (change: Partial<HubRequest> = {}) => {
      const answer = await askHub({ ...request, ...change }, deps(scene.hub.site))
      await scene.hub.run()
      return answer
    }
    expect(await ask()).toEqual({ kind: 'accepted' })
    expect(scene.hub.subscriptions).toHaveLength(1)
    await scene.hub.publish(TOPIC, '<feed><entry>ä</entry></feed>')
    const [{ body = '', signature = null } = {}] = scene.arrived
    expect(isSigned(signature, new TextEncoder().encode(body), request.secret)).toBe(true)
    expect(await ask()).toEqual({ kind: 'accepted' })
    expect(await ask({ mode: 'unsubscribe' })).toEqual({ kind: 'accepted' })
    expect(scene.hub.subscriptions).toEqual([])
    expect(scene.hub.violations).toEqual([])
  })

  it('that has vanished is unreachable', async () => {
    const scene = new Scene()
    scene.hub.hasVanished = true
    expect(await askHub(request, deps(scene.hub.site))).toEqual({ kind: 'unreachable' })
  })

  it('that never answers is unreachable after ten seconds', async () => {
    const clock = new VirtualClock(START)
    const uninstall = clock.install()
    try {
      const answer = await clock.until(
        askHub(
          request,
          deps(() => new Promise(() => {})),
        ),
      )
      expect([answer, clock.now - START]).toEqual([{ kind: 'unreachable' }, 10_000])
    } finally {
      uninstall()
    }
  })
})

describe('a hub on loopback', () => {
  const servers: (HubServer | SiteServer)[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })

  it('verifies and delivers in real time', async () => {
    const arrived = Promise.withResolvers<{ body: Uint8Array; signature: string | null }>()
    const verified = Promise.withResolvers<void>()
    const subscriber = await startSiteServer(async (asked) => {
      if (asked.method === 'GET') {
        verified.resolve()
        return new Response(new URL(asked.url).searchParams.get('hub.challenge'))
      }
      arrived.resolve({
        body: new Uint8Array(await asked.arrayBuffer()),
        signature: asked.headers.get('x-hub-signature'),
      })
      return new Response(null, { status: 204 })
    })
    const server = await startHubServer({ signature: 'sha1' })
    servers.push(subscriber, server)
    const own = { ...request, hub: `${server.url}/`, callback: `${subscriber.url}/websub/token` }
    const answer = await askHub(own, { ...deps(() => new Response()), fetch: (url, init) => fetch(url, init) })
    expect(answer).toEqual({ kind: 'accepted' })
    await verified.promise
    while (server.hub.subscriptions.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await server.hub.publish(TOPIC, '<feed/>')
    const { body, signature } = await arrived.promise
    expect(isSigned(signature, body, request.secret)).toBe(true)
    expect(server.hub.violations).toEqual([])
  })
})
