/** Joins the readings of a feed's documents, each of which was read with the items of the earlier ones as known. Pure. */
import { recognise } from '../feed/identity.ts'
import { pack, unpack } from '../feed/item-record.ts'
import { limits } from '../limits.ts'
import type { PackedKeys } from '../model.ts'
import type { ReadFeed } from './absorb.ts'

/**
 * One reading of two documents. An item in both keeps the keys of the earlier document, in whose reading it is new.
 * @param known the keys with which the later one was read
 */
export function joinReadings(earlier: ReadFeed, later: ReadFeed, known: PackedKeys): ReadFeed {
  const own = unpack(earlier.window)
  const remembered = unpack(known)
  const records = unpack(later.window)
  const judgements = recognise(records, remembered)
  const further = records.filter((_, at) => {
    const judgement = judgements[at]
    return judgement?.kind !== 'known' || !own.includes(remembered[judgement.at] ?? '')
  })
  return {
    ...later,
    items: [...later.items, ...earlier.items],
    window: pack([...new Set([...own, ...further])]),
    recognised: [...later.recognised, ...earlier.recognised].slice(0, limits.feed.recognised),
    ...(earlier.isChanged === true ? { isChanged: true as const } : {}),
    ...(earlier.broken === undefined ? {} : { broken: earlier.broken }),
  }
}
