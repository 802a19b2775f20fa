/** Limits of time and size while fetching. */
import { describe, expect, test } from 'vitest'
import { type Fetch, fetchDocument } from '../../../src/feed/http/fetch-document.ts'
import { semaphore } from '../../../src/feed/http/semaphore.ts'
import { limits } from '../../../src/limits.ts'
import { noValidators } from '../../../src/polling.ts'
import { PATIENCE_MS } from '../../patience.ts'
import { feedAddress, now } from '../fixtures/documents.ts'
import { ask, impatient, server, to } from './server.ts'

describe('a fetch', () => {
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

  test('times out if a server never answers', async () => {
    expect(await ask(() => new Promise(() => undefined), noValidators, impatient)).toEqual(
      timeoutAfter(impatient.headersMs),
    )
  })
  test('times out if the signal aborts the request', async () => {
    const fetch: Fetch = (_url, init) =>
      new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    expect(await ask(fetch, noValidators, impatient)).toEqual(timeoutAfter(impatient.headersMs))
  })
  test('times out if all redirects together take too long', async () => {
    const slow: Fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, impatient.headersMs / 2))
      return to('/again')
    }
    expect(await ask(slow, noValidators, impatient)).toEqual(timeoutAfter(impatient.headersMs))
  })
  test('times out and cancels a body that stalls', async () => {
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
  test('reads a body that never ends up to the limit, and cancels it', async () => {
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
    expect(await ask(async () => new Response(body))).toMatchObject({ kind: 'body', exceedsLimit: true })
    expect(cancelled).toBe(true)
    expect(pulled).toBeLessThan(20)
  })
  test('fails if a body breaks off', async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('reset')) })
    expect(await ask(async () => new Response(body))).toEqual(unreachable)
  })
  test('fails if there is no server', async () => {
    expect(await ask(server({}).fetch)).toEqual(unreachable)
  })
  test('fails if fetch throws synchronously', async () => {
    const fetch: Fetch = () => {
      throw new Error('no')
    }
    expect(await ask(fetch)).toEqual(unreachable)
  })
  test('throws if the failure is a bug', async () => {
    const answer = new Response('x')
    Object.defineProperty(answer, 'ok', {
      get: () => {
        throw new Error('ours')
      },
    })
    await expect(ask(async () => answer)).rejects.toThrow('ours')
  })
})

test('time spent waiting for a connection does not count', async () => {
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

test('at most two large bodies are in memory', async () => {
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
