/** Finds duplicate items in a document, and items that equal their record. Pure. */
import { noHash } from './hash.ts'
import { contentOf, type ItemRecord, idOf, linkOf, titleOf, unchangedKey } from './item-record.ts'

/** The items of a document without duplicates. */
export interface DistinctItems {
  /** The first place of each item, by its content. */
  readonly places: ReadonlyMap<string, number>
  /** The first place of each duplicate, by the duplicate's place. */
  readonly repeated: ReadonlyMap<number, number>
}

/** Finds duplicates. */
export function distinctItems(document: readonly ItemRecord[]): DistinctItems {
  const places = new Map<string, number>()
  const repeated = new Map<number, number>()
  for (const [place, record] of document.entries()) {
    const content = contentOf(record)
    const of = places.get(content)
    if (of === undefined) places.set(content, place)
    else repeated.set(place, of)
  }
  return { places, repeated }
}

/**
 * Places of remembered items that equal items of the document, by places in the document. All fields are equal; or id, link and title
 * are, and no other item of the document has the same ones.
 */
export function matchUnchanged(
  document: readonly ItemRecord[],
  { places }: DistinctItems,
  remembered: readonly ItemRecord[],
): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  const free = new Map<string, number>()
  for (const [at, record] of remembered.entries()) {
    const place = places.get(contentOf(record))
    if (place !== undefined && !found.has(place)) found.set(place, at)
    else free.set(unchangedKey(record), at)
  }
  const left = [...places.values()].filter((place) => !found.has(place))
  if (left.length === 0 || free.size === 0) return found
  const keyOf = (place: number) => unchangedKey(document[place] ?? '')
  const counts = Map.groupBy(places.values(), keyOf)
  for (const place of left) {
    const at = free.get(keyOf(place))
    if (at !== undefined && counts.get(keyOf(place))?.length === 1) found.set(place, at)
  }
  return found
}

/** Whether a remembered item has one of these ids, links or titles. Without any, all items are new. */
export function hasAnyHash(hashes: readonly string[], remembered: readonly ItemRecord[]): boolean {
  if (hashes.length === 0) return false
  const wanted = new Set(hashes)
  wanted.delete(noHash)
  return remembered.some(
    (record) => wanted.has(idOf(record)) || wanted.has(linkOf(record)) || wanted.has(titleOf(record)),
  )
}
