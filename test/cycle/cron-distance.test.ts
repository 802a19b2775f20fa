/** The longest time between two crons, which crons are configured, and how old the last cycle may be. */
import { describe, expect, it } from 'vitest'
import { cronsAfter, distanceOf, heartbeatOf, longestDistance } from '../../src/cycle/cron-distance.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 0, 5, 12)

describe('the longest distance of', () => {
  it.each<readonly [name: string, crons: readonly string[], ms: number]>([
    ['a cron every minute', ['* * * * *'], MINUTE],
    ['a cron every five minutes', ['*/5 * * * *'], 5 * MINUTE],
    ['a step that does not divide the hour', ['*/7 * * * *'], 7 * MINUTE],
    ['a step that leaves a gap at the end', ['*/40 * * * *'], 40 * MINUTE],
    ['a step from a minute on', ['7/20 * * * *'], 20 * MINUTE],
    ['a list', ['0,5,20 * * * *'], 40 * MINUTE],
    ['a range with a step', ['10-30/10 * * * *'], 40 * MINUTE],
    ['an hourly cron', ['30 * * * *'], HOUR],
    ['a cron by day', ['*/5 7-22 * * *'], 8 * HOUR + 5 * MINUTE],
    ['a daily cron', ['0 6 * * *'], DAY],
    ['weekdays by name', ['0 * * * MON-FRI'], 2 * DAY + HOUR],
    ['weekdays by number, from Sunday, 1', ['0 * * * 2-6'], 2 * DAY + HOUR],
    ['a day of the month', ['0 0 1 * *'], 31 * DAY],
    ['a month', ['0 0 1 jan *'], 366 * DAY],
    ['a leap day', ['0 0 29 2 *'], 1461 * DAY],
    ['two crons that complete each other', ['*/5 7-22 * * *', '0 * * * *'], HOUR],
    ['two crons at the same times', ['*/30 * * * *', '0 * * * *'], 30 * MINUTE],
    ['weekdays and weekends', ['* * * * MON-FRI', '0 * * * SAT,SUN'], HOUR],
    ['an expression with more spaces', ['  */10   * * *  * '], 10 * MINUTE],
  ])('%s', (_, crons, ms) => {
    expect(longestDistance(crons)).toBe(ms)
  })

  it.each([
    ['nothing', ''],
    ['too few fields', '* * * *'],
    ['too many fields', '* * * * * *'],
    ['a minute too many', '60 * * * *'],
    ['a step of nothing', '*/0 * * * *'],
    ['a range backwards', '5-1 * * * *'],
    ['words', 'now and then, some day'],
    ['the last day of the month', '0 0 L * *'],
    ['the second Monday', '0 0 * * 2#2'],
    ['a day that never comes', '0 0 31 2 *'],
    ['something very long', `${'0,'.repeat(1000)}0 * * * *`],
  ])('%s is unknown', (_, cron) => {
    expect(longestDistance([cron])).toBeNull()
  })
})

/** The distance that is known after crons came, as minutes before `NOW`. */
function known(came: readonly (readonly [minutesAgo: number, cron: string])[]): number {
  let crons: ReturnType<typeof cronsAfter> = []
  let last: number | null = null
  let everyMs = 0
  for (const [ago, cron] of came) {
    const now = NOW - ago * MINUTE
    crons = cronsAfter(crons, cron, now)
    everyMs = distanceOf(crons, last, now)
    last = now
  }
  return everyMs / MINUTE
}

describe('a cell knows the distance of cycles', () => {
  it.each<readonly [name: string, came: Parameters<typeof known>[0], minutes: number]>([
    ['from the first cron on', [[0, '* * * * *']], 1],
    [
      'after a person started a cycle in between',
      [
        [2, '* * * * *'],
        [1, ''],
        [0, '* * * * *'],
      ],
      1,
    ],
    [
      'while only a person has started cycles',
      [
        [60, ''],
        [0, ''],
      ],
      60,
    ],
    ['when the first cycle was started by a person', [[0, '']], 5],
    [
      'of a cron that is not understood, by measuring it',
      [
        [20, '0 0 L * *'],
        [0, '0 0 L * *'],
      ],
      20,
    ],
    [
      'when it is measured, at most as a day',
      [
        [5000, ''],
        [0, ''],
      ],
      24 * 60,
    ],
    [
      'of two crons together',
      [
        [30, '0 * * * *'],
        [0, '30 * * * *'],
      ],
      30,
    ],
    [
      'after the operator has made it longer',
      [
        [31, '* * * * *'],
        [30, '* * * * *'],
        [0, '*/30 * * * *'],
      ],
      30,
    ],
    [
      'after the operator has made it shorter, soon',
      [
        [4, '*/30 * * * *'],
        [1, '* * * * *'],
        [0, '* * * * *'],
      ],
      1,
    ],
    [
      'after crons were missed for an hour',
      [
        [60, '* * * * *'],
        [0, '* * * * *'],
      ],
      1,
    ],
  ])('%s', (_, came, minutes) => {
    expect(known(came)).toBe(minutes)
  })

  it('and forgets a cron that no longer comes', () => {
    const before = cronsAfter([{ cron: '0 * * * *', at: NOW - 3 * HOUR }], '* * * * *', NOW)
    expect(before).toEqual([{ cron: '* * * * *', at: NOW }])
  })
})

it('the last cycle may be as old as three crons and a cycle', () => {
  expect([MINUTE, 5 * MINUTE, HOUR, null].map((everyMs) => heartbeatOf(everyMs) / MINUTE)).toEqual([8, 20, 185, 20])
})
