/**
 * Decides which items of a document are new, by comparing them field by field with the remembered items. A field counts only if it
 * identifies items and stays the same between polls. Pure; docs/guarantees.md lists the rules.
 */
import { FieldStatistics } from './field-statistics.ts'
import { noHash } from './hash.ts'
import type { ItemRecord } from './item-record.ts'
import { isOlderThanAll } from './old-items.ts'
import {
  datesDiffer,
  hasNoOwnId,
  type ItemFields,
  ItemRecords,
  isOfFirstVersion,
  sameText,
  sameTitle,
  textsDiffer,
} from './record-fields.ts'
import { isSameUnderId, isSameUnderLink, isSameUnderTitle } from './same-item.ts'
import { type DistinctItems, distinctItems, hasAnyHash, matchUnchanged } from './unchanged-items.ts'

/** The field by which an item is recognised. */
export type Evidence = 'id' | 'link' | 'title'

export type Judgement =
  /** `at`: the place of the remembered item that it is. */
  | { readonly kind: 'known'; readonly at: number; readonly evidence: Evidence; readonly isEdited: boolean }
  /** A duplicate; `of`: the first place. */
  | { readonly kind: 'repeated'; readonly of: number }
  /** Older than all remembered items: a forgotten item that is listed again. */
  | { readonly kind: 'old' }
  | { readonly kind: 'new' }

/** Maximum candidates for an item, which bounds the time if items share an id. */
const MAX_CANDIDATES = 50

const NEW: Judgement = { kind: 'new' }

/** The ids that version 1 may have stored for the item at a place in the document. */
export type FormerIds = (place: number) => readonly string[]

/** Judges all items of a document, in order. A remembered item is matched at most once. */
export function recognise(
  document: readonly ItemRecord[],
  remembered: readonly ItemRecord[],
  formerIds: FormerIds = () => [],
): readonly Judgement[] {
  return new Comparison(document, remembered).judge(formerIds)
}

/** Matches a document with the remembered items in several passes, the strongest evidence first. */
class Comparison {
  readonly #document: ItemRecords
  readonly #remembered: ItemRecords
  readonly #judgements: (Judgement | null)[]
  readonly #taken: boolean[]
  readonly #distinct: DistinctItems
  /** Places in the document, without duplicates. */
  readonly #items: readonly number[]
  readonly #stats: FieldStatistics
  #renamed: ReadonlyMap<string, readonly number[]> | undefined

