/** Reads intervals and frequencies from the tokens of a schedule: every 2 hours, hourly, twice a day, 每半小时. */
import { dayMinutes } from '../../limits.ts'
import { isDayPart } from './day-part.ts'
import { isWord, type Read, skipWords, type Token } from './schedule-tokens.ts'

const hour = 60

function unitAt(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  if (isWord(token, 'hour', 'h')) return { value: hour, next: at + 1 }
  if (isWord(token, 'minute')) return { value: 1, next: at + 1 }
  return isWord(token, 'day') ? { value: dayMinutes, next: at + 1 } : null
}

/** 2, 1.5, 2nd, or 1,5 with a comma. */
function amountAt(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  if (token?.kind === 'clock') {
    const isDecimal = token.mark === '.'
    return isDecimal ? { value: token.hour + token.minute / 100, next: at + 1 } : null
  }
  if (token?.kind !== 'number') return null
  const [comma, more] = [tokens[at + 1], tokens[at + 2]]
  const isJoined = comma?.kind === 'separator' && comma.isGlued && more?.kind === 'number' && more.isGlued
  if (!isJoined || token.digits === '' || more.digits === '' || unitAt(tokens, at + 3) === null)
    return { value: token.value, next: at + 1 }
  return { value: Number(`${token.value}.${more.digits}`), next: at + 3 }
}

/** What follows makes a number a time of day: every 8 *pm*. */
export function isTimeMark(token: Token | undefined): boolean {
  return isDayPart(token) || isWord(token, 'clock', 'past', 'noon', 'midnight')
}

/** What follows makes a number no amount of hours: every 8 *pm*, every 2 *mondays*. */
function isFollowed(token: Token | undefined): boolean {
  return token?.kind === 'number' || token?.kind === 'days' || isWord(token, 'week', 'times') || isTimeMark(token)
}

/** Minutes of `and a half`, 半, or `30 minutes` behind hours. */
function moreAt(tokens: readonly Token[], at: number, unit: number): Read<number> | null {
  const link = skipWords(tokens, at, 'and', 'a')
  // One word, such as buçuk or ونصف: it means minutes behind an hour of the day too.
  const isOneWord = isWord(tokens[link], 'clock') && tokens[link]?.at === tokens[link + 1]?.at
  const start = isOneWord ? link + 1 : link
  if (isWord(tokens[start], 'half')) return { value: unit / 2, next: start + 1 }
  const amount = amountAt(tokens, start)
  if (amount === null || unit !== hour) return null
  if (isWord(tokens[amount.next], 'minute')) return { value: amount.value, next: amount.next + 1 }
  // 2 heures 30
  const isMinutes = start === at && amount.value > 24 && amount.value < hour
  return isMinutes && (tokens[amount.next]?.kind ?? 'separator') === 'separator' ? amount : null
}

/**
 * A duration in minutes: 2 hours, 1h30, half an hour, an hour and a half, 一个半小时.
 * @param unit of a number without one; null: it must have one
 */
export function durationAt(tokens: readonly Token[], at: number, unit: number | null): Read<number> | null {
  const start = skipWords(tokens, at, 'a')
  const token = tokens[start]
  if (token?.kind === 'clock' && (token.mark === 'h' || isWord(tokens[start + 1], 'h', 'hour')))
    return { value: token.hour * hour + token.minute, next: skipWords(tokens, start + 1, 'minute', 'h', 'hour') }
  if (isWord(token, 'half', 'quarter')) {
    const of = unitAt(tokens, skipWords(tokens, start + 1, 'a'))
    if (of !== null) return { value: of.value / (isWord(token, 'half') ? 2 : 4), next: of.next }
    // 每刻钟
    return isWord(token, 'quarter') ? { value: 15, next: start + 1 } : null
  }
  const amount = amountAt(tokens, start)
  if (amount === null) {
    const single = unitAt(tokens, start)
    return single === null ? null : withMore(tokens, single, single.value)
  }
  // One and a half hours, 一个半小时.
  const half = moreAt(tokens, amount.next, 1)
  const spoken = half === null ? null : unitAt(tokens, half.next)
  if (half !== null && spoken !== null) return { value: (amount.value + half.value) * spoken.value, next: spoken.next }
  const of = unitAt(tokens, amount.next)
  if (of !== null) return withMore(tokens, of, amount.value * of.value)
  if (isWord(tokens[amount.next], 'quarter'))
    return { value: amount.value * 15, next: skipWords(tokens, amount.next + 1, 'a', 'hour') }
  const isPlain = token?.kind === 'number' && !token.isOrdinal && !isFollowed(tokens[amount.next])
  return unit === null || !isPlain ? null : { value: amount.value * unit, next: amount.next }
}

function withMore(tokens: readonly Token[], { value: unit, next }: Read<number>, minutes: number): Read<number> {
  const more = moreAt(tokens, next, unit)
  return more === null ? { value: minutes, next } : { value: minutes + more.value, next: more.next }
}

