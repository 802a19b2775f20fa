/** When a channel's digests are due, including days on which clocks change. */
import { dayMinutes, dayMs, hourMs, minuteMs } from '../limits.ts'
import type { Quiet } from '../look.ts'
import type { EpochMs, Schedule } from '../model.ts'
import { localAt, momentOf, momentsOf } from './local-time.ts'

/** Maximum time by which a stored time is ahead of a cycle's scheduled time; a cycle ends within 4 minutes. */
const aheadMs = 10 * minuteMs

/** The first Monday in local time; 1970 began on a Thursday. */
const firstMonday = 4 * dayMs

/** No zone sets its clocks back by more: github.com/eggert/tz, but for days that the date line repeats. */
const repeatedMs = 3 * hourMs

/** Local times that recur in each period. */
interface SetTimes {
  /** Minutes after the period's start, ascending. */
  readonly minutes: readonly number[]
  /** A day or a week, in ms, and the start of one. */
  readonly period: number
  readonly start: number
  /** A time that clocks repeat counts twice. */
  readonly isRepeated: boolean
  /** A time that clocks skip is left out, as the next one comes soon enough. */
  readonly isHourly: boolean
}

/**
 * The times of a schedule; an interval of hours counts from local midnight. When clocks go back, an interval below a day counts the times
 * that they repeat twice, so that an hourly channel never waits two hours. A longer one can wait an hour longer.
 */
function setTimesOf(schedule: Exclude<Schedule, { kind: 'live' }>): SetTimes {
  const once = { isRepeated: false, isHourly: false }
  const daily = { period: dayMs, start: 0, ...once }
  if (schedule.kind === 'every') {
    const length = Math.ceil(24 / schedule.hours)
    const minutes = Array.from({ length }, (_, at) => at * schedule.hours * 60)
    return { ...daily, minutes, isRepeated: length > 1, isHourly: schedule.hours === 1 }
  }
  // A schedule without times cannot be entered; a stored one means midnight.
  const minutes = schedule.minutes.length > 0 ? schedule.minutes.toSorted((a, b) => a - b) : [0]
  return schedule.kind === 'week' ? { minutes, period: 7 * dayMs, start: firstMonday, ...once } : { minutes, ...daily }
}

/** The last time at or before a moment, and the first one after it. */
function timesAround(
  { minutes, period, start, isRepeated, isHourly }: SetTimes,
  timezone: string,
  moment: EpochMs,
): { readonly last: EpochMs; readonly next: EpochMs } {
  const local = localAt(moment, timezone)
  const began = start + Math.floor((local - start) / period) * period
  // Times are numbered across periods, from the first of the current one.
  const timeAt = (index: number) => {
    const periods = Math.floor(index / minutes.length)
    return began + periods * period + (minutes[index - periods * minutes.length] ?? 0) * minuteMs
  }
  const momentAt = (index: number) => {
    const at = momentOf(timeAt(index), timezone)
    return isHourly ? momentOf(Math.ceil(localAt(at, timezone) / hourMs) * hourMs, timezone) : at
  }
  let next = 0
  while (timeAt(next) <= local) next++
  // Around clock changes, moments may be in another order than local times, by a few steps.
  while (momentAt(next) <= moment) next++
  while (momentAt(next - 1) > moment) next--
  const around = { last: momentAt(next - 1), next: momentAt(next) }
  // Clocks that go back by some hours repeat the times of these hours.
  for (let index = next - 1; isRepeated && local - timeAt(index) < repeatedMs; index--) {
    const second = momentsOf(timeAt(index), timezone)[1] ?? around.last
    if (second > moment) around.next = Math.min(around.next, second)
    else around.last = Math.max(around.last, second)
  }
  return around
}

/** The last digest's time; null if there was none, or if it is so far ahead that a clock must have been wrong. */
function plausibleLast(lastDigestAt: EpochMs | null, now: EpochMs): EpochMs | null {
  if (lastDigestAt === null || lastDigestAt > now + aheadMs) return null
  return Math.min(lastDigestAt, now)
}

function gapOf(schedule: Extract<Schedule, { kind: 'live' }>, defaultGapMinutes: number): number {
  return (schedule.gapMinutes ?? defaultGapMinutes) * minuteMs
}

/**
 * The end of the quiet hours around a moment; null: it is in none. If clocks skip their start or end, it is at the change; if they repeat
 * it, the first time counts.
 */
export function quietUntil(quiet: Quiet | null, timezone: string, moment: EpochMs): EpochMs | null {
  if (quiet === null || quiet.from === quiet.to) return null
  const local = localAt(moment, timezone)
  const midnight = Math.floor(local / dayMs) * dayMs
  // Quiet hours may have begun yesterday.
  for (const began of [midnight - dayMs, midnight]) {
    const from = momentOf(began + quiet.from * minuteMs, timezone)
    const to = began + (quiet.to > quiet.from ? quiet.to : quiet.to + dayMinutes) * minuteMs
    const end = momentOf(to, timezone)
    if (moment >= from && moment < end) return end
  }
  return null
}

/**
 * The channel's next digest: for set times the first one after `after`, for live the earliest moment from `after` on at
 * which news would be sent. Ignores a digest that is overdue: see `isDue`.
 * @param timezone from `parseTimezone`
 * @throws RangeError for a zone that Intl does not know
 */
export function nextDigest(
  schedule: Schedule,
  timezone: string,
  after: EpochMs,
  lastDigestAt: EpochMs | null,
  defaultGapMinutes: number,
  quiet: Quiet | null = null,
): EpochMs {
  const last = plausibleLast(lastDigestAt, after)
  const next =
    schedule.kind !== 'live'
      ? timesAround(setTimesOf(schedule), timezone, after).next
      : last === null
        ? after
        : Math.max(after, last + gapOf(schedule, defaultGapMinutes))
  return quietUntil(quiet, timezone, next) ?? next
}

/**
 * Whether a digest is due at `now`. A missed time stays due until a digest is sent; one digest makes up for all missed times.
 * @param at.lastDigestAt the scheduled time of the cycle in which the last digest was due, with or without news; null: never
 * @param at.since earlier times do not count: when the channel was registered or its schedule last changed
 * @param quiet hours that postpone a digest to their end
 * @throws RangeError for a zone that Intl does not know
 */
export function isDue(
  schedule: Schedule,
  timezone: string,
  at: { readonly now: EpochMs; readonly lastDigestAt: EpochMs | null; readonly since: EpochMs },
  defaultGapMinutes: number,
  quiet: Quiet | null = null,
): boolean {
  if (quietUntil(quiet, timezone, at.now) !== null) return false
  const last = plausibleLast(at.lastDigestAt, at.now)
  if (schedule.kind === 'live') return last === null || at.now - last >= gapOf(schedule, defaultGapMinutes)
  const time = timesAround(setTimesOf(schedule), timezone, at.now).last
  return time >= at.since && (last === null || last < time)
}
