/** Normalises spelling variants of a word, and transliterations of a name. Pure. */

/** Interchangeable letters, each with its normal form: Arabic hamza, yeh and kaf, Cyrillic ё, Romanian cedillas. */
const variants = pairs('أا إا آا ٱا ىي یي ےي ئي ؤو کك ةه ۀه ہه ھه ەه ٬, ٫. ёе şș ţț')
const variantLetters = new RegExp(`[${[...variants.keys()].join('')}]`, 'gu')
/** Tatweel, Arabic vowels, Hebrew points and Indic nukta, which writers often omit. */
const omissible = /[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7\u093c\u09bc\u0a3c\u0abc]/gu
const greekMarks = /(?<=\p{sc=Grek})\p{M}+/gu
const greek = /\p{sc=Grek}/u
const ascii = /^[\x20-\x7e]*$/u
const otherDigits = /(?![0-9])\p{Nd}/gu
const decimal = /\p{Nd}/u

function pairs(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]))
}

/** Normalises the letters and digits of a folded text. */
export function normaliseSpelling(folded: string): string {
  if (ascii.test(folded)) return folded
  const text = greek.test(folded) ? folded.normalize('NFD').replace(greekMarks, '').normalize('NFC') : folded
  return text
    .replace(omissible, '')
    .replace(variantLetters, (letter) => variants.get(letter) ?? letter)
    .replace(otherDigits, digitOf)
}

/** Unicode's decimal digits come in runs of ten that begin at a code point ending in 0 or 6. */
function digitOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  const begins = decimal.test(String.fromCodePoint(point & ~0xf)) ? 0 : 6
  return String((point & 0xf) - begins)
}

const marks = /\p{M}+/gu
/** Latin letters that Unicode does not decompose. */
const struck = pairs('øo łl đd ðd ħh ıi əe ɓb ɗd ƙk')
const struckLetters = new RegExp(`[${[...struck.keys()].join('')}]`, 'gu')

/** Removes the marks of a Latin word; other words stay as they are. */
export function withoutMarks(word: string): string {
  if (ascii.test(word) || !/\p{sc=Latn}/u.test(word)) return word
  return word
    .normalize('NFD')
    .replace(marks, '')
    .replace(struckLetters, (letter) => struck.get(letter) ?? letter)
}

type Rule = readonly [pattern: RegExp, becomes: string]

/** By script: letters that are interchangeable in transliterations of a name. */
const phoneticRules: readonly (readonly [script: RegExp, rules: readonly Rule[]])[] = [
  [
    /^[a-z]/u,
    [
      [/our/gu, 'or'],
      [/(?<=[^aeiou])re$/u, 'er'],
      [/mme$/u, 'm'],
      [/(?:tsch|tch|sch|sh|cz|zh|ch)/gu, 's'],
      [/ph/gu, 'f'],
      [/th/gu, 't'],
      [/(?:ck|kh|q|c(?![ei]))/gu, 'k'],
      [/[yj]/gu, 'i'],
      [/(?:ou|oo)/gu, 'u'],
      [/w/gu, 'v'],
      [/[zc]/gu, 's'],
      [/x/gu, 'ks'],
      [/(?<=[^aeiou])h/gu, ''],
    ],
  ],
  [
    /^\p{sc=Cyrl}/u,
    [
      [/[йїіы]/gu, 'и'],
      [/[эє]/gu, 'е'],
      [/ґ/gu, 'г'],
      [/[ьъ]/gu, ''],
    ],
  ],
  [
    /^\p{sc=Grek}/u,
    [
      [/(?:ει|οι|υι|η|υ)/gu, 'ι'],
      [/ω/gu, 'ο'],
      [/αι/gu, 'ε'],
    ],
  ],
  [
    /^\p{sc=Arab}/u,
    [
      [/(?<=.)[اوي]/gu, ''],
      [/[غجقگ]/gu, 'ج'],
      [/[زصث]/gu, 'س'],
      [/ط/gu, 'ت'],
    ],
  ],
  [/^\p{sc=Hebr}/u, [[/(?<=.)[אויה]/gu, '']]],
  [
    /^[\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}]/u,
    [
      [/[\u0901\u0902\u0981\u0982\u0a70]|[नমন]\p{M}?(?=[\u094d\u09cd])|[\u094d\u09cd\u0a4d\u0acd]/gu, ''],
      [/[ीी]/gu, 'ि'],
      [/ू/gu, 'ु'],
      [/ী/gu, 'ি'],
      [/ূ/gu, 'ু'],
      [/[शष]/gu, 'स'],
    ],
  ],
  [
    /^\p{sc=Kana}/u,
    [
      [/[ーッ・]/gu, ''],
      [/ヴ/gu, 'ブ'],
      [/ァ/gu, 'ア'],
      [/ィ/gu, 'イ'],
      [/ェ/gu, 'エ'],
      [/ォ/gu, 'オ'],
    ],
  ],
]
const withoutVowels = /^[\p{sc=Arab}\p{sc=Hebr}]/u
const doubled = /(.)\1+/gu
/** Shorter words have no phonetic key: too many would be equal by chance. */
const MIN_LENGTH = 5

/** The phonetic key of a word, equal for all spellings of a name; the word itself if it is short. */
export function phoneticKey(word: string): string {
  if (word.length < MIN_LENGTH) return word
  const key = phonetic(word)
  // Too many words share fewer than four consonants.
  return withoutVowels.test(word) && key.length < 4 ? word : key
}

/** The phonetic form of a word or suffix of any length. */
export function phonetic(word: string): string {
  const rules = phoneticRules.find(([script]) => script.test(word))?.[1] ?? []
  return rules.reduce((text, [pattern, becomes]) => text.replace(pattern, becomes), word).replace(doubled, '$1')
}
