/** Splits a headline into words, and determines the role of each. Pure. */
import { lazy } from '../lazy.ts'
import { canonicalNumber } from '../text/numerals.ts'
import type { Languages } from './language.ts'
import { phoneticKey, withoutMarks } from './spelling.ts'
import { keepsMarks, type Role, type Sense } from './vocabulary.ts'
import { functionCharacters } from './words/unspaced.ts'

/** A word of a spaced script, a character of an unspaced one, or a number. */
export interface Token {
  /** Normalised in spelling. */
  readonly text: string
  /** The same for all forms and spellings of a word. */
  readonly root: string
  readonly role: Exclude<Role, 'synonym'> | 'content'
  readonly isNumber: boolean
  /** 1 for a word, ½ for a character, 0 for words that say little. */
  readonly weight: number
}

/** Without katakana, whose words are matched whole. */
export const unspacedLetter = /[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u
const hiragana = /\p{sc=Hira}/u
const latin = /\p{sc=Latn}/u
/** U.S., и. о. */
const abbreviation = /(?<!\p{L})(\p{L})\.\s?(\p{L})\.(?:\s?(\p{L})\.)?/gu
const apostrophe = /(?<=\p{L}|\p{M})['’](?=\p{L})/gu
/** Roman numerals, except v, vi, x and xi, which are also words or names. */
const roman = /^(?:i{2,3}|iv|vi{2,3}|ix|xi{2,3})$/u
const punctuation = '.,:;!?|、。،؛؟۔।-'
const symbol = /^[\p{So}\p{Sm}]/u

/** Compiled on first use: it is slow to compile, and most Worker starts do not need it. */
const tokenPattern = lazy(() => {
  const unspaced = unspacedLetter.source
  return new RegExp(
    [
      // A name of letters and several numbers: S03E05, H5N1.
      '(?<![\\p{L}\\p{N}])(?:[\\p{sc=Latn}\\p{sc=Cyrl}\\p{sc=Grek}]{1,9}\\d{1,9}){2,5}[\\p{sc=Latn}\\p{sc=Cyrl}\\p{sc=Grek}]*',
      // A score or a range: 2-1, 2:1.
      '\\d+(?:[.,]\\d+)*(?:\\s?[\\-:]\\s?\\d+(?:[.,]\\d+)*)+',
      "(?<![\\p{L}\\p{N}])-?\\d{1,3}(?:[ ']\\d{3})+(?!\\d)",
      '(?<![\\p{L}\\p{N}])-?\\d+(?:[.,]\\d+)*',
      '\\d+(?:[.,]\\d+)*',
      '[%‰$€£¥₹₽₩₺₴₫฿]',
      '[\\p{sc=Kana}ー]+',
      `${unspaced}\\p{M}*`,
      // C++ is not C.
      `[[\\p{L}\\p{M}\\p{N}]--${unspaced}--[\\p{sc=Kana}]--[0-9]]+[+#]*`,
      '[.,:;!?、。،؛؟۔।]|(?<=\\s)-(?=\\s)',
      '[\\p{So}\\p{Sm}]',
    ].join('|'),
    'gv',
  )
})

interface HeadlineParts {
  readonly words: readonly string[]
  /** Punctuation between words, each mark with the number of words before it: `3,`. */
  readonly marks: readonly string[]
  /** Arrows, flags, stars and other symbols, joined. */
  readonly symbols: string
}

/** @param text folded, normalised in spelling, without affixes */
export function splitHeadline(text: string): HeadlineParts {
  const joined = text
    .replace(abbreviation, '$1$2$3')
    .replace(apostrophe, (_, at: number, all: string) => (joinsWord(all, at) ? '' : ' '))
  const words: string[] = []
  const marks: string[] = []
  let symbols = ''
  for (const part of joined.match(tokenPattern()) ?? []) {
    if (punctuation.includes(part)) marks.push(`${words.length}${part}`)
    else if (symbol.test(part)) symbols += part
    else words.push(part)
  }
  const isBetween = (mark: string) => !mark.startsWith('0') && Number.parseInt(mark, 10) < words.length
  return { words, marks: marks.filter(isBetween), symbols }
}

/** Whether an apostrophe is inside a word: don't and Ukrainian п'ять are one word; l'accident and Peru'da are two. */
function joinsWord(text: string, at: number): boolean {
  return /^t\b/u.test(text.slice(at + 1)) || !latin.test(text.charAt(at - 1))
}

/** The tokens of words, read in these languages. */
export function tokensOf(words: readonly string[], languages: Languages): readonly Token[] {
  const tokens: Token[] = []
  let isNumeral = false
  for (const word of words) {
    const token = numberToken(word) ?? characterToken(word) ?? wordToken(word, languages)
    const wasNumeral = isNumeral
    isNumeral = token.isNumber && !/\d/u.test(word)
    const last = tokens.at(-1)
    // Adjacent numerals are one number: in Arabic, thirteen is three and ten.
    if (isNumeral && wasNumeral && last !== undefined) tokens.splice(-1, 1, number(`${last.text}+${token.text}`))
    else tokens.push(token)
  }
  return tokens
}

function number(text: string): Token {
  return { text, root: text, role: 'content', isNumber: true, weight: 1 }
}

function numberToken(word: string): Token | null {
  if (/^-?\d/u.test(word)) {
    const parts = word.split(/(?<=\d)\s?[-:]\s?(?=\d)/u)
    return number(parts.map(canonicalNumber).join('-'))
  }
  if (/\d/u.test(word)) return number(word)
  if (!roman.test(word)) return null
  const values = [...word].map((letter) => ({ i: 1, v: 5, x: 10 })[letter] ?? 0)
  return number(String(values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)))
}

const functionLetters: ReadonlySet<string> = new Set(functionCharacters)

function characterToken(word: string): Token | null {
  if (!unspacedLetter.test(word)) return null
  const isFunction = hiragana.test(word) || functionLetters.has(word)
  const role = isFunction ? 'function' : 'content'
  return { text: word, root: word, role, isNumber: false, weight: isFunction ? 0 : 0.5 }
}

function wordToken(word: string, { likeliest, likely }: Languages): Token {
  const [first] = likeliest
  const form = first?.form(word) ?? withoutMarks(word)
  const sense = combinedSense(likeliest.map((each) => each.sense(each.form(word))))
  const distinguishing = likely
    .map((each) => each.sense(each.form(word)))
    .find((each) => each?.role === 'distinguishing')
  const { role, name } = distinguishing ?? sense ?? { role: null, name: '' }
  const isNumber = role === 'synonym' && /^\d/u.test(name)
  // A Vietnamese word is a syllable.
  const weight = first !== undefined && keepsMarks(first.list) ? 0.6 : 1
  return {
    // Marks distinguish words in many languages, but not in English.
    text: isNumber || (role === 'synonym' && name === '%') ? name : first?.list.language === 'en' ? form : word,
    root: role === 'synonym' || role === 'distinguishing' ? name : (first?.root(form) ?? phoneticKey(form)),
    role: role === 'synonym' || role === null ? 'content' : role,
    isNumber,
    weight: role === 'contrasting' ? 0 : weight,
  }
}

/** The sense of a word in several possible languages: optional only if it is optional in most of them. */
function combinedSense(senses: readonly (Sense | null)[]): Sense | null {
  const having = (role: Role) => senses.filter((sense) => sense?.role === role)
  const [first] = [...having('distinguishing'), ...having('contrasting'), ...having('synonym')]
  if (first !== undefined) return first
  const [optional] = having('optional')
  if (having('optional').length * 2 > senses.length) return optional ?? null
  return having('function')[0] ?? (optional == null ? null : { ...optional, role: 'function' })
}
