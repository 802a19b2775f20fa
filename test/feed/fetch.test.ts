/** Conditional, guarded, bounded fetching. */
import { describe, expect, test } from 'vitest'
import { type Fetch, type FetchBounds, fetchDocument } from '../../src/feed/fetch.ts'
import { hashBody } from '../../src/feed/hash.ts'
import { turnstile } from '../../src/feed/patience.ts'
import { limits } from '../../src/limits.ts'
import { noValidators, type Validators } from '../../src/model.ts'
import { address, feedAddress, now } from './fixtures/documents.ts'

const bounds: FetchBounds = { timeoutMs: 40, bodyBytes: 1000, redirects: 5 }

interface Asked {
  readonly url: string
  readonly headers: Headers
}

/** A server of answers by address; what it was asked is kept in `asked`. */
function server(answers: Readonly<Record<string, () => Response>>) {
  const asked: Asked[] = []
  const fetch: Fetch = async (url, init) => {
    expect(init.redirect).toBe('manual')
    asked.push({ url, headers: new Headers(init.headers) })
    const answer = answers[url]
    if (answer === undefined) throw new TypeError(`no route to ${url}`)
    return answer()
  }
  return { fetch, asked }
}

function ask(fetch: Fetch, validators: Validators = noValidators) {
  return fetchDocument(feedAddress, validators, { fetch, now, allowPrivate: false }, bounds)
}

const answering = (answer: () => Response) => ask(server({ [feedAddress]: answer }).fetch)
const status = (code: number, headers: Record<string, string> = {}) => new Response(null, { status: code, headers })
const to = (location: string, code = 302) => status(code, { location })

describe('asks', () => {
  test('for feeds, by name and with the address of whoever runs it', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => new Response('x') })
    await fetchDocument(
      feedAddress,
      noValidators,
      { fetch, now, allowPrivate: false, about: 'https://bot.example' },
      bounds,
    )
    expect(asked[0]?.headers.get('user-agent')).toMatch(/^Paperboy\/\S+ \(.*\+https:\/\/bot\.example\)$/u)
    expect(asked[0]?.headers.get('accept')).toContain('application/rss+xml')
    expect(asked[0]?.headers.has('if-none-match')).toBe(false)
  })
  test('only for what changed', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => status(304) })
    const known = { etag: '"a"', modified: 'Thu, 07 Sep 2023 00:45:01 GMT', hash: null, from: null }
    expect(await ask(fetch, known)).toMatchObject({ kind: 'unchanged', whole: false })
    expect(asked[0]?.headers.get('if-none-match')).toBe('"a"')
    expect(asked[0]?.headers.get('if-modified-since')).toBe('Thu, 07 Sep 2023 00:45:01 GMT')
  })
})

describe('answers with', () => {
  test('the body and its validators', async () => {
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
        hash: await hashBody(new TextEncoder().encode('<rss/>')),
      },
    })
    expect(fetched.kind === 'body' && new TextDecoder().decode(fetched.bytes)).toBe('<rss/>')
  })
  test('nothing, for the same bytes as last time', async () => {
    const hash = await hashBody(new TextEncoder().encode('<rss/>'))
    const { fetch } = server({ [feedAddress]: () => new Response('<rss/>') })
    expect(await ask(fetch, { ...noValidators, hash })).toMatchObject({ kind: 'unchanged', whole: true })
  })
  test('no validator of a kilobyte', async () => {
    const fetched = await answering(() => new Response('x', { headers: { etag: 'e'.repeat(1000) } }))
    expect(fetched).toMatchObject({ validators: { etag: null } })
  })
  test('no body', async () => {
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
    ['304 to no condition', () => status(304), { kind: 'http-status', status: 304 }, null],
    ['429 with seconds', () => status(429, { 'retry-after': '120' }), { kind: 'http-status', status: 429 }, 120_000],
    [
      '503 with a date',
      () => status(503, { 'retry-after': new Date(now + 60_000).toUTCString() }),
      { kind: 'http-status', status: 503 },
      60_000,
    ],
    [
      '503 with a date that is past',
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
      'an announced 50 MB',
      () => new Response('x', { headers: { 'content-length': '52428800' } }),
      { kind: 'too-large', limitBytes: 1000 },
      null,
    ],
    ['one byte too many', () => new Response('x'.repeat(1001)), { kind: 'too-large', limitBytes: 1000 }, null],
  ]
  test.each(failures)('a problem: %s', async (_name, answer, problem, retryAfterMs) => {
    expect(await answering(answer)).toEqual({ kind: 'failed', problem, retryAfterMs })
  })
  test('as many bytes as are allowed', async () => {
    expect(await answering(() => new Response('x'.repeat(1000)))).toMatchObject({ kind: 'body' })
  })
})

