/** Days of the week, in groups with the same times. */
import { dayMinutes } from '../../limits.ts'

/** 0: Monday … 6: Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6
export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

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

/** The same for people: a range may go on from Sunday, as in Sun–Thu. */
export function dayRangesAround(days: readonly Weekday[]): readonly (readonly [Weekday, Weekday])[] {
  const ranges = dayRanges(days)
  const [first, last] = [ranges[0], ranges.at(-1)]
  const isAround = ranges.length > 1 && first?.[0] === 0 && last?.[1] === 6 && days.length > 2
  if (!isAround || first === undefined || last === undefined) return ranges
  const length = first[1] + 8 - last[0]
  return length < 3 ? ranges : [...ranges.slice(1, -1), [last[0], first[1]]]
}

const short = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `mon-fri sun`, as `parseSchedule` reads them. */
export function formatDays(days: readonly Weekday[]): string {
  return dayRanges(days)
    .map(([from, to]) => (from === to ? short[from] : `${short[from]}-${short[to]}`))
    .join(' ')
}
