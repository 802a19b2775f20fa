/** Conditional, guarded, bounded fetching. */
import { describe, expect, test } from 'vitest'
import { type Fetch, type FetchBounds, fetchDocument } from '../../../src/feed/http/fetch-document.ts'
import { fingerprint } from '../../../src/feed/http/fingerprint.ts'
import { semaphore } from '../../../src/feed/http/semaphore.ts'
import { limits } from '../../../src/limits.ts'
import { noValidators, type Validators } from '../../../src/model.ts'
import { PATIENCE_MS } from '../../patience.ts'
import { address, feedAddress, now } from '../fixtures/documents.ts'

const bounds: FetchBounds = { headersMs: PATIENCE_MS, timeoutMs: PATIENCE_MS, bodyBytes: 1000, redirects: 5 }
/** For servers that never answer: with these bounds one that does might be too slow on a busy machine. */
const impatient: FetchBounds = { ...bounds, headersMs: 30, timeoutMs: 40 }

interface PollingHints {
  readonly url: string
  readonly headers: Headers
}

/** A server of answers by address; what it was asked is kept in `asked`. */
function server(answers: Readonly<Record<string, () => Response>>) {
  const asked: PollingHints[] = []
  const fetch: Fetch = async (url, init) => {
    expect(init.redirect).toBe('manual')
    asked.push({ url, headers: new Headers(init.headers) })
    const answer = answers[url]
    if (answer === undefined) throw new TypeError(`no route to ${url}`)
    return answer()
  }
  return { fetch, asked }
}

function ask(fetch: Fetch, validators: Validators = noValidators, within = bounds) {
  return fetchDocument(feedAddress, validators, { fetch, now, allowPrivate: false }, within)
}

