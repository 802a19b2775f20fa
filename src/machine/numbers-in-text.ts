/** Finds the numbers in a text of any language, with all that they can mean. */

import { withAsciiDigits } from '../text/decimal-digits.ts'
import { canonicalNumber, numeralValue } from '../text/numerals.ts'
import { scaleLetters, scaleOf, smallNumbers } from './number-words.ts'

export interface FoundNumber {
  /** What it can mean: 1.500 is 1500 or 1.5. */
  readonly readings: readonly number[]
  /** The numbers that it may be written with: 8.30 is 8 and 30. Empty: one. */
  readonly parts: readonly number[]
  /** Written in words, or in Chinese numerals, which are parts of other words too. */
  readonly isWord: boolean
}

const fullWidth = /[\uff01-\uff5e]/gu
const arabicSigns: Readonly<Record<string, string>> = { '٫': '.', '٬': ',', '،': ',', '’': "'" }
const traditionalNumerals: Readonly<Record<string, string>> = { 萬: '万', 億: '亿', 兩: '两', 零: '零' }

/** Digits and numerals in one form. */
function plain(text: string): string {
  return withAsciiDigits(text.replace(fullWidth, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)))
    .replace(/[٫٬،’]/gu, (sign) => arabicSigns[sign] ?? sign)
    .replace(/[萬億兩]/gu, (sign) => traditionalNumerals[sign] ?? sign)
    .replace(/万亿/gu, '兆')
    .replace(/(?<=[조억만])\s+(?=\d)/gu, '')
}

const chinese = '[〇零一二三四五六七八九十百千万亿兆两만억조천]'
const digits = "\\d+(?:[.,']\\d+)*"
const spacedDigits = '\\d{1,3}(?:[ \\u00a0\\u2007\\u2009\\u202f]\\d{3})+(?!\\d)(?:[.,]\\d+)?'
/** Chinese and Japanese do not separate words. */
const letter = '(?![\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}])\\p{L}'
const word = `${letter}(?:${letter}|[\\p{M}\\u200c'’])*`
const patternOf = (number: string) =>
  new RegExp(
    `(?:${digits}\\s?[十百千万亿兆만억조천]|[〇零一二三四五六七八九十百千两])(?:${chinese}|[\\d.,])*|${number}|${word}`,
    'gu',
  )
const withSpaces = patternOf(`${spacedDigits}|${digits}`)
const withoutSpaces = patternOf(digits)

/**
 * @param language ISO 639, which decides what “billion” is; null: unknown
 * @param hasSpaces whether spaces may separate thousands, as in 10 000
 */
export function numbersIn(text: string, language: string | null, hasSpaces: boolean): readonly FoundNumber[] {
  const line = plain(text)
  const found: FoundNumber[] = []
  // A number that waits for a word that scales it.
  let waiting: { readonly written: string; readonly end: number; readonly scale: number } | null = null
  const finish = () => {
    if (waiting !== null) found.push(numberOf(waiting.written, waiting.scale, line, waiting.end))
    waiting = null
  }
  for (const { 0: part, index } of line.matchAll(hasSpaces ? withSpaces : withoutSpaces)) {
    const end = index + part.length
    if (/^\p{L}/u.test(part) && !isNumeral(part)) {
      const lower = part.toLowerCase()
      const scale = scaleOf(lower, language)
      const gap: string = waiting === null ? '.' : line.slice(waiting.end, index)
      if (waiting !== null && scale !== null && /^[\s-]?$/u.test(gap)) {
        waiting = { written: waiting.written, end, scale: waiting.scale * scale }
        continue
      }
      finish()
      found.push(...wordNumbers(lower, scale, language), ...romanNumbers(part))
    } else {
      finish()
      if (isNumeral(part)) found.push(...numeralNumbers(part, line.slice(end, end + 1)))
      else waiting = { written: part, end, scale: 1 }
    }
  }
  finish()
  return found
}

const isNumeral = (part: string) =>
  /[〇零一二三四五六七八九十百千万亿兆两만억조천]/u.test(part) && /^[\d〇零一二三四五六七八九十百千两]/u.test(part)

function numeralNumbers(run: string, next: string): readonly FoundNumber[] {
  const value = Number(numeralValue(run.replace(/\s|[.,]+$/gu, '')) ?? Number.NaN)
  if (Number.isNaN(value)) return []
  // 三割, 三成: 30 %.
  return [{ readings: /[割成]/u.test(next) ? [value, value * 10] : [value], parts: [], isWord: !/\d/u.test(run) }]
}

function wordNumbers(lower: string, scale: number | null, language: string | null): readonly FoundNumber[] {
  const values = [...(smallNumbers(language).get(lower.replaceAll("'", '’')) ?? []), ...(scale === null ? [] : [scale])]
  return values.length === 0 ? [] : [{ readings: values, parts: [], isWord: true }]
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

function romanNumbers(word: string): readonly FoundNumber[] {
  const value = roman.indexOf(word) + 1
  return value === 0 ? [] : [{ readings: [value], parts: [], isWord: true }]
}

const clock = /^\s?(?:[ap]\.?\s?m\b|[ap]\.m\.)/iu
const afternoon = /(?:下午|晚上|午後|오후)\s?$/u

function numberOf(written: string, scale: number, line: string, end: number): FoundNumber {
  const start = end - written.length
  const values = valuesOf(written)
  const after = line.slice(end, end + 6)
  const unit = scale === 1 ? scaleLetters.get(/^\s?(\p{L})(?!\p{L})/u.exec(after)?.[1]?.toLowerCase() ?? '') : undefined
  const readings = values.map((value) => value * scale)
  if (unit !== undefined) readings.push(...values.map((value) => value * unit))
  if (/^[割成]/u.test(after)) readings.push(...values.map((value) => value * 10))
  const [hour = 0] = values
  if (scale === 1 && hour <= 12 && (clock.test(after) || afternoon.test(line.slice(Math.max(0, start - 4), start))))
    readings.push(hour + 12)
  const isFullHour = written === '00' && /\d[:.]$/u.test(line.slice(Math.max(0, start - 2), start))
  const parts = scale === 1 && /[.,]/u.test(written) ? written.split(/[.,']/u).map(Number) : []
  return { readings, parts: parts.length > 1 ? parts : [], isWord: isFullHour }
}

/** 1.234 is 1234 or 1.234; 1,00,000 is 100000; 17.1.2 is only its parts. */
function valuesOf(written: string): readonly number[] {
  const tight = written.replace(/[ \u00a0\u2007\u2009\u202f']/gu, '')
  if (/^\d{1,2}(?:,\d{2})+,\d{3}$/u.test(tight)) return [Number(tight.replaceAll(',', ''))]
  const canonical = Number(canonicalNumber(tight))
  const single = /^(\d{1,3})[.,](\d{3})$/u.exec(tight)
  const values = single === null ? [canonical] : [canonical, Number(`${single[1]}.${single[2]}`)]
  return values.filter((value) => !Number.isNaN(value))
}
