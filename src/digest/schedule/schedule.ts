/** Parses a digest schedule as people write it in the languages of the bot. */

import type { Language } from '../../language.ts'
import { dayMinutes, limits } from '../../limits.ts'
import type { Schedule } from '../../model.ts'
import { err, ok, type Result, type ScheduleProblem } from '../../result.ts'
import { parseCron } from './cron.ts'
import { formatSchedule } from './format-schedule.ts'
import { instant } from './instant.ts'
import { durationAt, intervalAt, usualTimes } from './interval.ts'
import { groupsOf, type ScheduleGroup, withTimesReplaced } from './schedule-groups.ts'
import { partsOf, type SchedulePart } from './schedule-parts.ts'
import { isWord, normaliseSchedule, type Token, tokensOf } from './schedule-tokens.ts'
import { phraseBooks } from './schedule-words.ts'
import { dayGroups, weekdays } from './weekdays.ts'

const { scheduleUnits, timesADay } = limits.digest
const weekMinutes = weekdays.length * dayMinutes

/**
 * Parses `live`, `live 30m` and `instant`, times of day (`08:00 18:30`, `8am and half past six in the evening`, 早上8点 晚上6点半), also on
 * some days only (`mon-fri 08:00, sat 10:00`, `8am except sunday`, 工作日早上8点), intervals (`every 3h`, `8-18 every 2h`,
 * 每3小时) and frequencies (`daily`, `twice a day`). `every 45m`, not in whole hours, means `live 45m`. Five fields of cron are
 * understood too.
 * @param language the person's, which is tried first
 */
export function parseSchedule(text: string, language: Language): Result<Schedule, ScheduleProblem> {
  const [schedule, ...others] = scheduleReadings(text, language)
  if (schedule === undefined) return err({ kind: 'schedule-syntax', text })
  return others.length === 0 ? ok(schedule) : err({ kind: 'schedule-unclear', text, readings: [schedule, ...others] })
}

/** What a text can mean, the likeliest first; empty: it is not understood. */
export function scheduleReadings(text: string, language: Language): readonly Schedule[] {
  if (text.length > scheduleUnits) return []
  const written = normaliseSchedule(text)
  const cron = parseCron(written)
  if (cron !== null) return [cron]
  for (const book of phraseBooks(written, language)) {
    const readings = readingsOfTokens(tokensOf(written, book))
    if (readings.length > 0) return readings
  }
  return []
}

/** As `scheduleReadings`, of a text that is no cron expression. */
export function readingsOfTokens(tokens: readonly Token[]): readonly Schedule[] {
  const live = liveOf(tokens)
  if (live !== null) return live
  const parts = partsOf(tokens)
  const readings = parts === null ? [] : readingsOf(parts)
  const every = isHourOrAmount(tokens) ? scheduleEvery(durationAt(tokens, 0, null)?.value ?? 0) : null
  return distinct(every === null ? readings : [every, ...readings])
}

/** 3h is every three hours, or three o'clock; so is 1h 30m. */
function isHourOrAmount(tokens: readonly Token[]): boolean {
  const [first, second] = tokens
  const isAmount = first?.kind === 'clock' ? first.mark === 'h' && isWord(second, 'minute') : isWord(second, 'h')
  const duration = isAmount && first?.kind !== 'word' ? durationAt(tokens, 0, null) : null
  return duration !== null && duration.next === tokens.length && dayMinutes % duration.value === 0
}

/** Each schedule once, in order. */
export function distinct(schedules: readonly Schedule[]): readonly Schedule[] {
  return [...new Map(schedules.map((schedule) => [formatSchedule(schedule), schedule])).values()]
}

function liveEvery(minutes: number): Schedule | null {
  const isPossible = Number.isInteger(minutes) && minutes <= dayMinutes
  return isPossible ? { kind: 'live', gapMinutes: minutes } : null
}

/** What `live`, `live 30m`, `at most once an hour` or `instant` means; `instant 30m` means either. Null: it is something else. */
function liveOf(tokens: readonly Token[]): readonly Schedule[] | null {
  const isAbout = (token: Token) => isWord(token, 'live', 'instant', 'most')
  if (!tokens.some(isAbout)) return null
  const has = (meaning: 'live' | 'instant' | 'most') => tokens.some((token) => isWord(token, meaning))
  const rest = tokens.filter((token) => !isAbout(token))
  const start = rest.findIndex(({ kind }) => kind !== 'separator')
  if (start < 0) {
    if (has('instant')) return [instant]
    return has('live') ? [{ kind: 'live', gapMinutes: null }] : null
  }
  const gap = intervalAt(rest, start) ?? durationAt(rest, start, 1)
  const isWhole = gap !== null && rest.slice(gap.next).every(({ kind }) => kind === 'separator')
  const live = isWhole ? liveEvery(gap.value) : null
  if (live === null) return null
  return has('instant') && !has('most') ? distinct([live, instant]) : [live]
}

