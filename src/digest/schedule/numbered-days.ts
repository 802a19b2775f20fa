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
  const behind: RegExpExecArray[] = []
  let end = at + start[0].length
  for (let next = matchAt(further, text, end); next !== null; next = matchAt(further, text, end)) {
    behind.push(next)
    end += next[0].length
  }
  const endsRange = (match: RegExpExecArray) => match.groups?.['to'] !== undefined
  // 2-4-6 are three days.
  const hasRange = behind.filter(endsRange).length === 1
  const numbers = [dayOf(start)]
  for (const next of behind) {
    const [last, day] = [numbers.at(-1) ?? 0, dayOf(next)]
    const isRange = hasRange && endsRange(next)
    numbers.push(...(isRange ? weekdays.filter((each) => each > last && each <= day) : [day]))
  }
  return { days: weekdays.filter((day) => numbers.includes(day)), length: end - at }
}
