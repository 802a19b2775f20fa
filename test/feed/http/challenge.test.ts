/** Challenges for browsers. */
import { describe, expect, test } from 'vitest'
import { fetchDocument } from '../../../src/feed/http/fetch-document.ts'
import { noValidators } from '../../../src/polling.ts'
import { feedAddress, now } from '../fixtures/documents.ts'
import { answering, bounds, impatient, server, status } from './server.ts'

describe('a challenge', () => {
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
  test.each(tests)('is recognised: %s', async (_name, answer) => {
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
  test.each(others)('is not the same as %s', async (_name, answer, expected) => {
    const wide = { ...bounds, bodyBytes: 20_000 }
    const { fetch } = server({ [feedAddress]: answer })
    expect(await fetchDocument(feedAddress, noValidators, { fetch, now, allowPrivate: false }, wide)).toMatchObject(
      expected,
    )
  })

  test('is read in bounded time and size, and then cancelled', async () => {
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
