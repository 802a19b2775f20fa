/** A record taken apart, for comparing. */
import { noHash } from './hash.ts'
import { dateOf, type ItemRecord, idOf, isKnownByLink, isListed, linkOf, textOf, titleOf } from './item-record.ts'

export interface ItemFields {
  /** Hashes; `noHash` where the item has none. */
  readonly id: string
  readonly link: string
  readonly title: string
  /** The hash of its beginning; null where there is none. */
  readonly text: string | null
  /** Seconds since 1970; null where there is none. */
  readonly date: number | null
  /** Its link is its only id. */
  readonly isKnownByLink: boolean
  /** The document that was read last lists it. */
  readonly isListed: boolean
}

function fieldsOf(record: ItemRecord): ItemFields {
  return {
    id: idOf(record),
    link: linkOf(record),
    title: titleOf(record),
    text: textOf(record),
    date: dateOf(record),
    isKnownByLink: isKnownByLink(record),
    isListed: isListed(record),
  }
}

/** Records whose fields are read lazily. */
export class ItemRecords {
  readonly records: readonly ItemRecord[]
  readonly #fields: (ItemFields | undefined)[] = []

  constructor(records: readonly ItemRecord[]) {
    this.records = records
  }

  at(place: number): ItemFields {
    const known = this.#fields[place]
    if (known !== undefined) return known
    const fields = fieldsOf(this.records[place] ?? '')
    this.#fields[place] = fields
    return fields
  }

  all(): readonly ItemFields[] {
    return this.records.map((_, place) => this.at(place))
  }
}

/** It has no id, or its link is its id. */
export function hasNoOwnId({ id, isKnownByLink }: ItemFields): boolean {
  return id === noHash || isKnownByLink
}

export function sameTitle(item: ItemFields, other: ItemFields): boolean {
  return item.title !== noHash && item.title === other.title
}

export function sameDate(item: ItemFields, other: ItemFields): boolean {
  return item.date !== null && item.date === other.date
}

export function datesDiffer(item: ItemFields, other: ItemFields): boolean {
  return item.date !== null && other.date !== null && item.date !== other.date
}

export function sameText(item: ItemFields, other: ItemFields): boolean {
  return item.text !== null && item.text === other.text
}

export function textsDiffer(item: ItemFields, other: ItemFields): boolean {
  return item.text !== null && other.text !== null && item.text !== other.text
}

/** What items are found by: `noHash` where there is none. */
export function namesOf({ id, link, title }: ItemFields): readonly string[] {
  return [id, link, title]
}

/** It was remembered by version 1. */
export function isOfFirstVersion({ date, text, isListed }: ItemFields): boolean {
  return isListed && date === null && text === null
}
