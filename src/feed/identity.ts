/**
 * Decides which items of a document are new. Each is compared, field by field, with the items that are remembered of the feed. A field
 * counts only if it tells items apart and stays the same between readings. Pure; docs/guarantees.md lists the rules.
 */

import { Distinction } from './distinction.ts'
import { noHash } from './hash.ts'
import {
  datesDiffer,
  hasNoOwnId,
  type ItemFields,
  ItemRecords,
  isOfFirstVersion,
  namesOf,
  sameText,
  sameTitle,
  textsDiffer,
} from './item-fields.ts'
import type { ItemRecord } from './item-record.ts'
import { isOlderThanAll } from './old-items.ts'
import { isSameUnderId, isSameUnderLink, isSameUnderTitle } from './same-item.ts'
import { isAnyKnown, type Listed, listedIn, unchangedIn } from './unchanged.ts'

/** The field that makes an item a known one. */
export type Evidence = 'id' | 'link' | 'title'

export type Judgement =
  /** `at`: its place among the remembered. */
  | { readonly kind: 'known'; readonly at: number; readonly evidence: Evidence; readonly isEdited: boolean }
  /** The document lists it twice; `of`: its first place. */
  | { readonly kind: 'repeated'; readonly of: number }
  /** It is older than every remembered item: a forgotten item that is listed again. */
  | { readonly kind: 'old' }
  | { readonly kind: 'new' }

/** Maximum candidates per item; bounds the time for documents whose items share an id. */
const LOOKED_AT = 50

const NEW: Judgement = { kind: 'new' }

/** Ids under which version 1 may have remembered the item at that place of the document. */
export type FormerIds = (place: number) => readonly string[]

/**
 * Judges every item of a document, in its order. A remembered item is matched once at most, so two items that are listed side
 * by side are two.
 */
export function recognise(
  document: readonly ItemRecord[],
  remembered: readonly ItemRecord[],
  formerIds: FormerIds = () => [],
): readonly Judgement[] {
  return new Comparison(document, remembered).judge(formerIds)
}

/** Matches a document with the remembered items in passes, the strongest evidence first. */
class Comparison {
  readonly #document: ItemRecords
  readonly #remembered: ItemRecords
  readonly #judgements: (Judgement | null)[]
  readonly #taken: boolean[]
  readonly #listed: Listed
  /** Places in the document, without repeated items. */
  readonly #items: readonly number[]
  readonly #tells: Distinction
  #namedAnew: ReadonlyMap<string, readonly number[]> | undefined

