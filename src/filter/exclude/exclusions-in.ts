/** Makes a query of what a person wants left out: `sport, north sea` becomes `-sport -"north sea"`. */
import { quotedTerm } from '../query/quoted-term.ts'

/** Signs that a person may write before what is to be left out. */
const minus = /^[-−–—－!！]+\s*/u
/** Operators of a query: what has one is excluded as a whole. */
const operator = /[|()（）｜"“”「」『』&:/*\\]/u

/** Each line, and each part between commas, is left out. Commas in quotes, in parentheses and in expressions are part of a query. */
export function exclusionsIn(text: string): string {
  return partsOf(text)
    .map((part) => part.trim().replace(minus, ''))
    .filter((part) => part !== '')
    .map(exclusionOf)
    .join(' ')
}

function exclusionOf(part: string): string {
  if (isOneTerm(part)) return `-${part}`
  if (operator.test(part) || /\s[-−!]\S/u.test(part)) return `-(${part})`
  return `-${quotedTerm(part) ?? part}`
}

/** A word, or a phrase or group with its own signs around it. */
function isOneTerm(part: string): boolean {
  return !/\s/u.test(part) || /^"[^"]*"$/u.test(part) || /^\([^()]*\)$/u.test(part)
}

function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  let depth = 0
  let isQuoted = false
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '(' || sign === '（')) depth += 1
    else if (!isQuoted && (sign === ')' || sign === '）')) depth = Math.max(0, depth - 1)
    const isEnd = sign === '\n' || (!isQuoted && depth === 0 && /[,，、;；]/u.test(sign))
    if (isEnd) {
      parts.push(part)
      part = ''
      if (sign === '\n') {
        depth = 0
        isQuoted = false
      }
    } else part += sign
  }
  return [...parts, part]
}
