/** Operations on the keys of seen items. Pure. */
import { limits } from '../limits.ts'
import type { PackedKeys } from '../model.ts'
import { recognise } from './identity.ts'
import {
  contentOf,
  count,
  type ItemRecord,
  isListed,
  isPartial,
  isPushed,
  isPushedDocument,
  pack,
  unlisted,
  unpack,
} from './item-record.ts'

/**
 * The keys to remember after a poll: those of the document, then unlisted ones, up to twice the document's number, at least 100, and
 * no fewer than before. After a document that breaks off, or may do so as it has less than a quarter of the remembered items, nothing
 * is forgotten, up to 1,000 items. After a push, nothing is forgotten that is listed.
 * @param document keys of its seen items
 */
export function remember(remembered: PackedKeys, document: PackedKeys): PackedKeys {
  const { rememberedAtLeast, rememberedAtMost } = limits.feed
  const items = unpack(document)
  if (isPushedDocument(items)) return rememberPushed(unpack(remembered), items)
  const enough = Math.max(rememberedAtLeast, 2 * items.length)
  // Items that were pushed after a whole document stand beside it.
  const isCut = count(remembered) > 2 * enough || items.some((record) => isPartial(record) && !isPushed(record))
  const most = isCut ? rememberedAtMost : Math.max(enough, count(remembered))
  const left = unmatched(unpack(remembered), items).map((record) => (isCut ? record : unlisted(record)))
  return pack([...new Set([...items, ...left])].slice(0, Math.min(rememberedAtMost, most)))
}

/** Known items keep their places, because the order of dates says which items are old. Nothing is forgotten that is listed. */
function rememberPushed(remembered: readonly ItemRecord[], items: readonly ItemRecord[]): PackedKeys {
  const { rememberedAtLeast, rememberedAtMost } = limits.feed
  const known = new Map<number, ItemRecord>()
  const others: ItemRecord[] = []
  for (const [place, judgement] of recognise(items, remembered).entries()) {
    const record = items[place] ?? ''
    if (judgement.kind === 'known' && !known.has(judgement.at)) known.set(judgement.at, record)
    else others.push(record)
  }
  const kept = [...new Set([...others, ...remembered.map((record, at) => known.get(at) ?? record)])]
  const most = Math.max(rememberedAtLeast, remembered.length, kept.filter(isListed).length)
  return pack(kept.slice(0, Math.min(rememberedAtMost, most)))
}

/** The items that are not among the others. */
export function unrecognised(keys: PackedKeys, others: PackedKeys): PackedKeys {
  return pack(unmatched(unpack(keys), unpack(others)))
}

/** Whether two documents have an item in common. */
export function sharesItems(keys: PackedKeys, others: PackedKeys): boolean {
  return count(unrecognised(keys, others)) < count(keys)
}

/** The items without the others. Records are compared exactly, without their flags. */
export function minus(keys: PackedKeys, others: PackedKeys): PackedKeys {
  const gone = new Set(unpack(others).map(contentOf))
  return gone.size === 0 ? keys : pack(unpack(keys).filter((record) => !gone.has(contentOf(record))))
}

/** The items of both, without duplicates. */
export function union(keys: PackedKeys, others: PackedKeys): PackedKeys {
  return pack([...new Set([...unpack(keys), ...unpack(others)])])
}

function unmatched(records: readonly ItemRecord[], others: readonly ItemRecord[]): readonly ItemRecord[] {
  const judgements = recognise(others, records)
  const known = new Set(judgements.flatMap((judgement) => (judgement.kind === 'known' ? judgement.at : [])))
  return records.filter((_, at) => !known.has(at))
}
