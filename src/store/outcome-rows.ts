/** How outcomes are packed into rows: up to a number of items and of bytes in each. Pure. */
import { Buffer } from 'node:buffer'
import { limits } from '../limits.ts'

const { outcomesARow, outcomesRowBytes } = limits.store

/** An item as JSON. */
export interface OutcomeTexts {
  readonly outcome: string
  readonly story: string | null
}

/** What a row still takes. */
export interface Room {
  readonly items: number
  readonly bytes: number
}

export const noRoom: Room = { items: 0, bytes: 0 }

/** The items that fit into the open row, and those of each further one. */
export function inRows(
  texts: readonly OutcomeTexts[],
  open: Room,
): readonly [readonly OutcomeTexts[], ...(readonly OutcomeTexts[])[]] {
  const before: OutcomeTexts[] = []
  const rows: OutcomeTexts[][] = []
  let [row, { items, bytes }] = [before, open]
  for (const text of texts) {
    const needed = Buffer.byteLength(`${text.outcome},${text.story ?? ''},`)
    if (items < 1 || bytes < needed) {
      row = []
      rows.push(row)
      ;[items, bytes] = [outcomesARow, outcomesRowBytes]
    }
    row.push(text)
    items -= 1
    bytes -= needed
  }
  return [before, ...rows]
}

export function columnsOf(row: readonly OutcomeTexts[]): { readonly stories: string; readonly outcomes: string } {
  return {
    stories: `[${row.flatMap(({ story }) => story ?? []).join(',')}]`,
    outcomes: `[${row.map(({ outcome }) => outcome).join(',')}]`,
  }
}

/** Two JSON arrays as one. */
export function joined(one: string, other: string): string {
  if (one === '[]') return other
  return other === '[]' ? one : `${one.slice(0, -1)},${other.slice(1)}`
}
