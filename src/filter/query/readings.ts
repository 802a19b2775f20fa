/** Writes the readings of an unclear query. */
import { limits } from '../../limits.ts'
import type { Doubts, Edit } from './operators.ts'

/**
 * Queries with one reading each, the likeliest first, at most `limits.filter.readings`; none if nothing is unclear.
 * @param meaningOf the same for queries that mean the same; null: the query has a mistake or is unclear
 */
export function readingsOf(
  text: string,
  doubts: Doubts,
  meaningOf: (text: string) => string | null,
): readonly string[] {
  if (doubts.size === 0) return []
  const texts = new Set(combinations([...doubts.values()]).map((edits) => edited(text, edits)))
  const readings = new Map<string, string>()
  for (const reading of texts) {
    const meaning = meaningOf(reading)
    if (meaning !== null && !readings.has(meaning)) readings.set(meaning, reading)
  }
  return [...readings.values()].slice(0, limits.filter.readings)
}

/** Combinations of readings: the likeliest, then those that differ in one respect, then all in their last reading. */
function combinations(doubts: readonly (readonly (readonly Edit[])[])[]): readonly (readonly Edit[])[] {
  const likeliest = doubts.map(([first = []]) => first)
  const others = doubts.flatMap((readings, at) =>
    readings.slice(1).map((reading) => likeliest.with(at, reading).flat()),
  )
  const last = doubts.flatMap((readings) => readings.at(-1) ?? [])
  const room = limits.filter.readings - 2
  const isSingle = doubts.length === 1
  return [likeliest.flat(), ...others.slice(0, isSingle ? others.length : room), last, ...others.slice(room)]
}

function edited(text: string, edits: readonly Edit[]): string {
  let from = 0
  let made = ''
  // Two doubts about one list make the same edits.
  for (const edit of edits.toSorted((one, other) => one.from - other.from)) {
    if (edit.from < from) continue
    made += text.slice(from, edit.from) + edit.by
    from = edit.to
  }
  return (made + text.slice(from)).replace(/ {2,}/g, ' ').trim()
}
