/** Redirects, guarded. */
import { describe, expect, test } from 'vitest'
import { type Fetch, fetchDocument } from '../../../src/feed/http/fetch-document.ts'
import { noValidators } from '../../../src/polling.ts'
import { address, feedAddress, now } from '../fixtures/documents.ts'
import { ask, bounds, server, status, to } from './server.ts'

describe('redirects', () => {
  test('are followed to the last address', async () => {
    const { fetch, asked } = server({
      [feedAddress]: () => to('/moved', 301),
      'https://feeds.example.org/moved': () => to('//www.example.org/feed#x', 308),
      'https://www.example.org/feed': () => new Response('x'),
    })
    expect(await ask(fetch)).toMatchObject({ kind: 'body', url: 'https://www.example.org/feed' })
    expect(asked).toHaveLength(3)
  })
  test('are followed up to the limit', async () => {
    const hop = (n: number) => `https://feeds.example.org/${n}`
    const answers = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [hop(n), () => to(hop(n + 1))] as const))
    const five = server({ ...answers, [feedAddress]: () => to(hop(1)), [hop(5)]: () => new Response('x') })
    const six = server({ ...answers, [feedAddress]: () => to(hop(1)), [hop(6)]: () => new Response('x') })
    expect(await ask(five.fetch)).toMatchObject({ kind: 'body' })
    expect(await ask(six.fetch)).toMatchObject({ problem: { kind: 'too-many-redirects' } })
  })

  test('send back the cookies that they set, to the same host only', async () => {
    const set = (location: string, cookie: string) => status(302, { location, 'set-cookie': cookie })
    const { fetch, asked } = server({
      [feedAddress]: () => set('/check', 'seen=1; Path=/'),
      'https://feeds.example.org/check': () => set('https://other.example/', 'checked=2'),
      'https://other.example/': () => to('https://feeds.example.org/feed'),
      'https://feeds.example.org/feed': () => new Response('x'),
    })
    expect(await ask(fetch)).toMatchObject({ kind: 'body' })
    expect(asked.map(({ headers }) => headers.get('cookie'))).toEqual([null, 'seen=1', null, 'seen=1; checked=2'])
  })
  test('to the same address are no loop if the address wants its cookie', async () => {
    const asked: (string | null)[] = []
    const fetch: Fetch = async (_url, init) => {
      const cookie = new Headers(init.headers).get('cookie')
      asked.push(cookie)
      return cookie === 'ok=1' ? new Response('x') : status(302, { location: feedAddress, 'set-cookie': 'ok=1' })
    }
    expect(await ask(fetch)).toMatchObject({ kind: 'body' })
    expect(await ask(fetch)).toMatchObject({ kind: 'body' })
    expect(asked).toEqual([null, 'ok=1', null, 'ok=1'])
  })

  const inward = [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://[::ffff:10.0.0.1]/',
    'http://nas.lan/',
    'http://wiki.corp./',
    'http://localhost:8787/',
    'https://db.internal/',
  ]
  test.each(inward)('to the private address %s are not followed', async (location) => {
    const { fetch, asked } = server({ [feedAddress]: () => to(location) })
    expect(await ask(fetch)).toMatchObject({ problem: { kind: 'private-address' } })
    expect(asked).toHaveLength(1)
  })
  test('do not matter for a private address, which is never fetched', async () => {
    const { fetch, asked } = server({})
    const fetched = await fetchDocument(
      address('http://10.0.0.1/'),
      noValidators,
      { fetch, now, allowPrivate: false },
      bounds,
    )
    expect([fetched, asked]).toEqual([
      { kind: 'failed', problem: { kind: 'private-address', host: '10.0.0.1' }, retryAfterMs: null },
      [],
    ])
  })
  test('to private addresses are followed if that is allowed', async () => {
    const { fetch } = server({ 'http://127.0.0.1:8080/feed': () => new Response('x') })
    const start = address('http://127.0.0.1:8080/feed')
    expect(await fetchDocument(start, noValidators, { fetch, now, allowPrivate: true }, bounds)).toMatchObject({
      kind: 'body',
    })
  })
})

describe('permanent redirects', () => {
  const b = 'https://feeds.example.org/b'
  const c = 'https://www.example.org/c'
  const found = () => new Response('x')
  const cases: readonly (readonly [name: string, Readonly<Record<string, () => Response>>, movedTo: string | null])[] =
    [
      ['none', { [feedAddress]: found }, null],
      ['one', { [feedAddress]: () => to(b, 301), [b]: found }, b],
      ['two', { [feedAddress]: () => to(b, 308), [b]: () => to(c, 301), [c]: found }, c],
      ['one after a temporary one', { [feedAddress]: () => to(b, 302), [b]: () => to(c, 301), [c]: found }, null],
      ['one before a temporary one', { [feedAddress]: () => to(b, 301), [b]: () => to(c, 307), [c]: found }, null],
      ['to the same address', { [feedAddress]: () => to(`${feedAddress}#x`, 301) }, null],
    ]
  test.each(cases)('are reported as a new address if all are permanent: %s', async (_name, answers, movedTo) => {
    const fetched = await ask(server(answers).fetch)
    expect('advice' in fetched ? fetched.advice.movedTo : null).toBe(movedTo)
  })
  test('are reported for an unchanged document too', async () => {
    const known = { etag: '"b"', modified: null, hash: null, from: address(b) }
    const { fetch } = server({ [feedAddress]: () => to(b, 301), [b]: () => status(304) })
    expect(await ask(fetch, known)).toMatchObject({ kind: 'unchanged', advice: { movedTo: b } })
  })
  test('to 410 mean that the feed is gone; temporary ones do not', async () => {
    const gone = () => status(410)
    const moved = server({ [feedAddress]: () => to(b, 301), [b]: gone })
    const away = server({ [feedAddress]: () => to(b, 302), [b]: gone })
    expect(await ask(moved.fetch)).toMatchObject({ problem: { kind: 'gone' } })
    expect(await ask(away.fetch)).toMatchObject({ problem: { kind: 'http-status', status: 410 } })
  })
})
