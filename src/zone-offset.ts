/** Offsets of time zones, by Intl. */
import { hourMs, limits, minuteMs } from './limits.ts'
import type { EpochMs } from './model.ts'
import { ValueCache } from './value-cache.ts'

/** Creating a formatter takes about a hundred times as long as using it. */
const formatters = new ValueCache<string, Intl.DateTimeFormat>(limits.digest.cachedFormatters)

/**
 * A zone's offset from UTC at a moment, in ms, to the minute.
 * @throws RangeError for a zone that Intl does not know
 */
export function zoneOffset(timeZone: string, moment: EpochMs): number {
  const format = formatters.get(
    timeZone,
    () => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
  )
  // `GMT-03:30`; `GMT` for 0.
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/u.exec(format.format(moment)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * hourMs + Number(minutes ?? 0) * minuteMs)
}
