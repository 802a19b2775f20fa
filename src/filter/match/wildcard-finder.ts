/** Finds words with wildcards, such as *wahl and in*fix, in texts. */
import { fold } from '../../text/fold.ts'
import { closesWord, isEdge, opensWord } from '../../text/word-edges.ts'
import type { SearchableText } from './searchable-text.ts'
import { hasMarks, requiredMarks } from './term-finder.ts'

/** What a star may stand for: letters, digits and marks, and the star of a text that leaves letters out. */
const letter = /[\p{L}\p{M}\p{N}_*]/u

/** A part between two stars. */
interface Part {
  /** Folded. */
  readonly bare: string
  /** Its marks that must be in the text as well. */
  readonly marks: readonly (readonly [offset: number, marks: string])[]
}

/** Whether a word of a text matches a wildcard: `*wahl` ends so, `*wahl*` contains so, `in*fix` begins and ends so. In linear time. */
export function wildcardFinder(wildcard: string): (text: SearchableText) => boolean {
  const parts = wildcard
    .split('*')
    .filter((part) => part !== '')
    .map(partOf)
  const [first, ...others] = parts
  const last = parts.at(-1)
  const opens = first !== undefined && !wildcard.startsWith('*') && opensWord(first.bare)
  const closes = last !== undefined && !wildcard.endsWith('*') && closesWord(last.bare)
  const isAt = (text: SearchableText, part: Part, at: number) =>
    (part !== first || !opens || isEdge(text.bare, at)) &&
    (part !== last || !closes || isEdge(text.bare, at + part.bare.length)) &&
    part.marks.every(([offset, marks]) => hasMarks(text.marksAt(at + offset), marks))
  /** The first place of a part at or behind `from`; -1: there is none. */
  const find = (text: SearchableText, part: Part, from: number) => {
    let at = text.bare.indexOf(part.bare, from)
    while (at >= 0 && !isAt(text, part, at)) at = text.bare.indexOf(part.bare, at + 1)
    return at
  }
  return (text) => {
    if (first === undefined || !parts.every(({ bare }) => text.mayContain(bare))) return false
    let begin = find(text, first, 0)
    if (others.length === 0 || begin < 0) return begin >= 0
    // Places only move forward, also from one beginning to the next. The first place of a part leaves most room for those behind it.
    const gaps = others.map((part) => ({ part, at: 0, lettersTo: 0 }))
    for (; begin >= 0; begin = find(text, first, begin + 1)) {
      let end = begin + first.bare.length
      const isFound = gaps.every((gap) => {
        if (gap.at < end) gap.at = find(text, gap.part, end)
        if (gap.lettersTo < end) gap.lettersTo = endOfLetters(text.bare, end)
        if (gap.at < 0 || gap.at > gap.lettersTo) return false
        end = gap.at + gap.part.bare.length
        return true
      })
      if (isFound) return true
      if (gaps.some(({ at }) => at < 0)) return false
    }
    return false
  }
}

/** Where the letters end that begin at unit `at`. */
function endOfLetters(text: string, at: number): number {
  let end = at
  for (;;) {
    const point = text.codePointAt(end)
    if (point === undefined) return end
    const character = String.fromCodePoint(point)
    if (!letter.test(character)) return end
    end += character.length
  }
}

function partOf(text: string): Part {
  const folded = fold(text)
  return { bare: folded.bare, marks: requiredMarks(folded) }
}
