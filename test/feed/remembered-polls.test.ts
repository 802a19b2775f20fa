/** Due feeds of a cell that remembers earlier polls, or some of them. */
import { describe, expect, test } from 'vitest'
import { dueFeeds, type PollProgress, type PollState } from '../../src/feed/schedule.ts'
import { now } from './fixtures/documents.ts'
import { noHints, pollState, steady } from './fixtures/poll-state.ts'

const minute = 60_000
const day = 24 * 60 * minute
const cycle = 5 * minute

const feed = (change: Partial<PollState> = {}) => pollState({ publishHistory: steady(minute), ...change })

function isDue(state: PollState, progress: Partial<PollProgress>, at = now): boolean {
  const known = { at: now, waiting: [], polledAt: new Map(), forgottenUntil: 0, ...progress }
  return dueFeeds([state], at, known, { everyMs: cycle }).length > 0
}

describe('a feed that the cell remembers to have polled is due', () => {
  const everyHour = { publishHistory: steady(30 * day) }
  test.each<[string, Partial<PollState>, agoMinutes: number, expected: boolean]>([
    ['after its interval', everyHour, 60, true],
    ['half a cycle earlier at best', everyHour, 57.5, true],
    ['but not before', everyHour, 57, false],
    ['never within two minutes', { publishHistory: steady(minute) }, 1.9, false],
    ['two minutes later, if it is busy', { publishHistory: steady(minute) }, 2, true],
    ['not before the time that its server asks for', { pollingHints: { ...noHints, server: 10 } }, 9.9, false],
    ['at that time', { id: 60, pollingHints: { ...noHints, server: 10 } }, 10, true],
    [
      'at a due time soon after that, if it was polled late',
      { id: 50, pollingHints: { ...noHints, server: 20 } },
      21,
      false,
    ],
    ['in any case half an interval later', { id: 50, pollingHints: { ...noHints, server: 20 } }, 30, true],
    ['at once, if it was added again since', { publishHistory: { ...steady(30 * day), awake: now - minute } }, 5, true],
    ['a day later, if it is pushed', { isPushed: true }, 24 * 60, true],
    ['but not sooner, whatever news it had', { isPushed: true }, 24 * 60 - 3, false],
  ])('%s', (_, change, agoMinutes, expected) => {
    const state = feed(change)
    expect(isDue(state, { polledAt: new Map([[state.id, now - agoMinutes * minute]]) })).toBe(expected)
  })
})

test('a pushed feed is due once a day in a cell that remembers nothing', () => {
  for (const id of [1, 100, 1439, 1440]) {
    const times = Array.from({ length: 288 }, (_, n) => now + n * cycle)
    expect(times.filter((at) => isDue(feed({ id, isPushed: true }), { at: at - cycle }, at))).toHaveLength(1)
  }
})

test('forgotten cycles count as if they had polled a feed whose server asks for a pause', () => {
  const limited = feed({ id: 57, pollingHints: { ...noHints, server: 60 } })
  const dueAfter = (forgottenUntil: number) => isDue(limited, { at: now - cycle, forgottenUntil })
  expect([dueAfter(0), dueAfter(now - 2 * minute)]).toEqual([true, false])
})
