/** Reads days by their numbers, in languages in which Monday is the second day: thứ 2, T2-T6, thứ 2, 4, 6; 2ª a 6ª; ۵ شنبه. */
import { matchAt } from '../../text/match-at.ts'
import { type Weekday, weekdays } from './weekdays.ts'

/** Sticky patterns of a text from `normaliseSchedule`. The group `day` is the number. */
export interface NumberedDays {
  readonly first: RegExp
  /** A number behind that of another day. The group `to`: it ends a range. */
  readonly further: RegExp
}

export function numberedDaysAt(
  { first, further }: NumberedDays,
  text: string,
  at: number,
): { readonly days: readonly Weekday[]; readonly length: number } | null {
  const start = /\p{L}/u.test(text.charAt(at - 1)) ? null : matchAt(first, text, at)
  if (start === null) return null
  const dayOf = (match: RegExpExecArray) => (Number(match.groups?.['day']) + 5) % 7
  const numbers = [dayOf(start)]
  let end = at + start[0].length
  for (let next = matchAt(further, text, end); next !== null; next = matchAt(further, text, end)) {
    const [last, day] = [numbers.at(-1) ?? 0, dayOf(next)]
    const isRange = next.groups?.['to'] !== undefined
    numbers.push(...(isRange ? weekdays.filter((each) => each > last && each <= day) : [day]))
    end += next[0].length
  }
  return { days: weekdays.filter((day) => numbers.includes(day)), length: end - at }
}
