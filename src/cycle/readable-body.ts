/** Decides whether an item's text is worth a reading page. Pure. */
import { itemText } from '../feed/html-to-text/item-text.ts'
import { htmlText } from '../feed/item-draft.ts'
import { limits } from '../limits.ts'
import type { Body } from '../model.ts'

const { readingUnits } = limits.web

/** Whether a body has enough words that a reader sees, beside share buttons and the like. Reads only as much as is needed. */
export function isReadableBody(body: Body | null, title: string): boolean {
  return body !== null && itemText([htmlText(body.html)], 2 * readingUnits, title).length >= readingUnits
}
