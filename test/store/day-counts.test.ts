/** What is kept of a day has a bounded size, and the latest report on a message's reactions counts. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import {
  boundedTallies,
  countMessages,
  isInRuns,
  mostImportant,
  type Reacted,
  runsOf,
  sumTallies,
  type Tallies,
  talliesSchema,
  withReactions,
} from '../../src/store/day-counts.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

it('consecutive message ids share a run in any order, and the newest runs are kept', () => {
  expect(runsOf([7, 3, 4, 9, 8, 5])).toEqual([
    [3, 5],
    [7, 9],
  ])
  expect(isInRuns(runsOf([3, 4, 7]), 4)).toBe(true)
  expect(isInRuns(runsOf([3, 4, 7]), 5)).toBe(false)
  const apart = runsOf(upTo(500).map((index) => 2 * index))
  expect([apart.length, apart.at(-1)]).toEqual([limits.statistics.runsADay, [998, 998]])
})

it('a headline in the line of another one is counted as a link only', () => {
  const counted = countMessages([
    {
      id: 1,
      links: [
        ['a', false],
        ['b', true],
      ],
    },
    { id: 2, links: [['c', false]] },
  ])
  expect(counted).toEqual({ messages: 2, headlines: 2, sent: [[1, 2]], links: ['a', 'b', 'c'] })
})

it('a feed with a headline is never left out for one that has none', () => {
  const silent = upTo(400).map((feed) => [feed, 50, 0] as const)
  const kept = mostImportant([...silent, [1000, 1, 1]])
  expect([kept.length, kept[0]]).toEqual([limits.statistics.feedsADay, [1000, 1, 1]])
})

it.each<readonly [string, readonly Tallies[], Tallies]>([
  [
    'sums of the same kind, the most frequent first',
    [
      [['👍', 2]],
      [
        ['❤️', 5],
        ['👍', 1],
      ],
    ],
    [
      ['❤️', 5],
      ['👍', 3],
    ],
  ],
  ['no kind without a reaction', [[['👍', 0]]], []],
  [
    'custom emoji and paid reactions as kinds of their own',
    [
      [
        ['custom', 2],
        ['paid', 7],
      ],
    ],
    [
      ['paid', 7],
      ['custom', 2],
    ],
  ],
])('tallies have %s', (_, all, sum) => {
  expect(sumTallies(all)).toEqual(sum)
})

it('a message has a bounded number of kinds of reactions, and none is lost from the total', () => {
  const many = boundedTallies(upTo(40).map((index) => [`k${index}`, index + 1] as const))
  expect(many.length).toBe(limits.statistics.kindsAMessage)
  expect(many.reduce((sum, [, times]) => sum + times, 0)).toBe((40 * 41) / 2)
  expect(boundedTallies([['x'.repeat(100), 3]])).toEqual([['rest', 3]])
})

it('reactions in any number have sums that can be stored and read again', () => {
  const many = boundedTallies(upTo(2000).map((index) => [`k${index}`, Number.MAX_SAFE_INTEGER] as const))
  expect(v.is(talliesSchema, many)).toBe(true)
  const month = Array.from({ length: limits.statistics.reactedADay * limits.statistics.shownDays }, () => many)
  for (const [, times] of sumTallies(month)) expect(times).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER)
})

const at = (message: number, date: number, ups: number): Reacted => [message, date, [['👍', ups]]]

it.each<readonly [string, readonly Reacted[], readonly Reacted[], readonly Reacted[] | null]>([
  ['a later report replaces the earlier one', [at(1, 10, 5)], [at(1, 11, 6)], [at(1, 11, 6)]],
  ['an earlier report that comes late changes nothing', [at(1, 10, 5)], [at(1, 9, 4)], null],
  ['of two reports of one second the one that came later counts', [at(1, 10, 5)], [at(1, 10, 6)], [at(1, 10, 6)]],
  ['a repeated report changes nothing', [at(1, 10, 5)], [at(1, 10, 5)], null],
  ['reactions that were all taken back count no more', [at(1, 10, 5)], [[1, 11, []]], [[1, 11, []]]],
  ['another message is added', [at(1, 10, 5)], [at(2, 9, 1)], [at(1, 10, 5), at(2, 9, 1)]],
])('%s', (_, known, changes, next) => {
  expect(withReactions(known, changes)).toEqual(next)
})

it('a day keeps a bounded number of messages with reactions, and still updates those', () => {
  const { reactedADay } = limits.statistics
  const full = upTo(reactedADay).map((message) => at(message, 1, 1))
  expect(withReactions(full, [at(5000, 2, 1)])).toBeNull()
  expect(withReactions(full, [at(3, 2, 9)])?.length).toBe(reactedADay)
})
