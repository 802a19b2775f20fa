/** Conditional GET and its responses. */
import { describe, expect, test } from 'vitest'
import { fetchDocument } from '../../../src/feed/http/fetch-document.ts'
import { fingerprint } from '../../../src/feed/http/fingerprint.ts'
import { noValidators, type Validators } from '../../../src/polling.ts'
import { address, feedAddress, now } from '../fixtures/documents.ts'
import { type Asked, answering, ask, bounds, server, status, to } from './server.ts'

describe('a request', () => {
  test('accepts feeds and names Paperboy and the address of its operator', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => new Response('x') })
    await fetchDocument(
      feedAddress,
      noValidators,
      { fetch, now, allowPrivate: false, about: 'https://bot.example' },
      bounds,
    )
    expect(asked[0]?.headers.get('user-agent')).toMatch(/^Paperboy\/\S+ \(.*\+https:\/\/bot\.example\)$/u)
    expect(asked[0]?.headers.get('accept')).toContain('application/rss+xml')
    expect(asked[0]?.headers.get('accept')).toContain('application/feed+json')
    expect(asked[0]?.headers.has('if-none-match')).toBe(false)
  })
  test('sends the validators of the last document', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => status(304) })
    const known = { etag: '"a"', modified: 'Thu, 07 Sep 2023 00:45:01 GMT', hash: null, from: null }
    expect(await ask(fetch, known)).toMatchObject({ kind: 'unchanged', validators: null })
    expect(asked[0]?.headers.get('if-none-match')).toBe('"a"')
    expect(asked[0]?.headers.get('if-modified-since')).toBe('Thu, 07 Sep 2023 00:45:01 GMT')
  })
})

describe('an answer', () => {
  test('has the body and its validators', async () => {
    const headers = {
      etag: 'W/"b"',
      'last-modified': 'Fri, 08 Sep 2023 00:00:00 GMT',
      'content-type': 'text/xml; charset=gbk',
    }
    const fetched = await answering(() => new Response('<rss/>', { headers }))
    expect(fetched).toMatchObject({
      kind: 'body',
      contentType: 'text/xml; charset=gbk',
      url: feedAddress,
      validators: {
        etag: 'W/"b"',
        modified: 'Fri, 08 Sep 2023 00:00:00 GMT',
        hash: fingerprint(new TextEncoder().encode('<rss/>')),
      },
    })
    expect(fetched.kind === 'body' && new TextDecoder().decode(fetched.bytes)).toBe('<rss/>')
  })
  test('is unchanged if it has the same bytes as last time', async () => {
    const hash = fingerprint(new TextEncoder().encode('<rss/>'))
    const { fetch } = server({ [feedAddress]: () => new Response('<rss/>', { headers: { etag: '"new"' } }) })
    const unchanged = { kind: 'unchanged', validators: { ...noValidators, etag: '"new"', hash } }
    expect(await ask(fetch, { ...noValidators, hash })).toMatchObject(unchanged)
  })
  test('ignores a validator of a kilobyte', async () => {
    const fetched = await answering(() => new Response('x', { headers: { etag: 'e'.repeat(1000) } }))
    expect(fetched).toMatchObject({ validators: { etag: null } })
  })
  test('may have no body', async () => {
    expect(await answering(() => new Response(null))).toMatchObject({ kind: 'body', bytes: new Uint8Array() })
  })

  const failures: readonly (readonly [
    name: string,
    answer: () => Response,
    problem: object,
    retryAfterMs: number | null,
  ])[] = [
    ['404', () => status(404), { kind: 'http-status', status: 404 }, null],
    ['410', () => status(410), { kind: 'gone' }, null],
    ['500', () => status(500), { kind: 'http-status', status: 500 }, null],
    ['304 without validators in the request', () => status(304), { kind: 'http-status', status: 304 }, null],
    ['429 with seconds', () => status(429, { 'retry-after': '120' }), { kind: 'http-status', status: 429 }, 120_000],
    [
      '503 with a date',
      () => status(503, { 'retry-after': new Date(now + 60_000).toUTCString() }),
      { kind: 'http-status', status: 503 },
      60_000,
    ],
    [
      '503 with a date in the past',
      () => status(503, { 'retry-after': new Date(now - 60_000).toUTCString() }),
      { kind: 'http-status', status: 503 },
      0,
    ],
    ['503 with nonsense', () => status(503, { 'retry-after': 'later' }), { kind: 'http-status', status: 503 }, null],
    ['a redirect to nowhere', () => status(302), { kind: 'bad-redirect', to: '' }, null],
    [
      'a redirect to another scheme',
      () => to('ftp://a:b@example.org/'),
      { kind: 'bad-redirect', to: 'ftp://example.org/' },
      null,
    ],
    ['a redirect to itself', () => to(feedAddress), { kind: 'too-many-redirects', limit: 5 }, null],
    [
      '50 MB by its Content-Length',
      () => new Response('x', { headers: { 'content-length': '52428800' } }),
      { kind: 'too-large', limitBytes: 1000 },
      null,
    ],
    [
      'a byte longer than the limit',
      () => new Response('x'.repeat(1001)),
      { kind: 'too-large', limitBytes: 1000 },
      null,
    ],
  ]
  test.each(failures)('is a failure if it is %s', async (_name, answer, problem, retryAfterMs) => {
    expect(await answering(answer)).toEqual({ kind: 'failed', problem, retryAfterMs })
  })
  test('may have as many bytes as the limit', async () => {
    expect(await answering(() => new Response('x'.repeat(1000)))).toMatchObject({ kind: 'body' })
  })
})

