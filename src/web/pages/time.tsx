/** Formats times for readers and machines. */
import type { Translator } from '../../i18n/translator.ts'
import type { EpochMs } from '../../model.ts'

/** `28 November 2026 at 18:10 UTC`: readers may be anywhere, so it names the zone. */
export function formatTime(at: EpochMs, t: Translator): string {
  const clock = new Date(at).toLocaleTimeString('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })
  return t.text('format.longMoment', { day: formatDay(at, t), clock, zone: 'UTC' })
}

/** @param timezone IANA name */
export function formatDay(at: EpochMs, { catalogue: { locale } }: Translator, timezone = 'UTC'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(at)
}

export function Time({ at, t }: { readonly at: EpochMs; readonly t: Translator }) {
  return <time datetime={new Date(at).toISOString()}>{formatTime(at, t)}</time>
}
