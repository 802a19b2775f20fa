/** The longest time between two runs of a Worker's crons, from their expressions, and which crons are still configured. Pure. */
import { dayMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { SeenCron } from '../store/last-cycle.ts'
import { ValueCache } from '../value-cache.ts'

interface Field {
  readonly least: number
  readonly most: number
  /** Names of the values, from `least`. */
  readonly names: readonly string[]
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** Minute, hour, day, month, weekday: Cloudflare counts from 1, Sunday (workers/configuration/cron-triggers). */
const fields: readonly Field[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: monthNames },
  { least: 1, most: 7, names: dayNames },
]

/** An expression's runs: minutes of a day, on the days that fit. */
interface Runs {
  readonly minutes: readonly number[]
  readonly isDaily: boolean
  readonly isOn: (date: Date) => boolean
}

/** Four years: every weekday, month and leap day. */
const DAYS = 1461
const FIRST_DAY = Date.UTC(2024, 0, 1)
const LONGEST_EXPRESSION = 200
/** Cloudflare allows five in an account. */
const CRONS = 10

const distances = new ValueCache<string, number | 'unknown'>(100)

/** ms; null: an expression is unknown, or none ever runs. */
export function longestDistance(expressions: readonly string[]): number | null {
  const distance = distances.get(expressions.join('\n'), () => measured(expressions) ?? 'unknown')
  return distance === 'unknown' ? null : distance
}

function measured(expressions: readonly string[]): number | null {
  const all = expressions.flatMap((expression) => runsOf(expression) ?? [])
  if (all.length < expressions.length) return null
  const days = all.every(({ isDaily }) => isDaily) ? 1 : DAYS
  const shapes = new ValueCache<string, DayShape>()
  let first: number | null = null
  let last: number | null = null
  let longest = 0
  for (let day = 0; day < days; day += 1) {
    const date = new Date(FIRST_DAY + day * dayMs)
    const due = all.map(({ isOn }) => isOn(date))
    if (!due.includes(true)) continue
    const shape = shapes.get(due.join(), () => shapeOf(all.filter((_, at) => due[at])))
    const began: number = day * dayMs + shape.first * minuteMs
    longest = Math.max(longest, shape.longest * minuteMs, began - (last ?? began))
    first ??= began
    last = day * dayMs + shape.last * minuteMs
  }
  // The days begin again.
  return first === null || last === null ? null : Math.max(longest, first + days * dayMs - last)
}

/** The first and the last minute of a day's runs, and the longest time between two of them in minutes. */
interface DayShape {
  readonly first: number
  readonly last: number
  readonly longest: number
}

function shapeOf(runs: readonly Runs[]): DayShape {
  const minutes = runs.flatMap((each) => each.minutes).sort((one, other) => one - other)
  const [first = 0] = minutes
  const longest = minutes.reduce((most, minute, at) => Math.max(most, minute - (minutes[at - 1] ?? minute)), 0)
  return { first, last: minutes.at(-1) ?? first, longest }
}

/** Null: not understood; `L`, `W` and `#` are not. */
function runsOf(expression: string): Runs | null {
  const texts = expression.trim().toLowerCase().split(/\s+/u)
  if (expression.length > LONGEST_EXPRESSION || texts.length !== fields.length) return null
  const values = texts.flatMap((text, at) => {
    const field = fields[at]
    const found = field === undefined ? null : valuesOf(text, field)
    return found === null ? [] : [found]
  })
  const [minutes, hours, days, months, weekdays] = values
  if (!(minutes && hours && days && months && weekdays)) return null
  return {
    minutes: [...hours].flatMap((hour) => [...minutes].map((minute) => 60 * hour + minute)),
    isDaily: days.size === 31 && months.size === 12 && weekdays.size === 7,
    // If days of the month and weekdays are both named, both have to fit: the rarer reading.
    isOn: (date) =>
      days.has(date.getUTCDate()) && months.has(date.getUTCMonth() + 1) && weekdays.has(date.getUTCDay() + 1),
  }
}

function valuesOf(text: string, field: Field): ReadonlySet<number> | null {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [, range = '', step = null] = /^([^/]+)(?:\/(\d{1,4}))?$/u.exec(part) ?? []
    const bounds = boundsOf(range, step !== null, field)
    const every = Number(step ?? 1)
    if (bounds === null || every === 0) return null
    for (let value = bounds.from; value <= bounds.to; value += every) values.add(value)
  }
  return values
}

function boundsOf(
  range: string,
  hasStep: boolean,
  field: Field,
): { readonly from: number; readonly to: number } | null {
  if (range === '*') return { from: field.least, to: field.most }
  const [from, to, ...rest] = range.split('-').map((text) => numberOf(text, field))
  if (from === undefined || from === null || to === null || rest.length > 0) return null
  const end = to ?? (hasStep ? field.most : from)
  return from <= end ? { from, to: end } : null
}

function numberOf(text: string, { least, most, names }: Field): number | null {
  const named = names.indexOf(text)
  if (named >= 0) return least + named
  const value = /^\d{1,2}$/u.test(text) ? Number(text) : null
  return value === null || value < least || value > most ? null : value
}

/**
 * The crons that are configured, as far as is known: those that started a cycle lately. A cron that has not come for twice its own
 * distance counts as removed.
 * @param cron the expression that starts this cycle; empty or unknown if a person starts it
 */
export function cronsAfter(before: readonly SeenCron[], cron: string, now: EpochMs): readonly SeenCron[] {
  const present = before.filter(({ cron: other, at }) => {
    const distance = longestDistance([other])
    return other !== cron && distance !== null && Math.abs(now - at) <= 2 * distance + limits.cycle.heartbeatSlackMs
  })
  return longestDistance([cron]) === null ? present : [...present, { cron, at: now }].slice(-CRONS)
}

/**
 * The longest time between two cycles, ms: as configured, or else as measured.
 * @param last the time of the cycle before; null: unknown
 */
export function distanceOf(crons: readonly SeenCron[], last: EpochMs | null, now: EpochMs): number {
  const configured = crons.length === 0 ? null : longestDistance(crons.map(({ cron }) => cron).toSorted())
  const { unknownEveryMs } = limits.cycle
  return configured ?? Math.min(dayMs, Math.max(unknownEveryMs, last === null ? 0 : now - last))
}

/** How old the last cycle may be, ms: three crons were missed, and one may still run. @param everyMs null: unknown */
export function heartbeatOf(everyMs: number | null): number {
  return 3 * (everyMs ?? limits.cycle.unknownEveryMs) + limits.cycle.heartbeatSlackMs
}
