/** Formats times for readers and machines. */
import type { EpochMs } from '../../model.ts'
import type { WebWords } from '../words/vocabulary.ts'

/** In UTC, which it names, since readers may be anywhere. */
export function formatTime(at: EpochMs, { locale }: WebWords): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at)
}

export function formatDay(at: EpochMs, { locale }: WebWords, timezone = 'UTC'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(at)
}

export function Time({ at, words }: { readonly at: EpochMs; readonly words: WebWords }) {
  return <time datetime={new Date(at).toISOString()}>{formatTime(at, words)}</time>
}
