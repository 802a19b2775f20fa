/** Reads times of day from the tokens of a schedule: 8am, half past eight, 早上8点, every evening. */
import { dayMinutes } from '../../limits.ts'
import { type DayPart, dayPartAt } from './day-part.ts'
import { isWord, type Read, skipWords, type Token } from './schedule-tokens.ts'
import type { Meaning } from './vocabularies/vocabulary.ts'

export interface TimeOfDay {
  /** After the start of the day that it is for: below 30 hours, as Friday night at 1 is on Saturday. */
  readonly minutes: number
  /** An hour from 1 to 12 without a part of the day. */
  readonly isBare: boolean
  /** With a part of the day, such as 8am. */
  readonly hasPart: boolean
  /** Named midnight, which may be the start or the end of its day. */
  readonly isMidnight: boolean
}

const hour = 60

function exactly(minutes: number, isBare = false): TimeOfDay {
  return { minutes, isBare, hasPart: false, isMidnight: false }
}

/** The time within a part of the day: 8 in the evening is 20:00, 12 at night is the end of the day. Null: it is in another part. */
export function inPart(time: TimeOfDay, { from }: DayPart): TimeOfDay | null {
  const step = time.isBare ? dayMinutes / 2 : dayMinutes
  const first = time.isBare ? time.minutes % step : time.minutes
  const steps = Math.max(0, Math.ceil((from - first) / step))
  const minutes = first + steps * step
  return minutes < from + dayMinutes / 2 ? { ...exactly(minutes), hasPart: true } : null
}

/** A number of minutes that is no hour itself: 15, quarter, 一刻. */
function quarterOrMinutesAt(tokens: readonly Token[], at: number): Read<number> | null {
  const start = skipWords(tokens, at, 'a')
  const token = tokens[start]
  if (isWord(token, 'quarter')) return { value: 15, next: skipWords(tokens, start + 1, 'minute') }
  if (token?.kind !== 'number' || token.isOrdinal || token.value < 1) return null
  if (isWord(tokens[start + 1], 'quarter'))
    return token.value <= 3 ? { value: token.value * 15, next: start + 2 } : null
  return token.value < 60 ? { value: token.value, next: skipWords(tokens, start + 1, 'minute') } : null
}

/** Whether minutes before a place belong to the hour behind it: half past *nine*, 20 before *nine*. */
function isForNextHour(tokens: readonly Token[], at: number, ...links: readonly Meaning[]): boolean {
  return isWord(tokens[at], 'past', 'before', ...links) && isClock(tokens[at + 1])
}

/** What makes a number no minutes: 8 Uhr 20 *Uhr*, 8点 30分钟*一次*. */
const otherUnits = ['clock', 'h', 'hour', 'day', 'times', 'once', 'twice', 'hourly'] as const

/**
 * The minutes behind an hour: 半, 一刻, Uhr 30, heures et demie, часов 30 минут.
 * @param mark the word behind the hour, such as Uhr; null: there is none, and `and` has to be
 */
function minutesBehind(tokens: readonly Token[], at: number, mark: Token | null): Read<number> | null {
  const start = skipWords(tokens, at, 'and')
  const isJoined = start > at
  const token = tokens[start]
  if (isWord(token, 'half') && mark !== null) {
    const isOther = isWord(tokens[start + 1], 'past', 'a', ...otherUnits) || (isJoined && isClock(tokens[start + 1]))
    return isOther ? null : { value: 30, next: start + 1 }
  }
  const minutes = quarterOrZero(tokens, start)
  if (minutes === null || (mark === null && !isJoined)) return null
  const { value, next } = minutes
  const isCount = tokens[next]?.kind === 'number' && isWord(tokens[next + 1], 'times')
  if (isCount || isWord(tokens[next], ...otherUnits) || isForNextHour(tokens, next)) return null
  // Number and unit, or a quarter.
  if (next > start + 1 || isWord(token, 'quarter'))
    return mark === null && (isWord(token, 'quarter') || isForNextHour(tokens, next, 'to')) ? null : minutes
  if (token?.kind !== 'number') return null
  // No hour can be meant.
  const isLate = token.digits.length === 2 && value > 24
  if (isJoined || (mark !== null && isWord(mark, 'h') && mark.end === mark.at + 1)) return isLate ? minutes : null
  if (token.form === 'chinese') return token.isGlued && (value >= 10 || token.end - token.at > 1) ? minutes : null
  // 8点5 may be 8:05 or 8:50, and 8点 18 are two times.
  const isWhole = token.isGlued ? token.digits.length !== 1 : mark?.isGlued === false
  return isLate || isWhole ? minutes : null
}

