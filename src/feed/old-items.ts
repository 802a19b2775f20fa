/** Tells old items that have come back from new ones, by their dates. Pure. */
import type { ItemFields } from './item-fields.ts'

/** A document of fewer dates proves no order. */
const ENOUGH = 3
/** Share of a document's dates that have to be in order. */
const IN_ORDER = 0.8

interface Listed extends ItemFields {
  readonly isKnown: boolean
}

/**
 * Whether an item is older than all that is remembered. That counts only in a feed that lists its items by date; items that
 * stand out of that order, as pinned ones do, are left out of the comparison.
 * @param items those of the document, in its order
 */
export function isOlderThanAll(
  items: readonly Listed[],
  remembered: readonly ItemFields[],
): (item: ItemFields) => boolean {
  let oldest: number | null | undefined
  return ({ date }) => {
    if (date === null) return false
    oldest ??= oldestDate(items, remembered)
    return oldest !== undefined && oldest !== null && date < oldest
  }
}

/** Null: dates tell nothing. */
function oldestDate(items: readonly Listed[], remembered: readonly ItemFields[]): number | null {
  const known = items.filter(({ isKnown }) => isKnown)
  const inOrder = longestInOrder(known.flatMap(({ date }) => date ?? []))
  const dated = known.filter(({ date }) => date !== null).length
  if (inOrder.length < ENOUGH || inOrder.length < IN_ORDER * dated) return null
  const outOfOrder = new Set(known.flatMap(({ date }) => date ?? []))
  for (const date of inOrder) outOfOrder.delete(date)
  const dates = remembered.flatMap(({ date }) => (date === null || outOfOrder.has(date) ? [] : date))
  return dates.length < ENOUGH ? null : dates.reduce((least, date) => Math.min(least, date))
}

/** The longest part of some dates that is in order, falling or rising. */
function longestInOrder(dates: readonly number[]): readonly number[] {
  const falling = longestRising(dates.toReversed())
  const rising = longestRising(dates)
  return falling.length >= rising.length ? falling : rising
}

/** The longest subsequence that never falls, by patience sorting: O(n log n). */
function longestRising(dates: readonly number[]): readonly number[] {
  /** By length: the place at which the subsequence with the least end stops. */
  const ends: number[] = []
  const before = new Map<number, number>()
  for (const [at, date] of dates.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((dates[ends[middle] ?? 0] ?? 0) <= date) low = middle + 1
      else high = middle
    }
    if (low > 0) before.set(at, ends[low - 1] ?? 0)
    ends[low] = at
  }
  const found: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before.get(at)) found.push(dates[at] ?? 0)
  return found.toReversed()
}
