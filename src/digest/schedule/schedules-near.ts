/** Proposes schedules near a text that is none. */

import type { Language } from '../../language.ts'
import { dayMinutes, limits } from '../../limits.ts'
import type { Schedule } from '../../model.ts'
import { nearestWord } from '../../text/typos.ts'
import { parseCron } from './cron.ts'
import { formatSchedule } from './format-schedule.ts'
import { instant } from './instant.ts'
import { durationAt } from './interval.ts'
import { distinct, readingsOfTokens, scheduleEvery, scheduleReadings } from './schedule.ts'
import { partsIn } from './schedule-parts.ts'
import { isWord, normaliseSchedule, type Token, tokensOf } from './schedule-tokens.ts'
import { type PhraseBook, phraseBook } from './schedule-words.ts'
import { type Weekday, weekdays } from './weekdays.ts'

const { nearUnits, scheduleExamples, correctedWords } = limits.digest

const usual = ['08:00 18:00', 'mon-fri 08:00', 'every 3h', 'live']

/** Schedules near a text, the nearest first. Each can be written, and all differ. */
export function schedulesNear(text: string, language: Language): readonly Schedule[] {
  const written = normaliseSchedule(text.slice(0, nearUnits))
  const book = phraseBook(language)
  const corrected = corrections(written, book)
  const tokens = tokensOf(corrected, book)
  const cron = cronNear(written)
  const read = [
    ...scheduleReadings(written, language),
    ...scheduleReadings(corrected, language),
    ...readingsOfTokens(tokens.filter(({ kind }) => kind !== 'unknown')),
    ...durationNear(tokens),
    ...fromParts(tokens),
  ]
  const candidates = [...(cron.length > 0 ? cron : read), ...usual.flatMap((each) => scheduleReadings(each, 'en'))]
  const writable = candidates.filter((schedule) => scheduleReadings(formatSchedule(schedule), language).length === 1)
  return distinct(writable).slice(0, scheduleExamples)
}

/** A cron expression without its days of the month and its months. */
function cronNear(text: string): readonly Schedule[] {
  const cron = parseCron(text.replace(/^(\S+ \S+) \S+ \S+ (\S+)$/u, '$1 * * $2'))
  return cron === null ? [] : [cron]
}

/** 30 minutes. */
function durationNear(tokens: readonly Token[]): readonly Schedule[] {
  const duration = durationAt(tokens, 0, null)
  if (duration?.next !== tokens.length) return []
  const every = scheduleEvery(duration.value)
  return every === null ? [] : [every]
}

/** The text with the nearest known words and times of day in place of unknown ones. */
function corrections(text: string, book: PhraseBook): string {
  const known = book.phrases().filter((phrase) => /^\p{L}+$/u.test(phrase))
  const times = text
    .replace(/(?<![\d:])(\d{1,2}) ([0-5]\d)(?![\d:])/gu, '$1:$2')
    .replace(/(\d)[点时](\d)(?![\d分刻点时])/gu, '$1:0$2')
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/gu, (_, hour: string, minute: string) => {
      return `${Number(hour) > 24 ? Number(hour) % 24 : hour}:${Number(minute) > 59 ? '00' : minute}`
    })
  const unknown = tokensOf(times, book).filter(({ kind }) => kind === 'unknown')
  if (unknown.length > correctedWords) return times
  let made = ''
  let kept = 0
  for (const { at, end } of unknown) {
    const nearest = nearestWord(times.slice(at, end), known)
    if (nearest === null) continue
    made += times.slice(kept, at) + nearest
    kept = end
  }
  return made + times.slice(kept)
}

/** What can be recognised of a schedule. */
interface Recognised {
  readonly days: readonly Weekday[] | null
  /** Minutes after midnight. */
  readonly times: readonly number[]
  readonly intervals: readonly number[]
}

function recognise(tokens: readonly Token[]): Recognised {
  const { parts } = partsIn(tokens)
  const some = parts.flatMap((part) => (part.kind === 'days' && !part.isDaily ? part.days : []))
  const except = parts.flatMap((part) => (part.kind === 'except' ? part.days : []))
  const days = weekdays.filter((day) => (some.length === 0 || some.includes(day)) && !except.includes(day))
  const times = parts.flatMap((part) => {
    if (part.kind === 'times') return part.times
    return part.kind === 'range' ? [part.from, ...(part.to === null ? [] : [part.to])] : []
  })
  const minutes = times.length > 0 ? times.map((time) => time.minutes % dayMinutes) : loneHours(tokens)
  return {
    days: days.length === 0 || days.length === weekdays.length ? null : days,
    times: [...new Set(minutes)].sort((a, b) => a - b),
    intervals: parts.flatMap((part) => (part.kind === 'interval' ? [part.minutes] : [])),
  }
}

/** Numbers that may be hours, where no time is understood: 13 in 13am. */
function loneHours(tokens: readonly Token[]): readonly number[] {
  return tokens.flatMap((token, at) => {
    const isHour = token.kind === 'number' && Number.isInteger(token.value) && token.value <= 24 && !token.isOrdinal
    const isAmount = isWord(tokens[at + 1], 'hour', 'minute', 'day', 'times', 'a') || isWord(tokens[at - 1], 'every')
    return isHour && !isAmount ? [(token.value * 60) % dayMinutes] : []
  })
}

function at(days: readonly Weekday[] | null, minutes: readonly number[]): Schedule {
  if (days === null) return { kind: 'times', minutes: [...minutes] }
  return { kind: 'week', minutes: days.flatMap((day) => minutes.map((each) => day * dayMinutes + each)) }
}

const [morning, evening] = [8 * 60, 18 * 60] as const

function fromParts(tokens: readonly Token[]): readonly Schedule[] {
  const { days, times, intervals } = recognise(tokens)
  const hours = intervals.map((minutes) => Math.min(24, Math.max(1, Math.ceil(minutes / 60))))
  const every = hours.map((each) => ({ kind: 'every', hours: each }) as const)
  const isInstant = tokens.some((token) => isWord(token, 'instant'))
  const isLive = isInstant || tokens.some((token) => isWord(token, 'live', 'most'))
  // Weekly, or every few days.
  const isRare = tokens.some(
    (token, at) => isWord(token, 'weekly', 'rarely') || (isWord(token, 'day') && tokens[at - 1]?.kind === 'number'),
  )
  const [hour] = hours
  const steps = hour === undefined ? [] : Array.from({ length: Math.ceil(24 / hour) }, (_, step) => step * hour * 60)
  const [first = morning] = times
  const few = times.slice(0, limits.digest.timesADay)
  const both = first < 14 * 60 ? [first, evening] : [morning, first]
  return [
    ...(days !== null && isLive && times.length === 0 ? [at(days, [morning, evening])] : []),
    ...(isInstant ? [instant] : []),
    ...(isLive ? [{ kind: 'live', gapMinutes: null } as const] : []),
    ...(days === null && times.length === 0 ? every : []),
    ...(days !== null && steps.length > 0 && times.length === 0 ? [at(days, steps)] : []),
    ...(isRare && days === null ? [at([0], [first]), at([0, 3], [first])] : []),
    ...(days === null && times.length === 0 ? [] : [at(days, few.length > 0 ? few : [morning]), at(days, both)]),
    ...(days === null || times.length === 0 ? [] : [at(null, few)]),
    ...(days === null ? [] : [at(days, [evening])]),
    ...(times.length > 0 ? [at([0, 1, 2, 3, 4], few)] : []),
  ]
}