/** The schedule with this interval: `every` for whole hours, else `live` with this gap. Null: it is below a minute, above a day, or in parts of minutes. */
export function scheduleEvery(minutes: number): Schedule | null {
  if (minutes < 1) return null
  const hours = minutes / 60
  return Number.isInteger(hours) && hours <= 24 ? { kind: 'every', hours } : liveEvery(minutes)
}

function timesPart(minutes: readonly number[]): SchedulePart {
  const times = minutes.map((each) => ({ minutes: each, isBare: false, hasPart: false, isMidnight: false }))
  return { kind: 'times', times, part: null }
}

/** The times of an interval within a range, or all day. */
function steps(step: number, range: Extract<SchedulePart, { readonly kind: 'range' }> | undefined): readonly number[] {
  if (!Number.isInteger(step) || step < 1) return []
  const from = range?.from.minutes ?? 0
  if (range?.to === null && dayMinutes % step !== 0) return []
  const to = range?.to?.minutes ?? from + dayMinutes - 1
  const length = to < from ? to + dayMinutes - from : to - from
  const count = Math.min(Math.floor(length / step) + 1, timesADay + 1)
  return Array.from({ length: count }, (_, at) => from + at * step)
}

type Variant = readonly SchedulePart[] | null

/** Intervals as times, each within the range that belongs to it. */
function withIntervals(parts: readonly SchedulePart[]): readonly Variant[] {
  const intervals = parts.filter((part) => part.kind === 'interval')
  const ranges = parts.filter((part) => part.kind === 'range')
  if (intervals.length === 0 && ranges.length === 0) return [parts]
  if (intervals.length === 0) {
    // 9 to 17: at both times, or every hour between them.
    const variant = (minutes: (from: number, to: number) => readonly number[]): Variant =>
      ranges.some(({ to }) => to === null)
        ? null
        : parts.map((part) =>
            part.kind === 'range' ? timesPart(minutes(part.from.minutes, part.to?.minutes ?? 0)) : part,
          )
    const hourly = parts.map((part) => (part.kind === 'range' ? timesPart(steps(60, part)) : part))
    return ranges.some(({ to }) => to === null)
      ? [parts.map((part) => (part.kind === 'range' ? timesPart([part.from.minutes]) : part))]
      : [variant((from, to) => [from, to]), hourly]
  }
  const [interval] = intervals
  if (interval !== undefined && intervals.length === 1 && ranges.length === 0 && isWithTime(parts))
    return withInterval(parts, interval.minutes)
  if (ranges.length > 0 && ranges.length !== intervals.length) return [null]
  const used = [...intervals.entries()].map(([at, { minutes }]) => steps(minutes, ranges[at]))
  if (used.some((times) => times.length === 0)) return [null]
  let at = 0
  const kept = ranges.length > 0 && firstOf(parts, 'range') < firstOf(parts, 'interval') ? 'range' : 'interval'
  return [
    parts.flatMap((part) => {
      if (part.kind === kept) return [timesPart(used[at++] ?? [])]
      return part.kind === 'range' || part.kind === 'interval' ? [] : [part]
    }),
  ]
}

/** Whether times stand beside an interval, perhaps behind a separator, for the same days. */
function isWithTime(parts: readonly SchedulePart[]): boolean {
  const kinds = parts.map((part) => (part.kind === 'and' ? 'separator' : part.kind)).join(' ')
  const isOnSomeDays = parts.filter((part) => part.kind === 'days' && !part.isDaily).length > 1
  return !isOnSomeDays && /interval (?:separator )?times|times (?:separator )?interval/u.test(kinds)
}

