/** Splits the tokens of a schedule into its parts: days, times, ranges of times, intervals, frequencies, and days left out. */
import { dayMinutes } from '../../limits.ts'
import { daySetAt } from './day-set.ts'
import { countAt, durationAt, intervalAt, isTimeMark, timesADayAt } from './interval.ts'
import { isWord, type Read, skipWords, type Token } from './schedule-tokens.ts'
import { inPart, type TimeOfDay, type TimesOfDay, timesOfDayAt } from './time-of-day.ts'
import { resolvedRange } from './time-range.ts'
import type { Weekday } from './weekdays.ts'

export type SchedulePart =
  | { readonly kind: 'days'; readonly days: readonly Weekday[]; readonly isDaily: boolean }
  | ({ readonly kind: 'times' } & TimesOfDay)
  /** 8 to 18. `to`: null if only its start is written. */
  | { readonly kind: 'range'; readonly from: TimeOfDay; readonly to: TimeOfDay | null }
  | { readonly kind: 'interval'; readonly minutes: number }
  /** Digests a day. `isDaily`: it says so itself. */
  | { readonly kind: 'count'; readonly count: number; readonly isDaily: boolean }
  | { readonly kind: 'weekly' }
  | { readonly kind: 'except'; readonly days: readonly Weekday[] }
  | { readonly kind: 'separator' }
  | { readonly kind: 'and' }
  /** Before times for other days: 8am but 10am on weekends. */
  | { readonly kind: 'but' }

/** Days that are joined by `and`, commas or nothing. */
function daysListAt(tokens: readonly Token[], at: number): Read<readonly Weekday[]> | null {
  const days: Weekday[] = []
  let next = at
  let start = skipWords(tokens, at, 'at', 'every')
  while (true) {
    const more = daySetAt(tokens, start)
    // 除了周日每天8点: every day begins what the days are left out of.
    if (more === null || (more.value.isDaily && days.length > 0))
      return days.length === 0 ? null : { value: days, next }
    days.push(...more.value.days)
    next = more.next
    start = tokens[next]?.kind === 'separator' ? next + 1 : skipWords(tokens, next, 'and', 'at', 'every')
  }
}

function exceptAt(tokens: readonly Token[], at: number): Read<SchedulePart> | null {
  if (!isWord(tokens[at], 'except', 'but')) return null
  const days = daysListAt(tokens, skipWords(tokens, at, 'except', 'but'))
  return days === null
    ? null
    : { value: { kind: 'except', days: days.value }, next: skipWords(tokens, days.next, 'excluded') }
}

function only({ times }: TimesOfDay): TimeOfDay | null {
  return times.length === 1 ? (times[0] ?? null) : null
}

/** Times of day, or a range of them: from 8 to 18, between 9 and 17. */
function timesOrRangeAt(tokens: readonly Token[], at: number): Read<SchedulePart> | null {
  const start = skipWords(tokens, at, 'from', 'between', 'at')
  const times = timesOfDayAt(tokens, start)
  if (times === null) return null
  const [isFrom, isBetween] = [isWord(tokens[at], 'from'), isWord(tokens[at], 'between')]
  const from = only(times.value)
  const link = tokens[times.next]
  const end = timesOfDayAt(tokens, skipWords(tokens, times.next + 1, 'at'))
  // De las 9 a las 17: the same word is before both times.
  const isAlso = (isFrom || isBetween) && isWord(link, 'at') && end !== null
  const isRange = isWord(link, 'to') || (isBetween && isWord(link, 'and')) || isAlso
  if (from === null || !(isRange || isFrom)) return { value: { kind: 'times', ...times.value }, next: times.next }
  if (!isRange) return { value: { kind: 'range', from, to: null }, next: times.next }
  const to = end === null ? null : only(end.value)
  if (end !== null && to !== null) return { value: { kind: 'range', ...resolvedRange(from, to) }, next: end.next }
  // 8時から3時間ごと
  const hasInterval = !isWord(tokens[times.next + 1], 'hourly') && intervalAt(tokens, times.next + 1) !== null
  const isStart = isWord(link, 'to') && hasInterval
  return isStart ? { value: { kind: 'range', from, to: null }, next: times.next + 1 } : null
}

function partAt(tokens: readonly Token[], at: number): Read<SchedulePart> | null {
  const token = tokens[at]
  if (token?.kind === 'separator') return { value: { kind: 'separator' }, next: at + 1 }
  if (isWord(token, 'weekly', 'week')) return { value: { kind: 'weekly' }, next: at + 1 }
  if (token?.kind === 'number' && isWord(tokens[at + 1], 'week')) return null
  const except = exceptAt(tokens, at)
  if (except !== null) return except
  const count = timesADayAt(tokens, at)
  if (count !== null) return { value: { kind: 'count', count: count.value, isDaily: true }, next: count.next }
  const interval = intervalAt(tokens, at)
  if (interval !== null) return { value: { kind: 'interval', minutes: interval.value }, next: interval.next }
  // 每天8点一次
  const mere = countAt(tokens, at)
  if (mere !== null) return { value: { kind: 'count', count: mere.value, isDaily: false }, next: mere.next }
  const days = daySetAt(tokens, at)
  if (days !== null) return { value: { kind: 'days', ...days.value }, next: days.next }
  const times = timesOrRangeAt(tokens, at)
  if (times !== null) return times
  if (isWord(token, 'but')) return { value: { kind: 'but' }, next: at + 1 }
  return isWord(token, 'and') ? { value: { kind: 'and' }, next: at + 1 } : null
}

