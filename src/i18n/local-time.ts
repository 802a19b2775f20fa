/** Points in time as a person in some time zone reads them. */
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

/** Two points in time: clocks alone where both are today, and days with them where not. */
export function localSpan(
  since: EpochMs,
  until: EpochMs,
  now: EpochMs,
  timezone: string,
  locale: string,
): readonly [since: string, until: string] {
  const { day: today } = localTime(now, timezone, locale)
  const [from, to] = [localTime(since, timezone, locale), localTime(until, timezone, locale)]
  const isToday = from.day === today && to.day === today
  const words = ({ day, clock }: LocalTime) => (isToday ? clock : `${day} ${clock}`)
  return [words(from), words(to)]
}

/** Marks a part of a text, one line: `north "korea` with ▸ before the place. At most some 40 units either side. */
export function pointAt(text: string, at: number, length: number): { before: string; marked: string; after: string } {
  const from = Math.max(0, at - 40)
  const end = Math.min(text.length, at + Math.max(1, length))
  return {
    before: (from > 0 ? '…' : '') + text.slice(from, at),
    marked: text.slice(at, end),
    after: text.slice(end, end + 40) + (end + 40 < text.length ? '…' : ''),
  }
}