describe('validators', () => {
  const b = 'https://feeds.example.org/b'
  const known = (from: string | null): Validators => ({
    etag: '"a"',
    modified: 'Thu, 07 Sep 2023 00:45:01 GMT',
    hash: null,
    from: from === null ? null : address(from),
  })
  const conditions = (asked: readonly Asked[]) => asked.map(({ headers }) => headers.get('if-none-match'))

  test('of the feed’s own address are not sent to the target of a redirect', async () => {
    const { fetch, asked } = server({
      [feedAddress]: () => to(b),
      [b]: () => new Response('x', { headers: { etag: '"b"' } }),
    })
    expect(await ask(fetch, known(null))).toMatchObject({ validators: { etag: '"b"', from: b } })
    expect(conditions(asked)).toEqual(['"a"', null])
    expect(asked[1]?.headers.has('if-modified-since')).toBe(false)
  })
  test('of a redirect’s target are sent only there', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => to(b), [b]: () => status(304) })
    expect(await ask(fetch, known(b))).toMatchObject({ kind: 'unchanged' })
    expect(conditions(asked)).toEqual([null, '"a"'])
  })
  test('of a redirect’s target are not sent once the redirect is gone', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => status(304) })
    expect(await ask(fetch, known(b))).toMatchObject({ problem: { kind: 'http-status', status: 304 } })
    expect(conditions(asked)).toEqual([null])
  })

  const etags: readonly (readonly [name: string, etag: string, kept: boolean])[] = [
    ['weak', 'W/"a"', true],
    ['without quotes', '5f3a-61', true],
    ['empty', '""', false],
    ['weak and empty', 'W/""', false],
    ['a star', '*', false],
    ['not ASCII', '"caf\u00e9"', false],
    ['two tags', '"a", "b"', true],
  ]
  test.each(etags)('contain an ETag only if it is useful: %s', async (_name, etag, kept) => {
    const fetched = await answering(() => new Response('x', { headers: { etag } }))
    expect(fetched).toMatchObject({ validators: { etag: kept ? etag : null } })
  })
})

describe('the wait that a server asks for', () => {
  const headers = { 'cache-control': 'max-age=3600' }
  test('is reported with new and unchanged documents', async () => {
    expect(await answering(() => new Response('x', { headers }))).toMatchObject({ advice: { waitMinutes: 60 } })
    const known = { ...noValidators, etag: '"a"' }
    expect(await ask(server({ [feedAddress]: () => status(304, headers) }).fetch, known)).toMatchObject({
      advice: { waitMinutes: 60 },
    })
    expect(await ask(server({ [feedAddress]: () => status(304) }).fetch, known)).toMatchObject({
      advice: { waitMinutes: null },
    })
  })
})
