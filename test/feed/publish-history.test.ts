/** Publish histories of feeds. */
import { describe, expect, test } from 'vitest'
import { firstPublishHistory, nextPublishHistory, ownInterval } from '../../src/feed/publish-history.ts'
import { limits } from '../../src/limits.ts'
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
  expect(ownInterval(news, now)).toBe(limits.feed.usualIntervalAtMostMs)
})

describe('the habit of a feed', () => {
  const midnight = Math.floor(now / day) * day
  const hours = (of: readonly number[]) => of.flatMap((weight, hour) => (weight > 0 ? [`${hour}: ${weight}`] : []))

  test('counts an item for the two hours whose middles are around it, and for its day', () => {
    const { habit } = nextPublishHistory(
      { awake: 0, times: [] },
      [at(midnight - 18 * 60 * minute)],
      midnight - 17.5 * 60 * minute,
    )
    expect(hours(habit?.hours ?? [])).toEqual(['5: 5', '6: 5'])
    expect(habit?.days.reduce((sum, weight) => sum + weight, 0)).toBe(10)
    expect(habit?.occasions).toBe(10)
  })

  test.each([
    ['is learnt from the dates that a new feed shows', 6 * 60 * minute, 8],
    ['is not learnt from dates without a time', 0, 0],
  ])('%s', (_, time, items) => {
    const { habit } = firstPublishHistory(
      Array.from({ length: 10 }, (_day, index) => at(midnight - (index + 1) * day + time)),
      now,
    )
    expect(habit?.occasions).toBe(10 * items)
  })

  test('is learnt from the dates that an earlier version stored', () => {
    const before = { awake: now - day, times: [1, 2, 3].map((n) => midnight - n * day + 1.5 * 60 * minute) }
    const { habit } = nextPublishHistory(before, [at(now)], now)
    expect(habit?.occasions).toBe(40)
    expect(habit?.hours[1]).toBe(30)
  })

  test('counts an item that is older than the last polls when it arrives', () => {
    const { habit } = nextPublishHistory(
      { awake: now - day, times: [now - day], habit: undefined },
      [at(now - 20 * 60 * minute)],
      now,
    )
    const hour = Math.floor(now / (60 * minute) - 0.5) % 24
    expect((habit?.hours[hour] ?? 0) + (habit?.hours[(hour + 1) % 24] ?? 0)).toBeGreaterThanOrEqual(10)
  })

  test('fades with time', () => {
    const before = firstPublishHistory([at(now - 60 * minute)], now)
    const later = nextPublishHistory(before, [at(now + 42 * day)], now + 42 * day)
    // 10 / e, and the new one.
    expect(later.habit?.occasions).toBe(14)
  })
})
