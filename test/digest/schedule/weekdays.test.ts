/** Ranges of days, for the program and for people. */
import { expect, it } from 'vitest'
import { dayRanges, dayRangesAround, type Weekday } from '../../../src/digest/schedule/weekdays.ts'

it.each<[days: readonly Weekday[], ranges: unknown, around: unknown]>([
  [[0, 1, 2, 3, 4], [[0, 4]], [[0, 4]]],
  // The working weeks of most Arab countries and of Iran.
  [
    [0, 1, 2, 3, 6],
    [
      [0, 3],
      [6, 6],
    ],
    [[6, 3]],
  ],
  [
    [0, 1, 2, 5, 6],
    [
      [0, 2],
      [5, 6],
    ],
    [[5, 2]],
  ],
  [
    [0, 2, 5, 6],
    [
      [0, 0],
      [2, 2],
      [5, 6],
    ],
    [
      [2, 2],
      [5, 0],
    ],
  ],
  [
    [0, 3, 6],
    [
      [0, 0],
      [3, 3],
      [6, 6],
    ],
    [
      [0, 0],
      [3, 3],
      [6, 6],
    ],
  ],
  [
    [0, 6],
    [
      [0, 0],
      [6, 6],
    ],
    [
      [0, 0],
      [6, 6],
    ],
  ],
])('days %j are ranges %j, and %j for people', (days, ranges, around) => {
  expect(dayRanges(days)).toEqual(ranges)
  expect(dayRangesAround(days)).toEqual(around)
})
