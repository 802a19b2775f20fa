/** Publish histories of feeds. */
import { expect, test } from 'vitest'
import { firstPublishHistory, nextPublishHistory, ownInterval } from '../../src/feed/publish-history.ts'
import { now } from './fixtures/documents.ts'

const minute = 60_000
const day = 24 * 60 * minute
const at = (published: number | null, updated: number | null = null) => ({ published, updated })

test('a new feed’s history has its newest eight dates, none in the future', () => {
  const items = [
    at(now + day),
    at(null),
    at(null, now - day),
    ...Array.from({ length: 9 }, (_, n) => at(now - n * day)),
  ]
  const { awake, times } = firstPublishHistory(items, now)
  expect(awake).toBe(now)
  expect(times.map((time) => (now - time) / day)).toEqual([0, 0, 0, 1, 1, 2, 3, 4])
})

test('new items count as published within the last day, whatever their dates', () => {
  const before = { awake: now - 9 * day, times: [now - 9 * day, now - 10 * day] }
  const { awake, times } = nextPublishHistory(before, [at(now - 3 * day), at(0), at(null)], now)
  expect(awake).toBe(now)
  expect(times.map((time) => (now - time) / day)).toEqual([0, 1, 1, 9, 10])
})

test('the history stays the same without new items', () => {
  const before = { awake: now - day, times: [now - day] }
  expect(nextPublishHistory(before, [], now)).toBe(before)
})

test('a feed with impossible dates that has new items is not silent', () => {
  const news = nextPublishHistory(firstPublishHistory([at(0), at(0)], now - 40 * day), [at(0)], now - 10 * day)
  expect(ownInterval(news, now)).toBe(30 * minute)
})
