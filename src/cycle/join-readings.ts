/** Joins what several documents of a feed brought that were read one after another, each with the items of the earlier ones known. Pure. */
import { pack, unpack } from '../feed/item-record.ts'
import { unrecognised } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import type { ReadFeed } from './absorb.ts'

/** An item of both documents keeps the keys of the earlier one, whose reading has it as new. */
export function joinReadings(earlier: ReadFeed, later: ReadFeed): ReadFeed {
  const further = unrecognised(later.window, earlier.window)
  return {
    ...later,
    items: [...later.items, ...earlier.items],
    window: pack([...unpack(earlier.window), ...unpack(further)]),
    recognised: [...later.recognised, ...earlier.recognised].slice(0, limits.feed.recognised),
    ...(earlier.isChanged === true ? { isChanged: true as const } : {}),
    ...(earlier.broken === undefined ? {} : { broken: earlier.broken }),
  }
}
