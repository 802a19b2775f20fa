/** Matches a pattern at a place of a text. */

/** The match of a sticky pattern that begins at UTF-16 unit `at`; null: there is none. */
export function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}
