/** Reads the five fields of cron (pubs.opengroup.org/onlinepubs/9799919799/utilities/crontab.html), with steps as Vixie cron has them. */
import { dayMinutes, limits } from '../../limits.ts'
import type { Schedule } from '../../model.ts'

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const field = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/u

/** The values of a field from `min` to `max`; null: it has none. */
function valuesOf(text: string, min: number, max: number): readonly number[] | null {
  const values = new Set<number>()
  for (const item of text.split(',')) {
    const match = field.exec(item)
    if (match === null) return null
    const [, first, last, step = '1'] = match
    const from = Number(first ?? min)
    // `5/15` begins at 5.
    const to = Number(last ?? (first === undefined || match[3] !== undefined ? max : first))
    if (from < min || to > max || from > to || Number(step) === 0) return null
    for (let value = from; value <= to; value += Number(step)) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

/** The same distance between all values, and from the last to the first of the next `period`; null: they differ. */
function evenStep(values: readonly number[], period: number): number | null {
  const step = period / values.length
  return Number.isInteger(step) && values.every((value, at) => value === at * step) ? step : null
}

/** The schedule of `0 8,18 * * 1-5`; null: it is no cron expression, or it names days of the month. */
export function parseCron(text: string): Schedule | null {
  const fields = text.split(' ')
  const [minuteField = '', hourField = '', day, month, weekdayField = ''] = fields
  if (fields.length !== 5 || day !== '*' || month !== '*') return null
  const numbered = weekdayField.replace(/[a-z]{3}/gu, (name) => String(dayNames.indexOf(name)))
  const minutes = valuesOf(minuteField, 0, 59)
  const hours = valuesOf(hourField, 0, 23)
  const days = valuesOf(numbered, 0, 7)
  if (minutes === null || hours === null || days === null) return null
  const isDaily = new Set(days.map((each) => each % 7)).size === 7
  const [hourStep, minuteStep] = [evenStep(hours, 24), evenStep(minutes, 60)]
  if (isDaily && hours.length === 24 && minutes.length > 1 && minuteStep !== null)
    return { kind: 'live', gapMinutes: minuteStep }
  if (isDaily && hourStep !== null && hours.length > 1 && minutes.join() === '0')
    return { kind: 'every', hours: hourStep }
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute))
  if (times.length > limits.digest.timesADay) return null
  if (isDaily) return { kind: 'times', minutes: times }
  // Cron counts from Sunday, schedules from Monday.
  const from = new Set(days.map((each) => (each + 6) % 7))
  return {
    kind: 'week',
    minutes: [...from].sort((a, b) => a - b).flatMap((each) => times.map((at) => each * dayMinutes + at)),
  }
}