describe('redirects', () => {
  test('are followed, and the last address is told', async () => {
    const { fetch, asked } = server({
      [feedAddress]: () => to('/moved', 301),
      'https://feeds.example.org/moved': () => to('//www.example.org/feed#x', 308),
      'https://www.example.org/feed': () => new Response('x'),
    })
    expect(await ask(fetch)).toMatchObject({ kind: 'body', url: 'https://www.example.org/feed' })
    expect(asked).toHaveLength(3)
  })
  test('are followed five times', async () => {
    const hop = (n: number) => `https://feeds.example.org/${n}`
    const answers = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [hop(n), () => to(hop(n + 1))] as const))
    const five = server({ ...answers, [feedAddress]: () => to(hop(1)), [hop(5)]: () => new Response('x') })
    const six = server({ ...answers, [feedAddress]: () => to(hop(1)), [hop(6)]: () => new Response('x') })
    expect(await ask(five.fetch)).toMatchObject({ kind: 'body' })
    expect(await ask(six.fetch)).toMatchObject({ problem: { kind: 'too-many-redirects' } })
  })

  const inward = [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://[::ffff:10.0.0.1]/',
    'http://localhost:8787/',
    'https://db.internal/',
  ]
  test.each(inward)('are not followed into %s', async (location) => {
    const { fetch, asked } = server({ [feedAddress]: () => to(location) })
    expect(await ask(fetch)).toMatchObject({ problem: { kind: 'private-address' } })
    expect(asked).toHaveLength(1)
  })
  test('nor is a private address asked in the first place', async () => {
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
  test('may lead inward where that is allowed', async () => {
    const { fetch } = server({ 'http://127.0.0.1:8080/feed': () => new Response('x') })
    const start = address('http://127.0.0.1:8080/feed')
    expect(await fetchDocument(start, noValidators, { fetch, now, allowPrivate: true }, bounds)).toMatchObject({
      kind: 'body',
    })
  })
})

describe('ends', () => {
  const timeout = { kind: 'failed', problem: { kind: 'timeout', seconds: 0.04 }, retryAfterMs: null }
  const unreachable = {
    kind: 'failed',
    problem: { kind: 'unreachable', host: 'feeds.example.org' },
    retryAfterMs: null,
  }

  test('when a server never answers', async () => {
    expect(await ask(() => new Promise(() => undefined))).toEqual(timeout)
  })
  test('when the answer is cut off by the signal', async () => {
    const fetch: Fetch = (_url, init) =>
      new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    expect(await ask(fetch)).toEqual(timeout)
  })
  test('when a body drips for ever, and lets go of it', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => {
        cancelled = true
      },
    })
    expect(await ask(async () => new Response(body))).toEqual(timeout)
    expect(cancelled).toBe(true)
  })
  test('when a body never ends, and lets go of it', async () => {
    let pulled = 0
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(100))
      },
      cancel: () => {
        cancelled = true
      },
    })
    expect(await ask(async () => new Response(body))).toMatchObject({ problem: { kind: 'too-large' } })
    expect(cancelled).toBe(true)
    expect(pulled).toBeLessThan(20)
  })
  test('when a body breaks off', async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('reset')) })
    expect(await ask(async () => new Response(body))).toEqual(unreachable)
  })
  test('when there is nobody', async () => {
    expect(await ask(server({}).fetch)).toEqual(unreachable)
  })
  test('when fetch throws at once', async () => {
    const fetch: Fetch = () => {
      throw new Error('no')
    }
    expect(await ask(fetch)).toEqual(unreachable)
  })
})

test('no more than two large bodies are held at a time', async () => {
  const large = turnstile(2)
  const wide = { timeoutMs: 5000, bodyBytes: 4 * limits.feed.largeBytes, redirects: 0 }
  let held = 0
  let most = 0
  const reading = Array.from({ length: 6 }, async () => {
    const fetch: Fetch = async () => new Response(new Uint8Array(2 * limits.feed.largeBytes))
    const fetched = await fetchDocument(feedAddress, noValidators, { fetch, now, allowPrivate: false, large }, wide)
    if (fetched.kind !== 'body') throw new Error(`it was: ${fetched.kind}`)
    held++
    most = Math.max(most, held)
    await Promise.resolve()
    held--
    fetched.release()
  })
  await Promise.all(reading)
  expect(most).toBeLessThanOrEqual(2)
})
