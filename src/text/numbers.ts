/** Reads numbers as people write them: 10,000 and 10.000 and 10'000 are 10000; the comma in 1,5 belongs to the number. */
import { lazy } from '../lazy.ts'
import { matchAt } from './match-at.ts'

/** Commas of all widths and scripts; U+066C is the Arabic thousands separator. */
const commas = ',\\u060c\\u066c\\uff0c\\ufe50'
/** U+066B is the Arabic decimal separator. */
const points = '.\\u066b\\uff0e'
const apostrophes = "'\\u2018\\u2019\\u02bc\\uff07"
/** Spaces that do not break a line: no-break, figure, thin and narrow no-break space. */
const narrowSpaces = '\\u00a0\\u2007\\u2009\\u202f'
const separators = `[${commas}${points}${apostrophes}${narrowSpaces}]`
const zeros = '0\\u0660\\u06f0\\uff10'
/** A number begins behind no digit, and behind no separator that follows a digit. */
const start = `(?<!\\p{Nd}|\\p{Nd}[${commas}${points}${apostrophes}])`
/** Three digits in each group, with one kind of separator; or Indian groups as in 1,00,000. The first digit is not zero, as in 0.125. */
const grouped =
  `(?![${zeros}])\\p{Nd}{1,3}` +
  `(?:(?<sign>${separators})\\p{Nd}{3}(?:\\k<sign>\\p{Nd}{3})*(?!\\p{Nd}|\\k<sign>\\p{Nd})` +
  `|(?:[${commas}]\\p{Nd}{2})+[${commas}]\\p{Nd}{3}(?!\\p{Nd}|[${commas}]\\p{Nd}))`
/** One comma and one to three digits behind it. In 1,2,3 and 2023,2024 the commas are between numbers. */
const decimals = `[${commas}]\\p{Nd}{1,3}(?!\\p{Nd}|[${commas}${points}]\\p{Nd})`

const groupedNumber = lazy(() => new RegExp(start + grouped, 'gu'))
const numberWithComma = lazy(() => new RegExp(`${start}(?:(?:${grouped}|\\p{Nd}+)${decimals}|${grouped})`, 'gu'))
const decimalOrComma = lazy(() => new RegExp(`${start}\\p{Nd}+${decimals}|(?<=\\p{Nd})[${commas}](?=\\p{Nd})`, 'gu'))
/** A percent or euro sign behind a space, as most of Europe writes it. */
const spacedUnit = new RegExp(`(?<=\\p{Nd})[ ${narrowSpaces}](?=[%‰€\\u066a\\uff05])`, 'gu')
const separatedDigits = lazy(() => new RegExp(`${separators}\\p{Nd}|${spacedUnit.source}`, 'u'))
const comma = new RegExp(`[${commas}]`, 'u')
/** Single spaces between groups of three digits, as in 10 000. */
const spaced = /(?<![\p{Nd}.,'’])(?![0\u0660\u06f0])\p{Nd}{1,3}(?: \p{Nd}{3})+(?![\p{Nd}]| \p{Nd})/uy

const allSpaced = new RegExp(spaced.source, 'gu')
/** What any of these numbers has. */
const fourDigits = /\p{Nd} ?\p{Nd}{3}/u
/** A whole number above 999 that stands alone. */
const longNumber = /(?<![\p{L}\p{M}\p{N}.,])[1-9]\d{3,14}(?![\p{L}\p{M}\p{N}])/gu
const thousands = /(?<=\d)(?=(?:\d{3})+$)/g

/** Removes the separators of thousands and the space before a percent sign, and puts a space behind each comma that is between two numbers. */
export function plainNumbers(text: string): string {
  if (!separatedDigits().test(text)) return text
  return text
    .replace(groupedNumber(), (number) => number.replace(/\P{Nd}/gu, ''))
    .replace(spacedUnit, '')
    .replace(decimalOrComma(), (found) => (found.length === 1 ? `${found} ` : found))
}

/** The places of commas that belong to a number, as in 1,5 and 10,000 and 1,00,000, in UTF-16 units. */
export function numberCommas(text: string): ReadonlySet<number> {
  const found = new Set<number>()
  if (!separatedDigits().test(text)) return found
  for (const { 0: number, index } of text.matchAll(numberWithComma())) {
    for (let at = 0; at < number.length; at++) if (comma.test(number.charAt(at))) found.add(index + at)
  }
  return found
}

/** The length of a number at unit `at` whose thousands are separated by single spaces, as in 10 000; 0: there is none. */
export function spacedNumberLength(text: string, at: number): number {
  return matchAt(spaced, text, at)?.[0].length ?? 0
}

/** Other spellings of a term with numbers: thousands separated by spaces, or by nothing. Empty: it has no such number. */
export function spacedNumbers(term: string): readonly string[] {
  const plain = plainNumbers(term)
  if (!fourDigits.test(plain)) return []
  const joined = plain.replace(allSpaced, (number) => number.replaceAll(' ', ''))
  const apart = plain.replace(longNumber, (number) => number.replace(thousands, ' '))
  return [joined, apart].filter((spelling) => spelling !== plain)
}

const groupBefore = /(?<!\d)\d{1,3} $/
const groupAfter = /^ \d{3}(?!\d)/

/** Whether a part of a folded text that begins and ends with digits is in a longer number with spaces, as 10 000 in 10 000 000. */
export function isInSpacedNumber(text: string, from: number, to: number): boolean {
  return groupBefore.test(text.slice(Math.max(0, from - 5), from)) || groupAfter.test(text.slice(to, to + 5))
}
