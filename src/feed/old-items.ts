/** Recognises by their dates old items that are listed again. Pure. */
import { limits } from '../limits.ts'
import { dateOf, type ItemRecord, isListed } from './item-record.ts'
import type { ItemFields } from './record-fields.ts'

/** Minimum dates that prove an order. */
const ENOUGH = 3
/** Minimum share of a document's dates in order. */
const IN_ORDER = 0.8

/** Maximum pinned items, which may be older than items that are listed again. */
const PINNED = 3

/**
 * Whether an item is older than all remembered items, in feeds that list items by date. Items out of order, such as pinned ones,
 * are ignored.
 * @param items that the feed lists, in its order; called at most once
 */
export function isOlderThanAll(
  items: () => readonly ItemFields[],
  remembered: readonly ItemRecord[],
): (item: ItemFields) => boolean {
  let newest: number | undefined
  let ages: Ages | undefined
  return ({ date }) => {
    if (date === null) return false
    // Most new items are the newest.
    newest ??= Math.max(...remembered.map((record) => dateOf(record) ?? 0))
    if (date >= newest) return false
    ages ??= agesOf(items(), remembered)
    return !ages.misdated.has(date) && (date < ages.oldest || date < ages.oldestUnpinned)
  }
}

interface Ages {
  /** The oldest remembered date, in seconds; minus infinity: dates prove nothing. */
  readonly oldest: number
  /** The same without pinned items. */
  readonly oldestUnpinned: number
  /** Wrong dates: they are out of order, and no item was forgotten yet, so the items are new. */
  readonly misdated: ReadonlySet<number>
}

function agesOf(items: readonly ItemFields[], remembered: readonly ItemRecord[]): Ages {
  const nothing: Ages = {
    oldest: Number.NEGATIVE_INFINITY,
    oldestUnpinned: Number.NEGATIVE_INFINITY,
    misdated: new Set(),
  }
  const dates = items.flatMap(({ date }) => date ?? [])
  const inOrder = longestInOrder(dates)
  if (inOrder.length < ENOUGH || inOrder.length < IN_ORDER * dates.length) return nothing
  const outOfOrder = new Set(dates)
  for (const date of inOrder) outOfOrder.delete(date)
  const counted = remembered
    .flatMap((record) => {
      const date = dateOf(record)
      return date === null || outOfOrder.has(date) ? [] : { date, record }
    })
    .toSorted((one, other) => one.date - other.date)
  const [first] = counted
  if (first === undefined) return nothing
  const unpinned = counted.findIndex(({ record }) => !isListed(record))
  const isForgetting = remembered.length >= limits.feed.rememberedAtLeast
  const oldestUnpinned = isForgetting && unpinned > 0 && unpinned <= PINNED ? counted[unpinned]?.date : undefined
  return {
    oldest: first.date,
    oldestUnpinned: oldestUnpinned ?? Number.NEGATIVE_INFINITY,
    misdated: isForgetting ? new Set() : outOfOrder,
  }
}

/** The longest subsequence of dates in falling or rising order. */
function longestInOrder(dates: readonly number[]): readonly number[] {
  const falling = longestRising(dates.toReversed())
  const rising = longestRising(dates)
  return falling.length >= rising.length ? falling : rising
}

/** The longest subsequence that never falls, by patience sorting in O(n log n). */
function longestRising(dates: readonly number[]): readonly number[] {
  /** For each length, the last place of the subsequence with the smallest end. */
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
