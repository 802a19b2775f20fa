/** Writes decimal digits of every script as ASCII digits. */

const digit = /\p{Nd}/gu
const isDigit = /^\p{Nd}$/u

/** ٠٨ becomes 08. */
export function withAsciiDigits(text: string): string {
  return text.replace(digit, (character) => {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) return character
    // Unicode encodes each script's digits in ten consecutive code points: unicode.org/policies/stability_policy.html
    let value = 0
    while (value < 9 && isDigit.test(String.fromCodePoint(point - value - 1))) value++
    return String(value)
  })
}