  constructor(document: readonly ItemRecord[], remembered: readonly ItemRecord[]) {
    this.#document = new ItemRecords(document)
    this.#remembered = new ItemRecords(remembered)
    this.#distinct = distinctItems(document)
    this.#judgements = document.map((_, place) => {
      const of = this.#distinct.repeated.get(place)
      return of === undefined ? null : { kind: 'repeated', of }
    })
    this.#taken = remembered.map(() => false)
    this.#items = [...this.#distinct.places.values()]
    this.#stats = new FieldStatistics(this.#document, this.#items, this.#remembered)
  }

  judge(formerIds: FormerIds): readonly Judgement[] {
    // Nearly all items are unchanged and skip the other passes.
    for (const [place, at] of matchUnchanged(this.#document.records, this.#distinct, this.#remembered.records)) {
      this.#taken[at] = true
      this.#judgements[place] = { kind: 'known', at, evidence: 'id', isEdited: false }
    }
    const unknown = this.#remembered.records.length === 0 ? [] : this.#left()
    const hashes = unknown.flatMap((place) => {
      const { id, link, title } = this.#item(place)
      return [id, link, title, ...formerIds(place)]
    })
    if (hasAnyHash(hashes, this.#remembered.records)) {
      this.#matchIds()
      this.#matchFormerIds(formerIds)
      this.#matchLinks()
      this.#matchDates()
      this.#matchTitles()
      this.#matchEditsBesideTheirItem()
    }
    // Pushed items have no place in the order of the feed.
    const listed = () => (this.#stats.isPushed ? this.#stats.others() : this.#stats.items())
    const isOld = isOlderThanAll(listed, this.#remembered.records)
    const isBack = (item: ItemFields) => isOld(item) && !this.#stats.stability().datesChange
    return this.#judgements.map((judgement, at) => judgement ?? (isBack(this.#item(at)) ? { kind: 'old' } : NEW))
  }

  #item(at: number): ItemFields {
    return this.#document.at(at)
  }

  #other(at: number): ItemFields {
    return this.#remembered.at(at)
  }

  #left(): readonly number[] {
    return this.#items.filter((at) => this.#judgements[at] === null)
  }

  /** Places of remembered items without a match. */
  #free(): readonly number[] {
    return [...this.#taken.keys()].filter((at) => this.#taken[at] === false)
  }

  /** The number of taken places at the beginning of a list. */
  readonly #starts = new Map<readonly number[], number>()
  #match(place: number, at: number, evidence: Evidence): void {
    this.#taken[at] = true
    const isEdited = this.#item(place).title !== this.#other(at).title
    this.#judgements[place] = { kind: 'known', at, evidence, isEdited }
  }

  /** The most similar remembered item. */
  #nearest(item: ItemFields, among: readonly number[] | undefined): number | undefined {
    const free = this.#firstFree(among ?? [])
    const alike = free.filter((at) => this.#other(at).title === item.title)
    return alike.find((at) => this.#other(at).date === item.date) ?? alike[0] ?? free[0]
  }

  /** The first free places only: comparing all of them takes quadratic time. */
  #firstFree(among: readonly number[]): readonly number[] {
    let start = this.#starts.get(among) ?? 0
    while (start < among.length && this.#taken[among[start] ?? 0] === true) start += 1
    this.#starts.set(among, start)
    return among.slice(start, start + MAX_CANDIDATES).filter((at) => this.#taken[at] === false)
  }

  #matchIds(): void {
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.id === noHash) continue
      const at = this.#nearest(item, this.#stats.idsRemembered().get(item.id))
      if (at === undefined || this.#hasMoved(place, at)) continue
      if (isSameUnderId(item, this.#other(at), this.#stats)) this.#match(place, at, 'id')
    }
  }

  /** Whether another item of the document is the remembered one with a new id and link, while this item has its old ones. */
  #hasMoved(place: number, at: number): boolean {
    const other = this.#other(at)
    if (other.title === noHash || sameTitle(this.#item(place), other)) return false
    this.#renamed ??= Map.groupBy(
      this.#left().filter((each) => this.#stats.hasNewIdAndLink(this.#item(each))),
      (each) => this.#item(each).title,
    )
    return (this.#renamed.get(other.title) ?? []).slice(0, MAX_CANDIDATES).some((each) => {
      const item = this.#item(each)
      return this.#judgements[each] === null && !datesDiffer(item, other) && !textsDiffer(item, other)
    })
  }

  #matchFormerIds(formerIds: FormerIds): void {
    for (const place of this.#left()) {
      const item = this.#item(place)
      for (const id of formerIds(place)) {
        const all = (this.#stats.idsRemembered().get(id) ?? []).filter((each) => isOfFirstVersion(this.#other(each)))
        // Version 1 kept one record for all items with one id.
        const at = this.#nearest(item, all) ?? all[0]
        if (at === undefined || this.#judgements[place] !== null) continue
        const other = this.#other(at)
        if (sameTitle(item, other) || (this.#items.length > 1 && this.#stats.sameLink(item, other)))
          this.#match(place, at, 'link')
      }
    }
  }

  #matchLinks(): void {
    const byLink = Map.groupBy(this.#free(), (at) => this.#other(at).link)
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (!this.#stats.isOwnLink(item.link)) continue
      const others = byLink.get(item.link)?.filter((at) => this.#mayHaveNewId(item, this.#other(at)))
      const at = this.#nearest(item, others)
      if (at === undefined || this.#hasMoved(place, at)) continue
      if (isSameUnderLink(item, this.#other(at), this.#stats)) this.#match(place, at, 'link')
    }
  }

  /** Whether the id may have changed: ids are not lasting, or text and date are the same. */
  #mayHaveNewId(item: ItemFields, other: ItemFields): boolean {
    return (
      !this.#stats.hasLastingIds(item, other) || (this.#stats.sameOwnText(item, other) && !datesDiffer(item, other))
    )
  }

  /** Matches items with a new id or link that have the date, and the title or link, of a vanished item. */
  #matchDates(): void {
    const keyOf = ({ date }: ItemFields, field: string) => `${date} ${field}`
    const dated = this.#free().filter((at) => this.#other(at).date !== null)
    const byTitle = Map.groupBy(dated, (at) => keyOf(this.#other(at), this.#other(at).title))
    const byLink = Map.groupBy(dated, (at) => keyOf(this.#other(at), this.#other(at).link))
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.date === null) continue
      const likely = item.title === noHash ? undefined : this.#nearest(item, byTitle.get(keyOf(item, item.title)))
      const mayBeDay = this.#stats.mayBeDay(item)
      // If the date may be only a day, another text means another item.
      const ofTitle = likely !== undefined && mayBeDay && this.#isAnother(item, likely) ? undefined : likely
      const isOwn = mayBeDay
        ? this.#stats.isOwnLink(item.link) && this.#stats.hasOwnDate(item)
        : this.#stats.isOnlyLink(item.link)
      const ofLink = isOwn ? this.#nearest(item, byLink.get(keyOf(item, item.link))) : undefined
      const at = ofTitle ?? (ofLink !== undefined && mayBeDay && this.#isRenamed(item, ofLink) ? undefined : ofLink)
      if (at !== undefined) this.#match(place, at, ofTitle === undefined ? 'link' : 'title')
    }
  }

  #isAnother(item: ItemFields, at: number): boolean {
    const other = this.#other(at)
    if (this.#stats.standsBeside(item, other)) return true
    const isNamed = this.#stats.hasLastingIds(item, other) || this.#stats.linksIdentify(item, other)
    return textsDiffer(item, other) && !this.#stats.sameLink(item, other) && isNamed
  }

  /** Whether id or text show that it is another item under the same link. */
  #isRenamed(item: ItemFields, at: number): boolean {
    const other = this.#other(at)
    return textsDiffer(item, other) || this.#stats.hasLastingIds(item, other)
  }

  /** Matches items with a new id or link that have the title of a vanished item, and its text if it vanished earlier. */
  #matchTitles(): void {
    const [vanished, earlier] = [true, false].map((isListed) =>
      Map.groupBy(
        this.#free().filter((at) => this.#other(at).isListed === isListed),
        (at) => this.#other(at).title,
      ),
    )
    const titles = Map.groupBy(this.#items, (at) => this.#item(at).title)
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.title === noHash) continue
      const alike = this.#vanishedFor(item, vanished?.get(item.title) ?? [])
      const isUnique = titles.get(item.title)?.length === 1 && alike.length === 1
      const { id, link } = this.#stats.stability().changes
      // If ids or links change with each poll, equal titles are matched one to one.
      const likely = isUnique ? alike[0] : id || link ? this.#mostSimilar(item, alike) : undefined
      const isNameless = id || link || (hasNoOwnId(item) && !this.#stats.isOwnLink(item.link))
      const at = likely ?? (isNameless ? this.#mostSimilarEarlier(item, earlier?.get(item.title)) : undefined)
      if (at === undefined) continue
      if (isSameUnderTitle(item, this.#other(at), this.#stats)) this.#match(place, at, 'title')
    }
  }

  /** A pushed document does not show that an item has vanished. */
  #vanishedFor(item: ItemFields, alike: readonly number[]): readonly number[] {
    return this.#stats.isPushed ? alike.filter((at) => !this.#stats.standsBeside(item, this.#other(at))) : alike
  }

  #mostSimilar(item: ItemFields, among: readonly number[]): number | undefined {
    const free = this.#firstFree(among)
    return free.find((at) => sameText(item, this.#other(at))) ?? free[0]
  }

  #mostSimilarEarlier(item: ItemFields, among: readonly number[] = []): number | undefined {
    const { datesChange, isDateOfDocument } = this.#stats.stability()
    return this.#firstFree(among).find((at) => {
      const other = this.#other(at)
      return !textsDiffer(item, other) && (datesChange || isDateOfDocument || !datesDiffer(item, other))
    })
  }

  /** Matches an edited item that is listed beside its earlier version, with the same id and link. */
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
      const judgement = this.#stats.idsRemembered().get(id)?.length === 1 ? known.get(id + link) : undefined
      if (judgement?.kind !== 'known') continue
      const [item, other] = [this.#item(place), this.#other(judgement.at)]
      if (datesDiffer(item, other) && textsDiffer(item, other)) continue
      this.#judgements[place] = { ...judgement, evidence: 'id', isEdited: true }
    }
  }
}
