/** Finds the items of a document that are listed twice, and those that are as they are remembered. Pure. */
import { noHash } from './hash.ts'
import { type ItemRecord, idOf, linkOf, titleOf, unchangedKey, unlisted } from './item-record.ts'

/** The first place of each item that the document lists again, by the later place. */
export function repeatedIn(document: readonly ItemRecord[]): ReadonlyMap<number, number> {
  const places = new Map<string, number>()
  const repeated = new Map<number, number>()
  for (const [place, record] of document.entries()) {
    const key = unlisted(record)
    const of = places.get(key)
    if (of === undefined) places.set(key, place)
    else repeated.set(place, of)
  }
  return repeated
}

/**
 * Places among the remembered, by the place in the document. The same in all fields first; then, where no other item of the document
 * has the same ones, in id, link and title.
 * @param places of the document's items, each once
 */
export function unchangedIn(
  document: readonly ItemRecord[],
  places: readonly number[],
  remembered: readonly ItemRecord[],
): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  const taken = new Set<number>()
  const freeBy = (keyOf: (record: ItemRecord) => string) => {
    const byKey = new Map<string, number>()
    for (const [at, record] of remembered.entries()) if (!taken.has(at)) byKey.set(keyOf(record), at)
    return byKey
  }
  const match = (place: number, at: number | undefined) => {
    if (at === undefined || taken.has(at)) return
    taken.add(at)
    found.set(place, at)
  }
  const equal = freeBy(unlisted)
  for (const place of places) match(place, equal.get(unlisted(document[place] ?? '')))
  if (found.size === places.length || taken.size === remembered.length) return found
  const alike = freeBy(unchangedKey)
  const keyOf = (place: number) => unchangedKey(document[place] ?? '')
  const left = places.filter((place) => !found.has(place) && alike.has(keyOf(place)))
  const counts = left.length === 0 ? null : Map.groupBy(places, keyOf)
  for (const place of left) if (counts?.get(keyOf(place))?.length === 1) match(place, alike.get(keyOf(place)))
  return found
}

/**
 * Whether a remembered item has one of these ids, links and titles: nothing else makes an item a known one.
 * @param names hashes of each item; `noHash` stands for none
 */
export function isAnyKnown(names: readonly (readonly string[])[], remembered: readonly ItemRecord[]): boolean {
  if (names.length === 0) return false
  const wanted = new Set(names.flat())
  wanted.delete(noHash)
  return remembered.some(
    (record) => wanted.has(idOf(record)) || wanted.has(linkOf(record)) || wanted.has(titleOf(record)),
  )
}
