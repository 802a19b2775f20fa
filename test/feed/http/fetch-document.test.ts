/** Conditional GET and its responses. */
import { gzipSync } from 'node:zlib'
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
      '429 with thousands of years',
      () => status(429, { 'retry-after': '99999999999' }),
      { kind: 'http-status', status: 429 },
      99_999_999_999_000,
    ],
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
    ['an archive', () => new Response('PK\x03\x04'), { kind: 'packed-file', format: 'ZIP' }, null],
  ]
  test.each(failures)('is a failure if it is %s', async (_name, answer, problem, retryAfterMs) => {
    expect(await answering(answer)).toEqual({ kind: 'failed', problem, retryAfterMs })
  })
  test('may have as many bytes as the limit', async () => {
    const fetched = await answering(() => new Response('x'.repeat(1000)))
    expect(fetched).toMatchObject({ kind: 'body', bytes: new Uint8Array(1000).fill(0x78) })
    expect(fetched).not.toHaveProperty('exceedsLimit')
  })
  test('is read up to the limit if it has more bytes', async () => {
    const headers = { 'content-length': '52428800' }
    for (const answer of [() => new Response('x'.repeat(1001)), () => new Response('x'.repeat(5000), { headers })])
      expect(await answering(answer)).toMatchObject({
        kind: 'body',
        bytes: new Uint8Array(1000).fill(0x78),
        exceedsLimit: true,
      })
  })
})

describe('a compressed answer', () => {
  const text = '<rss/>'
  const packed = gzipSync(text)
  /** What workerd does with a body that contradicts its label. */
  const broken = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError('Gzip decompression failed.')),
    })
  const labelled = (body: BodyInit | null, label = 'gzip') =>
    new Response(body, { headers: { 'content-encoding': label }, encodeBody: 'manual' })
  /** A server with one answer for each request. */
  function sequence(...answers: readonly (() => Response)[]) {
    const left = [...answers]
    return server({ [feedAddress]: () => left.shift()?.() ?? status(500) })
  }
  const encodings = (asked: readonly Asked[]) => asked.map(({ headers }) => headers.get('accept-encoding'))
  const document = { kind: 'body', bytes: new TextEncoder().encode(text) }
  const damaged = {
    kind: 'failed',
    problem: { kind: 'damaged-answer', host: 'feeds.example.org' },
    retryAfterMs: null,
  }

  test.each([
    ['without a label', new Response(packed)],
    ['as a file', new Response(packed, { headers: { 'content-type': 'application/x-gzip' } })],
  ])('is unpacked %s', async (_name, response) => {
    const fetched = await answering(() => response)
    expect(fetched.kind === 'body' && new TextDecoder().decode(fetched.bytes)).toBe(text)
  })
  test('may be as large as the limit when it is unpacked', async () => {
    const answer = (size: number) => answering(() => new Response(gzipSync('x'.repeat(size))))
    expect(await answer(1000)).not.toHaveProperty('exceedsLimit')
    expect(await answer(1001)).toMatchObject({ kind: 'body', exceedsLimit: true })
  })

  const wrong: readonly (readonly [name: string, first: () => Response])[] = [
    ['breaks off', () => labelled(broken())],
    ['is empty', () => labelled(null)],
    ['cannot be unpacked', () => new Response(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff))],
  ]
  test.each(wrong)('that %s is asked for once more, uncompressed', async (_name, first) => {
    const { fetch, asked } = sequence(first, () => new Response(text))
    expect(await ask(fetch)).toMatchObject(document)
    expect(encodings(asked)).toEqual([null, 'identity'])
  })
  test.each(wrong)('that %s twice is reported as damaged', async (_name, answer) => {
    const { fetch, asked } = sequence(answer, answer, answer)
    expect(await ask(fetch)).toEqual(damaged)
    expect(asked).toHaveLength(2)
  })
  test('that is plain although its label says gzip is read as it is sent', async () => {
    const { fetch } = sequence(
      () => labelled(broken()),
      () => labelled(new Blob([text]).stream()),
    )
    expect(await ask(fetch)).toMatchObject({ kind: 'body' })
  })
  test('is reported as damaged if the second request fails', async () => {
    const { fetch } = sequence(
      () => labelled(broken()),
      () => status(406),
    )
    expect(await ask(fetch)).toEqual(damaged)
  })
  test('is not asked for again if the redirects took all requests', async () => {
    const hop = (n: number) => `https://feeds.example.org/${n}`
    const hops = Object.fromEntries(Array.from({ length: 4 }, (_, n) => [hop(n + 1), () => to(hop(n + 2))]))
    const { fetch, asked } = server({ [feedAddress]: () => to(hop(1)), ...hops, [hop(5)]: () => labelled(broken()) })
    expect(await ask(fetch)).toEqual(damaged)
    expect(asked).toHaveLength(bounds.redirects + 1)
  })
  test('whose label names no compression breaks off like any other', async () => {
    const { fetch, asked } = sequence(() => labelled(broken(), 'utf-8'))
    expect(await ask(fetch)).toMatchObject({ problem: { kind: 'unreachable' } })
    expect(asked).toHaveLength(1)
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
