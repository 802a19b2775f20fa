/** Finds items that a publisher seems to have withdrawn: published a moment ago, and gone while older ones are still listed. Pure. */
import { limits, secondMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { noHash } from './hash.ts'
import type { Judgement } from './identity.ts'
import { dateOf, type ItemRecord, isListed, isPushed, linkOf, textOf, titleOf } from './item-record.ts'

/** Share of neighbours in a document that may be out of the order of their dates: more of them, and it is ordered by something else. */
const OUT_OF_ORDER = 0.1

/**
 * None if many items are gone at once, or if the document is not ordered by date: then it shows a choice that changes, such as the most
 * read. An item with another id in the place of the missing one is that item.
 * @param records the whole document's @param judgements of them @param known the remembered items
 */
export function missingItems(
  records: readonly ItemRecord[],
  judgements: readonly Judgement[],
  known: readonly ItemRecord[],
  now: EpochMs,
): readonly ItemRecord[] {
  const { withdrawnAtOnce, withdrawnMs, listedStill } = limits.corrections
  const found = new Set(judgements.flatMap((judgement) => (judgement.kind === 'known' ? judgement.at : [])))
  const listed = known.flatMap((record, at) => (isListed(record) ? [{ record, isFound: found.has(at) }] : []))
  const gone = listed.flatMap(({ record, isFound }) => (isFound ? [] : record))
  const still = listed.flatMap(({ record, isFound }) => (isFound ? record : []))
  if (gone.length === 0 || gone.length > withdrawnAtOnce || still.length < listedStill) return []
  const dates = records.map(dateOf)
  if (!areOrdered(dates)) return []
  const others = records.filter((_, at) => judgements[at]?.kind !== 'known')
  return gone.filter((record) => {
    const date = dateOf(record)
    if (date === null || isPushed(record)) return false
    const age = now - date * secondMs
    const isRecent = age >= 0 && age <= withdrawnMs
    const hasOlder = still.some((each) => (dateOf(each) ?? date) < date)
    return isRecent && hasOlder && !others.some((other) => isLikely(other, record))
  })
}

/** Whether a new item may be the missing one. */
function isLikely(item: ItemRecord, missing: ItemRecord): boolean {
  const same = (field: (record: ItemRecord) => string | number | null, none: string | null = null) =>
    field(item) !== none && field(item) === field(missing)
  return same(dateOf) || same(linkOf, noHash) || same(titleOf, noHash) || same(textOf)
}

/** Newest first, or oldest first. */
function areOrdered(dates: readonly (number | null)[]): boolean {
  const pairs = dates.slice(1).map((date, at) => (date ?? 0) - (dates[at] ?? 0))
  const [rising, falling] = [pairs.filter((step) => step > 0).length, pairs.filter((step) => step < 0).length]
  return !dates.includes(null) && Math.min(rising, falling) <= OUT_OF_ORDER * dates.length
}
