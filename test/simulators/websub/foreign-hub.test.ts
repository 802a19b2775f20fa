/** A hub written by others, at `HUB_URL`, subscribes, delivers and unsubscribes. It must reach loopback addresses. */
import { afterEach, expect } from 'vitest'
import { type SiteServer, startSiteServer } from '../../../simulators/site-server.ts'
import { readPushedDocument } from '../../../src/feed/read-pushed-document.ts'
import { noKeys } from '../../../src/model.ts'
import { askHub } from '../../../src/push/ask-hub.ts'
import type { HubRequest } from '../../../src/push/hub-request.ts'
import { grantedLeaseMs } from '../../../src/push/lease.ts'
import { isSigned } from '../../../src/push/signature.ts'
import { address } from '../../feed/fixtures/documents.ts'
import { down, render } from '../../feed/fixtures/pushed-feed.ts'
import { where } from '../../where.ts'

const { HUB_URL: hub = '' } = process.env
const servers: SiteServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(site: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = await startSiteServer(site)
  servers.push(server)
  return server.url
}

where(hub !== '', 'HUB_URL names no hub').it('a hub that others wrote works with the program', async () => {
  let latest = 3
  const document = () => render('atom', down(latest, 1))
  const type = 'application/atom+xml'
  const topic = `${await serve(() => new Response(document(), { headers: { 'content-type': type } }))}/feed`
  const verified: (string | null)[][] = []
  const deliveries: Request[] = []
  const callback = `${await serve((request) => {
    const fields = new URL(request.url).searchParams
    if (request.method === 'POST') {
      deliveries.push(request)
      return new Response(null, { status: 204 })
    }
    verified.push(['hub.mode', 'hub.topic', 'hub.lease_seconds'].map((name) => fields.get(name)))
    return new Response(fields.get('hub.challenge'))
  })}/websub/token?x=1`
  const request: HubRequest = { hub, mode: 'subscribe', topic, callback, secret: 'secret', leaseSeconds: 432_000 }
  const deps = {
    allowed: (to: string) => to,
    userAgent: 'Paperboy',
    fetch: (url: string, init: RequestInit) => fetch(url, init),
  }
  /** Waits, and does something each time. */
  const until = async (isDone: () => boolean, act: () => Promise<unknown> = async () => {}) => {
    while (!isDone()) {
      await act()
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  expect(await askHub(request, deps)).toEqual({ kind: 'accepted' })
  await until(() => verified.length === 1)
  expect(verified[0]?.slice(0, 2)).toEqual(['subscribe', topic])
  expect(grantedLeaseMs(verified[0]?.[2] ?? null)).toBeGreaterThan(0)

  latest = 4
  const publish = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic })
  // A hub counts a subscription only once it has read the answer to its question.
  await until(
    () => deliveries.length > 0,
    () => fetch(hub, { method: 'POST', body: publish }),
  )
  const [delivery] = deliveries
  if (delivery === undefined) throw new Error('nothing was delivered')
  const body = new Uint8Array(await delivery.arrayBuffer())
  expect(isSigned(delivery.headers.get('x-hub-signature'), body, request.secret)).toBe(true)
  const reading = readPushedDocument(
    { url: address(topic), body, contentType: delivery.headers.get('content-type'), known: noKeys },
    Date.now(),
  )
  expect(reading).toMatchObject({ kind: 'read', isPushed: true })
  expect(reading.kind === 'read' ? reading.items.map(({ title }) => title) : []).toContain('Title 4')

  expect(await askHub({ ...request, mode: 'unsubscribe' }, deps)).toEqual({ kind: 'accepted' })
  await until(() => verified.length === 2)
  expect(verified[1]?.slice(0, 2)).toEqual(['unsubscribe', topic])
})