function quarterOrZero(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  return token?.kind === 'number' && token.value === 0
    ? { value: 0, next: skipWords(tokens, at + 1, 'minute') }
    : quarterOrMinutesAt(tokens, at)
}

/** 8, 8:30, 0830, eight thirty, 8 o'clock, 八点半. */
function clockAt(tokens: readonly Token[], at: number): Read<TimeOfDay> | null {
  const token = tokens[at]
  if (token?.kind === 'clock') {
    const isBare = token.hour > 0 && token.hour <= 12
    const next = skipWords(tokens, at + 1, 'clock', 'h', 'hour', ...(token.mark === 'h' ? (['minute'] as const) : []))
    return token.hour > 24 ? null : { value: exactly(token.hour * hour + token.minute, isBare), next }
  }
  if (token?.kind !== 'number' || token.isOrdinal || !Number.isInteger(token.value)) return null
  if (token.digits.length > 2) {
    const [hours, minutes] = [Math.floor(token.value / 100), token.value % 100]
    if (hours > 24 || minutes > 59) return null
    const next = skipWords(tokens, at + 1, 'hour', 'h')
    return { value: exactly(hours * hour + minutes, hours > 0 && hours <= 12), next }
  }
  if (token.value > 24) return null
  const isBare = token.value > 0 && token.value <= 12
  const time = (minutes: number, next: number) => ({ value: exactly(token.value * hour + minutes, isBare), next })
  const mark = tokens[at + 1]
  // A duration or a frequency.
  if (isWord(mark, 'hour', 'minute', 'day', 'times')) return null
  const hasMark = isWord(mark, 'clock', 'h')
  const behind = minutesBehind(tokens, hasMark ? at + 2 : at + 1, hasMark ? (mark ?? null) : null)
  if (behind !== null) return time(behind.value, behind.next)
  if (isWord(mark, 'h')) return time(0, at + 2)
  if (isWord(mark, 'clock')) {
    const next = tokens[at + 2]
    // 8点5 may be 8:05 or 8:50.
    return next?.kind === 'number' && next.isGlued && !isWord(tokens[at + 3], 'clock', 'times') ? null : time(0, at + 2)
  }
  // 18 00, 8-30
  const late = isWord(mark, 'to') && mark?.isGlued === true ? tokens[at + 2] : undefined
  if (mark?.kind === 'number' && mark.digits === '00') return time(0, at + 2)
  if (late?.kind === 'number' && late.isGlued && late.digits.length === 2 && late.value > 24 && late.value < 60)
    return time(late.value, at + 3)
  // Eight thirty.
  const minutes = mark?.kind === 'number' && mark.form === 'word' && token.form === 'word' ? mark.value : 0
  return minutes >= 10 && minutes < 60 && minutes % 5 === 0 ? time(minutes, at + 2) : time(0, at + 1)
}

const wordyMinutes = [5, 10, 20, 25]

