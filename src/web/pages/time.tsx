/** Formats times for readers and machines. */
import type { WebWords } from '../../i18n/views/pages.ts'
import type { EpochMs } from '../../model.ts'

/** `28 November 2026 at 18:10 UTC`: readers may be anywhere, so it names the zone. */
export function formatTime(at: EpochMs, words: WebWords): string {
  const clock = new Date(at).toLocaleTimeString('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })
  return words.moment(formatDay(at, words), clock, 'UTC')
}

/** @param timezone IANA name */
export function formatDay(at: EpochMs, { locale }: WebWords, timezone = 'UTC'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(at)
}

export function Time({ at, words }: { readonly at: EpochMs; readonly words: WebWords }) {
  return <time datetime={new Date(at).toISOString()}>{formatTime(at, words)}</time>
}
