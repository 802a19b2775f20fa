/** Finds the commas of a query that belong to a number. */

/** Digits with commas between them, at most one decimal point behind. No letter is before them: the 19 of covid19 is none. */
const digitGroups = /(?<![\p{L}\p{M}\p{Nd}]|\p{Nd}[.,\uff0c])\p{Nd}+(?:\.\p{Nd}{3})*(?:[,\uff0c]\p{Nd}+)+/gu
/** 10,000 · 1,00,000 as in India · 1,0000,0000 as in East Asia. */
const thousands = /^(?:\p{Nd}{1,3}(?:[,\uff0c]\p{Nd}{3})+|\p{Nd}{1,2}(?:[,\uff0c]\p{Nd}{2})+[,\uff0c]\p{Nd}{3}|\p{Nd}{1,3}(?:[,\uff0c]\p{Nd}{4})+)$/u
/** 1,5 · 1.234,5 · 3,1416, but not the years 2023,2024. */
const decimal = /^(?:\p{Nd}{1,3}(?:\.\p{Nd}{3})*[,\uff0c]\p{Nd}+|\p{Nd}{4,}[,\uff0c]\p{Nd}{1,3})$/u

/**
 * The places of the commas that belong to a number. A comma directly between digits does if it can: one comma is a decimal comma or
 * separates thousands; several separate groups of digits as somewhere in the world is usual. The others separate a list: 1,2,3.
 */
export function numberCommas(query: string): ReadonlySet<number> {
  const found = new Set<number>()
  for (const { 0: number, index } of query.matchAll(digitGroups)) {
    if (!thousands.test(number) && !decimal.test(number)) continue
    for (let at = 0; at < number.length; at++) if (/[,\uff0c]/.test(number.charAt(at))) found.add(index + at)
  }
  return found
}
