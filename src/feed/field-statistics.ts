/** Statistics of a document's fields: which ids, links, texts and dates identify an item. Computed lazily, as most documents need none. */
import { hourSeconds } from '../limits.ts'
import { type FieldStability, fieldStability, sharedValues } from './field-stability.ts'
import { noHash } from './hash.ts'
import { hasNoOwnId, type ItemFields, type ItemRecords, sameText } from './record-fields.ts'

type Places = ReadonlyMap<string, readonly number[]>

/** Links are pages if at least one in four has had several titles. */
const PAGES = 4

export class FieldStatistics {
  readonly #document: ItemRecords
  readonly #places: readonly number[]
  readonly #remembered: ItemRecords
  #items: readonly ItemFields[] | undefined
  #idsInDocument: Places | undefined
  #linksInDocument: Places | undefined
  #idsRemembered: Places | undefined
  #linksRemembered: ReadonlySet<string> | undefined
  #sharedLinks: ReadonlySet<string> | undefined
  #sharedTexts: ReadonlySet<string> | undefined
  #stability: FieldStability | undefined
  #datesInDocument: ReadonlyMap<number | null, number> | undefined
  #datesRemembered: ReadonlyMap<number | null, number> | undefined

  /** @param places of the document's items, without duplicates */
  constructor(document: ItemRecords, places: readonly number[], remembered: ItemRecords) {
    this.#document = document
    this.#places = places
    this.#remembered = remembered
  }

  /** The document's items, without duplicates. */
  get items(): readonly ItemFields[] {
    this.#items ??= this.#places.map((at) => this.#document.at(at))
    return this.#items
  }

  /** The document has several items. */
  get hasSeveralItems(): boolean {
    return this.#places.length > 1
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

  /** Links that have had several titles. */
  get sharedLinks(): ReadonlySet<string> {
    this.#sharedLinks ??= this.#shared('link')
    return this.#sharedLinks
  }

  /** Texts that have had several titles. */
  get #textsOfSeveral(): ReadonlySet<string> {
    this.#sharedTexts ??= this.#shared('text')
    return this.#sharedTexts
  }

  #shared(field: 'link' | 'text'): ReadonlySet<string> {
    return sharedValues(field, this.items).union(sharedValues(field, this.#remembered.all()))
  }

  /** Both have the same text, which belongs to one item only. */
  sameOwnText(item: ItemFields, other: ItemFields): boolean {
    return sameText(item, other) && !this.#textsOfSeveral.has(item.text ?? '')
  }

  /** At least a quarter of the links have had several titles: a link is a page, not an item. */
  get linksArePages(): boolean {
    const { size } = this.sharedLinks
    return size > 0 && PAGES * size >= new Set([...this.items, ...this.#remembered.all()].map(({ link }) => link)).size
  }

  /** No other item of the document has this date. */
  hasOwnDate({ date }: ItemFields): boolean {
    this.#datesInDocument ??= counted(this.items)
    return this.#datesInDocument.get(date) === 1
  }

  /** Several items share the date, so it is only a day. */
  isDay(item: ItemFields): boolean {
    this.#datesRemembered ??= counted(this.#remembered.all())
    return !this.hasOwnDate(item) || (this.#datesRemembered.get(item.date) ?? 0) > 1
  }

  /** The date may be only a day: it is a full hour, which is midnight in some time zone. */
  mayBeDay(item: ItemFields): boolean {
    return (item.date ?? 0) % hourSeconds === 0 || this.isDay(item)
  }

  /** Their links can be compared, and links do not change. */
  linksCount(item: ItemFields, other: ItemFields): boolean {
    return this.hasComparableLinks(item, other) && !this.stability.linksChange
  }

  get stability(): FieldStability {
    this.#stability ??= fieldStability(this.items, this.#remembered.all(), this.#textsOfSeveral)
    return this.#stability
  }

  /** One item of the document has this link. */
  isOnlyLink(link: string): boolean {
    this.#linksInDocument ??= placesBy('link', this.#document, this.#places)
    return link !== noHash && this.#linksInDocument.get(link)?.length === 1
  }

  /** One item of the document has this link, which has had one title only. */
  isOwnLink(link: string): boolean {
    return this.isOnlyLink(link) && !this.sharedLinks.has(link)
  }

  /** Both have the same link, which belongs to one item only. */
  sameLink(item: ItemFields, other: ItemFields): boolean {
    return item.link === other.link && this.isOwnLink(item.link)
  }

  /** One item of the document has this id, and ids are not positions. */
  isOwnId(id: string): boolean {
    return this.idsInDocument.get(id)?.length === 1 && !this.stability.idsArePositions
  }

  /** The link acts as the id: one of them has no other id, or ids move between items. */
  isNamedByLink(item: ItemFields, other: ItemFields): boolean {
    return hasNoOwnId(item) || hasNoOwnId(other) || this.idsInDocument.has(other.id) || this.stability.idsArePositions
  }

  /** No remembered item has its id or its link. */
  hasNewIdAndLink({ id, link }: ItemFields): boolean {
    this.#linksRemembered ??= new Set(this.#remembered.all().map((item) => item.link))
    return !this.idsRemembered.has(id) && (link === noHash || !this.#linksRemembered.has(link))
  }

  /** Both have ids, and ids do not change. */
  hasLastingIds(item: ItemFields, other: ItemFields): boolean {
    return !this.isNamedByLink(item, other) && !this.stability.changes.id
  }

  /** Both have links that belong to one item only. */
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

/** The number of items by date. */
function counted(items: readonly ItemFields[]): ReadonlyMap<number | null, number> {
  const counts = new Map<number | null, number>()
  for (const { date } of items) counts.set(date, (counts.get(date) ?? 0) + 1)
  return counts
}
