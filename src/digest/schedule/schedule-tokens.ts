/** Splits the text of a schedule into tokens: numbers, times of day, days, and words of a language. */
import { withAsciiDigits } from '../../text/decimal-digits.ts'
import { matchAt } from '../../text/match-at.ts'
import { type DaysAndNumber, namedDaysAt, numberOrDaysAt } from './chinese-days.ts'
import { numberedDaysAt } from './numbered-days.ts'
import { type PhraseBook, plainWords, unspaced } from './schedule-words.ts'
import type { Meaning } from './vocabularies/vocabulary.ts'
import type { Weekday } from './weekdays.ts'

interface Span {
  /** Where it begins and ends in the normalised text. */
  readonly at: number
  readonly end: number
  /** No space is before it. */
  readonly isGlued: boolean
}

type Sense =
  /** `digits`: as written; empty for a word. */
  | {
      readonly kind: 'number'
      readonly value: number
      readonly digits: string
      readonly form: 'digits' | 'word' | 'chinese'
      readonly isOrdinal: boolean
    }
  /** `mark`: between hour and minute. */
  | { readonly kind: 'clock'; readonly hour: number; readonly minute: number; readonly mark: string }
  /** `isNumbered`: in Chinese, where the end of a range may be a mere number. */
  | { readonly kind: 'days'; readonly days: readonly Weekday[]; readonly isNumbered: boolean }
  | { readonly kind: 'word'; readonly meaning: Meaning }
  /** `;` and line breaks separate more than commas do. */
  | { readonly kind: 'separator' }
  | { readonly kind: 'unknown' }
export type Token = Sense & Span

const cyrillic = /\p{sc=Cyrl}/u

