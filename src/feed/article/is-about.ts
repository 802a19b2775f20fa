/** Decides whether a page is about an item, by the item's words. Pure. */
import { limits } from '../../limits.ts'

const { comparedWords, comparedShare } = limits.article

const unspaced = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]+$/u
const run = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]+|[\p{L}\p{N}\p{M}]+/gu

/** Words are compared by their beginning, because their ends change with grammar. */
const stemUnits = 5

/** The words of a text, by their beginning; of scripts without spaces, each pair of letters. */
function* wordsOf(text: string): Generator<string, void, undefined> {
  for (const [found] of text.normalize('NFKC').toLowerCase().matchAll(run)) {
    if (!unspaced.test(found)) yield found.slice(0, stemUnits)
    else for (let at = 0; at + 1 < found.length; at++) yield found.slice(at, at + 2)
  }
}

/** Articles, and other words of nearly every text, are short. */
const isTelling = (word: string) => word.length >= 4 || /\d/u.test(word) || unspaced.test(word)

/**
 * Whether enough words of an item are on the page. Consent pages, missing pages and first pages have few of them.
 * @param item its title and the text of its feed @param page its title and text
 */
export function isAbout(item: string, page: string): boolean {
  const wanted = new Set<string>()
  for (const word of wordsOf(item)) {
    if (isTelling(word)) wanted.add(word)
    if (wanted.size >= comparedWords) break
  }
  const there = new Set(wordsOf(page))
  const found = [...wanted].filter((word) => there.has(word)).length
  return found >= comparedShare * wanted.size
}
