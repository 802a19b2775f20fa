/** Reads quiet hours: 23-7, 11pm to 7, nights, 晚上11点到早上7点. */

import type { Language } from '../../language.ts'
import { dayMinutes, limits } from '../../limits.ts'
import type { Quiet } from '../../look.ts'
import { isWord, normaliseSchedule, skipWords, type Token, tokensOf } from './schedule-tokens.ts'
import { type PhraseBook, phraseBook, phraseBooks } from './schedule-words.ts'
import { type TimeOfDay, timesOfDayAt } from './time-of-day.ts'
import { resolvedRange } from './time-range.ts'

const hour = 60
const night: Quiet = { from: 23 * hour, to: 7 * hour }
const usual: readonly Quiet[] = [night, { from: 22 * hour, to: 7 * hour }, { from: 0, to: 8 * hour }]

function quietFrom(from: number, to: number): Quiet {
  return { from: from % dayMinutes, to: to % dayMinutes }
}

function distinct(all: readonly Quiet[]): readonly Quiet[] {
  const possible = all.filter(({ from, to }) => from !== to)
  return [...new Map(possible.map((quiet) => [`${quiet.from}-${quiet.to}`, quiet])).values()]
}

/** What a text can mean, the likeliest first; empty: it is not understood. */
export function quietReadings(text: string, language: Language): readonly Quiet[] {
  if (text.length > limits.digest.scheduleUnits) return []
  const written = normaliseSchedule(text)
  for (const book of phraseBooks(written, language)) {
    const readings = readingsIn(written, book)
    if (readings.length > 0) return readings
  }
  return []
}

function readingsIn(text: string, book: PhraseBook): readonly Quiet[] {
  const tokens = tokensOf(text, book).filter((token) => !isWord(token, 'daily', 'excluded'))
  const links = ['every', 'at', 'from', 'between'] as const
  const start = skipWords(tokens, 0, ...links)
  if (start + 1 === tokens.length && isWord(tokens[start], 'night', 'midnight hours')) return [night]
  const from = oneAt(tokens, start)
  const to = from === null ? null : oneAt(tokens, skipWords(tokens, from.next, 'to', 'and', 'at'))
  if (from === null || to === null || to.next < tokens.length) return []
  const range = resolvedRange(from.time, to.time)
  const plain = quietFrom(from.time.minutes, to.time.minutes)
  const isPlain =
    !from.time.isBare || !to.time.isBare || to.time.minutes > from.time.minutes || /(?:^|\D)0\d/u.test(text)
  if (from.time.hasPart || to.time.hasPart) return distinct([quietFrom(range.from.minutes, range.to.minutes)])
  if (isPlain) return distinct([plain])
  // 11-7 may begin in the evening, or end there.
  const later = quietFrom(plain.from + dayMinutes / 2, plain.to)
  return distinct([later, quietFrom(plain.from, plain.to + dayMinutes / 2)])
}

function oneAt(tokens: readonly Token[], at: number): { readonly time: TimeOfDay; readonly next: number } | null {
  const times = timesOfDayAt(tokens, at)
  const [time, ...more] = times?.value.times ?? []
  return times === null || time === undefined || more.length > 0 ? null : { time, next: times.next }
}

/** Quiet hours near a text that is none, the nearest first; all differ. */
export function quietNear(text: string, language: Language): readonly Quiet[] {
  const tokens = tokensOf(normaliseSchedule(text.slice(0, limits.digest.nearUnits)), phraseBook(language))
  const known = tokens.filter(({ kind }) => kind !== 'unknown')
  const first = known.findIndex((_, at) => oneAt(known, at) !== null)
  const found = oneAt(known, Math.max(0, first))
  const minutes = found === null ? null : found.time.minutes % dayMinutes
  const isMorning = minutes !== null && minutes > 0 && minutes <= 12 * hour
  const near = minutes === null ? [] : [isMorning ? { ...night, to: minutes } : { ...night, from: minutes }]
  return distinct([...quietReadings(text, language), ...near, ...usual]).slice(0, limits.digest.scheduleExamples)
}