/** The step of a range behind a slash: 8-18/2h. */
function stepAt(tokens: readonly Token[], at: number, last: SchedulePart | undefined): Read<SchedulePart> | null {
  if (last?.kind !== 'range' || last.to === null || tokens[at]?.kind !== 'separator') return null
  const step = durationAt(tokens, at + 1, null)
  const length = (last.to.minutes - last.from.minutes + dayMinutes) % dayMinutes
  // 8時から18時まで、2時間ごと
  const isWhole = step !== null && step.value <= length && countAt(tokens, step.next) === null
  return isWhole ? { value: { kind: 'interval', minutes: step.value }, next: step.next } : null
}

/** Words before a part that change nothing. */
function isLink(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  // Every 2 mondays are not every monday at 2.
  const isAmount = next?.kind === 'number' && next.digits.length <= 2 && !isTimeMark(tokens[at + 2])
  if (isWord(tokens[at], 'every')) return next !== undefined && !isAmount
  // По вт: a word for `to`.
  const isFirst = at === 0 || (tokens[at - 1]?.kind === 'separator' && tokens[at - 2]?.kind !== 'days')
  if (isFirst && isWord(tokens[at], 'to')) return next?.kind === 'days'
  return isWord(tokens[at], 'at', 'from', 'a') && next !== undefined
}

/** The days at the end of `parts` that 除外 leaves out: 周六周日, but not 工作日 before 周三. */
function takeExcluded(parts: SchedulePart[]): readonly Weekday[] {
  const taken: Weekday[] = []
  for (let part = parts.at(-1); part !== undefined; part = parts.at(-1)) {
    const isDays = part.kind === 'days' && !part.days.some((day) => taken.includes(day))
    const isJoint = taken.length > 0 && (part.kind === 'and' || part.kind === 'separator')
    if (!isDays && !isJoint) break
    if (part.kind === 'days') taken.push(...part.days)
    parts.pop()
  }
  return taken
}

type Times = Extract<SchedulePart, { readonly kind: 'times' }>

/** The hour within the part of the day; null: it has another one, or there is no such part. */
function boundIn(hours: Times, { part }: Times): TimeOfDay | null {
  const time = hours.part === null ? only(hours) : null
  return time === null || part === null ? null : inPart(time, part)
}

const noon = dayMinutes / 2

/** 8 on Sunday evening, tối thứ bảy 8h: the part of the day belongs to the hour beyond the days. */
function withPartsJoined(parts: readonly SchedulePart[]): readonly SchedulePart[] {
  const joined: SchedulePart[] = []
  for (const part of parts) {
    const [before, days] = [joined.at(-2), joined.at(-1)]
    const isAround = part.kind === 'times' && days?.kind === 'days' && before?.kind === 'times'
    const behind = isAround ? boundIn(before, part) : null
    const isFirst = isAround && !days.isDaily && joined.at(-3)?.kind !== 'days' && before.part?.usual !== noon
    const ahead = isFirst && behind === null ? boundIn(part, before) : null
    if (behind !== null) joined.splice(-2, 1, { kind: 'times', times: [behind], part: null })
    else if (ahead !== null && days !== undefined)
      joined.splice(-2, 2, days, { kind: 'times', times: [ahead], part: null })
    else joined.push(part)
  }
  return joined
}

/** The parts of a schedule; null: something is not understood. */
export function partsOf(tokens: readonly Token[]): readonly SchedulePart[] | null {
  const { parts, isWhole } = partsIn(tokens)
  return isWhole ? parts : null
}

/** The parts of a schedule that are understood. `isWhole`: all of it is. */
export function partsIn(tokens: readonly Token[]): {
  readonly parts: readonly SchedulePart[]
  readonly isWhole: boolean
} {
  let isWhole = true
  const parts: SchedulePart[] = []
  let at = 0
  while (at < tokens.length) {
    if (isWord(tokens[at], 'excluded')) {
      const days = takeExcluded(parts)
      if (days.length > 0) parts.push({ kind: 'except', days })
      else isWhole = false
      at++
      continue
    }
    const part = stepAt(tokens, at, parts.at(-1)) ?? partAt(tokens, at)
    if (part !== null) {
      parts.push(part.value)
      at = part.next
    } else {
      if (!isLink(tokens, at)) isWhole = false
      at++
    }
  }
  return { parts: withPartsJoined(parts), isWhole }
}
