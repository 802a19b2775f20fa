/**
 * Decides which items of a document are new. Each is compared with what is remembered of the feed, field by field; a field counts
 * only where it tells items apart and holds still from one reading to the next. Pure; docs/guarantees.md has the rules in words.
 */
import { noHash } from './hash.ts'
import {
  datesDiffer,
  hasNoOwnId,
  type ItemFields,
  ItemRecords,
  sameDate,
  sameText,
  sameTitle,
  textsDiffer,
} from './item-fields.ts'
import { type ItemRecord, unchangedKey } from './item-record.ts'
import { isOlderThanAll } from './old-items.ts'
import { reliability, sharedLinks } from './reliability.ts'

/** The field that makes an item a known one. */
export type Evidence = 'id' | 'link' | 'title'

export type Judgement =
  /** `at`: its place among the remembered. */
  | { readonly kind: 'known'; readonly at: number; readonly evidence: Evidence; readonly isEdited: boolean }
  /** The document lists it at that place already. */
  | { readonly kind: 'repeated'; readonly of: number }
  /** It is older than everything that is remembered: an item that was forgotten, and has come back. */
  | { readonly kind: 'old' }
  | { readonly kind: 'new' }

/** Remembered items of one name that are compared with an item. */
const LOOKED_AT = 50

const NEW: Judgement = { kind: 'new' }

/** Ids that an earlier version may have given to the item at that place of the document. */
export type FormerIds = (place: number) => readonly string[]

/**
 * Judges every item of a document, in its order. Each remembered item is recognised in one of them at most: two that stand
 * side by side are two.
 */
export function recognise(
  document: readonly ItemRecord[],
  remembered: readonly ItemRecord[],
  formerIds: FormerIds = () => [],
): readonly Judgement[] {
  return new Comparison(document, remembered).judge(formerIds)
}

/** A document beside what is remembered; items are matched pass by pass, by the strongest evidence first. */
class Comparison {
  readonly #document: ItemRecords
  readonly #remembered: ItemRecords
  readonly #judgements: (Judgement | null)[]
  readonly #taken: boolean[]
  /** Places in the document of what is not repeated there. */
  readonly #items: readonly number[]

  constructor(document: readonly ItemRecord[], remembered: readonly ItemRecord[]) {
    this.#document = new ItemRecords(document)
    this.#remembered = new ItemRecords(remembered)
    this.#judgements = document.map(() => null)
    this.#taken = remembered.map(() => false)
    this.#items = this.#withoutRepeated()
  }

  judge(formerIds: FormerIds): readonly Judgement[] {
    this.#matchUnchanged()
    if (this.#left().length > 0) {
      this.#matchIds()
      this.#matchFormerIds(formerIds)
      this.#matchLinks()
      this.#matchDates()
      this.#matchTitles()
      this.#matchEditsBesideTheirItem()
    }
    const isOld = isOlderThanAll(
      () => this.#items.map((at) => this.#item(at)),
      () => this.#remembered.all(),
    )
    const isBack = (item: ItemFields) => !this.#reliability().datesMove && isOld(item)
    return this.#judgements.map((judgement, at) => judgement ?? (isBack(this.#item(at)) ? { kind: 'old' } : NEW))
  }

