/** Tells which ids, links and texts of a document distinguish its items. Created lazily: most documents need none of it. */
import { hourSeconds } from '../limits.ts'
import { noHash } from './hash.ts'
import { hasNoOwnId, type ItemFields, type ItemRecords, sameText } from './item-fields.ts'
import { type Reliability, reliability, shared } from './reliability.ts'

type Places = ReadonlyMap<string, readonly number[]>

/** Links are pages if at least one in four has stood for several titles. */
const PAGES = 4

export class Distinction {
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
  #reliability: Reliability | undefined
  #datesInDocument: ReadonlyMap<number | null, number> | undefined
  #datesRemembered: ReadonlyMap<number | null, number> | undefined

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

  get isOneOfMany(): boolean {
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

  /** Links under which several titles have appeared. */
  get sharedLinks(): ReadonlySet<string> {
    this.#sharedLinks ??= this.#shared('link')
    return this.#sharedLinks
  }

  /** Texts under which several titles have appeared. */
  get #textsOfSeveral(): ReadonlySet<string> {
    this.#sharedTexts ??= this.#shared('text')
    return this.#sharedTexts
  }

  #shared(field: 'link' | 'text'): ReadonlySet<string> {
    return shared(field, this.items).union(shared(field, this.#remembered.all()))
  }

  /** Their text is the same, and it is no text of several items. */
  sameOwnText(item: ItemFields, other: ItemFields): boolean {
    return sameText(item, other) && !this.#textsOfSeveral.has(item.text ?? '')
  }

  /** A quarter of the links at least have stood for several titles: a link is a page, not an item. */
  get linksArePages(): boolean {
    const { size } = this.sharedLinks
    return size > 0 && PAGES * size >= new Set([...this.items, ...this.#remembered.all()].map(({ link }) => link)).size
  }

  /** No other item of the document has this date. */
  hasOwnDate({ date }: ItemFields): boolean {
    this.#datesInDocument ??= counted(this.items)
    return this.#datesInDocument.get(date) === 1
  }

  /** Several items share the date: it is only a day. */
  isDay(item: ItemFields): boolean {
    this.#datesRemembered ??= counted(this.#remembered.all())
    return !this.hasOwnDate(item) || (this.#datesRemembered.get(item.date) ?? 0) > 1
  }

  /** The date is, or may be, only a day: it is a full hour, at which days begin in some time zone. */
  mayBeDay(item: ItemFields): boolean {
    return (item.date ?? 0) % hourSeconds === 0 || this.isDay(item)
  }

  /** Their links can be compared, and links stay as they are. */
  linksCount(item: ItemFields, other: ItemFields): boolean {
    return this.hasComparableLinks(item, other) && !this.reliability.linksChange
  }

  get reliability(): Reliability {
    this.#reliability ??= reliability(this.items, this.#remembered.all(), this.#textsOfSeveral)
    return this.#reliability
  }

  /** One item of the document has this link. */
  isOnlyLink(link: string): boolean {
    this.#linksInDocument ??= placesBy('link', this.#document, this.#places)
    return link !== noHash && this.#linksInDocument.get(link)?.length === 1
  }

  /** One item of the document has this link, and no other titles have appeared under it. */
  isOwnLink(link: string): boolean {
    return this.isOnlyLink(link) && !this.sharedLinks.has(link)
  }

  sameLink(item: ItemFields, other: ItemFields): boolean {
    return item.link === other.link && this.isOwnLink(item.link)
  }

  /** One item of the document has this id, and it is no position in a list. */
  isOwnId(id: string): boolean {
    return this.idsInDocument.get(id)?.length === 1 && !this.reliability.idsArePlaces
  }

  /** One of them has no id besides its link, or ids go from item to item: the link stands for the id. */
  isNamedByLink(item: ItemFields, other: ItemFields): boolean {
    return hasNoOwnId(item) || hasNoOwnId(other) || this.idsInDocument.has(other.id) || this.reliability.idsArePlaces
  }

  /** No remembered item has its id or its link. */
  hasNewNames({ id, link }: ItemFields): boolean {
    this.#linksRemembered ??= new Set(this.#remembered.all().map((item) => item.link))
    return !this.idsRemembered.has(id) && (link === noHash || !this.#linksRemembered.has(link))
  }

  /** Both have ids, which stay the same between readings. */
  hasLastingIds(item: ItemFields, other: ItemFields): boolean {
    return !this.isNamedByLink(item, other) && !this.reliability.moves.id
  }

  /** Their links can be compared; they may be the same. */
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

/** How many items have each date. */
function counted(items: readonly ItemFields[]): ReadonlyMap<number | null, number> {
  const counts = new Map<number | null, number>()
  for (const { date } of items) counts.set(date, (counts.get(date) ?? 0) + 1)
  return counts
}
