/** Compares the numbers of a text with those of its translation. Pure. */
import { ValueCache } from '../value-cache.ts'
import { hasNumberWords, percent } from './number-words.ts'
import { type FoundNumber, numbersIn } from './numbers-in-text.ts'

/** The language of a text as an ISO 639 code; null: unknown. */
export interface TextIn {
  readonly text: string
  readonly language: string | null
}

/** Whether both have the same numbers, also if they are written with other digits, separators, scales or words. */
export function numbersAgree(original: TextIn, translated: TextIn): boolean {
  if (percent.test(original.text) && !percent.test(translated.text)) return false
  return waysOf(original).some((here) => waysOf(translated).some((there) => agree(original, translated, here, there)))
}

/** Whether a text has all numbers that another one states in digits. */
export function numbersAreIn(stated: TextIn, source: TextIn): boolean {
  if (!/\p{Nd}/u.test(stated.text)) return true
  return waysOf(source).some((there) => {
    const pool = poolOf(numbersIn(source.text, source.language, there))
    return waysOf(stated).some((here) => {
      const absent = missing(numbersIn(stated.text, stated.language, here), pool)
      return absent.length === 0 || absent.every((number) => isMonth(number, monthsOf(source)))
    })
  })
}

/** A space may separate thousands, or two numbers. */
const bothWays = [true, false] as const
const spaced = /\p{Nd}[ \u00a0\u2007\u2009\u202f]\p{Nd}{3}/u
const waysOf = ({ text }: TextIn) => (spaced.test(text) ? bothWays : ([true] as const))

function agree(original: TextIn, translated: TextIn, here: boolean, there: boolean): boolean {
  const [before, after] = [
    numbersIn(original.text, original.language, here),
    numbersIn(translated.text, translated.language, there),
  ]
  const lost = missing(before, poolOf(after))
  if (lost.length > 0 && !lost.every((number) => isMonth(number, monthsOf(translated)))) return false
  const added = missing(after, poolOf(before))
  if (added.length === 0 || added.every((number) => isMonth(number, monthsOf(original)))) return true
  // The words of this language are unknown: one of them may be a small number.
  return lost.length === 0 && !hasNumberWords(original.language) && !before.some(isSmallWord) && added.every(isSmall)
}

const MAX_SMALL = 12
const isSmall = ({ readings }: FoundNumber) =>
  readings.some((value) => Number.isInteger(value) && value > 0 && value <= MAX_SMALL)
const isSmallWord = (number: FoundNumber) => number.isWord && isSmall(number)

function poolOf(numbers: readonly FoundNumber[]): readonly number[] {
  return numbers.flatMap(({ readings, parts }) => [...readings, ...parts])
}

/** The numbers in digits that a pool lacks. */
function missing(numbers: readonly FoundNumber[], pool: readonly number[]): readonly FoundNumber[] {
  const has = (value: number) => pool.some((other) => isEqual(value, other))
  return numbers.filter(
    ({ readings, parts, isWord }) => !isWord && !readings.some(has) && !(parts.length > 0 && parts.every(has)),
  )
}

/** 1.23 × 10⁹ is not quite 1,230,000,000. */
const isEqual = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other))

/** The months that a text names. */
function monthsOf({ text, language }: TextIn): ReadonlySet<number> {
  const names = language !== null && /^[a-z]{2,3}$/u.test(language) ? [language] : languagesWithMonths
  const line = text.toLowerCase()
  const found = new Set<number>()
  for (const each of names)
    for (const [name, month] of monthNames(each)) {
      const at = line.indexOf(name)
      if (at >= 0 && !/\p{L}$/u.test(line.slice(Math.max(0, at - 1), at))) found.add(month)
    }
  return found
}

function isMonth({ readings }: FoundNumber, months: ReadonlySet<number>): boolean {
  return readings.some((value) => months.has(value))
}

/** For texts in an unknown language. */
const languagesWithMonths = ['en', 'es', 'pt', 'fr', 'de', 'it', 'ru', 'uk', 'tr', 'ar', 'fa', 'id'] as const
const cache = new ValueCache<string, ReadonlyMap<string, number>>(40)

/** Names of months in lower case, long and short, also as in dates. */
function monthNames(language: string): ReadonlyMap<string, number> {
  return cache.get(language, () => {
    const names = new Map<string, number>()
    for (const month of ['long', 'short'] as const)
      for (const options of [{ month }, { month, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { ...options, timeZone: 'UTC' })
        for (let at = 0; at < 12; at++) {
          const parts = format.formatToParts(Date.UTC(2024, at, 15))
          const name =
            parts
              .find(({ type }) => type === 'month')
              ?.value.toLowerCase()
              .replace(/\.$/u, '') ?? ''
          if (name.length >= 3 && !/\d/u.test(name)) names.set(name, at + 1)
        }
      }
    return names
  })
}
