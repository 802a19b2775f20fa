/** Whose turn it is, and who rests. */
import { describe, expect, test } from 'vitest'
import { dueFeeds, type FeedTurn, retryAt } from '../../src/feed/schedule.ts'
import { address, now } from './fixtures/documents.ts'

const minute = 60_000
const cycle = 5 * minute

function feeds(number: number, change: Partial<FeedTurn> = {}): readonly FeedTurn[] {
  return Array.from({ length: number }, (_, n) => ({
    url: address(`https://example.org/${n}`),
    failures: 0,
    retryAt: null,
    ...change,
  }))
}

describe('due', () => {
  test('all, within the capacity', () => {
    expect(dueFeeds(feeds(10), now, now - cycle, 10)).toHaveLength(10)
  })
  test('not the resting ones', () => {
    expect(dueFeeds(feeds(3, { failures: 1, retryAt: now + 1 }), now, now - cycle, 10)).toEqual([])
  })
  test('those whose rest is over', () => {
    expect(dueFeeds(feeds(3, { failures: 1, retryAt: now }), now, now - cycle, 10)).toHaveLength(3)
  })
  test('none without capacity', () => {
    expect(dueFeeds(feeds(3), now, null, 0)).toEqual([])
  })

  const rhythms: readonly (readonly [name: string, feeds: number, capacity: number, every: number])[] = [
    ['two groups', 20, 10, 1],
    ['a group that is not full', 25, 10, 1],
    ['two groups, every second cycle skipped', 20, 10, 2],
    ['three groups, two of three cycles skipped', 30, 10, 3],
    ['four groups, every second cycle skipped', 40, 10, 2],
  ]
  test.each(rhythms)('everyone in turn: %s', (_name, number, capacity, every) => {
    const reads = new Map<string, number>()
    const cycles = 400
    for (let n = 1; n <= cycles; n++) {
      const due = dueFeeds(feeds(number), now + n * every * cycle, now + (n - 1) * every * cycle, capacity)
      expect(due.length).toBeLessThanOrEqual(capacity)
      expect(new Set(due).size).toBe(due.length)
      for (const url of due) reads.set(url, (reads.get(url) ?? 0) + 1)
    }
    const fair = cycles / Math.ceil(number / capacity)
    expect(reads.size).toBe(number)
    expect(Math.min(...reads.values())).toBeGreaterThan(fair * 0.7)
  })

  test('in one round of an undisturbed clock, each exactly once', () => {
    const round = [1, 2, 3].flatMap((n) => dueFeeds(feeds(25), now + n * cycle, now + (n - 1) * cycle, 10))
    expect(new Set(round).size).toBe(25)
    expect(round).toHaveLength(25)
  })

  test('the longest waiting first, where not all can be read', () => {
    const [first, ...others] = feeds(30, { readAt: now - cycle })
    const waiting = first === undefined ? others : [...others, { ...first, readAt: now - 60 * minute }]
    expect(dueFeeds(waiting, now, now - 60 * minute, 10)[0]).toBe(first?.url)
  })
})

describe('back-off', () => {
  const cases: readonly (readonly [name: string, failures: number, retryAfterMs: number | null, minutes: number])[] = [
    ['5 minutes at first', 1, null, 5],
    ['10 then', 2, null, 10],
    ['80 after the fifth', 5, null, 80],
    ['6 hours at most', 9, null, 360],
    ['and for ever', 1000, null, 360],
    ['longer if the server asks', 1, 60 * minute, 60],
    ['not shorter if it asks for less', 3, minute, 20],
    ['within the cap', 1, 48 * 60 * minute, 360],
  ]
  test.each(cases)('%s', (_name, failures, retryAfterMs, minutes) => {
    expect(retryAt(failures, now, retryAfterMs)).toBe(now + minutes * minute)
  })
})