  #item(at: number): ItemFields {
    return this.#document.at(at)
  }

  #other(at: number): ItemFields {
    return this.#remembered.at(at)
  }

  /** An item that is listed twice is one. */
  #withoutRepeated(): readonly number[] {
    const places = new Map<string, number>()
    const items: number[] = []
    for (const [at, record] of this.#document.records.entries()) {
      const key = unchangedKey(record)
      const of = places.get(key)
      if (of === undefined) {
        places.set(key, at)
        items.push(at)
      } else this.#judgements[at] = { kind: 'repeated', of }
    }
    return items
  }

  /** Nearly all items are as they were. */
  #matchUnchanged(): void {
    const places = new Map<string, number>()
    for (const [at, record] of this.#remembered.records.entries()) places.set(unchangedKey(record), at)
    for (const place of this.#items) {
      const at = places.get(unchangedKey(this.#document.records[place] ?? ''))
      if (at === undefined || this.#taken[at] === true) continue
      this.#taken[at] = true
      this.#judgements[place] = { kind: 'known', at, evidence: 'id', isEdited: false }
    }
  }

  #left(): readonly number[] {
    return this.#items.filter((at) => this.#judgements[at] === null)
  }

  /** Places of what is remembered and not recognised yet. */
  #free(): readonly number[] {
    return [...this.#taken.keys()].filter((at) => this.#taken[at] === false)
  }

  /** By list of places: how many at its beginning are taken. */
  readonly #starts = new Map<readonly number[], number>()
  readonly #idsInDocument = lazy(() => this.#places(this.#document, this.#items, 'id'))
  readonly #linksInDocument = lazy(() => this.#places(this.#document, this.#items, 'link'))
  readonly #idsRemembered = lazy(() => this.#places(this.#remembered, [...this.#taken.keys()], 'id'))
  /** Links under which several titles have appeared. */
  readonly #sharedLinks = lazy(() =>
    sharedLinks(this.#items.map((at) => this.#item(at))).union(sharedLinks(this.#remembered.all())),
  )
  readonly #reliability = lazy(() =>
    reliability(
      this.#items.map((at) => this.#item(at)),
      this.#remembered.all().filter(({ isListed }) => isListed),
    ),
  )

  #places(
    records: ItemRecords,
    among: readonly number[],
    field: 'id' | 'link',
  ): ReadonlyMap<string, readonly number[]> {
    return Map.groupBy(
      among.filter((at) => records.at(at)[field] !== noHash),
      (at) => records.at(at)[field],
    )
  }

  #match(place: number, at: number, evidence: Evidence): void {
    this.#taken[at] = true
    const isEdited = this.#item(place).title !== this.#other(at).title
    this.#judgements[place] = { kind: 'known', at, evidence, isEdited }
  }

  /** The remembered item of these, which have one name, that is most like this one. */
  #nearest(item: ItemFields, among: readonly number[] | undefined): number | undefined {
    const free = this.#firstFree(among ?? [])
    const alike = free.filter((at) => this.#other(at).title === item.title)
    return alike.find((at) => this.#other(at).date === item.date) ?? alike[0] ?? free[0]
  }

  /** Of many that share a name the first will do: to look at all of them each time would be quadratic. */
  #firstFree(among: readonly number[]): readonly number[] {
    let start = this.#starts.get(among) ?? 0
    while (start < among.length && this.#taken[among[start] ?? 0] === true) start += 1
    this.#starts.set(among, start)
    return among.slice(start, start + LOOKED_AT).filter((at) => this.#taken[at] === false)
  }

  /** An id that tells items apart: the same item, unless everything else speaks against it. */
  #matchIds(): void {
    const isOneOfMany = this.#items.length > 1
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.id === noHash) continue
      const at = this.#nearest(item, this.#idsRemembered().get(item.id))
      if (at === undefined) continue
      const isDistinct = this.#idsInDocument().get(item.id)?.length === 1 && !this.#reliability().idsArePlaces
      const other = this.#other(at)
      const isSame =
        sameTitle(item, other) ||
        (isDistinct &&
          (item.isKnownByLink && this.#sameLink(item, other)
            ? isOneOfMany || sameDate(item, other)
            : sameDate(item, other) ||
              this.#sameLink(item, other) ||
              (isOneOfMany && this.#saysNothingElse(item, other))))
      if (isSame) this.#match(place, at, 'id')
    }
  }

  /** Beside id and title there is nothing that could be compared, or only an equal text. */
  #saysNothingElse(item: ItemFields, other: ItemFields): boolean {
    return (
      (this.#reliability().linksChange || !this.#tellsByLink(item, other)) &&
      (this.#reliability().isDateOfDocument || item.date === null || other.date === null) &&
      (item.text === null || other.text === null || item.text === other.text)
    )
  }

  #matchFormerIds(formerIds: FormerIds): void {
    for (const place of this.#left()) {
      const item = this.#item(place)
      for (const id of formerIds(place)) {
        const all = this.#idsRemembered().get(id)
        // Version 1 remembered items of one name as one: at the first reading since, all of them are known.
        const at = this.#nearest(item, all) ?? all?.find((each) => isOfFirstVersion(this.#other(each)))
        if (at === undefined || this.#judgements[place] !== null) continue
        const other = this.#other(at)
        if (sameTitle(item, other) || (this.#items.length > 1 && this.#sameLink(item, other)))
          this.#match(place, at, 'link')
      }
    }
  }

  /** Where there is no id, a link that tells items apart stands for it. */
  #matchLinks(): void {
    const byLink = Map.groupBy(this.#free(), (at) => this.#other(at).link)
    const isOneOfMany = this.#items.length > 1
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (!this.#isOwnLink(item.link)) continue
      const others = byLink.get(item.link)?.filter((at) => hasNoOwnId(item) || hasNoOwnId(this.#other(at)))
      const at = this.#nearest(item, others)
      if (at === undefined) continue
      const other = this.#other(at)
      // In a feed without ids whose links have stood for several items, another title of another date is another item.
      // So it is where only one of the two has an id of its own.
      const isPlace =
        ((item.id === noHash && this.#sharedLinks().size > 0) || hasNoOwnId(item) !== hasNoOwnId(other)) &&
        datesDiffer(item, other)
      if (sameTitle(item, other) || sameDate(item, other) || sameText(item, other) || (isOneOfMany && !isPlace))
        this.#match(place, at, 'link')
    }
  }

  /** What has vanished from the document and stands in it anew, of the same date and with the same title or link. */
  #matchDates(): void {
    const keyOf = ({ date }: ItemFields, field: string) => `${date} ${field}`
    const dated = this.#free().filter((at) => this.#other(at).date !== null)
    const byTitle = Map.groupBy(dated, (at) => keyOf(this.#other(at), this.#other(at).title))
    const byLink = Map.groupBy(dated, (at) => keyOf(this.#other(at), this.#other(at).link))
    const dates = Map.groupBy(this.#items, (at) => this.#item(at).date)
    const datesRemembered = Map.groupBy(this.#taken.keys(), (at) => this.#other(at).date)
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.date === null) continue
      const isOwnDate = dates.get(item.date)?.length === 1
      const likely = item.title === noHash ? undefined : this.#nearest(item, byTitle.get(keyOf(item, item.title)))
      // A date that several items have is no more than a day: another text under it is another item.
      const isDay = !isOwnDate || (datesRemembered.get(item.date)?.length ?? 0) > 1
      const ofTitle = likely !== undefined && isDay && this.#isAnotherText(item, likely) ? undefined : likely
      const isOwn = this.#isOwnLink(item.link) && isOwnDate
      const at = ofTitle ?? (isOwn ? this.#nearest(item, byLink.get(keyOf(item, item.link))) : undefined)
      if (at !== undefined) this.#match(place, at, ofTitle === undefined ? 'link' : 'title')
    }
  }

  #isAnotherText(item: ItemFields, at: number): boolean {
    const other = this.#other(at)
    return textsDiffer(item, other) && !this.#sameLink(item, other) && !hasNoOwnId(item) && !hasNoOwnId(other)
  }

  /** What was listed last, has vanished, and stands in the document anew under the same title, where nothing says that it is another. */
  #matchTitles(): void {
    const vanished = this.#free().filter((at) => this.#other(at).isListed)
    const byTitle = Map.groupBy(vanished, (at) => this.#other(at).title)
    const titles = Map.groupBy(this.#items, (at) => this.#item(at).title)
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.title === noHash) continue
      const alike = byTitle.get(item.title) ?? []
      const isUnique = titles.get(item.title)?.length === 1 && alike.length === 1
      // Where names are made anew, as many of a title as there were are those that there were.
      const { id, link } = this.#reliability().moves
      const at = isUnique ? alike[0] : id || link ? this.#likest(item, alike) : undefined
      if (at === undefined) continue
      if (this.#isSameUnderTitle(item, this.#other(at))) this.#match(place, at, 'title')
    }
  }

  #likest(item: ItemFields, among: readonly number[]): number | undefined {
    const free = this.#firstFree(among)
    return free.find((at) => sameText(item, this.#other(at))) ?? free[0]
  }

  #isSameUnderTitle(item: ItemFields, other: ItemFields): boolean {
    const { moves, isDateOfDocument } = this.#reliability()
    const hasNewId = !hasNoOwnId(item) && !hasNoOwnId(other)
    const hasSameLink = this.#sameLink(item, other)
    const hasNewLink = !hasSameLink && this.#tellsByLink(item, other)
    const hasNewDate = datesDiffer(item, other)
    const hasNewText = textsDiffer(item, other)
    // Another date is that of another item, unless dates are those of the request.
    if (hasNewDate && isDateOfDocument && sameText(item, other)) return true
    if (hasNewDate && !moves.date) return !hasNewId && (hasSameLink || !(hasNewLink || hasNewText))
    if (hasNewText) return hasSameLink && !hasNewId
    if (hasSameLink || sameText(item, other)) return true
    if (hasNewId && !moves.id) return false
    if (hasNewLink && !moves.link) return false
    // Everything but the title is another.
    return !(hasNewDate && (hasNewId || hasNewLink))
  }

  /** An edited item that is listed beside itself, under one id and one link: both are the one that was known there. */
  #matchEditsBesideTheirItem(): void {
    const left = this.#left().filter((place) => this.#item(place).link !== noHash)
    if (left.length === 0) return
    const known = new Map<string, Judgement>()
    for (const place of this.#items) {
      const { id, link } = this.#item(place)
      const judgement = this.#judgements[place]
      if (judgement?.kind === 'known' && id !== noHash) known.set(id + link, judgement)
    }
    for (const place of left) {
      const { id, link } = this.#item(place)
      const judgement = this.#idsRemembered().get(id)?.length === 1 ? known.get(id + link) : undefined
      if (judgement?.kind === 'known') this.#judgements[place] = { ...judgement, evidence: 'id', isEdited: true }
    }
  }

  /** A link that one item of the document has, and under which no other titles have appeared. */
  #isOwnLink(link: string): boolean {
    return link !== noHash && this.#linksInDocument().get(link)?.length === 1 && !this.#sharedLinks().has(link)
  }

  #sameLink(item: ItemFields, other: ItemFields): boolean {
    return item.link === other.link && this.#isOwnLink(item.link)
  }

  /** Their links can be compared. */
  #tellsByLink(item: ItemFields, other: ItemFields): boolean {
    return this.#isOwnLink(item.link) && other.link !== noHash && !this.#sharedLinks().has(other.link)
  }
}

/** Its feed's memory was brought forward, and not written since. */
function isOfFirstVersion({ date, text, isListed }: ItemFields): boolean {
  return isListed && date === null && text === null
}

function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
