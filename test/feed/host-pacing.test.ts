/** Which feeds of a host a cycle requests, and what it learns from refusals. */
import { describe, expect, test } from 'vitest'
import { admit, hostOf, isOwnRefusal, isRefusal, nextPace } from '../../src/feed/host-pacing.ts'
import { limits } from '../../src/limits.ts'
import type { HostPace } from '../../src/polling.ts'
import type { FeedReading } from '../../src/result.ts'
import { address, feedAddress, now } from './fixtures/documents.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const window = 160 * second
const CYCLE = 5 * minute

const pace: HostPace = {
  host: 'example.org',
  spacingMs: 36 * second,
  tooShortMs: 34 * second,
  notBefore: 0,
  strikes: 0,
  suspect: null,
  refusedAt: now - hour,
}

const feedsOf = (host: string, count: number, first = 1) =>
  Array.from({ length: count }, (_, n) => ({
    id: first + n,
    url: address(`https://${host}/${first + n}`),
    answeredBy: null,
  }))

describe('the host of a feed', () => {
  test.each([
    ['has no path', 'https://example.org/feed?a=1', null, 'example.org'],
    ['has its port', 'http://example.org:8080/', null, 'example.org:8080'],
    ['is another one with another subdomain', 'https://old.example.org/r/a/.rss', null, 'old.example.org'],
    [
      'is the one that answers, after redirects',
      'https://example.org/a',
      'https://www.example.org/b',
      'www.example.org',
    ],
  ] as const)('%s', (_, url, answeredBy, host) => {
    expect(hostOf({ url: address(url), answeredBy: answeredBy === null ? null : address(answeredBy) })).toBe(host)
  })
})

describe('a refusal', () => {
  const failed = (status: number, retryAfterMs: number | null): FeedReading => ({
    kind: 'failed',
    url: feedAddress,
    problem: { kind: 'http-status', status },
    retryAfterMs,
  })
  test.each([
    ['429', failed(429, null), true],
    ['429 with a time', failed(429, minute), true],
    ['503 with a time', failed(503, minute), true],
    ['503 without a time', failed(503, null), false],
    ['403', failed(403, minute), false],
    ['a challenge', { ...failed(429, null), problem: { kind: 'challenge', host: 'example.org' } }, false],
  ] as const)('of the host: %s is %s', (_, reading, is) => expect(isRefusal(reading)).toBe(is))
})

describe('a cycle requests', () => {
  const idsOf = (paces: readonly HostPace[], count: number) =>
    admit(feedsOf('example.org', count), paces, window, now).paced.map(({ feeds }) => feeds.map(({ id }) => id))

  test('as many feeds as fit into a cycle, in the order of polling, and those of other hosts', () => {
    const others = feedsOf('example.com', 300, 1000)
    const mixed = feedsOf('example.org', 2).flatMap((feed, at) => [feed, ...others.slice(at * 150, (at + 1) * 150)])
    expect(admit(mixed, [], window, now)).toEqual({ paced: [], others: mixed.slice(0, 200) })
    const admitted = admit(mixed, [{ ...pace, notBefore: now + hour }], window, now)
    expect(admitted).toEqual({ paced: [], others: others.slice(0, 200) })
  })

  test.each([
    ['half of ten', {}, 10, [1, 2, 3, 4, 5]],
    ['half of four', {}, 4, [1, 2]],
    ['the only one', {}, 1, [1]],
    ['as many as there is time for', {}, 30, [1, 2, 3, 4, 5]],
    ['all, if that takes half a minute', { spacingMs: 10 * second }, 4, [1, 2, 3, 4]],
    ['one, if the host needs longer than a cycle', { spacingMs: 5 * minute }, 10, [1]],
    ['fewer, if the first has to wait', { notBefore: now + minute }, 10, [1, 2, 3]],
    ['a suspect second', { suspect: 1 }, 4, [2, 1]],
    ['a suspect that is not first in its place', { suspect: 3 }, 10, [1, 2, 3, 4, 5]],
    ['a suspect that is alone', { suspect: 1 }, 1, [1]],
    ['as usual after a time that a wrong clock left', { notBefore: now + day }, 4, [1, 2]],
  ] as const)('of the feeds of a host with a pace %s', (_, change, count, ids) => {
    expect(idsOf([{ ...pace, ...change }], count)).toEqual([ids])
  })

  test('none of a host before the time that it named', () => {
    expect(idsOf([{ ...pace, notBefore: now + window + 1 }], 10)).toEqual([])
  })
})