/** The text with which `tokensOf` works: NFKC, words as `plainWords` has them, ASCII digits, no apostrophes. */
export function normaliseSchedule(text: string): string {
  const plain = text
    // Isolates and direction marks, in what is copied from a message
    .replace(/[\u061c\u200e\u200f\u2066-\u2069]/gu, '')
    .replace(/(\d?) ?½/gu, '$1.5')
    // 1.440, 1,440 and 1 440 with a space that does not break
    .replace(/(?<=\p{Nd})[.,\u00a0\u202f\u066c’'](?=\p{Nd}{3}(?!\p{Nd}))/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    // Without its marks, a word would be another one: to, not evening; past, not night.
    .replace(/(?<!\p{L})tới(?!\p{L})/gu, 'đến')
    .replace(/(?<!\p{L})geçe(?!\p{L})/gu, 'geçiyor')
  return (
    withAsciiDigits(plainWords(plain))
      .replace(/\s*[\r\n]+\s*/gu, '; ')
      .replace(/\s+/gu, ' ')
      .replace(/['’ʼ`]/gu, '')
      // 8: 30, and 8;05 typed on a phone
      .replace(/(?<=\d) ?: (?=\d{2}(?!\d))/gu, ':')
      .replace(/(?<![\d:;])(\d{1,2});(?=00(?![\d:;]))|(?<![\d:;])([1-9]\d?);(?=0\d(?![\d:;]))/gu, '$1$2:')
      // mon..fri, and NFKC's form of …
      .replace(/\.{2,}/gu, '-')
      // 8-й
      .replace(/(?<=\d)-(?:[ийіуюяаех]|[иіо][ий]|[мт]и|ої|ою|го|му)(?!\p{L})/gu, '')
      // lun. à ven.
      .replace(/(?<=[\p{L}\p{M}]{2})\.(?= |$)/gu, '')
      // senin s/d jumat
      .replace(/(?<!\p{L})s\/d(?!\p{L})/gu, 'sd')
      // 8-00 in Russian and Ukrainian
      .replace(/(?<![\d:-])(\d{1,2})-00(?![\d:-])/gu, (range, hour: string) =>
        cyrillic.test(plain) ? `${hour}:00` : range,
      )
      // a.m., o. clock; in 8 ч. и 18 ч., и is a word.
      .replace(/(?<!\p{L})((?!\p{sc=Cyrl})\p{L})\. ?(\p{L})(?!\p{L})\.?/gu, '$1$2')
      .trim()
  )
}

/** Seconds are read where there are none: 08:00:00. */
const clock = /(\d{1,2})(?: ?([:.])([0-5]\d)(?::00)?|([hч]| [hч] )([0-5]\d)(?! ?h))(?!\d|:\d)/uy
const decimal = /\d*\.\d(?!\d)/uy
const digits = /\d+/uy
/** A longer word has no meaning here, and is read in pieces. */
const word = /[\p{L}\p{M}]{1,40}/uy
const joined = /[ -][\p{L}\p{M}]{1,40}/uy
/** Behind a number: 2nd. */
const ordinalEnd = /(?:st|nd|rd|th)(?!\p{L})/uy

const punctuation: Readonly<Record<string, Sense>> = {
  ',': { kind: 'separator' },
  ';': { kind: 'separator' },
  '、': { kind: 'separator' },
  '،': { kind: 'separator' },
  '؛': { kind: 'separator' },
  '/': { kind: 'separator' },
  '|': { kind: 'separator' },
  '・': { kind: 'separator' },
  '·': { kind: 'separator' },
  '&': { kind: 'word', meaning: 'and' },
  '+': { kind: 'word', meaning: 'and' },
  '@': { kind: 'word', meaning: 'at' },
  '~': { kind: 'word', meaning: 'to' },
  '〜': { kind: 'word', meaning: 'to' },
  '→': { kind: 'word', meaning: 'to' },
}
const dash = /^[\p{Pd}−]$/u
/** Without a meaning here. */
const ignored = /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}".。]$/u

/** The senses of the text at a place; more than one for 周一八点 and for an alias. */
interface Found {
  readonly senses: readonly Sense[]
  readonly length: number
}

function numbersAt(text: string, at: number): Found | null {
  const time = matchAt(clock, text, at)
  if (time !== null) {
    const [{ length }, hour, mark = 'h', minute, , behindH] = time
    return { senses: [{ kind: 'clock', hour: Number(hour), minute: Number(minute ?? behindH), mark }], length }
  }
  const number = (matchAt(decimal, text, at) ?? matchAt(digits, text, at))?.[0]
  if (number === undefined) return null
  if (number.replace('.', '').length > 4) return { senses: [{ kind: 'unknown' }], length: number.length }
  const end = matchAt(ordinalEnd, text, at + number.length)
  const sense: Sense = {
    kind: 'number',
    value: Number(number),
    digits: number,
    form: 'digits',
    isOrdinal: end !== null,
  }
  return { senses: [sense], length: number.length + (end?.[0].length ?? 0) }
}

/** The phrases that may begin at a place, the longest first. */
function* phrasesAt(text: string, at: number, { longest, mostWords }: PhraseBook): Generator<string> {
  const first = matchAt(word, text, at)?.[0]
  if (first === undefined) return
  if (unspaced.test(first)) {
    for (let length = Math.min(longest, first.length); length > 0; length--) yield first.slice(0, length)
    return
  }
  // A word ends where another script begins: `at早上`.
  const phrases = [first.replace(/[\p{sc=Han}].*$/u, '')]
  if (phrases[0] === first)
    for (let end = at + first.length; phrases.length < mostWords; ) {
      const next = matchAt(joined, text, end)?.[0]
      if (next === undefined) break
      end += next.length
      phrases.push(text.slice(at, end))
    }
  yield* phrases.reverse()
}

function phraseAt(text: string, at: number, book: PhraseBook): Found | null {
  for (const phrase of phrasesAt(text, at, book)) {
    const sense = book.senseOf(phrase.replaceAll('-', ' '))
    if (sense === undefined) continue
    const { length } = phrase
    switch (sense.kind) {
      case 'alias':
        return { senses: wordsOf(plainWords(sense.text), book), length }
      case 'days':
        return { senses: [{ ...sense, isNumbered: false }], length }
      case 'number':
        return { senses: [{ ...sense, digits: '', form: 'word' }], length }
      case 'word':
        return { senses: [sense], length }
    }
  }
  return null
}

function sensesOf({ days, number }: DaysAndNumber): readonly Sense[] {
  return [
    ...(days.length > 0 ? [{ kind: 'days', days, isNumbered: true } as const] : []),
    ...(number === null
      ? []
      : [{ kind: 'number', value: number, digits: '', form: 'chinese', isOrdinal: false } as const]),
  ]
}

function chineseAt(text: string, at: number, last: Token | undefined): Found | null {
  const named = namedDaysAt(text, at)
  if (named !== null) return { senses: sensesOf(named), length: named.length }
  const number = numberOrDaysAt(text, at, last?.kind === 'word' && last.meaning === 'clock')
  if (number !== null) return { senses: sensesOf(number), length: number.length }
  // 一至日
  const isSunday = /[日天]/u.test(text.charAt(at)) && last?.kind === 'word' && last.meaning === 'to'
  return isSunday ? { senses: [{ kind: 'days', days: [6], isNumbered: true }], length: 1 } : null
}

function foundAt(text: string, at: number, last: Token | undefined, book: PhraseBook): Found | null {
  const numbered = book.numberedDays === null ? null : numberedDaysAt(book.numberedDays, text, at)
  if (numbered !== null)
    return { senses: [{ kind: 'days', days: numbered.days, isNumbered: false }], length: numbered.length }
  const numbers = numbersAt(text, at)
  if (numbers !== null) return numbers
  const inChinese = chineseAt(text, at, last)
  const phrase = phraseAt(text, at, book)
  const isLonger = (phrase?.length ?? 0) > (inChinese?.length ?? 0)
  return isLonger ? phrase : inChinese
}

/** @param text from `normaliseSchedule`. Words without a meaning are left out, unknown ones are not. */
export function tokensOf(text: string, book: PhraseBook): readonly Token[] {
  const words = wordsOf(text, book)
  return words.map((token, at) => (isWord(token, 'at or hour', 'h', 'day') ? inContext(words, token, at, text) : token))
}

/** A word whose meaning depends on its neighbours: jam 8 is at eight, and 3 jam are three hours; in 土、日, the day is Sunday. */
function inContext(words: readonly Token[], token: Token, at: number, text: string): Token {
  const written = text.slice(token.at, token.end)
  if (isWord(token, 'at or hour')) {
    const isBehind = words[at - 1]?.kind === 'number' && !isWord(words[at - 2], 'at or hour')
    const isBefore = !isBehind && (words[at + 1]?.kind === 'number' || words[at + 1]?.kind === 'clock')
    return { ...token, kind: 'word', meaning: isBefore ? 'at' : 'hour' }
  }
  if (isWord(token, 'h')) {
    // H 8
    const isLetter =
      token.end === token.at + 1 && words[at - 1]?.kind !== 'number' && !isWord(words[at - 1], 'every', 'a')
    return isLetter && words[at + 1]?.kind === 'number' ? { ...token, kind: 'word', meaning: 'at' } : token
  }
  // В 2 дня is at 14, but каждые 2 дня are days.
  const link = isWord(words[at - 2], 'at') ? words[at - 3] : words[at - 2]
  const isAmount = isWord(link, 'every', 'apart', 'times', 'once', 'twice', 'at', 'rarely')
  if (written === 'дня' && words[at - 1]?.kind === 'number' && !isAmount)
    return { ...token, kind: 'word', meaning: 'afternoon' }
  const isBeside = (step: 1 | -1) => {
    const link = words[at + step]
    return (link?.kind === 'separator' || isWord(link, 'and', 'to')) && words[at + 2 * step]?.kind === 'days'
  }
  const isLetter = /^[日天일]$/u.test(written) && (isBeside(-1) || isBeside(1))
  const isCounted = words[at - 1]?.kind === 'number' || isWord(words[at + 2], 'times')
  return isLetter && !isCounted ? { ...token, kind: 'days', days: [6], isNumbered: false } : token
}

function wordsOf(text: string, book: PhraseBook): readonly Token[] {
  const tokens: Token[] = []
  const add = (sense: Sense, at: number, end: number) => {
    if (sense.kind === 'word' && sense.meaning === 'filler') return
    tokens.push({ ...sense, at, end, isGlued: at > 0 && text.charAt(at - 1) !== ' ' })
  }
  let at = 0
  while (at < text.length) {
    const found = foundAt(text, at, tokens.at(-1), book)
    if (found !== null) {
      for (const sense of found.senses) add(sense, at, at + found.length)
      at += found.length
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const length = matchAt(word, text, at)?.[0].length ?? character.length
    const end = at + length
    const isColon = character === ':' && !(/\d/u.test(text.charAt(end)) && /\d/u.test(text.charAt(at - 1)))
    const sense = Object.hasOwn(punctuation, character) ? punctuation[character] : undefined
    if (dash.test(character)) add({ kind: 'word', meaning: 'to' }, at, end)
    else if (sense !== undefined) add(sense, at, end)
    else if (character !== ' ' && !isColon && !ignored.test(character)) add({ kind: 'unknown' }, at, end)
    at = end
  }
  return tokens
}

/** What was read, and the number of the token behind it. */
export interface Read<Value> {
  readonly value: Value
  readonly next: number
}

/** Whether a token is a word with one of these meanings. */
export function isWord(token: Token | undefined, ...meanings: readonly Meaning[]): boolean {
  return token?.kind === 'word' && meanings.includes(token.meaning)
}

/** Words without a value of their own that follow each other: more have no meaning, but cost time. */
const mostWords = 4

/** The place behind words with these meanings, of which there may be none. */
export function skipWords(tokens: readonly Token[], at: number, ...meanings: readonly Meaning[]): number {
  let next = at
  while (next < at + mostWords && isWord(tokens[next], ...meanings)) next++
  return next
}
