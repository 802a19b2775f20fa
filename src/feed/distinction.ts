/** Tells which ids and links of a document distinguish its items. Created lazily: most documents need none of it. */
import { noHash } from './hash.ts'
import type { ItemFields, ItemRecords } from './item-fields.ts'
import { type Reliability, reliability, sharedLinks } from './reliability.ts'

type Places = ReadonlyMap<string, readonly number[]>

export class Distinction {
  readonly #document: ItemRecords
  readonly #places: readonly number[]
  readonly #remembered: ItemRecords
  #items: readonly ItemFields[] | undefined
  #idsInDocument: Places | undefined
  #linksInDocument: Places | undefined
  #idsRemembered: Places | undefined
  #sharedLinks: ReadonlySet<string> | undefined
  #reliability: Reliability | undefined

  /** @param places of the document's items, each once */
  constructor(document: ItemRecords, places: readonly number[], remembered: ItemRecords) {
    this.#document = document
    this.#places = places
    this.#remembered = remembered
  }

  /** The document's items, each once. */
  get items(): readonly ItemFields[] {
    this.#items ??= this.#places.map((at) => this.#document.at(at))
    return this.#items
  }

  /** Places in the document, by id. */
  get idsInDocument(): Places {
    this.#idsInDocument ??= placesBy('id', this.#document, this.#places)
    return this.#idsInDocument
  }

  /** Places among the remembered, by id. */
  get idsRemembered(): Places {
    this.#idsRemembered ??= placesBy('id', this.#remembered, [...this.#remembered.records.keys()])
    return this.#idsRemembered
  }

  /** Links under which several titles have appeared. */
  get sharedLinks(): ReadonlySet<string> {
    this.#sharedLinks ??= sharedLinks(this.items).union(sharedLinks(this.#remembered.all()))
    return this.#sharedLinks
  }

  get reliability(): Reliability {
    this.#reliability ??= reliability(this.items, this.#remembered.all())
    return this.#reliability
  }

  /** One item of the document has this link, and no other titles have appeared under it. */
  isOwnLink(link: string): boolean {
    this.#linksInDocument ??= placesBy('link', this.#document, this.#places)
    return link !== noHash && this.#linksInDocument.get(link)?.length === 1 && !this.sharedLinks.has(link)
  }

  sameLink(item: ItemFields, other: ItemFields): boolean {
    return item.link === other.link && this.isOwnLink(item.link)
  }

  /** Their links can be compared. */
  hasComparableLinks(item: ItemFields, other: ItemFields): boolean {
    return this.isOwnLink(item.link) && other.link !== noHash && !this.sharedLinks.has(other.link)
  }
}

function placesBy(field: 'id' | 'link', records: ItemRecords, among: readonly number[]): Places {
  return Map.groupBy(
    among.filter((at) => records.at(at)[field] !== noHash),
    (at) => records.at(at)[field],
  )
}