/** Half past eight, a quarter to nine, 差一刻九点, 九点差一刻, 8時10分前, sekize on kala. */
function relativeAt(tokens: readonly Token[], at: number): Read<TimeOfDay> | null {
  const start = skipWords(tokens, at, 'a')
  const shifted = (minutes: number, sign: 1 | -1, clock: number, more = 0): Read<TimeOfDay> | null => {
    const base = clockAt(tokens, clock)
    if (base === null || base.value.minutes % hour !== 0) return null
    return { value: withMinutes(base.value, sign * minutes), next: Math.max(base.next, more) }
  }
  if (isWord(tokens[start], 'half')) return shifted(30, 1, isWord(tokens[start + 1], 'past') ? start + 2 : start + 1)
  if (isWord(tokens[start], 'before')) {
    const minutes = quarterOrMinutesAt(tokens, start + 1)
    return minutes === null ? null : shifted(minutes.value, -1, minutes.next)
  }
  const minutes = quarterOrMinutesAt(tokens, start)
  const number = tokens[start]
  if (minutes !== null) {
    const link = tokens[minutes.next]
    if (isWord(link, 'past')) return shifted(minutes.value, 1, minutes.next + 1)
    // `8 to 18` is a range.
    const isMinutes =
      minutes.next > start + 1 ||
      isWord(number, 'quarter') ||
      (number?.kind === 'number' && number.form === 'word' && wordyMinutes.includes(number.value))
    // From ten to seven.
    const isRange = isWord(link, 'to') && isWord(tokens[at - 1], 'from', 'between')
    if (isMinutes && !isRange && isWord(link, 'to', 'before') && tokens[minutes.next + 1]?.kind === 'number')
      return shifted(minutes.value, -1, minutes.next + 1)
  }
  const base = clockAt(tokens, start)
  if (base === null) return null
  if (isWord(tokens[base.next], 'before')) {
    const less = quarterOrMinutesAt(tokens, base.next + 1)
    if (less !== null) return shifted(less.value, -1, start, less.next)
  }
  return behindAt(tokens, start, base)
}

/** Minutes and what they mean behind the hour: 8時10分前, sekize on kala, sekizi on geçe. */
function behindAt(tokens: readonly Token[], at: number, base: Read<TimeOfDay>): Read<TimeOfDay> | null {
  if (tokens[at]?.kind !== 'number') return null
  const read = base.value.minutes % hour
  const minutes = read > 0 ? { value: read, next: base.next } : quarterOrMinutesAt(tokens, base.next)
  const link = minutes === null ? undefined : tokens[minutes.next]
  if (minutes === null || !isWord(link, 'before', 'past') || isClock(tokens[minutes.next + 1])) return null
  const onTheHour = exactly(base.value.minutes - read, base.value.isBare)
  return {
    value: withMinutes(onTheHour, isWord(link, 'past') ? minutes.value : -minutes.value),
    next: minutes.next + 1,
  }
}

/** Minutes after or before an hour. A quarter to one is in the hour of noon, like twelve. */
function withMinutes({ minutes, isBare }: TimeOfDay, more: number): TimeOfDay {
  const sum = (minutes + more + dayMinutes) % dayMinutes
  return exactly(isBare && sum < hour ? sum + dayMinutes / 2 : sum, isBare)
}

/** A clock time, with the part of the day behind it: 8pm, 8 in the evening, 12 noon. Null also if both contradict each other. */
function timeAt(tokens: readonly Token[], at: number): Read<TimeOfDay> | null {
  const clock = relativeAt(tokens, at) ?? clockAt(tokens, at)
  if (clock === null) return null
  const { value, next } = clock
  const behind = skipWords(tokens, next, 'at', 'every')
  const named = namedAt(tokens, behind)
  if (named !== null && value.minutes === 12 * hour) return named
  // 1 ظهر, 12:30 ظهر
  const isAroundNoon = named !== null && !named.value.isMidnight && value.isBare && behind === next
  const noon = isAroundNoon ? inPart(value, { from: 12 * hour, usual: null }) : null
  if (noon !== null && named !== null && noon.minutes < 16 * hour) return { value: noon, next: named.next }
  const part = dayPartAt(tokens, behind)
  // 8点晚上9点: the part belongs to what follows it.
  const isForNext =
    behind === next &&
    (isWord(tokens[behind], 'midday') || (!isWord(tokens[behind], 'am', 'pm') && isClock(tokens[behind + 1])))
  if (part === null || isForNext) return clock
  const time = inPart(value, part)
  return time === null ? null : { value: time, next: behind + 1 }
}

