/** Reads days from the tokens of a schedule: mon-fri, weekends, 周一至五. */
import { isWord, type Read, skipWords, type Token } from './schedule-tokens.ts'
import { type Weekday, weekdays } from './weekdays.ts'

export interface DaySet {
  readonly days: readonly Weekday[]
  /** Written as every day. */
  readonly isDaily: boolean
}

function daysFrom(first: Weekday, last: Weekday): readonly Weekday[] {
  const count = ((last - first + 7) % 7) + 1
  return weekdays.slice(0, count).flatMap((step) => weekdays[(first + step) % 7] ?? [])
}

/** The one day of a token. A number counts where a range in Chinese ends or begins with it. */
function oneDay(tokens: readonly Token[], at: number, mayBeNumber: boolean): Weekday | null {
  const token = tokens[at]
  if (token?.kind === 'days') return token.days.length === 1 ? (token.days[0] ?? null) : null
  if (token?.kind !== 'number' || !mayBeNumber || isWord(tokens[at + 1], 'clock', 'h', 'half')) return null
  return token.value >= 1 && token.value <= 6 ? (weekdays[token.value - 1] ?? null) : null
}

function isChinese(token: Token | undefined): boolean {
  return token?.kind === 'number' ? token.form === 'chinese' : token?.kind === 'days' && token.isNumbered
}

/** A day, days with a name, or a range of days. */
export function daySetAt(tokens: readonly Token[], at: number): Read<DaySet> | null {
  const token = tokens[at]
  if (isWord(token, 'daily')) return { value: { days: weekdays, isDaily: true }, next: at + 1 }
  const first = oneDay(tokens, at, isChinese(token))
  const end = skipWords(tokens, at + 1, 'to')
  if (first !== null && end > at + 1) {
    const last = oneDay(tokens, end, isChinese(token) && (token?.kind === 'days' || isChinese(tokens[end])))
    if (last !== null && (token?.kind === 'days' || last > first))
      return { value: { days: daysFrom(first, last), isDaily: false }, next: end + 1 }
  }
  return token?.kind === 'days' ? { value: { days: token.days, isDaily: false }, next: at + 1 } : null
}
