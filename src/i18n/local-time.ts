/** Dates and times of day in a time zone. */
import type { EpochMs } from '../model.ts'

export interface LocalTime {
  /** `23 Nov` or `11月23日`. */
  readonly day: string
  /** `08:00`. */
  readonly clock: string
  readonly hour: number
}

/** @param timezone IANA name */
export function localTime(at: EpochMs, timezone: string, locale: string): LocalTime {
  const date = new Date(at)
  const day = date.toLocaleDateString(locale, { timeZone: timezone, day: 'numeric', month: 'short' })
  const clock = date.toLocaleTimeString('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' })
  return { day, clock, hour: Number(clock.slice(0, 2)) }
}

/** The name of a zone as people see it: offsets as `UTC+08:00`. */
export function zoneName(zone: string): string {
  return /^[+-]/u.test(zone) ? `UTC${zone}` : zone
}

/** Two points in time, without their days if both are today. @param moment joins a day and a time of day as the language does */
export function localSpan(
  since: EpochMs,
  until: EpochMs,
  now: EpochMs,
  timezone: string,
  locale: string,
  moment: (time: LocalTime) => string,
): readonly [since: string, until: string] {
  const { day: today } = localTime(now, timezone, locale)
  const [from, to] = [localTime(since, timezone, locale), localTime(until, timezone, locale)]
  const isToday = from.day === today && to.day === today
  const text = (time: LocalTime) => (isToday ? time.clock : moment(time))
  return [text(from), text(to)]
}
