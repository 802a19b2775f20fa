/** A point in time as readers and machines read it. */
import type { EpochMs } from '../../model.ts'
import type { WebWords } from '../words/vocabulary.ts'

/** @param timezone IANA name; the page's readers may be anywhere, so it is said with the time */
export function whenIs(at: EpochMs, { locale }: WebWords, timezone = 'UTC'): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at)
}

export function dayOf(at: EpochMs, { locale }: WebWords, timezone = 'UTC'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(at)
}

export function Time({
  at,
  words,
  timezone = 'UTC',
}: {
  readonly at: EpochMs
  readonly words: WebWords
  readonly timezone?: string
}) {
  return <time datetime={new Date(at).toISOString()}>{whenIs(at, words, timezone)}</time>
}
