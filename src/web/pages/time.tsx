/** Formats times for readers and machines, in a channel's time zone or in UTC. */
import { zoneName } from '../../i18n/local-time.ts'
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'
import { ValueCache } from '../../value-cache.ts'

/** A day and a time of day as a language writes them in a zone. Making them takes longer than formatting a whole page. */
const formatters = new ValueCache<string, { readonly day: Intl.DateTimeFormat; readonly clock: Intl.DateTimeFormat }>(
  limits.web.cachedFormatters,
)

function formattersFor(locale: string, timeZone: string) {
  return formatters.get(`${locale} ${timeZone}`, () => ({
    day: new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }),
    clock: new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  }))
}

/** `28 November 2026`. @param timezone IANA name */
export function formatDay(at: EpochMs, { catalogue: { locale } }: Translator, timezone = 'UTC'): string {
  return formattersFor(locale, timezone).day.format(at)
}

/** `18:10`, 24 hours. @param timezone IANA name */
function formatClock(at: EpochMs, { catalogue: { locale } }: Translator, timezone: string): string {
  return formattersFor(locale, timezone).clock.format(at)
}

/** `28 November 2026 at 18:10 UTC`: readers may be anywhere, so it names the zone. @param timezone IANA name */
export function formatTime(at: EpochMs, t: Translator, timezone = 'UTC'): string {
  const values = { day: formatDay(at, t, timezone), clock: formatClock(at, t, timezone), zone: zoneName(timezone) }
  return t.text(timezone === 'UTC' ? 'format.longMoment' : 'format.longMomentIn', values)
}

interface TimeProps {
  readonly at: EpochMs
  readonly t: Translator
  /** IANA name. */
  readonly timezone?: string
}

/** Day, time of day and zone. */
export function Time({ at, t, timezone }: TimeProps) {
  return <time datetime={new Date(at).toISOString()}>{formatTime(at, t, timezone)}</time>
}

/** The time of day alone, for pages that say the day and the zone elsewhere. */
export function Clock({ at, t, timezone = 'UTC' }: TimeProps) {
  return <time datetime={`${new Date(at).toISOString().slice(0, 16)}Z`}>{formatClock(at, t, timezone)}</time>
}

/** Says once on a page which zone its times are in. @param timezone IANA name */
export function zoneNote(t: Translator, timezone: string): string {
  return t.text('pages.timesIn', { zone: zoneName(timezone) })
}
