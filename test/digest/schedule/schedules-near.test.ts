/** Which schedules are proposed for a text that is none. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSchedule } from '../../../src/digest/schedule/format-schedule.ts'
import { parseSchedule } from '../../../src/digest/schedule/schedule.ts'
import { schedulesNear } from '../../../src/digest/schedule/schedules-near.ts'
import { runs } from '../../runs.ts'

const usual = ['08:00 18:00', 'mon-fri 08:00', 'every 3h']

describe('the schedules near a text', () => {
  const cases: readonly (readonly [name: string, text: string, near: readonly string[]])[] = [
    ['have its days and times', '8ish on weekdays', ['mon-fri 08:00', 'mon-fri 08:00 18:00', '08:00']],
    ['have days whose names are mistyped', 'wendesday 8', ['wed 08:00', 'wed 08:00 18:00', '08:00']],
    ['have other words that are mistyped', 'saterday mornign', ['sat 08:00', 'sat 08:00 18:00', '08:00']],
    ['have its days with usual times', 'mon-fri', ['mon-fri 08:00', 'mon-fri 08:00 18:00', 'mon-fri 18:00']],
    ['leave out its days', 'all but sundays', ['mon-sat 08:00', 'mon-sat 08:00 18:00', 'mon-sat 18:00']],
    ['have a day of the week for weekly digests', 'weekly', ['mon 08:00', 'mon thu 08:00', '08:00 18:00']],
    ['have days of the week for every few days', 'every 2 days at 9', ['mon 09:00', 'mon thu 09:00', '09:00']],
    ['are usual ones for unknown words', 'soon', usual],
    ['are usual ones for an empty text', '', usual],
    ['are usual ones for a text that is far too long', 'ü'.repeat(5000), usual],
    ['have a valid hour', '25:00', ['01:00', '01:00 18:00', 'mon-fri 01:00']],
    ['have valid minutes', '8:60', ['08:00', '08:00 18:00', 'mon-fri 08:00']],
    ['have hours and minutes that a space separates', '8 30', ['08:30', '08:30 18:00', 'mon-fri 08:30']],
    ['have an hour that its part of the day contradicts', '13am', ['13:00', '13:00 18:00', 'mon-fri 13:00']],
    ['have one digit of a minute', '8点5', ['08:05', '08:05 18:00', 'mon-fri 08:05']],
    ['are live where days of a live channel are written', 'live on sat', ['sat 08:00 18:00', 'live', 'sat 08:00']],
    ['have an interval', '30 minutes', ['live 30m', ...usual.slice(0, 2)]],
    ['have the longest interval', 'every 25h', ['every 24h', ...usual.slice(0, 2)]],
    ['have a time zone’s hour', '8am berlin time', ['08:00', '08:00 18:00', 'mon-fri 08:00']],
    ['have a cron expression without its months', '0 8 * 1-3 *', ['08:00', '08:00 18:00', 'mon-fri 08:00']],
    ['have the readings of an unclear text first', 'sat midnight', ['sat 00:00', 'sun 00:00', 'sat 00:00 18:00']],
    ['have days in Chinese', '工作日左右', ['mon-fri 08:00', 'mon-fri 08:00 18:00', 'mon-fri 18:00']],
  ]
  it.each(cases)('%s: %s', (_, text, near) => expect(schedulesNear(text, 'en').map(formatSchedule)).toEqual(near))

  it('are three that can be written and differ, for any text', () => {
    const words = fc.constantFrom(...'8 99 25:70 every 0 mon sat-mon not am 周 点 evry x / , live daily 3h'.split(' '))
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words, { maxLength: 10 }).map((all) => all.join(' ')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const near = schedulesNear(text, 'en').map(formatSchedule)
        expect(new Set(near).size).toBe(3)
        expect(near.filter((each) => !parseSchedule(each, 'en').ok)).toEqual([])
      }),
      { numRuns: runs(40) },
    )
  })
})