const answering = (answer: () => Response, within = bounds) =>
  ask(server({ [feedAddress]: answer }).fetch, noValidators, within)
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
    expect(asked[0]?.headers.get('accept')).toContain('application/feed+json')
    expect(asked[0]?.headers.has('if-none-match')).toBe(false)
  })
  test('only for what changed', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => status(304) })
    const known = { etag: '"a"', modified: 'Thu, 07 Sep 2023 00:45:01 GMT', hash: null, from: null }
    expect(await ask(fetch, known)).toMatchObject({ kind: 'unchanged', validators: null })
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
        hash: fingerprint(new TextEncoder().encode('<rss/>')),
      },
    })
    expect(fetched.kind === 'body' && new TextDecoder().decode(fetched.bytes)).toBe('<rss/>')
  })
  test('nothing, for the same bytes as last time', async () => {
    const hash = fingerprint(new TextEncoder().encode('<rss/>'))
    const { fetch } = server({ [feedAddress]: () => new Response('<rss/>', { headers: { etag: '"new"' } }) })
    const unchanged = { kind: 'unchanged', validators: { ...noValidators, etag: '"new"', hash } }
    expect(await ask(fetch, { ...noValidators, hash })).toMatchObject(unchanged)
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
    'http://nas.lan/',
    'http://wiki.corp./',
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

describe('permanent redirects', () => {
  const b = 'https://feeds.example.org/b'
  const c = 'https://www.example.org/c'
  const found = () => new Response('x')
  const cases: readonly (readonly [name: string, Readonly<Record<string, () => Response>>, movedTo: string | null])[] =
    [
      ['none', { [feedAddress]: found }, null],
      ['one', { [feedAddress]: () => to(b, 301), [b]: found }, b],
      ['two', { [feedAddress]: () => to(b, 308), [b]: () => to(c, 301), [c]: found }, c],
      ['one after one for now', { [feedAddress]: () => to(b, 302), [b]: () => to(c, 301), [c]: found }, null],
      ['one before one for now', { [feedAddress]: () => to(b, 301), [b]: () => to(c, 307), [c]: found }, null],
      ['there and back', { [feedAddress]: () => to(`${feedAddress}#x`, 301) }, null],
    ]
  test.each(cases)('are told: %s', async (_name, answers, movedTo) => {
    const fetched = await ask(server(answers).fetch)
    expect('manner' in fetched ? fetched.manner.movedTo : null).toBe(movedTo)
  })
  test('are told of a document that has not changed as well', async () => {
    const known = { etag: '"b"', modified: null, hash: null, from: address(b) }
    const { fetch } = server({ [feedAddress]: () => to(b, 301), [b]: () => status(304) })
    expect(await ask(fetch, known)).toMatchObject({ kind: 'unchanged', manner: { movedTo: b } })
  })
  test('lead to what is gone, but those for now only to what is not there', async () => {
    const gone = () => status(410)
    const moved = server({ [feedAddress]: () => to(b, 301), [b]: gone })
    const away = server({ [feedAddress]: () => to(b, 302), [b]: gone })
    expect(await ask(moved.fetch)).toMatchObject({ problem: { kind: 'gone' } })
    expect(await ask(away.fetch)).toMatchObject({ problem: { kind: 'http-status', status: 410 } })
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
  const conditions = (asked: readonly PollingHints[]) => asked.map(({ headers }) => headers.get('if-none-match'))

  test('of the feed’s own address are not sent to where it redirects', async () => {
    const { fetch, asked } = server({
      [feedAddress]: () => to(b),
      [b]: () => new Response('x', { headers: { etag: '"b"' } }),
    })
    expect(await ask(fetch, known(null))).toMatchObject({ validators: { etag: '"b"', from: b } })
    expect(conditions(asked)).toEqual(['"a"', null])
    expect(asked[1]?.headers.has('if-modified-since')).toBe(false)
  })
  test('of where it redirects are sent there only', async () => {
    const { fetch, asked } = server({ [feedAddress]: () => to(b), [b]: () => status(304) })
    expect(await ask(fetch, known(b))).toMatchObject({ kind: 'unchanged' })
    expect(conditions(asked)).toEqual([null, '"a"'])
  })
  test('of where it redirected are sent nowhere once it does so no more', async () => {
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
    ['two', '"a", "b"', true],
  ]
  test.each(etags)('an ETag that is %s', async (_name, etag, kept) => {
    const fetched = await answering(() => new Response('x', { headers: { etag } }))
    expect(fetched).toMatchObject({ validators: { etag: kept ? etag : null } })
  })
})

describe('what the server asks', () => {
  const headers = { 'cache-control': 'max-age=3600' }
  test('is told with a document, and with one that has not changed', async () => {
    expect(await answering(() => new Response('x', { headers }))).toMatchObject({ manner: { wait: 60 } })
    const known = { ...noValidators, etag: '"a"' }
    expect(await ask(server({ [feedAddress]: () => status(304, headers) }).fetch, known)).toMatchObject({
      manner: { wait: 60 },
    })
    expect(await ask(server({ [feedAddress]: () => status(304) }).fetch, known)).toMatchObject({
      manner: { wait: null },
    })
  })
})

describe('a test for browsers', () => {
  const html =
    (code: number, body: string, more: Record<string, string> = {}) =>
    () =>
      new Response(body, { status: code, headers: { 'content-type': 'text/html; charset=UTF-8', ...more } })
  const cloudflare = '<!DOCTYPE html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>'
  const tests: readonly (readonly [name: string, answer: () => Response])[] = [
    ['of Cloudflare, by its header', () => status(403, { 'cf-mitigated': 'challenge' })],
    ['of Cloudflare, as too many requests', () => status(429, { 'cf-mitigated': 'challenge' })],
    ['of Vercel', () => status(429, { 'x-vercel-mitigated': 'challenge' })],
    ['of AWS, as accepted', () => status(202, { 'x-amzn-waf-action': 'challenge' })],
    ['of AWS, as a captcha', () => status(405, { 'x-amzn-waf-action': 'captcha' })],
    ['of Cloudflare, by its page', html(503, cloudflare)],
    ['with the status of a document', html(200, cloudflare)],
    ['of Anubis', html(200, '<html><script id="anubis_challenge" type="application/json">{}</script>')],
    ['of Imperva', html(200, '<html><body><iframe>Request unsuccessful. Incapsula incident ID: 1-2</iframe>')],
    ['of DataDome', html(403, '<html><script src="https://ct.captcha-delivery.com/c.js"></script>')],
    ['in words', html(403, '<h1>Please confirm that you are not a robot</h1>')],
  ]
  test.each(tests)('%s', async (_name, answer) => {
    expect(await answering(answer)).toMatchObject({
      kind: 'failed',
      problem: { kind: 'challenge', host: 'feeds.example.org' },
    })
  })

  const others: readonly (readonly [name: string, answer: () => Response, object])[] = [
    ['a plain refusal', html(403, '<h1>Forbidden</h1>'), { problem: { kind: 'http-status', status: 403 } }],
    [
      'a refusal that is no page',
      () => new Response('captcha', { status: 403, headers: { 'content-type': 'text/plain' } }),
      { problem: { kind: 'http-status' } },
    ],
    ['a page about captchas', html(200, '<title>Are you a robot?</title> captcha'), { kind: 'body' }],
    ['a feed about them, called a page', html(200, `<rss><item>${cloudflare}</item></rss>`), { kind: 'body' }],
    ['a header with another value', () => status(403, { 'cf-mitigated': 'no' }), { problem: { kind: 'http-status' } }],
    ['a page that tells too late', html(403, `${' '.repeat(9000)}${cloudflare}`), { problem: { kind: 'http-status' } }],
  ]
  test.each(others)('is not %s', async (_name, answer, expected) => {
    const wide = { ...bounds, bodyBytes: 20_000 }
    const { fetch } = server({ [feedAddress]: answer })
    expect(await fetchDocument(feedAddress, noValidators, { fetch, now, allowPrivate: false }, wide)).toMatchObject(
      expected,
    )
  })

  test('is not waited for without end, and let go of', async () => {
    let cancelled = false
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(1024))
      },
      cancel: () => {
        cancelled = true
      },
    })
    const headers = { 'content-type': 'text/html' }
    const answer = await answering(() => new Response(endless, { status: 403, headers }))
    expect(answer).toMatchObject({ problem: { kind: 'http-status', status: 403 } })
    expect([cancelled, pulled < 20]).toEqual([true, true])
    const silent = new ReadableStream<Uint8Array>({})
    expect(await answering(() => new Response(silent, { status: 403, headers }), impatient)).toMatchObject({
      problem: { kind: 'http-status', status: 403 },
    })
  })
})

describe('ends', () => {
  const timeoutAfter = (ms: number) => ({
    kind: 'failed',
    problem: { kind: 'timeout', seconds: ms / 1000 },
    retryAfterMs: null,
  })
  const unreachable = {
    kind: 'failed',
    problem: { kind: 'unreachable', host: 'feeds.example.org' },
    retryAfterMs: null,
  }

  test('when a server never answers', async () => {
    expect(await ask(() => new Promise(() => undefined), noValidators, impatient)).toEqual(
      timeoutAfter(impatient.headersMs),
    )
  })
  test('when the answer is cut off by the signal', async () => {
    const fetch: Fetch = (_url, init) =>
      new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    expect(await ask(fetch, noValidators, impatient)).toEqual(timeoutAfter(impatient.headersMs))
  })
  test('when redirects take as long together as headers may', async () => {
    const slow: Fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, impatient.headersMs / 2))
      return to('/again')
    }
    expect(await ask(slow, noValidators, impatient)).toEqual(timeoutAfter(impatient.headersMs))
  })
  test('when a body drips for ever, and lets go of it', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => {
        cancelled = true
      },
    })
    expect(await ask(async () => new Response(body), noValidators, impatient)).toEqual(
      timeoutAfter(impatient.timeoutMs),
    )
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
  test('with what was thrown, where the fault is ours', async () => {
    const answer = new Response('x')
    Object.defineProperty(answer, 'ok', {
      get: () => {
        throw new Error('ours')
      },
    })
    await expect(ask(async () => answer)).rejects.toThrow('ours')
  })
})

test('waiting for a connection takes none of the time', async () => {
  const connections = semaphore(1)
  let asked = 0
  const lastAnswers: Fetch = async () => {
    asked += 1
    return asked < 4 ? new Promise(() => undefined) : new Response('x')
  }
  const deps = { fetch: lastAnswers, now, allowPrivate: false, connections }
  const fetched = await Promise.all(
    Array.from({ length: 4 }, () => fetchDocument(feedAddress, noValidators, deps, impatient)),
  )
  expect(fetched.map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed', 'body'])
})

test('no more than two large bodies are held at a time', async () => {
  const largeBodies = semaphore(2)
  const wide = { headersMs: PATIENCE_MS, timeoutMs: PATIENCE_MS, bodyBytes: 4 * limits.feed.largeBytes, redirects: 0 }
  let held = 0
  let most = 0
  const reading = Array.from({ length: 6 }, async () => {
    const fetch: Fetch = async () => new Response(new Uint8Array(2 * limits.feed.largeBytes))
    const fetched = await fetchDocument(
      feedAddress,
      noValidators,
      { fetch, now, allowPrivate: false, largeBodies },
      wide,
    )
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
