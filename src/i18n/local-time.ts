/** Dates and times of day in a time zone. */
import { dayMinutes, limits, minuteMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { ValueCache } from '../value-cache.ts'

export interface LocalTime {
  /** `23 Nov` or `11月23日`. */
  readonly day: string
  /** `08:00`, in the language's digits. */
  readonly clock: string
  readonly hour: number
}

const formatters = new ValueCache<string, ReturnType<typeof formattersIn>>(limits.digest.cachedFormatters)

function formattersIn(locale: string, timeZone: string) {
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return {
    day: new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' }),
    clock: new Intl.DateTimeFormat(locale, clock),
    hour: new Intl.DateTimeFormat('en-GB', clock),
  }
}

/** @param timezone IANA name */
export function localTime(at: EpochMs, timezone: string, locale: string): LocalTime {
  const { day, clock, hour } = formatters.get(`${locale} ${timezone}`, () => formattersIn(locale, timezone))
  return { day: day.format(at), clock: clock.format(at), hour: Number(hour.format(at).slice(0, 2)) }
}

/** `08:00` in the language's digits. @param minutes after midnight */
export function clockText(minutes: number, locale: string): string {
  return localTime((minutes % dayMinutes) * minuteMs, 'UTC', locale).clock
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
