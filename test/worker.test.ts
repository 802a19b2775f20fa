/** The Worker in workerd: the webhook, short links and `/health`. */

import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testFeed } from '../simulators/published-feed.ts'
import { cellOf } from '../src/composition/objects.ts'
import { noKeys } from '../src/model.ts'
import { noValidators } from '../src/polling.ts'
import { causeOf } from '../src/result.ts'
import { FeedReader } from '../src/worker.ts'
import { address } from './feed/fixtures/documents.ts'

const HOOK = 'https://paperboy.example/telegram/webhook'
const OWNER = 1001

interface Call {
  readonly method: string
  readonly payload: Record<string, unknown>
}

let calls: Call[] = []
/** User-Agents that asked for feeds. */
let readers: (string | null)[] = []
const outside = globalThis.fetch

beforeEach(() => {
  calls = []
  readers = []
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { hostname } = new URL(request.url)
    if (hostname.endsWith('.example')) {
      readers.push(request.headers.get('user-agent'))
      return testFeed(hostname).site(request)
    }
    const method = new URL(request.url).pathname.split('/').at(-1) ?? ''
    calls.push({ method, payload: await request.json() })
    return Response.json({ ok: true, result: { message_id: 1 } })
  }
})

afterEach(async () => {
  globalThis.fetch = outside
  await reset()
})

function say(updateId: number, text: string, from = OWNER) {
  const person = { id: from, is_bot: false, first_name: 'Ann', language_code: 'en' }
  const chat = { id: from, type: 'private', first_name: 'Ann' }
  return { update_id: updateId, message: { message_id: updateId, date: 0, from: person, chat, text } }
}

