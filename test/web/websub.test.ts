/** The callbacks of hubs: what reaches a cell, and how each request is answered. */
import { expect, it } from 'vitest'
import { RequestQuotaSpent } from '../../src/cycle/request-quota.ts'
import { limits } from '../../src/limits.ts'
import { handleRequest } from '../../src/web/app.ts'
import type { HubCallback } from '../../src/web/deps.ts'
import { BASE, depsOf } from './web.ts'

const TOKEN = '0.known'
const TOPIC = 'https://news.example/feed'

interface Calls {
  readonly answered: unknown[]
  readonly taken: unknown[]
  readonly open: (path: string, init?: RequestInit) => Promise<Response>
}

function callbacks(behaviour: Partial<HubCallback> = {}): Calls {
  const answered: unknown[] = []
  const taken: unknown[] = []
  const callback: HubCallback = {
    isSigned: (header) => header === 'sha256=right',
    answer: async (intent) => {
      answered.push(intent)
      return behaviour.answer?.(intent) ?? true
    },
    take: async (push) => {
      taken.push(push)
      return behaviour.take?.(push) ?? true
    },
  }
  const deps = { ...depsOf(), hubCallback: (token: string) => (token === TOKEN ? callback : null) }
  return { answered, taken, open: (path, init) => handleRequest(new Request(`${BASE}${path}`, init), deps) }
}

const query = (fields: Readonly<Record<string, string>>) => `/websub/${TOKEN}?${new URLSearchParams(fields)}`
const asked = {
  'hub.mode': 'subscribe',
  'hub.topic': TOPIC,
  'hub.challenge': '<b>é 1</b>',
  'hub.lease_seconds': '86400',
}

it('a verification is confirmed by the hub’s own challenge, which no browser shows as a page', async () => {
  const { open, answered } = callbacks()
  const response = await open(query(asked))
  expect([response.status, await response.text()]).toEqual([200, '<b>é 1</b>'])
  expect(answered).toEqual([{ mode: 'subscribe', topic: TOPIC, leaseSeconds: '86400' }])
  const header = (name: string) => response.headers.get(name)
  expect(['content-type', 'x-content-type-options', 'cache-control'].map(header)).toEqual([
    'text/plain; charset=utf-8',
    'nosniff',
    'no-store',
  ])
  expect(header('content-security-policy')).toContain("default-src 'none'")
})

it('a verification that the cell refuses is not found', async () => {
  const response = await callbacks({ answer: async () => false }).open(query(asked))
  expect([response.status, await response.text()]).toEqual([404, ''])
})

it('a denial is heard, and needs no challenge', async () => {
  const { open, answered } = callbacks()
  const response = await open(query({ 'hub.mode': 'denied', 'hub.topic': TOPIC, 'hub.reason': 'no' }))
  expect([response.status, await response.text()]).toEqual([200, ''])
  expect(answered).toEqual([{ mode: 'denied', topic: TOPIC, leaseSeconds: null }])
})

it.each([
  ['of an invented callback', query(asked).replace(TOKEN, '0.invented')],
  ['without a mode', query({ ...asked, 'hub.mode': '' })],
  ['of another mode', query({ ...asked, 'hub.mode': 'list' })],
  ['without a topic', `/websub/${TOKEN}?hub.mode=subscribe&hub.challenge=1`],
  ['without a challenge', query({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC })],
  ['with a long challenge', query({ ...asked, 'hub.challenge': 'x'.repeat(limits.hub.challengeUnits + 1) })],
  ['with a long topic', query({ ...asked, 'hub.topic': `${TOPIC}/${'x'.repeat(limits.hub.topicUnits)}` })],
  ['without a question', `/websub/${TOKEN}`],
])('a verification %s is not found, and asks no cell', async (_, path) => {
  const { open, answered } = callbacks()
  expect((await open(path)).status).toBe(404)
  expect(answered).toEqual([])
})

const post = (body: BodyInit, headers: Readonly<Record<string, string>> = {}) => ({ method: 'POST', body, headers })
const signed = { 'x-hub-signature': 'sha256=right', 'content-type': 'application/rss+xml' }

it('a signed document is taken as it arrived', async () => {
  const { open, taken } = callbacks()
  const body = Uint8Array.of(0, 255, 60, 13, 10)
  expect((await open(`/websub/${TOKEN}`, post(body, signed))).status).toBe(202)
  expect(taken).toHaveLength(1)
  expect(taken).toEqual([{ body: expect.objectContaining({ length: 5 }), contentType: 'application/rss+xml' }])
})

it.each([
  ['without a signature', {}],
  ['with a wrong signature', { 'x-hub-signature': 'sha256=wrong' }],
])('a document %s is answered as if it had been taken, and asks no cell', async (_, headers) => {
  const { open, taken } = callbacks()
  expect((await open(`/websub/${TOKEN}`, post('<rss/>', headers))).status).toBe(202)
  expect(taken).toEqual([])
})

it('a document for an invented callback is not found, and asks no cell', async () => {
  const { open, taken } = callbacks()
  expect((await open('/websub/0.invented', post('<rss/>', signed))).status).toBe(404)
  expect(taken).toEqual([])
})

it('a document above the limit is not kept, and its cell is told', async () => {
  const { open, taken } = callbacks()
  const most = limits.push.bodyBytes
  expect((await open(`/websub/${TOKEN}`, post(new Uint8Array(most + 1), signed))).status).toBe(202)
  expect(taken).toEqual([null])
  expect((await open(`/websub/${TOKEN}`, post(new Uint8Array(most), signed))).status).toBe(202)
  expect(taken).toHaveLength(2)
})

it('a document that nobody wants any more is gone', async () => {
  const { open } = callbacks({ take: async () => false })
  expect((await open(`/websub/${TOKEN}`, post('<rss/>', signed))).status).toBe(410)
})

it.each([
  ['a verification', query(asked), undefined],
  ['a document', `/websub/${TOKEN}`, post('<rss/>', signed)],
])('%s may be repeated later once the quota of requests is spent', async (_, path, init) => {
  const refuse = () => {
    throw new RequestQuotaSpent()
  }
  const response = await callbacks({ answer: refuse, take: refuse }).open(path, init)
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60'])
})
