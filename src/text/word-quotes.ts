/** Finds the quotation marks that belong to a word: Hebrew gershayim and inch marks. */

const quote = /["\u201c\u201d\u201f\u2033\u05f4\uff02]/
/** Hebrew acronyms have gershayim before their last letter (unicode.org/reports/tr29, rules WB7b and WB7c). */
const hebrewBefore = /[\p{sc=Hebr}&&\p{L}]\p{M}*$/v
const hebrewAfter = /^[\p{sc=Hebr}&&\p{L}]/v
const digitBefore = /\p{Nd}$/u
/** Longest run of marks on one letter: niqqud and cantillation. */
const MARKS = 4

/** Whether the double quote at unit `at` stands between two Hebrew letters, as in צה"ל. It never closes a phrase. */
export function isGershayim(text: string, at: number): boolean {
  return (
    quote.test(text.charAt(at)) &&
    hebrewAfter.test(text.charAt(at + 1)) &&
    hebrewBefore.test(text.slice(Math.max(0, at - 1 - MARKS), at))
  )
}

/**
 * Whether the double quote at unit `at` belongs to the word before it: it stands between two Hebrew letters (צה"ל), or behind a
 * digit (27"). Behind a digit, it closes a phrase if one is open; `isGershayim` tells the two apart.
 */
export function isQuoteInsideWord(text: string, at: number): boolean {
  return isGershayim(text, at) || (quote.test(text.charAt(at)) && digitBefore.test(text.slice(Math.max(0, at - 2), at)))
}