function deliver(body: unknown, secret = 'test-webhook-secret'): Promise<Response> {
  return exports.default.fetch(HOOK, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

describe('the webhook', () => {
  it('answers after the reply has been sent', async () => {
    const response = await deliver(say(1, '/help'))
    expect(response.status).toBe(200)
    expect(calls.map(({ method }) => method)).toEqual(['sendMessage'])
    expect(calls[0]?.payload['text']).toContain('/add')
  })

  it.each([
    ['another secret', 'wrong'],
    ['no secret', ''],
    ['a longer secret', 'test-webhook-secret-and-more'],
  ])('refuses %s with 401 and does nothing', async (_, secret) => {
    expect((await deliver(say(2, '/help'), secret)).status).toBe(401)
    expect(calls).toEqual([])
  })

  it.each([
    ['no JSON', '{'],
    ['no update', { hello: 1 }],
  ])('refuses %s', async (_, body) => {
    expect((await deliver(body)).status).toBe(400)
    expect(calls).toEqual([])
  })

  it.each([
    ['an update of unknown form', { update_id: 3, message: { chat: 'x' } }],
    ['a chat of unknown kind', { update_id: 3, message: { message_id: 1, chat: { id: 1, type: 'new' } } }],
  ])('accepts %s, so that Telegram does not send it again', async (_, body) => {
    expect((await deliver(body)).status).toBe(200)
    expect(calls).toEqual([])
  })

  it('processes a repeated update once', async () => {
    await deliver(say(4, '/help'))
    expect((await deliver(say(4, '/help'))).status).toBe(200)
    expect(calls).toHaveLength(1)
  })

  it('ignores unused kinds of update', async () => {
    expect((await deliver({ update_id: 5, poll: {} })).status).toBe(200)
    expect(calls).toEqual([])
  })

  it('tells strangers that the bot is private, and their id', async () => {
    await deliver(say(6, '/list', 666))
    expect(calls).toHaveLength(1)
    expect(calls[0]?.payload['text']).toContain('666')
    expect(calls[0]?.payload['text']).toContain('private')
  })
})

it('applies two commands that arrive at the same time', async () => {
  const answers = await Promise.all([
    deliver(say(20, '/add https://one.example/feed')),
    deliver(say(21, '/add https://two.example/feed')),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  await deliver(say(22, '/list'))
  const list = calls.at(-1)?.payload['text']
  expect(list).toContain('one.example')
  expect(list).toContain('two.example')
})

it('identifies itself to publishers by its learned address', async () => {
  await deliver(say(30, '/add https://one.example/feed'))
  expect(readers[0]).toMatch(/^Paperboy\/\S+ \(.*\+https:\/\/paperboy\.example\/about\)$/u)
  const page = await exports.default.fetch('https://paperboy.example/about')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('headlines of feeds')
})

describe('short links', () => {
  it.each(['/aaaaaaaaaa', '/0000000001', '/nothing', '/../secret'])('%s is not found', async (path) => {
    const response = await exports.default.fetch(`https://paperboy.example${path}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('text/html')
  })
})

describe('/health', () => {
  it('is ok before the first cycle, and contains no secret', async () => {
    const response = await exports.default.fetch('https://paperboy.example/health')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ ok: true, lastCycle: null })
    expect(text).not.toContain('test-token')
    expect(text).not.toContain('test-webhook-secret')
  })
})

it('writes nothing to KV before there is something to store', async () => {
  expect((await env.STORE.list()).keys).toEqual([])
})

it('adds a feed that only an object can read', async () => {
  const { read } = FeedReader.prototype
  FeedReader.prototype.read = async () => {
    throw new Error('Worker exceeded CPU time limit.')
  }
  try {
    await deliver(say(40, '/add https://one.example/feed'))
  } finally {
    FeedReader.prototype.read = read
  }
  expect(calls.at(-1)?.payload['text']).toContain('one.example')
  await deliver(say(41, '/list'))
  expect(calls.at(-1)?.payload['text']).toContain('one.example')
})

it('reads a feed in an object without a binding, which stores nothing', async () => {
  const object = exports.FeedReaderObject.getByName('0 feed 1')
  const url = address('https://one.example/feed')
  const readings = await object.read([{ url, validators: noValidators, known: noKeys, first: true }])
  expect(readings).toMatchObject([{ kind: 'read', url, title: 'one.example' }])
  const tables = await runInDurableObject(object, (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_schema WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
  )
  expect(tables).toEqual([])
})

it('reads an article in an object without a binding, which stores nothing', async () => {
  const object = exports.ArticleReaderObject.getByName('0 articles 0')
  const request = { url: 'http://localhost/a', title: 'A', known: '', isSearched: false }
  expect(await object.read(request)).toEqual({ kind: 'failed', restMs: null })
})

it('writes a feed in an object without a binding, which stores nothing', async () => {
  const object = exports.FeedWriterObject.getByName('0 -1')
  const settings = { title: 'News', username: 'news', language: 'en', timezone: 'UTC', reading: true } as const
  const page = { version: 'v', ...settings, modified: 0, stories: [], newestDay: null }
  const place = { ending: 'rss', base: 'https://paperboy.example', username: 'news' } as const
  const { document, isWhole } = await object.write({ page, fresh: new Map(), ...place, now: Date.now() })
  expect(new TextDecoder().decode(document)).toContain('<link>https://paperboy.example/c/news</link>')
  expect(isWhole).toBe(true)
  const tables = await runInDurableObject(object, (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_schema WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
  )
  expect(tables).toEqual([])
})

describe('an error of an object', () => {
  it('reaches the caller with its place and without its message', async () => {
    const object = env.CELL.getByName('0')
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec("INSERT INTO facts (key, value) VALUES ('last-cycle', ?)", '"a-secret"')
    })
    // It remembers its tables.
    await evictDurableObject(object)
    const error = await cellOf(env, 0)
      .lastHealth()
      .then(
        () => null,
        (reason: unknown) => reason,
      )
    expect(causeOf(error)).toMatch(/^ValiError at .* at Cell\w*\.(?:last)?[hH]ealth cell\.ts/u)
    expect(error).toHaveProperty('message', 'ValiError')
  })
})