/** An interval from a time on: every 12 hours at 8. With a separator, the time can be a further one. */
function withInterval(parts: readonly SchedulePart[], step: number): readonly Variant[] {
  const times = parts.flatMap((part) => (part.kind === 'times' ? part.times : []))
  const replaced = (minutes: readonly number[] | null): Variant =>
    parts.flatMap((part) => {
      if (part.kind === 'interval') return minutes === null ? [] : [timesPart(minutes)]
      return part.kind === 'times' && minutes !== null ? [] : [part]
    })
  const minutes = times.map((time) => time.minutes % dayMinutes).sort((a, b) => a - b)
  const [first = 0] = minutes
  const isAll = minutes.length * step === dayMinutes && minutes.every((at, index) => at === first + index * step)
  if (isAll) return [replaced(null)]
  const [from, ...more] = times
  const isStart = from !== undefined && more.length === 0 && step > 60
  const started = isStart ? steps(step, { kind: 'range', from, to: null }).map((at) => at % dayMinutes) : []
  const further = parts.some(({ kind }) => kind === 'separator' || kind === 'and') ? steps(step, undefined) : []
  return [
    started.length > 0 ? replaced(started) : null,
    further.length > 0 ? parts.map((part) => (part.kind === 'interval' ? timesPart(further) : part)) : null,
  ]
}

function firstOf(parts: readonly SchedulePart[], kind: SchedulePart['kind']): number {
  return parts.findIndex((part) => part.kind === kind)
}

/** Frequencies as their usual times, unless other times are written: `twice a day at 7 and 19`. */
function withFrequencies(parts: readonly SchedulePart[]): Variant {
  const written = parts.flatMap((part) => (part.kind === 'times' ? part.times : []))
  const counts = parts.flatMap((part) => (part.kind === 'count' ? [part.count] : []))
  const [count = 1, ...more] = counts
  const rest = parts.filter(({ kind }) => kind !== 'count' && kind !== 'weekly')
  // One digest at 8 and at 20.
  const isOneEach = count === 1 && parts.every((part) => part.kind !== 'count' || !part.isDaily)
  const isContrary = counts.length > 0 && written.length > 0 && count !== written.length && !isOneEach
  if (more.length > 0 || isContrary) return null
  if (written.length > 0) return rest
  const isDaily = parts.some((part) => (part.kind === 'days' || part.kind === 'count') && part.isDaily)
  const usual = isDaily ? usualTimes(count) : null
  return usual === null ? null : [...rest, timesPart(usual)]
}

/** An interval of all days. */
function plainInterval(parts: readonly SchedulePart[]): number | null {
  const rest = parts.filter((part) => part.kind !== 'separator' && !(part.kind === 'days' && part.isDaily))
  const [part, ...more] = rest
  if (part?.kind === 'interval' && more.length === 0) return part.minutes
  const isOften = part?.kind === 'count' && part.isDaily && more.length === 0 && part.count > 6 && 24 % part.count === 0
  return isOften ? dayMinutes / part.count : null
}

function readingsOf(parts: readonly SchedulePart[]): readonly Schedule[] {
  const interval = plainInterval(parts)
  const every = interval === null ? null : scheduleEvery(interval)
  if (interval !== null) return every === null ? [] : [every]
  const isWeekly = parts.some(({ kind }) => kind === 'weekly')
  return withIntervals(parts).flatMap((variant) => {
    const groups = variant === null ? null : groupsOf(withFrequencies(variant) ?? [])
    if (groups === null) return []
    const meant = [groups, withTimesReplaced(groups)].filter((each) => each !== null)
    // Midnight of a day is its start or its end.
    const schedules = meant.flatMap((each) => [0, dayMinutes].flatMap((midnight) => scheduleOf(each, midnight) ?? []))
    return schedules.filter(({ kind }) => !isWeekly || kind === 'week')
  })
}

/** @param midnight minutes after the start of a day, where midnight has a name */
function scheduleOf(groups: readonly ScheduleGroup[], midnight: number): Schedule | null {
  const minutesOf = ({ times }: ScheduleGroup) => times.map((time) => (time.isMidnight ? midnight : time.minutes))
  const isDaily = groups.every(({ days }) => days === null || new Set(days).size === weekdays.length)
  const all = groups.flatMap((group) =>
    minutesOf(group).flatMap((at) =>
      isDaily ? [at % dayMinutes] : (group.days ?? weekdays).map((day) => (day * dayMinutes + at) % weekMinutes),
    ),
  )
  const minutes = [...new Set(all)].sort((a, b) => a - b)
  const byDay = Map.groupBy(minutes, (at) => Math.floor(at / dayMinutes))
  if (minutes.length === 0 || [...byDay.values()].some((times) => times.length > timesADay)) return null
  if (isDaily) return { kind: 'times', minutes }
  const [group, ...others] = dayGroups(minutes)
  const isSame = group?.days.length === weekdays.length && others.length === 0
  return isSame ? { kind: 'times', minutes: [...group.minutes] } : { kind: 'week', minutes }
}