/** Once, twice, 3 times, 两次; раз, without a number. */
export function countAt(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  if (isWord(token, 'once', 'times')) return { value: 1, next: at + 1 }
  if (isWord(token, 'twice')) return { value: 2, next: at + 1 }
  if (token?.kind !== 'number' || token.isOrdinal || token.value < 1) return null
  return isWord(tokens[at + 1], 'times') ? { value: token.value, next: at + 2 } : null
}

/** 1 per hour. */
function bareCountAt(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.isOrdinal || token.value < 1) return null
  return isWord(tokens[at + 1], 'a') && isWord(tokens[at + 2], 'hour', 'h', 'minute')
    ? { value: token.value, next: at + 1 }
    : null
}

/** De 3 em 3 horas, de hora en hora. */
function repeatedAt(tokens: readonly Token[], at: number): Read<number> | null {
  const start = skipWords(tokens, at, 'from')
  const [token, link, again] = tokens.slice(start, start + 3)
  const isSame =
    (token?.kind === 'number' && again?.kind === 'number' && token.value === again.value) ||
    (token?.kind === 'word' && isWord(again, token.meaning))
  if (start === at || !isSame || !isWord(link, 'apart', 'at')) return null
  const duration = durationAt(tokens, start + 2, null)
  return duration === null || duration.value >= dayMinutes ? null : duration
}

/** Every 2 hours, hourly, 2-hourly, twice an hour, 两小时一次. @returns minutes */
export function intervalAt(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  if (isWord(token, 'hourly')) return { value: hour, next: at + 1 }
  const hours = amountAt(tokens, at)
  const dashed = hours === null ? at : skipWords(tokens, hours.next, 'to')
  if (hours !== null && isWord(tokens[dashed], 'hourly')) return { value: hours.value * hour, next: dashed + 1 }
  const repeated = repeatedAt(tokens, at)
  if (repeated !== null) return repeated
  const count = countAt(tokens, at) ?? bareCountAt(tokens, at)
  const start = count?.next ?? at
  const after = skipWords(tokens, start, 'every', 'apart', 'a', 'at')
  const isSlash = count !== null && tokens[start]?.kind === 'separator' && isWord(tokens[start + 1], 'hour', 'h')
  const isEvery = after > start && count === null && !isWord(tokens[after - 1], 'at')
  const duration = durationAt(tokens, isSlash ? start + 1 : after, isEvery ? hour : null)
  const isDays = duration !== null && duration.value % dayMinutes === 0
  if (duration === null || (isDays && (duration.value > dayMinutes || isWord(token, 'apart')))) return null
  // 2 saatte 1
  const last = isWord(token, 'every') ? null : lastNumberAt(tokens, duration.next)
  const behind = countAt(tokens, duration.next) ?? (last?.value === 1 ? last : null)
  // An hour alone is none.
  if (count === null && behind === null && !isWord(token, 'every', 'apart')) return null
  return { value: duration.value / (count?.value ?? behind?.value ?? 1), next: behind?.next ?? duration.next }
}

/** A number at the end: günde 2. */
function lastNumberAt(tokens: readonly Token[], at: number): Read<number> | null {
  const token = tokens[at]
  const isCount = token?.kind === 'number' && !token.isOrdinal && token.value >= 1 && at === tokens.length - 1
  return isCount ? { value: token.value, next: at + 1 } : null
}

/** Twice a day, 3 times daily, 2x/day, 每天两次, 1日2回. */
export function timesADayAt(tokens: readonly Token[], at: number): Read<number> | null {
  if (isWord(tokens[at], 'daily')) return countAt(tokens, at + 1)
  const token = tokens[at]
  const each = skipWords(tokens, at, 'every')
  const one = tokens[each]
  const day = one?.kind === 'number' && one.value === 1 ? each + 1 : each
  if (isWord(tokens[day], 'day')) return countAt(tokens, day + 1) ?? lastNumberAt(tokens, day + 1)
  const bare = token?.kind === 'number' && !token.isOrdinal ? { value: token.value, next: at + 1 } : null
  const count = countAt(tokens, at) ?? bare
  if (count === null) return null
  const slash = tokens[count.next]?.kind === 'separator' ? count.next + 1 : count.next
  const after = skipWords(tokens, slash, 'a', 'every')
  if (after > count.next && isWord(tokens[after], 'day')) return { value: count.value, next: after + 1 }
  return count !== bare && isWord(tokens[count.next], 'daily') ? { value: count.value, next: count.next + 1 } : null
}

/** Usual times for a number of digests a day, in minutes; null: no number that is usual. */
export function usualTimes(count: number): readonly number[] | null {
  const hours: Readonly<Record<number, readonly number[]>> = {
    1: [8],
    2: [8, 18],
    3: [8, 12, 18],
    4: [8, 12, 16, 20],
    5: [8, 11, 14, 17, 20],
    6: [8, 10, 12, 14, 17, 20],
  }
  return hours[count]?.map((each) => each * hour) ?? null
}