describe('the pace of a host', () => {
  const answers = (answered: readonly number[], refused: number | null = null, retryAfterMs: number | null = null) => ({
    host: 'example.org',
    answered,
    refused: refused === null ? null : { feed: refused, retryAfterMs, at: now },
  })

  test.each([
    ['one in the time that it names', null, answers([1], 2, 35 * second), 36 * second],
    ['ten in the time that it names', null, answers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 11, 50 * second), 6 * second],
    ['one a minute, without a time', null, answers([1], 2), minute],
    ['ten a minute, without a time', null, answers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 11), 6 * second],
    ['one a minute, with a time that is a penalty', null, answers([1], 2, hour), minute],
    ['slower than before', pace, answers([1, 2], 3), 45 * second],
    ['as before if its first request was refused', pace, answers([], 1), 36 * second],
    ['faster after a cycle without a refusal', { ...pace, tooShortMs: 0 }, answers([1, 2]), 30.6 * second],
    ['not faster after one answer', { ...pace, tooShortMs: 0 }, answers([1]), 36 * second],
    ['not as fast as it once refused', pace, answers([1, 2]), 36 * second],
    ['that fast again after a day', { ...pace, refusedAt: now - day }, answers([1, 2]), 30.6 * second],
  ] as const)('is %s', (_, before, found, spacingMs) => {
    expect(nextPace(before, found, now, CYCLE)?.spacingMs).toBe(spacingMs)
  })

  test('is the same object if a cycle without a refusal teaches nothing, so that no row is written', () => {
    const settled = { ...pace, tooShortMs: 35 * second }
    expect(nextPace(settled, answers([1, 2, 3]), now, CYCLE)).toBe(settled)
    expect(nextPace(settled, answers([]), now, CYCLE)).toBe(settled)
    expect(nextPace(null, answers([1, 2, 3]), now, CYCLE)).toBeNull()
  })

  test('is forgotten once requests may follow each other', () => {
    expect(nextPace({ ...pace, spacingMs: 1100, tooShortMs: 0 }, answers([1, 2]), now, CYCLE)).toBeNull()
  })

  test('keeps the host from being asked before the time that it named, at most six hours', () => {
    const notBefore = (retryAfterMs: number) => nextPace(null, answers([1], 2, retryAfterMs), now, CYCLE)?.notBefore
    expect([notBefore(hour), notBefore(10 * day)]).toEqual([now + hour, now + limits.feed.backOffAtMostMs])
  })

  test('has longer and longer waits while the first request of each cycle is refused, at most an hour', () => {
    let last: HostPace | null = null
    const waits = Array.from({ length: 6 }, () => {
      last = nextPace(last, answers([], 1), now, CYCLE)
      return ((last?.notBefore ?? 0) - now) / minute
    })
    expect(waits).toEqual([5, 10, 20, 40, 60, 60])
    expect(nextPace(last, answers([2]), now, CYCLE)).toMatchObject({ strikes: 0 })
  })

  test('is not changed by a feed that is refused again while another one is answered: the refusal is its own', () => {
    const suspected = { ...pace, tooShortMs: 35 * second, suspect: 7 }
    const found = answers([1], 7, hour)
    expect(isOwnRefusal(suspected, found)).toBe(true)
    expect(nextPace(suspected, found, now, CYCLE)).toBe(suspected)
    expect(isOwnRefusal({ ...suspected, suspect: 8 }, found)).toBe(false)
    expect(isOwnRefusal(suspected, answers([], 7, hour))).toBe(false)
    expect(isOwnRefusal(null, found)).toBe(false)
  })
})
