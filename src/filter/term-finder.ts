/** Finds a word or phrase in texts. */
import { closesWord, fold, isEdge, opensWord, wordsOf } from '../text/fold.ts'
import type { Term } from './query.ts'
import type { SearchableText } from './searchable-text.ts'
import { wordHash } from './word-index.ts'

/** Whether a term that is no expression occurs in a text. */
export function termFinder(term: Term): (text: SearchableText) => boolean {
  return wordFinder(term) ?? textFinder(term)
}

/** Looks up a term that is exactly one word; null: the term needs a search. */
function wordFinder(term: Term): ((text: SearchableText) => boolean) | null {
  const { exact, bare } = fold(term.text)
  const isWord = exact === bare && !term.isPrefix && closesWord(bare) && wordsOf(bare)[0] === bare
  const hash = wordHash(bare)
  return isWord ? (text) => text.hasWord(bare, hash) : null
}

/** Searches for a term, after lookups of words have excluded most texts. */
function textFinder(term: Term): (text: SearchableText) => boolean {
  const { exact, bare } = fold(term.text)
  const opens = opensWord(bare)
  const closes = !term.isPrefix && closesWord(bare)
  const found = wordsOf(bare)
  const last = found.at(-1)
  // A last word that may continue (a prefix, or Korean) is not in the text's set of words.
  const words = last !== undefined && !closes && bare.endsWith(last) ? found.slice(0, -1) : found
  const whole = words.map((word) => ({ word, hash: wordHash(word) }))
  // Latin letters that have a mark in the term must be the same in the text.
  const marked = Array.from(exact, (_, at) => at).filter((at) => exact[at] !== bare[at])
  const matchesAt = (text: SearchableText, at: number) =>
    (!opens || isEdge(text.bare, at)) &&
    (!closes || isEdge(text.bare, at + bare.length)) &&
    marked.every((offset) => text.exact[at + offset] === exact[offset])
  // `russ*`: some word must begin with it.
  const isPrefix = opens && whole.length === 0 && last !== undefined && last.length > 1 && bare.startsWith(last)
  // 足球: in scripts without spaces, a term of two units is found by them.
  const isAnywhere = !opens && !closes && marked.length === 0
  return (text) => {
    if (isPrefix && !text.mayHavePrefix(bare)) return false
    for (const { word, hash } of whole) if (!text.hasWord(word, hash)) return false
    for (let at = 1; at < whole.length; at++) {
      if (!text.mayHavePair(whole[at - 1]?.hash ?? 0, whole[at]?.hash ?? 0)) return false
    }
    if (!text.mayContain(bare)) return false
    const hasPairs = isAnywhere ? text.hasPairs(bare) : null
    if (hasPairs !== null) return hasPairs
    for (let at = text.bare.indexOf(bare); at >= 0; at = text.bare.indexOf(bare, at + 1)) {
      if (matchesAt(text, at)) return true
    }
    return false
  }
}
