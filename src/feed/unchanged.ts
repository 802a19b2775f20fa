/** Finds the items of a document that are listed twice, and those that are as they are remembered. Pure. */
import { noHash } from './hash.ts'
import { contentOf, type ItemRecord, idOf, linkOf, titleOf, unchangedKey } from './item-record.ts'

export interface Listed {
  /** Where each item stands first, by all that the document says of it. */
  readonly places: ReadonlyMap<string, number>
  /** The first place of each item that is listed again, by the later place. */
  readonly repeated: ReadonlyMap<number, number>
}

/** Finds the items of a document, each once. */
export function listedIn(document: readonly ItemRecord[]): Listed {
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
 * Places among the remembered, by the place in the document. The same in all fields first; then, where no other item of the document
 * has the same ones, in id, link and title.
 */
export function unchangedIn(
  document: readonly ItemRecord[],
  { places }: Listed,
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