function isClock(token: Token | undefined): boolean {
  return token?.kind === 'clock' || token?.kind === 'number'
}

function namedAt(tokens: readonly Token[], at: number): Read<TimeOfDay> | null {
  if (isWord(tokens[at], 'noon')) return { value: exactly(12 * hour), next: at + 1 }
  const isMidnight = isWord(tokens[at], 'midnight')
  return isMidnight ? { value: { ...exactly(dayMinutes), isMidnight }, next: at + 1 } : null
}

export interface TimesOfDay {
  readonly times: readonly TimeOfDay[]
  /** The part of the day if it has no hour: `evening`. */
  readonly part: DayPart | null
}

/** Parts of the day, joined by `and` or nothing: 早晚, morning and evening. */
function dayPartsAt(tokens: readonly Token[], at: number): Read<readonly DayPart[]> {
  const parts: DayPart[] = []
  let next = at
  while (true) {
    const start = skipWords(tokens, next, ...(parts.length === 0 ? [] : (['and', 'at', 'every'] as const)))
    const part = dayPartAt(tokens, start)
    // `morning and evening at 6`: an hour between them would end the list.
    // am and pm need an hour.
    if (part === null || (part.usual === null && !isClock(tokens[start + 1]))) return { value: parts, next }
    parts.push(part)
    next = start + 1
  }
}

/** One or more times of day: 8:30, evening at 8, mornings and evenings, 早晚8点. */
export function timesOfDayAt(tokens: readonly Token[], at: number): Read<TimesOfDay> | null {
  const alone = (time: Read<TimeOfDay> | null) =>
    time === null ? null : { value: { times: [time.value], part: null }, next: time.next }
  const named = namedAt(tokens, at)
  if (named !== null) return alone(named)
  const { value: parts, next } = dayPartsAt(tokens, at)
  const [part] = parts
  if (part === undefined) return alone(timeAt(tokens, at))
  const bound = boundAt(tokens, parts, next)
  if (bound !== null)
    return bound.value.length === 0 ? null : { value: { times: bound.value, part: null }, next: bound.next }
  if (parts.some(({ usual }) => usual === null)) return null
  const times = parts.map(({ usual }) => ({ ...exactly(usual ?? 0), isMidnight: usual === dayMinutes }))
  return { value: { times, part: parts.length === 1 ? part : null }, next }
}

/** The hour behind parts of the day, in each of them; null: none follows. No times: it is in another part. */
function boundAt(tokens: readonly Token[], parts: readonly DayPart[], at: number): Read<readonly TimeOfDay[]> | null {
  const hasComma = tokens[at]?.kind === 'separator'
  const start = skipWords(tokens, hasComma ? at + 1 : at, 'at', 'from')
  // Every night at midnight.
  const named = start > at && !hasComma ? namedAt(tokens, start) : null
  const [part, ...more] = parts
  if (named !== null && part !== undefined && more.length === 0) {
    const time = inPart(named.value, part)
    return { value: time === null ? [] : [time], next: named.next }
  }
  const clock = relativeAt(tokens, start) ?? clockAt(tokens, start)
  if (clock === null) return null
  const behind = skipWords(tokens, clock.next, 'at', 'every')
  const own = dayPartAt(tokens, clock.next)
  if (own !== null && isWord(tokens[clock.next], 'am', 'pm') && !hasComma) {
    // Every evening 9pm.
    const exact = inPart(clock.value, own)
    const time = exact === null || part === undefined ? null : inPart({ ...exact, isBare: false }, part)
    return { value: time === null || more.length > 0 ? [] : [time], next: clock.next + 1 }
  }
  const hasOwnPart = dayPartAt(tokens, behind) !== null && (behind > clock.next || (own !== null && hasComma))
  if (hasOwnPart || namedAt(tokens, behind) !== null) return null
  if (hasComma && !clock.value.isBare) return null
  const times = parts.flatMap((part) => inPart(clock.value, part) ?? [])
  return { value: times.length === parts.length ? times : [], next: clock.next }
}
