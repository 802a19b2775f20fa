/** The words of a headline: how they are told apart, and what each of them is. Pure. */
import type { Languages } from './language.ts'
import { canonicalNumber } from './numbers.ts'
import { bare, skeleton } from './spelling.ts'
import { isMarked, type Role, type Sense } from './vocabulary.ts'
import { plainCharacters } from './words/unspaced.ts'

/** A word of a script that spaces words, a character of one that does not, or a number. */
export interface Token {
  /** As it is written, but for spelling. */
  readonly text: string
  /** One for all forms and spellings of a word. */
  readonly root: string
  readonly role: Exclude<Role, 'same'> | 'content'
  readonly isNumber: boolean
  /** How much it says: a word 1, a character ½, what says little 0. */
  readonly weight: number
}

const unspaced = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]'
export const unspacedLetter = /[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u
const hiragana = /\p{sc=Hira}/u
const latin = /\p{sc=Latn}/u
/** U.S., и. о. */
const abbreviated = /(?<!\p{L})(\p{L})\.\s?(\p{L})\.(?:\s?(\p{L})\.)?/gu
const apostrophe = /(?<=\p{L}|\p{M})['’](?=\p{L})/gu
/** Not those that are words or a name: v, vi, x, xi. */
const roman = /^(?:i{2,3}|iv|vi{2,3}|ix|xi{2,3})$/u
const marks = '.,:;!?|、。،؛؟۔।-'
const symbol = /^[\p{So}\p{Sm}]/u
let tokenPattern: RegExp | null = null

/** Made when it is first asked for: it takes long, and most of a Worker's starts need none. */
function pattern(): RegExp {
  tokenPattern ??= new RegExp(
    [
      // A name of letters and several numbers is one: S03E05, H5N1.
      '(?<![\\p{L}\\p{N}])(?:[\\p{sc=Latn}\\p{sc=Cyrl}\\p{sc=Grek}]{1,9}\\d{1,9}){2,5}[\\p{sc=Latn}\\p{sc=Cyrl}\\p{sc=Grek}]*',
      // A score or a range is one: 2-1, 2:1.
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
  return tokenPattern
}

export interface Parts {
  readonly words: readonly string[]
  /** Punctuation between them, each mark with the number of words before it: `3,`. */
  readonly marks: readonly string[]
  /** Arrows, flags, stars and other symbols, in a row. */
  readonly symbols: string
}

/** @param text folded, spelled and undressed */
export function partsOf(text: string): Parts {
  const joined = text.replace(abbreviated, '$1$2$3').replace(apostrophe, (_, at: number, all: string) => joins(all, at))
  const words: string[] = []
  const between: string[] = []
  let symbols = ''
  for (const part of joined.match(pattern()) ?? []) {
    if (marks.includes(part)) between.push(`${words.length}${part}`)
    else if (symbol.test(part)) symbols += part
    else words.push(part)
  }
  const isInside = (each: string) => !each.startsWith('0') && Number.parseInt(each, 10) < words.length
  return { words, marks: between.filter(isInside), symbols }
}

/** don't and Ukrainian п'ять are one word; l'accident, Ukraine's and Peru'da are two. */
function joins(text: string, at: number): string {
  return /^t\b/u.test(text.slice(at + 1)) || !latin.test(text.charAt(at - 1)) ? '' : ' '
}

/** The words, read as words of these languages. */
export function tokensOf(words: readonly string[], languages: Languages): readonly Token[] {
  const tokens: Token[] = []
  let isNumeral = false
  for (const word of words) {
    const token = numberToken(word) ?? characterToken(word) ?? wordToken(word, languages)
    const wasNumeral = isNumeral
    isNumeral = token.isNumber && !/\d/u.test(word)
    const last = tokens.at(-1)
    // Numbers in words that stand together are one: three and ten are thirteen in Arabic.
    if (isNumeral && wasNumeral && last !== undefined) tokens.splice(-1, 1, number(`${last.text}+${token.text}`))
    else tokens.push(token)
  }
  return tokens
}

function number(text: string): Token {
  return { text, root: text, role: 'content', isNumber: true, weight: 1 }
}

function numberToken(word: string): Token | null {
  if (/^-?\d/u.test(word))
    return number(
      word
        .split(/(?<=\d)\s?[-:]\s?(?=\d)/u)
        .map(canonicalNumber)
        .join('-'),
    )
  if (/\d/u.test(word)) return number(word)
  if (!roman.test(word)) return null
  const values = [...word].map((letter) => ({ i: 1, v: 5, x: 10 })[letter] ?? 0)
  return number(String(values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)))
}

const plainLetters: ReadonlySet<string> = new Set(plainCharacters)

function characterToken(word: string): Token | null {
  if (!unspacedLetter.test(word)) return null
  const isPlain = hiragana.test(word) || plainLetters.has(word)
  return { text: word, root: word, role: isPlain ? 'plain' : 'content', isNumber: false, weight: isPlain ? 0 : 0.5 }
}

function wordToken(word: string, { likeliest, likely }: Languages): Token {
  const [first] = likeliest
  const isVietnamese = first !== undefined && isMarked(first.list)
  const form = first?.form(word) ?? bare(word)
  const sense = senseOf(likeliest.map((each) => each.sense(each.form(word))))
  const turned = likely.map((each) => each.sense(each.form(word))).find((each) => each?.role === 'turning')
  const { role, name } = turned ?? sense ?? { role: null, name: '' }
  const isNumber = role === 'same' && /^\d/u.test(name)
  return {
    // Marks make other words of many, but of no English one.
    text: isNumber || (role === 'same' && name === '%') ? name : first?.list.language === 'en' ? form : word,
    root: role === 'same' || role === 'turning' ? name : (first?.root(form) ?? skeleton(form)),
    role: role === 'same' || role === null ? 'content' : role,
    isNumber,
    // A word of Vietnamese is a syllable.
    weight: role === 'contrasting' ? 0 : isVietnamese ? 0.6 : 1,
  }
}

/** What a word is where it may be of any of several languages: harmless if it is in most. */
function senseOf(senses: readonly (Sense | null)[]): Sense | null {
  const as = (role: Role) => senses.filter((sense) => sense?.role === role)
  const [first] = [...as('turning'), ...as('contrasting'), ...as('same')]
  if (first !== undefined) return first
  const [harmless] = as('harmless')
  return as('harmless').length * 2 > senses.length ? (harmless ?? null) : (as('plain')[0] ?? asPlain(harmless))
}

function asPlain(sense: Sense | null | undefined): Sense | null {
  return sense === null || sense === undefined ? null : { ...sense, role: 'plain' }
}
