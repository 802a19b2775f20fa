/** A point in time as readers and machines read it. */

import type { WebWords } from '../../i18n/views/pages.ts'
import type { EpochMs } from '../../model.ts'

/** `28 November 2026 at 18:10 UTC`: the readers may be anywhere, so the zone is part of it. */
export function whenIs(at: EpochMs, words: WebWords): string {
  const clock = new Date(at).toLocaleTimeString('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })
  return words.moment(dayOf(at, words), clock, 'UTC')
}

/** @param timezone IANA name */
export function dayOf(at: EpochMs, { locale }: WebWords, timezone = 'UTC'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(at)
}

export function Time({ at, words }: { readonly at: EpochMs; readonly words: WebWords }) {
  return <time datetime={new Date(at).toISOString()}>{whenIs(at, words)}</time>
}