  constructor(document: readonly ItemRecord[], remembered: readonly ItemRecord[]) {
    this.#document = new ItemRecords(document)
    this.#remembered = new ItemRecords(remembered)
    this.#listed = listedIn(document)
    this.#judgements = document.map((_, place) => {
      const of = this.#listed.repeated.get(place)
      return of === undefined ? null : { kind: 'repeated', of }
    })
    this.#taken = remembered.map(() => false)
    this.#items = [...this.#listed.places.values()]
    this.#tells = new Distinction(this.#document, this.#items, this.#remembered)
  }

  judge(formerIds: FormerIds): readonly Judgement[] {
    // Nearly all items are unchanged; this spares them the other passes.
    for (const [place, at] of unchangedIn(this.#document.records, this.#listed, this.#remembered.records)) {
      this.#taken[at] = true
      this.#judgements[place] = { kind: 'known', at, evidence: 'id', isEdited: false }
    }
    const unknown = this.#remembered.records.length === 0 ? [] : this.#left()
    const left = unknown.map((place) => [...namesOf(this.#item(place)), ...formerIds(place)])
    if (isAnyKnown(left, this.#remembered.records)) {
      this.#matchIds()
      this.#matchFormerIds(formerIds)
      this.#matchLinks()
      this.#matchDates()
      this.#matchTitles()
      this.#matchEditsBesideTheirItem()
    }
    const isOld = isOlderThanAll(() => this.#tells.items, this.#remembered.records)
    const isBack = (item: ItemFields) => isOld(item) && !this.#tells.reliability.datesMove
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

  /** Places of remembered items that are not matched yet. */
  #free(): readonly number[] {
    return [...this.#taken.keys()].filter((at) => this.#taken[at] === false)
  }

  /** How many at the beginning of a list of places are taken. */
  readonly #starts = new Map<readonly number[], number>()
  #match(place: number, at: number, evidence: Evidence): void {
    this.#taken[at] = true
    const isEdited = this.#item(place).title !== this.#other(at).title
    this.#judgements[place] = { kind: 'known', at, evidence, isEdited }
  }

  /** Of these remembered items, the one most like this item. */
  #nearest(item: ItemFields, among: readonly number[] | undefined): number | undefined {
    const free = this.#firstFree(among ?? [])
    const alike = free.filter((at) => this.#other(at).title === item.title)
    return alike.find((at) => this.#other(at).date === item.date) ?? alike[0] ?? free[0]
  }

  /** The first candidates only: looking at all of them for each item is quadratic. */
  #firstFree(among: readonly number[]): readonly number[] {
    let start = this.#starts.get(among) ?? 0
    while (start < among.length && this.#taken[among[start] ?? 0] === true) start += 1
    this.#starts.set(among, start)
    return among.slice(start, start + LOOKED_AT).filter((at) => this.#taken[at] === false)
  }

  #matchIds(): void {
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.id === noHash) continue
      const at = this.#nearest(item, this.#tells.idsRemembered.get(item.id))
      if (at === undefined || this.#isElsewhere(place, at)) continue
      if (isSameUnderId(item, this.#other(at), this.#tells)) this.#match(place, at, 'id')
    }
  }

  /** The remembered item now stands elsewhere in the document, with an id and link that no item had: this one has taken its place. */
  #isElsewhere(place: number, at: number): boolean {
    const other = this.#other(at)
    if (other.title === noHash || sameTitle(this.#item(place), other)) return false
    this.#namedAnew ??= Map.groupBy(
      this.#left().filter((each) => this.#tells.hasNewNames(this.#item(each))),
      (each) => this.#item(each).title,
    )
    return (this.#namedAnew.get(other.title) ?? []).slice(0, LOOKED_AT).some((each) => {
      const item = this.#item(each)
      return this.#judgements[each] === null && !datesDiffer(item, other) && !textsDiffer(item, other)
    })
  }

  #matchFormerIds(formerIds: FormerIds): void {
    for (const place of this.#left()) {
      const item = this.#item(place)
      for (const id of formerIds(place)) {
        const all = (this.#tells.idsRemembered.get(id) ?? []).filter((each) => isOfFirstVersion(this.#other(each)))
        // Version 1 kept one record for all items of one name.
        const at = this.#nearest(item, all) ?? all[0]
        if (at === undefined || this.#judgements[place] !== null) continue
        const other = this.#other(at)
        if (sameTitle(item, other) || (this.#items.length > 1 && this.#tells.sameLink(item, other)))
          this.#match(place, at, 'link')
      }
    }
  }

  #matchLinks(): void {
    const byLink = Map.groupBy(this.#free(), (at) => this.#other(at).link)
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (!this.#tells.isOwnLink(item.link)) continue
      const others = byLink.get(item.link)?.filter((at) => this.#mayHaveNewId(item, this.#other(at)))
      const at = this.#nearest(item, others)
      if (at === undefined || this.#isElsewhere(place, at)) continue
      if (isSameUnderLink(item, this.#other(at), this.#tells)) this.#match(place, at, 'link')
    }
  }

  /** Ids do not last, or all else is the same. */
  #mayHaveNewId(item: ItemFields, other: ItemFields): boolean {
    return (
      !this.#tells.hasLastingIds(item, other) || (this.#tells.sameOwnText(item, other) && !datesDiffer(item, other))
    )
  }

  /** An item with a new id or link, but the same date and the same title or link as one that vanished. */
  #matchDates(): void {
    const keyOf = ({ date }: ItemFields, field: string) => `${date} ${field}`
    const dated = this.#free().filter((at) => this.#other(at).date !== null)
    const byTitle = Map.groupBy(dated, (at) => keyOf(this.#other(at), this.#other(at).title))
    const byLink = Map.groupBy(dated, (at) => keyOf(this.#other(at), this.#other(at).link))
    for (const place of this.#left()) {
      const item = this.#item(place)
      if (item.date === null) continue
      const likely = item.title === noHash ? undefined : this.#nearest(item, byTitle.get(keyOf(item, item.title)))
      const mayBeDay = this.#tells.mayBeDay(item)
      // Another text with a date that may be only a day is another item.
      const ofTitle = likely !== undefined && mayBeDay && this.#isAnotherText(item, likely) ? undefined : likely
      const isOwn = mayBeDay
        ? this.#tells.isOwnLink(item.link) && this.#tells.hasOwnDate(item)
        : this.#tells.isOnlyLink(item.link)
      const ofLink = isOwn ? this.#nearest(item, byLink.get(keyOf(item, item.link))) : undefined
      const at = ofTitle ?? (ofLink !== undefined && mayBeDay && this.#isNamedAnew(item, ofLink) ? undefined : ofLink)
      if (at !== undefined) this.#match(place, at, ofTitle === undefined ? 'link' : 'title')
    }
  }

  #isAnotherText(item: ItemFields, at: number): boolean {
    const other = this.#other(at)
    const isNamed = this.#tells.hasLastingIds(item, other) || this.#tells.linksCount(item, other)
    return textsDiffer(item, other) && !this.#tells.sameLink(item, other) && isNamed
  }

  /** Its id or its text says that it is another item under the same link. */
  #isNamedAnew(item: ItemFields, at: number): boolean {
    const other = this.#other(at)
    return textsDiffer(item, other) || this.#tells.hasLastingIds(item, other)
  }

  /**
   * An item with a new id or link, but the title of one that was listed last time and vanished; its text as well, if that one
   * vanished earlier.
   */
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
      const alike = vanished?.get(item.title) ?? []
      const isUnique = titles.get(item.title)?.length === 1 && alike.length === 1
      const { id, link } = this.#tells.reliability.moves
      // If the feed regenerates ids or links, equal titles are matched one to one.
      const likely = isUnique ? alike[0] : id || link ? this.#likest(item, alike) : undefined
      const isNameless = id || link || (hasNoOwnId(item) && !this.#tells.isOwnLink(item.link))
      const at = likely ?? (isNameless ? this.#likestOfOld(item, earlier?.get(item.title)) : undefined)
      if (at === undefined) continue
      if (isSameUnderTitle(item, this.#other(at), this.#tells)) this.#match(place, at, 'title')
    }
  }

  #likest(item: ItemFields, among: readonly number[]): number | undefined {
    const free = this.#firstFree(among)
    return free.find((at) => sameText(item, this.#other(at))) ?? free[0]
  }

  #likestOfOld(item: ItemFields, among: readonly number[] = []): number | undefined {
    const { datesMove, isDateOfDocument } = this.#tells.reliability
    return this.#firstFree(among).find((at) => {
      const other = this.#other(at)
      return !textsDiffer(item, other) && (datesMove || isDateOfDocument || !datesDiffer(item, other))
    })
  }

  #isAnother(item: ItemFields, other: ItemFields): boolean {
    return datesDiffer(item, other) && textsDiffer(item, other)
  }

  /** An edited item that is listed beside its earlier version, with the same id and link. */
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
      const judgement = this.#tells.idsRemembered.get(id)?.length === 1 ? known.get(id + link) : undefined
      const isEdit = judgement?.kind === 'known' && !this.#isAnother(this.#item(place), this.#other(judgement.at))
      if (isEdit) this.#judgements[place] = { ...judgement, evidence: 'id', isEdited: true }
    }
  }
}
