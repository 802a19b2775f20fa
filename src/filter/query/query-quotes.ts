/** Tells quotation marks around a phrase from those that belong to a word: צה"ל, 27", don't. */
import { isGershayim } from '../../text/word-quotes.ts'
import { blank, blankOrSign, comma, dash, star } from './query-signs.ts'

/** Kinds of double quotes: a quote is closed by one of the same kind, so a phrase may contain other kinds. */
export const doubleQuotes: readonly (readonly [kind: RegExp, opening: string, closing: string])[] = [
  [/["\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02]/, '"', '"'],
  [/[\u300c\u300d\uff62\uff63]/, '「', '」'],
  [/[\u300e\u300f]/, '『', '』'],
]
const singleOpening = /['\u2018-\u201b\u2039\u203a`\u00b4\uff07]/
const singleClosing = /['\u2018\u2019\u201b`\u00b4\uff07]/
/** Single guillemets point outwards or, in German, inwards; they are no apostrophes. */
const singleGuillemet = /[\u2039\u203a]/
/** A low single quote or guillemet only ever opens a phrase. */
const certainOpening = /[\u201a\u2039\u203a]/
/** A phrase in single quotes has no line breaks, bars, parentheses or double quotes: these rather belong to words with apostrophes. */
const beyondSingle = /[\n\r|\uff5c()\uff08\uff09"\u201c-\u201f]/
/** Feet and inches have at most three digits; `2024"` is the end of a phrase. */
const inches = /(?:(?<!\p{Nd})\p{Nd}{1,3}|[\u00bc-\u00be\u2150-\u215e])$/u
const inchMark = /["\u201c-\u201f\uff02]/

/** The kind of double quote at a place; undefined: there is none. */
function doubleQuoteAt(text: string, at: number): RegExp | undefined {
  return doubleQuotes.find(([kind]) => kind.test(text.charAt(at)))?.[0]
}

/** Whether a double quote outside a phrase ends the word before it; the one of צה"ל or 27" belongs to the word. */
export function quoteEndsWord(text: string, at: number): boolean {
  if (doubleQuoteAt(text, at) === undefined || isGershayim(text, at)) return false
  const next = text.charAt(at + 1)
  const isLast = next === '' || blankOrSign.test(next) || comma.test(next) || dash.test(next)
  return !(isLast && inchMark.test(text.charAt(at)) && inches.test(text.slice(Math.max(0, at - 8), at)))
}

/** `to` is the place of the closing quote; null: the phrase is never closed. */
export interface QuotedPhrase {
  readonly to: number | null
}

/**
 * Reads phrases from left to right, in linear time. An apostrophe inside a word, as in `'don't panic'`, closes no phrase, and one that
 * nothing closes, as in `'tis`, opens none.
 * @returns the phrase that begins at a place where a term may begin; null: none does
 */
export function phraseReader(text: string): (at: number) => QuotedPhrase | null {
  /** Before this place, no single quote closes a phrase. */
  let searchedTo = 0
  const isEdge = (at: number) => {
    const unit = text.charAt(at)
    return unit === '' || blankOrSign.test(unit) || comma.test(unit) || star.test(unit)
  }
  const endOfDouble = (at: number, kind: RegExp) => {
    for (let to = at + 1; to < text.length; to++) if (kind.test(text.charAt(to)) && !isGershayim(text, to)) return to
    return null
  }
  const endOfSingle = (at: number, closing: RegExp) => {
    let to = Math.max(at + 2, searchedTo)
    for (; to < text.length && !beyondSingle.test(text.charAt(to)); to++) {
      if (closing.test(text.charAt(to)) && isEdge(to + 1) && !blank.test(text.charAt(to - 1))) return to
    }
    searchedTo = to
    return null
  }
  return (at) => {
    const unit = text.charAt(at)
    const double = doubleQuoteAt(text, at)
    if (double !== undefined) return { to: endOfDouble(at, double) }
    if (!singleOpening.test(unit) || isEdge(at + 1)) return null
    const to = endOfSingle(at, singleGuillemet.test(unit) ? singleGuillemet : singleClosing)
    if (to === null) return certainOpening.test(unit) ? { to } : null
    // The n of rock 'n' roll is a word with two apostrophes.
    return /^.n$/iu.test(text.slice(at, to)) ? null : { to }
  }
}
