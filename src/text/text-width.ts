/** Measures the room that a text takes on a line. */

const wide = /[\p{Extended_Pictographic}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uff60]/u
const without = /[\p{M}\p{Cf}]/u

/** In Latin letters: Han, kana, hangul and emoji take two, a space half of one, marks and joiners nothing. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => {
    if (character === ' ') return sum + 0.5
    if (without.test(character)) return sum
    return sum + (wide.test(character) ? 2 : 1)
  }, 0)
}
