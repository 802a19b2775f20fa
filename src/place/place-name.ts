/** Folds names of places, so that the ways of writing one name are equal. */
import { fold } from '../text/fold.ts'

/** Words of names that are often shortened. */
const shortened: Readonly<Record<string, string>> = { saint: 'st', sankt: 'st', sainte: 'ste', fort: 'ft', mount: 'mt' }
const longWord = /\b(?:saint|sankt|sainte|fort|mount)\b/gu
/** Most names of the gazetteer, which need no folding. */
const plain = /^[a-z]+(?: [a-z]+)*$/

/** In lower case, without marks, dots and apostrophes, with single spaces for hyphens and `and` for `&`: `St.-Étienne` is `st etienne`. */
export function foldPlace(name: string): string {
  const lower = name.toLowerCase()
  return (plain.test(lower) ? lower : foldRare(name)).replace(longWord, (word) => shortened[word] ?? word)
}

function foldRare(name: string): string {
  return (
    fold(name)
      // ı is not an i with a mark to Unicode.
      .bare.replaceAll('ı', 'i')
      // St.Petersburg is two words, U.S. one.
      .replace(/\.(?=\p{L}{2})/gu, ' ')
      .replace(/['"`´ʻʼ״׳.·•]/gu, '')
      .replaceAll('&', ' and ')
      .replace(/[\s_-]+/gu, ' ')
      .trim()
  )
}
