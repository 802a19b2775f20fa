/** Every schedule that the bot writes is read back as the same schedule. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSchedule } from '../../../src/digest/schedule/format-schedule.ts'
import { parseSchedule } from '../../../src/digest/schedule/schedule.ts'
import { textsFor } from '../../../src/i18n/texts.ts'
import { languages } from '../../../src/language.ts'
import type { Schedule } from '../../../src/model.ts'
import { withAsciiDigits } from '../../../src/text/decimal-digits.ts'
import { runs } from '../../runs.ts'
import { meaningOf } from './schedule-meanings.ts'

const day = 24 * 60
const minutes = (maxLength: number) => fc.uniqueArray(fc.integer({ min: 0, max: day - 1 }), { minLength: 1, maxLength })
const hourly = fc
  .record({
    from: fc.integer({ min: 0, max: 12 }),
    step: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ from, step, count }) => Array.from({ length: count }, (_, at) => ((from + at * step) % 24) * 60))
const times = fc.oneof(minutes(24), hourly)
const ascending = (all: readonly number[]) => [...new Set(all)].sort((a, b) => a - b)

const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({
    kind: fc.constant('live' as const),
    gapMinutes: fc.option(fc.integer({ min: 0, max: day })),
  }),
  fc.record({ kind: fc.constant('every' as const), hours: fc.integer({ min: 1, max: 24 }) }),
  times.map((of) => ({ kind: 'times' as const, minutes: ascending(of) })),
  // Some days have the same times, and at least one has none.
  fc
    .tuple(
      fc.array(times, { minLength: 1, maxLength: 3 }),
      fc.array(fc.option(fc.nat(2)), { minLength: 6, maxLength: 6 }),
    )
    .map(([sets, days]) => ({
      kind: 'week' as const,
      minutes: days.flatMap((set, at) =>
        set === null ? [] : ascending(sets[set] ?? []).map((each) => at * day + each),
      ),
    }))
    .filter((schedule) => schedule.minutes.length > 0),
)

describe('a schedule is read back', () => {
  it('as formatSchedule writes it', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(parseSchedule(formatSchedule(schedule), 'en')).toEqual({ ok: true, value: schedule })
      }),
      { numRuns: runs(60) },
    )
  })

  it.each(languages)('as the bot shows it in the language %s', (language) => {
    const texts = textsFor(language)
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(meaningOf(texts.schedule(schedule), language)).toBe(formatSchedule(schedule))
      }),
      { numRuns: runs(60) },
    )
  })

  it('also with 24 times on each day of the week', () => {
    const all = Array.from({ length: 7 * 24 }, (_, hour) => hour * 60 + Math.floor(hour / 24))
    expect(parseSchedule(formatSchedule({ kind: 'week', minutes: all }), 'en')).toEqual({
      ok: true,
      value: { kind: 'week', minutes: all },
    })
  })

  it('in the digits of every script', () => {
    const zeros = Array.from({ length: 0x1e960 }, (_, point) => String.fromCodePoint(point)).filter(
      (character) => /\p{Nd}/u.test(character) && withAsciiDigits(character) === '0',
    )
    const written = (zero: string) =>
      '08:30'.replace(/\d/gu, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)))
    expect(zeros.length).toBeGreaterThan(60)
    expect(zeros.filter((zero) => meaningOf(written(zero)) !== '08:30')).toEqual([])
  })
})

describe('any text', () => {
  it('is read without an error', () => {
    const words = fc.constantFrom(
      ...'8 18:30 every 2 hours mon fri - , and except at am pm half to past 周一 每 点 早上 晚 三 除外 twice a day daily midnight'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.constantFrom(' ', ''), (all, joint) => {
        for (const schedule of meaningOf(all.join(joint)).split(' | ')) {
          if (schedule !== '') expect(meaningOf(schedule)).toBe(schedule)
        }
      }),
      { numRuns: runs(60) },
    )
  })
})
