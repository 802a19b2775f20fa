/** Counts typing mistakes between words, and finds the nearest word. */

/** Letters that are missing, surplus, wrong, or swapped with their neighbour (optimal string alignment); null: more than `max`. */
export function typosBetween(a: string, b: string, max: number): number | null {
  if (Math.abs(a.length - b.length) > max) return null
  let before: readonly number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const wrong = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : wrong
      const typos = Math.min(wrong, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      least = Math.min(least, typos)
      next.push(typos)
    }
    // A swap may still make it one fewer.
    if (least > max + 1) return null
    before = row
    row = next
  }
  const typos = row[b.length] ?? 0
  return typos <= max ? typos : null
}

/** Whether two words differ by one mistake. */
export function isTypo(one: string, other: string): boolean {
  return typosBetween(one, other, 1) === 1
}

/** Mistakes that a word of this length may have. */
function mostTypos(length: number): number {
  if (length < 4) return 0
  return length < 7 ? 1 : 2
}

/** The word that differs the least from what was typed; null: all differ too much. */
export function nearestWord(typed: string, words: Iterable<string>): string | null {
  let nearest: string | null = null
  let least = mostTypos(typed.length) + 1
  for (const word of words) {
    // People rarely mistype the first letter, but swap it.
    const isAlike = word[0] === typed[0] || (word[0] === typed[1] && word[1] === typed[0])
    if (word.length < 3 || !isAlike) continue
    const typos = typosBetween(typed, word, least - 1)
    if (typos === null) continue
    nearest = word
    least = typos
    if (least === 0) break
  }
  return nearest
}
