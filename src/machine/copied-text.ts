/** Finds text that a model took from elsewhere in its request. Pure. */

/** Letters and digits in a row that two texts do not share by chance; Chinese, Japanese and Korean say more with each. */
const LETTERS = 18
const CHARACTERS = 7
const dense = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u

/** Whether a text has a part of another one that is not in its own source. */
export function copiesFrom(text: string, other: string, source: string): boolean {
  const [line, foreign, own] = [letters(text), letters(other), letters(source)]
  for (let at = 0; at < line.length; at++) {
    const length = dense.test(line.slice(at, at + CHARACTERS)) ? CHARACTERS : LETTERS
    const part = line.slice(at, at + length)
    if (part.length === length && foreign.includes(part) && !own.includes(part)) return true
  }
  return false
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
