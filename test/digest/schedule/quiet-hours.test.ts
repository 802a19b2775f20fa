/** How quiet hours are read, and which are proposed. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietNear, quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import type { Quiet } from '../../../src/look.ts'

const written = ({ from, to }: Quiet) => `${clockOf(from)}-${clockOf(to)}`

describe('quiet hours', () => {
  const cases: readonly (readonly [text: string, hours: readonly string[]])[] = [
    ['23:00-07:00', ['23:00-07:00']],
    ['2300-0700', ['23:00-07:00']],
    ['23-7', ['23:00-07:00']],
    ['0-8', ['00:00-08:00']],
    ['24-8', ['00:00-08:00']],
    ['midnight to 7', ['00:00-07:00']],
    ['11pm to 7', ['23:00-07:00']],
    ['10-7am', ['22:00-07:00']],
    ['from 23 to 7', ['23:00-07:00']],
    ['between 10pm and 7am', ['22:00-07:00']],
    ['23:00 until 07:00', ['23:00-07:00']],
    ['23:00 07:00', ['23:00-07:00']],
    ['every day 23-7', ['23:00-07:00']],
    ['from 11 at night to 7 in the morning', ['23:00-07:00']],
    ['1pm-2pm', ['13:00-14:00']],
    ['nights', ['23:00-07:00']],
    ['at night', ['23:00-07:00']],
    ['every night', ['23:00-07:00']],
    ['夜里', ['23:00-07:00']],
    ['晚上11点到早上7点', ['23:00-07:00']],
    ['晚上十一点半到早上七点', ['23:30-07:00']],
    ['晚11点至早7点', ['23:00-07:00']],
    ['晚11早7', ['23:00-07:00']],
    ['22點到7點', ['22:00-07:00']],
    ['٢٣-٧', ['23:00-07:00']],
    // A night, or a day.
    ['11-7', ['23:00-07:00', '11:00-19:00']],
    ['10 to 6', ['22:00-06:00', '10:00-18:00']],
    ['12-8', ['00:00-08:00', '12:00-20:00']],
    ['11:00-07:00', ['11:00-07:00']],
    ['', []],
    ['23:00', []],
    ['23:00-23:00', []],
    ['1-2-3', []],
    ['until 7', []],
    ['when I sleep', []],
    ['mornings', []],
    [`23-7${' '.repeat(1100)}`, []],
  ]
  it.each(cases)('%s are %j', (text, hours) => expect(quietReadings(text, 'en').map(written)).toEqual(hours))

  const near: readonly (readonly [text: string, hours: readonly string[]])[] = [
    ['when I sleep', ['23:00-07:00', '22:00-07:00', '00:00-08:00']],
    ['from 11:30pm', ['23:30-07:00', '23:00-07:00', '22:00-07:00']],
    ['until 6', ['23:00-06:00', '23:00-07:00', '22:00-07:00']],
    ['11-7', ['23:00-07:00', '11:00-19:00', '23:00-11:00']],
    ['21-5 on weekends', ['21:00-07:00', '23:00-07:00', '22:00-07:00']],
  ]
  it.each(near)('near %s are %j', (text, hours) => expect(quietNear(text, 'en').map(written)).toEqual(hours))
})
