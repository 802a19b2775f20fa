/** Parses and formats days of the week. */
import { dayMinutes } from '../limits.ts'

/** 0: Monday … 6: Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6
export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

const english =
  'mon(?:days?)? tue(?:s(?:days?)?)? wed(?:nesdays?|s)? thu(?:r(?:s(?:days?)?)?)? fri(?:days?)? sat(?:urdays?)? sun(?:days?)?'
const dayNames = english.split(' ').map((name) => new RegExp(`^(?:${name})(?![a-z])\\.?`))
/** After `chineseNumbersToDigits`. */
const chinese = /^(?:周|週|星期|礼拜|禮拜)([1-6日天]+)/
const chineseEnd = /^(?:周|週|星期|礼拜|禮拜)?([1-6日天])/
const range = /^ ?(?:-|–|—|~|to(?![a-z])|thru|through|至|到) ?/
const sets: readonly (readonly [RegExp, readonly Weekday[]])[] = [
  [/^(?:on )?(?:weekdays?|work(?:ing)? ?days?|工作日|平日)(?![a-z])/, [0, 1, 2, 3, 4]],
  [/^(?:on )?(?:weekends?|周末|週末)(?![a-z])/, [5, 6]],
  [/^(?:daily|every ?day|each day|每天|每日|毎日)(?![a-z])(?: at(?![a-z]))?/, weekdays],
]

interface DaysAt {
  readonly days: readonly Weekday[]
  /** UTF-16 units. */
  readonly length: number
}

/** The days that a lower-case text begins with: `mon-fri`, `weekends`, 周一至周五. Null: none. */
export function daysAt(text: string): DaysAt | null {
  for (const [pattern, days] of sets) {
    const match = pattern.exec(text)
    if (match !== null) return { days, length: match[0].length }
  }
  const preface = /^(?:on |every |each |每(?=周|週|星期|礼拜|禮拜))/.exec(text)?.[0].length ?? 0
  const first = oneAt(text.slice(preface))
  if (first === null) return null
  const length = preface + first.length
  const rest = text.slice(length)
  const between = range.exec(rest)?.[0]
  const from = first.days[0]
  const last = between === undefined || first.days.length > 1 ? null : oneAt(rest.slice(between.length), chineseEnd)
  const to = last?.days[0]
  if (between === undefined || last === null || from === undefined || to === undefined) return { ...first, length }
  const count = ((to - from + 7) % 7) + 1
  const days = weekdays.slice(0, count).flatMap((step) => weekdays[(from + step) % 7] ?? [])
  return { days, length: length + between.length + last.length }
}

function oneAt(text: string, numbered: RegExp = chinese): DaysAt | null {
  const number = numbered.exec(text)
  if (number !== null) {
    const days = [...(number[1] ?? '')].flatMap(
      (digit) => weekdays['123456日'.indexOf(digit.replace('天', '日'))] ?? [],
    )
    return { days, length: number[0].length }
  }
  for (const [at, pattern] of dayNames.entries()) {
    const [name] = pattern.exec(text) ?? []
    if (name !== undefined) return { days: weekdays.slice(at, at + 1), length: name.length }
  }
  return null
}

/** Days with the same times of day, in minutes after midnight. */
interface DayGroup {
  readonly days: readonly Weekday[]
  readonly minutes: readonly number[]
}

/** Groups a week's times, in minutes after the start of Monday, by days with the same ones. */
export function dayGroups(minutes: readonly number[]): readonly DayGroup[] {
  const byDay = weekdays.map((day) => ({
    day,
    times: minutes.filter((each) => Math.floor(each / dayMinutes) === day).map((each) => each % dayMinutes),
  }))
  const groups = Map.groupBy(
    byDay.filter(({ times }) => times.length > 0),
    ({ times }) => times.join(' '),
  )
  return [...groups.values()].map((of) => ({ days: of.map(({ day }) => day), minutes: of[0]?.times ?? [] }))
}

/** Ranges of consecutive days: `[[0, 4], [6, 6]]`. */
export function dayRanges(days: readonly Weekday[]): readonly (readonly [Weekday, Weekday])[] {
  const ranges: [Weekday, Weekday][] = []
  for (const day of days) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] + 1 === day) last[1] = day
    else ranges.push([day, day])
  }
  return ranges
}

const short = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `mon-fri sun`, as `daysAt` parses them. */
export function formatDays(days: readonly Weekday[]): string {
  return dayRanges(days)
    .map(([from, to]) => (from === to ? short[from] : `${short[from]}-${short[to]}`))
    .join(' ')
}
