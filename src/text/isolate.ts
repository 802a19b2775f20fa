/** Isolates parts of a line that run in another direction (unicode.org/reports/tr9, section 2.4), so that signs beside them stay in place. */

/** U+2068: the direction of what follows is that of its first letter. */
const firstStrong = '\u2068'
/** U+2069. */
const end = '\u2069'

/** A letter of a script that runs from right to left, or a mark that says so. */
export const rightToLeft =
  /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Rohg}\p{sc=Mand}\p{sc=Samr}\u200f\u061c]/u

/** A text in its own direction. */
export function isolated<Text extends string>(text: Text): string {
  return text === '' ? '' : firstStrong + text + end
}

/** Whether a text begins with an isolate. */
export function isIsolated(text: string): boolean {
  return /^[\u2066-\u2068]/u.test(text)
}

/** A text as one isolate, without the isolates that were in it. */
export function isolatedWhole<Text extends string>(text: Text): string {
  return firstStrong + text.replace(/[\u2066-\u2069]/gu, '') + end
}

/** What is isolated already, code, and commands and names outside of it, which begin with a sign: it would stand behind them in a line from right to left. */
const typed =
  /[\u2066-\u2068][^\u2066-\u2069]*\u2069|(?<![\u2066-\u2068])<code>[\s\S]*?<\/code>|(?<![\p{L}\p{M}\p{N}_/<"=\u2066-\u2068])[/@][a-z_]\w*/giu

/** A text from right to left, plain or HTML, in which what people type has its own direction: that of its first letter. */
export function withTypedIsolated(text: string): string {
  return text.replace(typed, (run) => (isIsolated(run) ? run : isolated(run)))
}
