/** Headers that bound polling. */
import { describe, expect, test } from 'vitest'
import { serverWait } from '../../../src/feed/http/cache-headers.ts'
import { now } from '../fixtures/documents.ts'

const date = (ms: number) => new Date(now + ms).toUTCString()
const minute = 60_000
const hour = 60 * minute

describe('the wait that headers ask for, in minutes', () => {
  const cases: readonly (readonly [name: string, headers: Record<string, string>, minutes: number | null])[] = [
    ['none', {}, null],
    ['max-age', { 'cache-control': 'public, max-age=1800' }, 30],
    ['max-age in quotes and capitals', { 'cache-control': 'Max-Age="600"' }, 10],
    ['max-age, to the next five minutes', { 'cache-control': 'max-age=601' }, 15],
    ['max-age that is short', { 'cache-control': 'max-age=1' }, 1],
    ['max-age of nothing', { 'cache-control': 'max-age=0' }, 0],
    ['max-age of ten years', { 'cache-control': 'max-age=315360000, immutable' }, 360],
    ['max-age beyond numbers', { 'cache-control': `max-age=${'9'.repeat(400)}` }, 360],
    ['max-age below zero', { 'cache-control': 'max-age=-1' }, null],
    ['max-age in words', { 'cache-control': 'max-age=soon' }, null],
    ['the first max-age of two', { 'cache-control': 'max-age=600, max-age=6000' }, 10],
    ['shared caches only', { 'cache-control': 's-maxage=3600' }, null],
    ['shared caches besides', { 'cache-control': 's-maxage=3600, max-age=300' }, 5],
    ['something that is not max-age', { 'cache-control': 'x-max-age=3600' }, null],
    ['no-cache, whatever else', { 'cache-control': 'no-cache, max-age=3600' }, 0],
    ['no-store', { 'cache-control': 'private,no-store' }, 0],
    ['Expires', { expires: date(20 * minute) }, 20],
    ['Expires less Date', { expires: date(hour), date: date(30 * minute) }, 30],
    ['Expires beside max-age', { expires: date(5 * hour), 'cache-control': 'max-age=600' }, 10],
    ['Expires beside no-cache', { expires: date(5 * hour), 'cache-control': 'no-cache' }, 0],
    ['Expires in the past', { expires: 'Thu, 19 Nov 1981 08:52:00 GMT' }, 0],
    ['Expires that is no date', { expires: '0' }, 0],
    ['Retry-After with an answer', { 'retry-after': '3600' }, 60],
    ['the longest of both', { 'retry-after': '120', 'cache-control': 'max-age=3600' }, 60],
    ['Retry-After with no-cache', { 'retry-after': date(hour), 'cache-control': 'no-cache' }, 60],
  ]
  test.each(cases)('is taken from %s', (_name, headers, minutes) => {
    expect(serverWait(new Headers(headers), now)).toBe(minutes)
  })
})
