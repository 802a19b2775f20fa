/** Words that are spelled in several ways, where more than one letter differs. */
import { plainNumbers } from './numbers.ts'

/** A nasal before a consonant of its class is written as anusvara, too: हिन्दी and हिंदी (Lucene's HindiNormalizer). */
const nasals = new RegExp(
  [0x0900, 0x0a80, 0x0b00, 0x0c00, 0x0c80]
    .flatMap((block) =>
      // ka, ca, ṭa, ta and pa with their nasals have the same places in each of these blocks.
      [0x15, 0x1a, 0x1f, 0x24, 0x2a].map((row) => {
        const letter = (at: number) => `\\u${(block + at).toString(16).padStart(4, '0')}`
        return `${letter(row + 4)}${letter(0x4d)}(?=[${letter(row)}-${letter(row + 3)}])`
      }),
    )
    .join('|'),
  'g',
)
const viramas = /[\u094d\u0acd\u0b4d\u0c4d\u0ccd]/

/** The marks of the letters below, apart from them, and the Armenian ech. */
const markOrEch = /[\u0300\u0301\u0303\u0309\u0323\u0654եԵ]/
/** A quick test for what is unified below: Latin letters with a tone to Lao vowels, and Vietnamese ones. */
const special = /[\u00d2-\u0ecd\u1ecc-\u1ef7]/

/** Unifies spellings that take several letters, before letters are folded. */
export function usualSequences(text: string): string {
  let usual = plainNumbers(text)
  if (!special.test(usual)) return usual
  // In capitals, the Armenian և is ԵՎ, or ԵՒ in the older spelling.
  if (markOrEch.test(usual)) usual = usual.normalize('NFC').replace(/եվ/giu, 'եւ')
  if (viramas.test(usual)) {
    usual = usual.replace(nasals, (nasal) => String.fromCharCode((nasal.charCodeAt(1) & 0xff80) + 2))
  }
  if (hamzaOnYeh.test(usual)) usual = usual.replace(/ئو/g, 'ؤو').replace(/[يىی]ء/g, 'ئ')
  if (openSyllable.test(usual))
    usual = usual.replace(openSyllable, (_, vowel: string, last: string) => toneBehind(vowel, last))
  return looksAlike.test(usual) ? usual.replaceAll('เเ', 'แ').replace(lateVowel, '$2$1$3') : usual
}

/** Arabic spelling differs by country: مسئول and مسؤول, شئ and شيء (en.wikipedia.org/wiki/Hamza). */
const hamzaOnYeh = /ئو|[يىی]ء/
/** Vietnamese puts the tone on the first or the second vowel: hòa and hoà, ủy and uỷ (en.wikipedia.org/wiki/Vietnamese_alphabet, tone marks). */
const openSyllable = /([òóỏõọ](?=[ae])|[ùúủũụ](?=y))([aey])(?!\p{L})/giu
/** Thai vowels that look like one letter, and a tone mark typed behind the ring of sara am; Lao likewise. */
const looksAlike = /เเ|[\u0e4d\u0ecd][\u0e48-\u0e4b\u0ec8-\u0ecb]/
const lateVowel = /([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])([\u0e32\u0eb2])/g

function toneBehind(vowel: string, last: string): string {
  const [base = '', tone = ''] = vowel.normalize('NFD')
  return base + (last + tone).normalize('NFC')
}

const prolonged = /[\u3041-\u3096\u30a1-\u30fa][-~\u301c\u30fc]/
const waveBetweenKana = /(?<=[\u3041-\u3096\u30a1-\u30fa])[~\u301c]|(?<=[\u30a1-\u30fa])-(?=[\u30a1-\u30fa])/g
/** At the end of a word of four characters or more, as Lucene's JapaneseKatakanaStemFilter has it. */
const lastProlonged = /(?<=[\u30a1-\u30fa\u30fc]{3})\u30fc(?![\u30a1-\u30fa\u30fc])/g

/** Unifies the signs that prolong a vowel: ラ〜メン is ラーメン, サーバー is サーバ. */
export function usualKana(folded: string): string {
  if (!prolonged.test(folded)) return folded
  return folded.replace(waveBetweenKana, '\u30fc').replace(lastProlonged, '')
}

/** Whether a word in katakana ends at a unit of a folded text, or goes on with a prolonged vowel. */
export function isEdgeOfKana(folded: string, at: number): boolean {
  return !/[\u30a1-\u30fa]/.test(folded.charAt(at))
}
