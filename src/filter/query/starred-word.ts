/** Tells which stars in a word are wildcards: russ*, *wahl, *wahl*, in*fix, but not f***, f**k, f*ck or M*A*S*H. */

/** A letter, or a character of a script that writes words with one or two. */
const letters = /[\p{L}\p{M}\p{N}]/gu
const dense = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u

/** How a word with stars is matched. */
export type StarredWord =
  /** The stars stand for themselves. */
  | { readonly form: 'word'; readonly text: string; readonly isPrefix: false }
  /** `russ*`; `text` has no star. */
  | { readonly form: 'word'; readonly text: string; readonly isPrefix: true }
  /** `text` has an ASCII star for each place where letters may follow. */
  | { readonly form: 'wildcard'; readonly text: string; readonly isPrefix: false }

/**
 * A star at the end or beginning of a word, or inside it behind at least three letters or between parts of at least two, stands for
 * any letters of the word. Shorter parts, or several stars in a row, are letters that somebody left out.
 */
export function starredWord(written: string): StarredWord {
  const text = written.replaceAll('\uff0a', '*')
  const literal: StarredWord = { form: 'word', text: written, isPrefix: false }
  // `.*` and `^` are parts of a regular expression.
  if (!text.includes('*') || /\*\*|\.\*|^\^/u.test(text)) return literal
  const parts = text.split('*')
  const inside = parts.slice(text.startsWith('*') ? 1 : 0, text.endsWith('*') ? -1 : undefined)
  if (inside.length === 0 || inside.some((part) => part === '')) return literal
  if (inside.length === 1 && !text.startsWith('*')) {
    return text.endsWith('*') ? { form: 'word', text: inside.join(''), isPrefix: true } : literal
  }
  const hasLetters = (part: string, count: number) => dense.test(part) || (part.match(letters)?.length ?? 0) >= count
  const isWildcard =
    inside.length === 1 || hasLetters(inside[0] ?? '', 3) || inside.every((part) => hasLetters(part, 2))
  return isWildcard ? { form: 'wildcard', text, isPrefix: false } : literal
}
