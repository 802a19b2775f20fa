/** Decides what to remember of a feed after a reading. Pure. */
import { limits } from '../limits.ts'
import type { PackedKeys } from '../model.ts'
import { recognise } from './identity.ts'
import { contentOf, count, type ItemRecord, isPartial, pack, unlisted, unpack } from './item-record.ts'

/**
 * The document's items, then those that it no longer lists: 100, or twice the document's, and no fewer than before. A document
 * of less than a quarter of what is remembered may have been cut short on its way: nothing is forgotten for it, up to 1,000
 * items, as the next whole one would look new.
 * @param document the records of its items that are seen
 */
export function remember(remembered: PackedKeys, document: PackedKeys): PackedKeys {
  const { rememberedAtLeast, rememberedAtMost } = limits.feed
  const enough = Math.max(rememberedAtLeast, 2 * count(document))
  const mayBeCut = count(remembered) > 2 * enough
  const most = mayBeCut ? rememberedAtMost : Math.max(enough, count(remembered))
  const items = unpack(document)
  const isCut = mayBeCut || items.some(isPartial)
  const left = unrecognised(unpack(remembered), items).map((record) => (isCut ? record : unlisted(record)))
  return pack([...new Set([...items, ...left])].slice(0, Math.min(rememberedAtMost, most)))
}

/** The items that are not among the others, however they are recognised. */
export function without(keys: PackedKeys, others: PackedKeys): PackedKeys {
  return pack(unrecognised(unpack(keys), unpack(others)))
}

/** The items without the others; records are compared exactly, except for their flags. */
export function minus(keys: PackedKeys, others: PackedKeys): PackedKeys {
  const gone = new Set(unpack(others).map(contentOf))
  return gone.size === 0 ? keys : pack(unpack(keys).filter((record) => !gone.has(contentOf(record))))
}

/** Both, each item once. */
export function union(keys: PackedKeys, others: PackedKeys): PackedKeys {
  return pack([...new Set([...unpack(keys), ...unpack(others)])])
}

function unrecognised(records: readonly ItemRecord[], others: readonly ItemRecord[]): readonly ItemRecord[] {
  const judgements = recognise(others, records)
  const known = new Set(judgements.flatMap((judgement) => (judgement.kind === 'known' ? judgement.at : [])))
  return records.filter((_, at) => !known.has(at))
}
