/** A push in workerd: the real object’s alarm, and the real calls between the Worker, the cell and the feed reader. */

import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testFeed } from '../simulators/published-feed.ts'
import { cellOf } from '../src/composition/objects.ts'
import { announcing } from './cycle/pushed-feed.ts'

const OWNER = 1001
const BASE = 'https://paperboy.example'
const FEED = 'https://news.example/feed'
const outside = globalThis.fetch
let sent: string[] = []
let asked: URLSearchParams[] = []

beforeEach(() => {
  sent = []
  asked = []
  const feed = testFeed('News', [{ title: 'Old', link: 'https://news.example/old' }])
  const site = announcing(feed, { hubs: ['https://hub.example/'], topic: FEED })
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { hostname } = new URL(request.url)
    if (hostname === 'news.example') return site(request)
    if (hostname === 'hub.example') {
      asked.push(new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer())))
      return new Response(null, { status: 202 })
    }
    const payload: Record<string, unknown> = await request.json()
    if (request.url.endsWith('/sendMessage')) sent.push(String(payload['text']))
    return Response.json({ ok: true, result: { message_id: sent.length + 1 } })
  }
})

afterEach(async () => {
  globalThis.fetch = outside
  await reset()
})

function say(update: number, text: string): Promise<Response> {
  const person = { id: OWNER, is_bot: false, first_name: 'Ann', language_code: 'en' }
  const chat = { id: OWNER, type: 'private', first_name: 'Ann' }
  return exports.default.fetch(`${BASE}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'test-webhook-secret' },
    body: JSON.stringify({ update_id: update, message: { message_id: update, date: 0, from: person, chat, text } }),
  })
}

it('a signed document is sent by the object’s alarm', async () => {
  await say(1, '/start')
  await say(2, `/add ${FEED}`)
  const cell = env.CELL.getByName('0')
  await cellOf(env, 0).cycle('scheduled', { now: Date.now(), linkBase: BASE })
  const [form] = asked
  const callback = form?.get('hub.callback') ?? ''
  const question = { 'hub.mode': 'subscribe', 'hub.topic': FEED, 'hub.challenge': 'abc', 'hub.lease_seconds': '864000' }
  const verified = await exports.default.fetch(`${callback}?${new URLSearchParams(question)}`)
  expect([verified.status, await verified.text()]).toEqual([200, 'abc'])

  const pushed = testFeed('News', [{ title: 'Pushed headline', link: 'https://news.example/pushed' }])
  const body = await (await pushed.site(new Request(FEED))).text()
  const signature = createHmac('sha1', form?.get('hub.secret') ?? '')
    .update(body)
    .digest('hex')
  const headers = { 'x-hub-signature': `sha1=${signature}`, 'content-type': 'application/rss+xml' }
  const taken = await exports.default.fetch(callback, { method: 'POST', headers, body })
  expect([taken.status, await taken.text()]).toEqual([202, ''])
  expect(sent.filter((text) => text.includes('Pushed headline'))).toEqual([])
  expect(await runDurableObjectAlarm(cell)).toBe(true)
  expect(sent.filter((text) => text.includes('Pushed headline'))).toHaveLength(1)
  expect(await runDurableObjectAlarm(cell)).toBe(false)
})
