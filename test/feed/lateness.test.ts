/** How late a feed's news arrives after its publication. */
import { describe, expect, it } from 'vitest'
import { medianLateness, withLateness } from '../../src/feed/lateness.ts'
import type { PublishHistory } from '../../src/polling.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 0, 5, 12, 30)
const before: PublishHistory = { awake: 0, times: [] }

/** @param ago ms before `now`; null: undated */
const published = (ago: number | null, now = NOW) => ({ published: ago === null ? null : now - ago, updated: null })

describe('the lateness of a poll', () => {
  const cases: readonly (readonly [name: string, ago: readonly (number | null)[], lateness: number | null])[] = [
    ['is the time since the publication of its item', [3 * MINUTE], 3 * MINUTE],
    ['is the median of its items', [MINUTE, 9 * MINUTE, 2 * MINUTE], 2 * MINUTE],
    ['is the lower one of two in the middle', [MINUTE, 2 * MINUTE], MINUTE],
    ['is in whole seconds', [1600], 2 * SECOND],
    ['is none for a date in the future', [-2 * HOUR], 0],
    ['is unknown without dates', [null, null], null],
    ['leaves out items without a date', [null, 5 * MINUTE], 5 * MINUTE],
    ['leaves out items of more than a week ago', [8 * DAY, 5 * MINUTE], 5 * MINUTE],
    ['is known up to a week', [7 * DAY], 7 * DAY],
    ['leaves out dates without a time of day', [NOW % DAY, 5 * MINUTE], 5 * MINUTE],
    ['is unknown without items', [], null],
  ]
  it.each(cases)('%s', (_, ago, lateness) => {
    const items = ago.map((each) => published(each))
    expect(medianLateness(withLateness(before, items, NOW), NOW)).toBe(lateness)
  })

  it('counts from the update of an item without a date of publication', () => {
    const items = [{ published: null, updated: NOW - MINUTE }]
    expect(medianLateness(withLateness(before, items, NOW), NOW)).toBe(MINUTE)
  })

  it('leaves a history as it is where it is unknown', () => {
    expect(withLateness(before, [published(null)], NOW)).toBe(before)
  })
})

describe('the lateness of a week', () => {
  /** @param polls `[ms ago, lateness in ms]`, oldest first */
  const historyOf = (polls: readonly (readonly [ago: number, late: number])[]) =>
    polls.reduce((history, [ago, late]) => withLateness(history, [published(late, NOW - ago)], NOW - ago), before)

  it('is the median of its polls', () => {
    const history = historyOf([
      [3 * DAY, HOUR],
      [2 * DAY, MINUTE],
      [DAY, 3 * MINUTE],
    ])
    expect(medianLateness(history, NOW)).toBe(3 * MINUTE)
  })

  it('forgets polls of more than a week ago, and is unknown where there are no others', () => {
    const history = historyOf([[9 * DAY, HOUR]])
    expect(medianLateness(history, NOW)).toBeNull()
    expect(withLateness(history, [published(MINUTE)], NOW).lateness).toHaveLength(1)
  })

  it('remembers as many polls of each day, however busy the feed is', () => {
    const polls = Array.from({ length: 7 * 48 }, (_, at) => [(7 * 48 - 1 - at) * (HOUR / 2), MINUTE] as const)
    const { lateness = [] } = historyOf(polls)
    const days = Map.groupBy(lateness, ([hour]) => Math.floor(hour / 24))
    expect(lateness).toHaveLength(14)
    expect(Math.max(...[...days.values()].map((each) => each.length))).toBe(2)
    expect(JSON.stringify(lateness).length).toBeLessThan(200)
  })

  it('keeps the newest first, and every other part of the history', () => {
    const history = withLateness({ ...historyOf([[DAY, HOUR]]), times: [1], hurried: 2 }, [published(MINUTE)], NOW)
    expect(history).toEqual({
      awake: 0,
      times: [1],
      hurried: 2,
      lateness: [
        [Math.floor(NOW / HOUR), 60],
        [Math.floor((NOW - DAY) / HOUR), 3600],
      ],
    })
  })
})
