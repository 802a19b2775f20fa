/** What servers and feeds ask, in all the ways in which they say it, and some in which they do not. */
import { describe, expect, test } from 'vitest'
import { feedHintsOf, serverWait, skippedSince } from '../../../src/feed/http/polling-hints.ts'
import { type FeedHints, noFeedHints } from '../../../src/polling.ts'
import { charactersRead } from '../../characters-read.ts'
import { now } from '../fixtures/documents.ts'

const date = (ms: number) => new Date(now + ms).toUTCString()
const minute = 60_000
const hour = 60 * minute

describe('a server’s headers, in minutes', () => {
  const cases: readonly (readonly [name: string, headers: Record<string, string>, minutes: number | null])[] = [
    ['none', {}, null],
    ['max-age', { 'cache-control': 'public, max-age=1800' }, 30],
    ['max-age in quotes and capitals', { 'cache-control': 'Max-Age="600"' }, 10],
    ['max-age, to the next slot', { 'cache-control': 'max-age=601' }, 15],
    ['max-age that is short', { 'cache-control': 'max-age=1' }, 5],
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
  test.each(cases)('%s', (_name, headers, minutes) => {
    expect(serverWait(new Headers(headers), now)).toBe(minutes)
  })
})

describe('a feed’s head', () => {
  const feedHints = (change: Partial<FeedHints>): FeedHints => ({ ...noFeedHints, ...change })
  const hours = (list: readonly (number | string)[]) =>
    `<skipHours>${list.map((value) => `<hour>${value}</hour>`).join('')}</skipHours>`
  const all = Array.from({ length: 24 }, (_, value) => value)
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const skipped = (list: readonly string[]) =>
    `<skipDays>${list.map((value) => `<day>${value}</day>`).join('\n')}</skipDays>`

  const cases: readonly (readonly [name: string, head: string, FeedHints])[] = [
    ['silent', '<channel><title>T</title>', noFeedHints],
    ['ttl', '<ttl>60</ttl>', feedHints({ minutes: 60 })],
    ['ttl with space and CDATA', '<ttl><![CDATA[ 45 ]]></ttl >', feedHints({ minutes: 45 })],
    ['ttl of a week', '<ttl>10080</ttl>', feedHints({ minutes: 360 })],
    ['ttl of nothing', '<ttl>0</ttl>', noFeedHints],
    ['ttl below zero', '<ttl>-60</ttl>', noFeedHints],
    ['ttl in words', '<ttl>an hour</ttl>', noFeedHints],
    ['ttl beyond numbers', `<ttl>${'9'.repeat(80)}</ttl>`, noFeedHints],
    ['ttl that is empty', '<ttl/><ttl></ttl>', noFeedHints],
    ['ttl that is long', `<ttl>${'6'.repeat(5000)}</ttl>`, noFeedHints],
    ['updated hourly', '<sy:updatePeriod>hourly</sy:updatePeriod>', feedHints({ minutes: 60 })],
    [
      'updated twice an hour, by another prefix',
      '<syn:updatePeriod>\n hourly </syn:updatePeriod><syn:updateFrequency>2</syn:updateFrequency>',
      feedHints({ minutes: 30 }),
    ],
    [
      'updated 12 times a day',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>',
      feedHints({ minutes: 120 }),
    ],
    ['updated yearly', '<sy:updatePeriod>yearly</sy:updatePeriod>', feedHints({ minutes: 360 })],
    ['updated now and then', '<sy:updatePeriod>constructor</sy:updatePeriod>', noFeedHints],
    ['updated so often, of nothing', '<sy:updateFrequency>2</sy:updateFrequency>', noFeedHints],
    [
      'updated zero times',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>',
      noFeedHints,
    ],
    ['the longest', '<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>', feedHints({ minutes: 60 })],
    ['hours', hours([1, '02', 24, 2, 25, -1, 'x']), feedHints({ skipHours: [0, 1, 2] })],
    ['all hours', hours(all), noFeedHints],
    ['all hours but one', hours(all.slice(1)), feedHints({ skipHours: all.slice(1) })],
    ['days', skipped(['SATURDAY', ' sunday ', 'Caturday']), feedHints({ skipDays: [0, 6] })],
    ['all days', skipped(days), noFeedHints],
    ['hours that never end', '<skipHours><hour>1</hour>', noFeedHints],
    ['an hour elsewhere', '<hour>1</hour>', noFeedHints],
  ]
  test.each(cases)('%s', (_name, head, expected) => {
    expect(feedHintsOf(head)).toEqual(expected)
  })

  test('goes over a head a few times, whatever is in it', async () => {
    const heads = ['<ttl', '<ttl ', '<skipHours>', '<a:', `<${'a'.repeat(40)}`, '<ttl><![CDATA[', '<hour>1<']
    for (const piece of heads) {
      const head = piece.repeat(Math.ceil(131_072 / piece.length))
      const { value, characters } = await charactersRead(() => feedHintsOf(head))
      expect(value.skipDays).toEqual([])
      expect(characters).toBeLessThan(10 * head.length)
    }
  })
})

describe('hours that are to be skipped began', () => {
  // `now` is a Monday, 08:00.
  const cases: readonly (readonly [name: string, change: Partial<FeedHints>, hoursAgo: number | null])[] = [
    ['never', {}, null],
    ['never, at this time', { skipHours: [7, 9] }, null],
    ['with this hour', { skipHours: [8] }, 0],
    ['two hours ago', { skipHours: [6, 7, 8, 9] }, 2],
    ['at midnight, with the day', { skipDays: [1] }, 8],
    ['on Friday evening', { skipDays: [6, 0], skipHours: [22, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8] }, 58],
  ]
  test.each(cases)('%s', (_name, change, hoursAgo) => {
    const start = skippedSince({ ...noFeedHints, ...change }, now + 59 * minute)
    expect(start).toBe(hoursAgo === null ? null : now - hoursAgo * hour)
  })
  test('a week ago at most', () => {
    const always = { ...noFeedHints, skipHours: Array.from({ length: 24 }, (_, value) => value) }
    expect(skippedSince(always, now)).toBe(now - 7 * 24 * hour)
  })
})
