/** When a channel's digests are due, right across the days on which clocks change. */
import type { EpochMs, Quiet, Schedule } from '../model.ts'
import { localAt, momentOf } from './local-time.ts'

const minute = 60 * 1000
const day = 24 * 60 * minute

/** How far a clock may run ahead of a cycle's own time, which is when it was scheduled; a cycle ends within 4 minutes. */
const aheadMs = 10 * minute

/** 1970 began on a Thursday: the first Monday, as localAt counts. */
const firstMonday = 4 * day

/** Local times that come again. */
interface SetTimes {
  /** Minutes after a period began, ascending. */
  readonly minutes: readonly number[]
  /** A day or a week, in ms, and when one of them began. */
  readonly period: number
  readonly start: number
}

/** When a schedule sends; every so many hours is counted from local midnight. */
function setTimesOf(schedule: Exclude<Schedule, { kind: 'live' }>): SetTimes {
  const daily = { period: day, start: 0 }
  if (schedule.kind === 'every') {
    const length = Math.ceil(24 / schedule.hours)
    return { minutes: Array.from({ length }, (_, at) => at * schedule.hours * 60), ...daily }
  }
  // A schedule without times cannot be written; one that is stored anyway sends at midnight.
  const minutes = schedule.minutes.length > 0 ? schedule.minutes.toSorted((a, b) => a - b) : [0]
  return schedule.kind === 'week' ? { minutes, period: 7 * day, start: firstMonday } : { minutes, ...daily }
}

/** The set times around a moment: the last one at or before it, the first one after it. */
function around(
  { minutes, period, start }: SetTimes,
  timezone: string,
  moment: EpochMs,
): { readonly last: EpochMs; readonly next: EpochMs } {
  const local = localAt(moment, timezone)
  const began = start + Math.floor((local - start) / period) * period
  // Set times are numbered through the periods, from the first of the present one.
  const timeAt = (index: number) => {
    const periods = Math.floor(index / minutes.length)
    return began + periods * period + (minutes[index - periods * minutes.length] ?? 0) * minute
  }
  const momentAt = (index: number) => momentOf(timeAt(index), timezone)
  let next = 0
  while (timeAt(next) <= local) next++
  // Where clocks were set back or forward, the local order and the order of moments differ by some steps.
  while (momentAt(next) <= moment) next++
  while (momentAt(next - 1) > moment) next--
  return { last: momentAt(next - 1), next: momentAt(next) }
}

/** The last digest's moment, unless a clock that was wrong left it so far ahead that it would block for long. */
function sane(lastDigestAt: EpochMs | null, now: EpochMs): EpochMs | null {
  if (lastDigestAt === null || lastDigestAt > now + aheadMs) return null
  return Math.min(lastDigestAt, now)
}

function gapOf(schedule: Extract<Schedule, { kind: 'live' }>, defaultGapMinutes: number): number {
  return (schedule.gapMinutes ?? defaultGapMinutes) * minute
}

/**
 * When the quiet hours end that a moment lies in; null: it lies in none. They begin and end by local clocks: where those skip
 * an end, with the skip.
 */
export function quietUntil(quiet: Quiet | null, timezone: string, moment: EpochMs): EpochMs | null {
  if (quiet === null || quiet.from === quiet.to) return null
  const local = localAt(moment, timezone)
  const midnight = Math.floor(local / day) * day
  // Those that began yesterday may still last.
  for (const began of [midnight - day, midnight]) {
    const from = began + quiet.from * minute
    const to = began + (quiet.to > quiet.from ? quiet.to : quiet.to + 24 * 60) * minute
    const end = momentOf(to, timezone)
    if (local >= from && moment < end) return end
  }
  return null
}

/**
 * The moment of the channel's next digest, from `after` on: for set times the first after it, for live the first at
 * which something new would be sent. A digest that is owed already is none of these; see isDue.
 * @param timezone what parseTimezone gave.
 * @throws RangeError for a zone that Intl does not know.
 */
export function nextDigest(
  schedule: Schedule,
  timezone: string,
  after: EpochMs,
  lastDigestAt: EpochMs | null,
  defaultGapMinutes: number,
  quiet: Quiet | null = null,
): EpochMs {
  const next = nextTime(schedule, timezone, after, lastDigestAt, defaultGapMinutes)
  return quietUntil(quiet, timezone, next) ?? next
}

function nextTime(
  schedule: Schedule,
  timezone: string,
  after: EpochMs,
  lastDigestAt: EpochMs | null,
  defaultGapMinutes: number,
): EpochMs {
  if (schedule.kind !== 'live') return around(setTimesOf(schedule), timezone, after).next
  const last = sane(lastDigestAt, after)
  return last === null ? after : Math.max(after, last + gapOf(schedule, defaultGapMinutes))
}

/**
 * Whether a digest is due at `now`. A set time that was missed stays owed until a digest went out at or after it; however
 * many were missed, one digest settles them.
 * @param at.lastDigestAt the cycle's own time when the channel's last digest was due, one without news included; null:
 *   never.
 * @param quiet what is due in these hours is due when they end.
 * @param at.since from when set times count: when the channel was registered or its schedule last changed.
 * @throws RangeError for a zone that Intl does not know.
 */
export function isDue(
  schedule: Schedule,
  timezone: string,
  at: { readonly now: EpochMs; readonly lastDigestAt: EpochMs | null; readonly since: EpochMs },
  defaultGapMinutes: number,
  quiet: Quiet | null = null,
): boolean {
  if (quietUntil(quiet, timezone, at.now) !== null) return false
  const last = sane(at.lastDigestAt, at.now)
  if (schedule.kind === 'live') return last === null || at.now - last >= gapOf(schedule, defaultGapMinutes)
  const time = around(setTimesOf(schedule), timezone, at.now).last
  return time >= at.since && (last === null || last < time)
}
