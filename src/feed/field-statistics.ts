/** Statistics of a document's fields: which ids, links, texts and dates identify an item. Computed lazily, as most documents need none. */
import { lazy } from '../lazy.ts'
import { hourSeconds } from '../limits.ts'
import { fieldStability, sharedValues } from './field-stability.ts'
import { noHash } from './hash.ts'
import { isPushedDocument } from './item-record.ts'
import { hasNoOwnId, type ItemFields, type ItemRecords, sameText } from './record-fields.ts'

/** Links are pages if at least one in four has had several titles. */
const PAGES = 4

export class FieldStatistics {
  readonly #document: ItemRecords
  readonly #places: readonly number[]
  readonly #remembered: ItemRecords

  /** The document's items, without duplicates. */
  readonly items = lazy(() => this.#places.map((at) => this.#document.at(at)))
  /** What else the feed lists, as far as is known, if the document is pushed and has some of its items only. */
  readonly others = lazy(() => (this.isPushed ? this.#remembered.all().filter(({ isListed }) => isListed) : []))
  /** Places among the remembered items, by id. */
  readonly idsRemembered = lazy(() => Map.groupBy(this.#remembered.records.keys(), (at) => this.#remembered.at(at).id))
  readonly stability = lazy(() => fieldStability(this.items(), this.#remembered.all(), this.#sharedTexts()))
  readonly #linksRemembered = lazy(() => groups('link', this.#remembered.all()))
  readonly #datesRemembered = lazy(() => groups('date', this.#remembered.all()))
  readonly #ids = lazy(() => groups('id', this.items()))
  readonly #links = lazy(() => groups('link', this.items()))
  readonly #dates = lazy(() => groups('date', this.items()))
  readonly #otherIds = lazy(() => groups('id', this.others()))
  readonly #otherLinks = lazy(() => groups('link', this.others()))
  /** Links and texts that have had several titles. */
  readonly #sharedLinks = lazy(() => this.#shared('link'))
  readonly #sharedTexts = lazy(() => this.#shared('text'))

  /** A hub delivered the document. */
  readonly isPushed: boolean

  /** @param places of the document's items, without duplicates */
  constructor(document: ItemRecords, places: readonly number[], remembered: ItemRecords) {
    this.#document = document
    this.#places = places
    this.#remembered = remembered
    this.isPushed = isPushedDocument(document.records)
  }

  #shared(field: 'link' | 'text'): ReadonlySet<string> {
    return sharedValues(field, this.items()).union(sharedValues(field, this.#remembered.all()))
  }

  /** The document has several items, or the feed has. */
  get hasSeveralItems(): boolean {
    return this.#places.length > 1 || this.others().length > 1
  }

  /** Both have the same text, which belongs to one item only. */
  sameOwnText(item: ItemFields, other: ItemFields): boolean {
    return sameText(item, other) && !this.#sharedTexts().has(item.text ?? '')
  }

  /** At least a quarter of the links have had several titles: a link is a page, not an item. */
  get linksArePages(): boolean {
    const links = new Set([...this.#links().keys(), ...this.#linksRemembered().keys()])
    return PAGES * this.#sharedLinks().size >= links.size
  }

  /** No other item of the document has this date. */
  hasOwnDate({ date }: ItemFields): boolean {
    return this.#dates().get(date)?.length === 1
  }

  /** The date may be only a day: several items share it, or it is a full hour, which is midnight in some time zone. */
  mayBeDay(item: ItemFields): boolean {
    const { date } = item
    return (
      (date ?? 0) % hourSeconds === 0 || !this.hasOwnDate(item) || (this.#datesRemembered().get(date)?.length ?? 0) > 1
    )
  }

  /** Their links can be compared, and links do not change. */
  linksIdentify(item: ItemFields, other: ItemFields): boolean {
    return this.hasComparableLinks(item, other) && !this.stability().linksChange
  }

  /** One item of the document has this link. */
  isOnlyLink(link: string): boolean {
    return link !== noHash && isOnce(link, this.#links(), this.#otherLinks())
  }

  /** One item of the document has this link, which has had one title only. */
  isOwnLink(link: string): boolean {
    return this.isOnlyLink(link) && !this.#sharedLinks().has(link)
  }

  /** Both have the same link, which belongs to one item only. */
  sameLink(item: ItemFields, other: ItemFields): boolean {
    return item.link === other.link && this.isOwnLink(item.link)
  }

  /** One item of the document has this id, and ids are not positions. */
  isOwnId(id: string): boolean {
    return isOnce(id, this.#ids(), this.#otherIds()) && !this.stability().idsArePositions
  }

  /** The link acts as the id: one of them has no other id, or ids move between items. */
  isNamedByLink(item: ItemFields, other: ItemFields): boolean {
    return hasNoOwnId(item) || hasNoOwnId(other) || this.#ids().has(other.id) || this.stability().idsArePositions
  }

  /** No remembered item has its id or its link. */
  hasNewIdAndLink({ id, link }: ItemFields): boolean {
    return (id === noHash || !this.idsRemembered().has(id)) && (link === noHash || !this.#linksRemembered().has(link))
  }

  /** Both have ids, and ids do not change. */
  hasLastingIds(item: ItemFields, other: ItemFields): boolean {
    return !this.isNamedByLink(item, other) && !this.stability().changes.id
  }

  /** The document is pushed, so the other one, which is listed, has not vanished, and its id or link is another. */
  standsBeside(item: ItemFields, other: ItemFields): boolean {
    if (!this.isPushed || !other.isListed) return false
    return this.hasLastingIds(item, other) || (this.linksIdentify(item, other) && item.link !== other.link)
  }

  /** Both have links that belong to one item only. */
  hasComparableLinks(item: ItemFields, other: ItemFields): boolean {
    return this.isOwnLink(item.link) && other.link !== noHash && !this.#sharedLinks().has(other.link)
  }
}

function groups<Field extends 'id' | 'link' | 'date'>(field: Field, items: readonly ItemFields[]) {
  return Map.groupBy(items, (item) => item[field])
}

/** Whether one item of the document has a value, and at most one of the others, which may be the same item. */
function isOnce(
  value: string,
  document: ReadonlyMap<string, readonly ItemFields[]>,
  others: ReadonlyMap<string, readonly ItemFields[]>,
): boolean {
  return document.get(value)?.length === 1 && (others.get(value)?.length ?? 0) <= 1
}
