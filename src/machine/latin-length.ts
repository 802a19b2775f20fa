/** Measures texts of all scripts by what they say: a Chinese character says as much as four letters, in headlines. */

const han = /\p{sc=Han}/gu
const syllables = /[\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/gu
const marks = /\p{M}/gu

/** How many Latin letters say as much as the text does. */
export function latinLength(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return [...text].length + 3 * count(han) + count(syllables) - count(marks)
}
