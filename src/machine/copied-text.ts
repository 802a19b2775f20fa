/** Finds text that a model took from elsewhere in its request. Pure. */

/** Letters and digits in a row that two texts do not share by chance; Chinese, Japanese and Korean say more with each. */
const LETTERS = 18
const CHARACTERS = 7
const dense = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u

/** Only the letters and digits of a text, in one form: what `copiesFrom` compares. */
export function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** Whether a text has a part of another one that is not in its own source. All three as `lettersOf` returns them. */
export function copiesFrom(text: string, other: string, source: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const length = dense.test(text.slice(at, at + CHARACTERS)) ? CHARACTERS : LETTERS
    const part = text.slice(at, at + length)
    if (part.length === length && other.includes(part) && !source.includes(part)) return true
  }
  return false
}
