/** A record taken apart, for comparing. */
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
  /** It has no id besides its link. */
  readonly isKnownByLink: boolean
  /** The document that was read last lists it. */
  readonly isListed: boolean
}

export function fieldsOf(record: ItemRecord): ItemFields {
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
