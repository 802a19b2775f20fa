/** Letters and signs that are written in several ways, in every script, and the marks that people may leave out. */

import { lazy } from '../lazy.ts'
import { casefoldWhole } from './casefold.ts'
import { withAsciiDigits } from './decimal-digits.ts'

/** Noncharacters (unicode.org/versions/corrigendum9.html) that stand for what folding would remove. */
const capital = '\ufdd0'
const joiner = '\ufdd1'
const flagEnd = '\ufdd2'
const jamoEnd = '\ufdd3'
const dots = '\ufdd4'
const stroke = '\ufdd5'

/** The end of a flag: without it, the flag of Singapore would be found inside those of the US and the UK side by side. */
export const FLAG_END = flagEnd
/** Marks that stand for any mark: capital letters are often written without theirs. */
export const ANY_MARK = capital

/** Signs that NFKC takes apart or that look like an apostrophe or a quotation mark. */
const apostrophes =
  /[`\u00b4\u02b9\u02bb-\u02bf\u02c8\u0384\u055a\u05f3\u07f4\u07f5\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u2032\u2035\u2039\u203a\u275b\u275c\ua78c\uff40]/g
const doubleQuotes = /[\u02ba\u05f4\u2033\u2036\u275d\u275e]/g
/** NFKC would make letters of them, at the end of the word before. */
const trademarks = /[\u2120\u2122]/g
/** Half-width jamo are compatibility jamo, too; NFKC would join them to syllables, so that ㅠㅠ would not be in ㅋㅋㅠㅠ. */
const freeJamo = /[\u3131-\u3163\u3165-\u318e\uffa1-\uffdc]/g
const looseJamo = /\ufdd3?([\u1100-\u11ff])\ufdd3?/g
/** Emoji that are joined are one picture; in the names of other letters, joiners are optional. */
const emojiJoiner = /(?<=[\p{ExtPict}\p{EMod}]\ufe0f?)\u200d/gu
const flag = /\p{RI}{2}/gu
/** The letters behind a black flag, as in the flag of Scotland. */
const flagTag = /[\u{e0020}-\u{e007f}]/gu
/** Persian writes parts of a word apart without a space, or with one (as Lucene's PersianCharFilter has it). */
const nonJoiner = /(?<=[\p{sc=Arab}]\p{M}*)\u200c/gu
/** Iota subscript, which upper case would turn into a letter. */
const iota = /[\u1f80-\u1fff]/g
const upperCase = /\p{Lu}\p{M}*/gu

/** Dashes, the Hebrew maqaf included, but no waves. */
const dashes = /[\p{Dash}--[\u301c\u3030]]/gv
const digits = /[\p{Nd}--[0-9]]/gv
const cyrillicMarks = /(?<=\p{sc=Cyrl})[\u0300-\u036f\u0483-\u0487]+/gu
/** Tashkeel, niqqud, cantillation and Syriac points; not the marks that Syriac shares with Latin. */
const points = /[[\p{M}&&[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}]]--[\u0300-\u036f]]/gv
const marked = /[[\p{sc=Latn}\p{sc=Grek}\u0929\u0931\u0934]--[a-z]]/gv

/** Pairs of a variant and the usual form. */
const pairs =
  // Arabic hamza seats and maksura, Persian and Urdu letters (Lucene's ArabicNormalizer, PersianNormalizer, SoraniNormalizer;
  // the forms of heh differ by accents only in CLDR's collation for fa).
  'أا إا آا ٱا ٲا ٳا ؤو ئي ىي یي ۓے کك ہه ھه ەه ۀه ۂه ـ ٪% ؟? ،, ٬, ؛; ٫. ' +
  // Cyrillic
  'ёе ѐе ѝи ' +
  // Chandrabindu and anusvara (Lucene's HindiNormalizer); tippi and bindi.
  'ँं ઁં ଁଂ ఁం ಁಂ ੰਂ ਁਂ ' +
  // Malayalam chillu and Bengali khanda ta are a letter and virama (unicode.org/versions/Unicode5.1.0, Lucene's IndicNormalizer).
  'ൺണ് ൻന് ർര് ൽല് ൾള് ൿക് ৎত্ ' +
  // Armenian signs of stress and intonation, which stand inside the word.
  '՛ ՜ ՞ ' +
  // Yiddish digraphs; the Latin letters thorn and, from its capital, sharp s
  'װוו ױוי ײיי þth ßss'
const variants = lazy(() => new Map(pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)])))
const variantPattern = lazy(() => new RegExp(`[${[...variants().keys()].join('')}]`, 'gu'))

/** Latin letters whose marks Unicode does not decompose (Lucene's ASCIIFoldingFilter), and the Azeri schwa, typed as e. */
const struck = new Map(
  'əe øo łl đd ðd ɖd ħh ŧt ɓb ɗd ƙk ƴy ŋn ɛe ɔo ƶz'.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]),
)

/** Ethiopic letters that Amharic pronounces alike, in eight orders each (Unicode chart U+1200). */
const ethiopic: readonly (readonly [from: number, to: number])[] = [
  [0x1210, 0x1200],
  [0x1280, 0x1200],
  [0x1220, 0x1230],
  [0x12d0, 0x12a0],
  [0x1340, 0x1338],
]
const ethiopicLetters = /[\u1203\u12a3\u1210-\u1217\u1220-\u1227\u1280-\u1287\u12d0-\u12d7\u1340-\u1347]/g

function plainEthiopic(letter: string): string {
  const point = letter.charCodeAt(0)
  const [from, to] = ethiopic.find(([first]) => point >= first && point < first + 8) ?? [0, 0]
  const plain = point - from + to
  // Of h and the glottal stop, the first and the fourth order sound alike, too.
  return String.fromCharCode(plain === 0x1203 || plain === 0x12a3 ? plain - 3 : plain)
}

/** A letter and its marks. */
function decomposed(letter: string): string {
  const [base = '', ...marks] = letter.normalize('NFD')
  const plain = struck.get(base)
  const all = [plain ?? base, plain === undefined ? '' : stroke, ...marks].join('')
  // A cedilla is a comma in Romanian; grave and circumflex are accents of older Greek.
  return all.replaceAll('\u0327', '\u0326').replace(/(?<=\p{sc=Grek}\p{M}*)[\u0300\u0342]/gu, '\u0301')
}

const compatibilityJamo = lazy(
  () =>
    new Map(
      Array.from({ length: 0x318e - 0x3131 + 1 }, (_, at) => String.fromCharCode(0x3131 + at)).map((jamo) => [
        jamo.normalize('NFKC'),
        jamo,
      ]),
    ),
)

/**
 * The marks of a folded text, which may be left out in a query: accents of Latin and Greek, nuktas, the Bengali chandrabindu, the dots
 * of teh marbuta, skin tones.
 */
const optionalMarks =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f\u093c\u0981\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\ufdd0\ufdd4\ufdd5]|(?<=\p{EBase}\ufdd0?)\p{EMod}/gu
/** Marks on a space or on nothing. */
const strayMarks = new RegExp(`(?<=^|\\s)(?:${optionalMarks.source})+`, 'gu')

/** Folds a text, with blanks and marks. Capital letters are followed by `ANY_MARK`. */
export function foldWithMarks(text: string, marksCapitals: boolean): string {
  const prepared = text
    .replace(apostrophes, "'")
    .replace(doubleQuotes, '"')
    .replace(trademarks, '®')
    .replaceAll('\u309b', '\u3099')
    .replaceAll('\u309c', '\u309a')
    .replace(freeJamo, `${jamoEnd}$&${jamoEnd}`)
    .replace(emojiJoiner, joiner)
    .replace(flag, `$&${flagEnd}`)
    .replace(flagTag, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) + 0x10000))
    .replace(nonJoiner, ' ')
    .replace(iota, (letter) => letter.normalize('NFD').replace('\u0345', '').normalize('NFC'))
    .replaceAll('\u0345', '')
  return casefoldWhole(marksCapitals ? prepared.replace(upperCase, `$&${capital}`) : prepared)
    .replace(apostrophes, "'")
    .replace(dashes, '-')
    .replace(digits, withAsciiDigits)
    .replace(marked, decomposed)
    .replace(cyrillicMarks, '')
    .replace(variantPattern(), (letter) => variants().get(letter) ?? letter)
    .replaceAll('ة', `ه${dots}`)
    .replaceAll('ۃ', `ه${dots}`)
    .replace(points, '')
    .replace(ethiopicLetters, plainEthiopic)
    .replace(looseJamo, (_, jamo: string) => compatibilityJamo().get(jamo) ?? jamo)
    .replaceAll(joiner, '\u200d')
}

/** Removes marks that stand on no letter from what `foldWithMarks` returns. */
export function withoutStrayMarks(folded: string): string {
  return folded.replace(strayMarks, '')
}

/** Removes the marks of what `foldWithMarks` returns. */
export function withoutMarks(folded: string): string {
  return folded.replace(optionalMarks, '')
}

/** The marks of what `foldWithMarks` returns, by their place in the text without marks: behind which unit they stand. */
export function marksIn(folded: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  let removed = 0
  for (const { 0: mark, index } of folded.matchAll(optionalMarks)) {
    const at = index - removed - 1
    found.set(at, (found.get(at) ?? '') + mark)
    removed += mark.length
  }
  return found
}
