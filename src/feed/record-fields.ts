/** The fields of item records, and comparisons of them. */
import { noHash } from './hash.ts'
import { dateOf, type ItemRecord, idOf, isKnownByLink, isListed, linkOf, textOf, titleOf } from './item-record.ts'

export interface ItemFields {
  /** Hashes; `noHash`: none. */
  readonly id: string
  readonly link: string
  readonly title: string
  /** Hash of its beginning. */
  readonly text: string | null
  /** Seconds since 1970. */
  readonly date: number | null
  /** Its link acts as its id. */
  readonly isKnownByLink: boolean
  /** The last document lists it. */
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

/** Whether an item has no id, or its link is its id. */
export function hasNoOwnId({ id, isKnownByLink }: ItemFields): boolean {
  return id === noHash || isKnownByLink
}

/** Whether both have the same title. Like `sameDate` and `sameText`, false if the field is absent. */
export function sameTitle(item: ItemFields, other: ItemFields): boolean {
  return item.title !== noHash && item.title === other.title
}

/** Whether both have the same date. */
export function sameDate(item: ItemFields, other: ItemFields): boolean {
  return item.date !== null && item.date === other.date
}

/** Whether both have dates, which differ. */
export function datesDiffer(item: ItemFields, other: ItemFields): boolean {
  return item.date !== null && other.date !== null && item.date !== other.date
}

/** Whether both have the same text. */
export function sameText(item: ItemFields, other: ItemFields): boolean {
  return item.text !== null && item.text === other.text
}

/** Whether both have texts, which differ. */
export function textsDiffer(item: ItemFields, other: ItemFields): boolean {
  return item.text !== null && other.text !== null && item.text !== other.text
}

/** Whether version 1 stored the record. */
export function isOfFirstVersion({ date, text, isListed }: ItemFields): boolean {
  return isListed && date === null && text === null
}
