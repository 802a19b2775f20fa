/** Finds names, attributes and the ends of tags in HTML and XML, in linear time for any input. */
import { decodeEntities } from './entities.ts'

/** After this many tags with unbalanced quotes, quotes are ignored, so that the time stays linear. */
const maxUnbalanced = 50

/**
 * Finds the end of a tag whose attributes begin at `from`: the first `>` outside quotes, or the first `>` if quotes are unbalanced; -1
 * if there is none before `limit`. Positions must increase, each behind the last result.
 */
export function tagEnds(text: string): (from: number, limit?: number) => number {
  const quotes = [finder(text, '"'), finder(text, "'")] as const
  const ends = finder(text, '>')
  let unbalanced = 0
  return (from, limit = text.length) => {
    for (let at = from; unbalanced < maxUnbalanced && at < limit; at++) {
      const code = text.charCodeAt(at)
      if (code === 62) return at
      if (code === 34 || code === 39) at = quotes[code === 34 ? 0 : 1](at + 1)
    }
    unbalanced++
    const end = ends(from)
    return end < limit ? end : -1
  }
}

/** `indexOf` for increasing positions, which keeps a result until it is passed: all searches take one pass. Infinity: not found. */
export function finder(text: string, pattern: string): (from: number) => number {
  let asked = 0
  let next = -1
  return (from) => {
    if (next < from || from < asked) {
      const found = text.indexOf(pattern, from)
      next = found < 0 ? Number.POSITIVE_INFINITY : found
    }
    asked = from
    return next
  }
}

/** Whether a character ends an element's name: white space, `/`, `>`, or the end of the text. */
export function endsName(code: number): boolean {
  return code <= 32 || code === 62 || code === 47 || Number.isNaN(code)
}

/** Whether a character begins an element's name: a letter, `_`, or anything beyond ASCII. */
export function startsName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127
}

/** A pattern for `attributeValue`. */
export function attributePattern(name: string): RegExp {
  return new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'iu')
}

/** The decoded value of one attribute in the text of a tag; empty if it is absent. Faster than reading all attributes. */
export function attributeValue(tag: string, pattern: RegExp): string {
  if (!tag.includes('=')) return ''
  const found = pattern.exec(tag)
  return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
}

/** Further attributes of a tag are ignored. */
const maxAttributes = 50

/** All attributes of a tag: by name in lower case, as written; the first of equal names counts. */
export type Attributes = ReadonlyMap<string, string>

/**
 * Reads attributes from `from` to the tag's `>`, as browsers do; an unclosed quote ends at the first `>`. Null if the tag never ends.
 * @returns `end`: behind the `>`
 */
export function readAttributes(
  text: string,
  from: number,
): { readonly attributes: Attributes; readonly end: number } | null {
  const attributes = new Map<string, string>()
  for (let at = from; ; ) {
    at = past(text, at, isSpaceOrSlash)
    if (at >= text.length) return null
    if (text.charCodeAt(at) === 62) return { attributes, end: at + 1 }
    const nameEnd = past(text, at + 1, isInName)
    const name = text.slice(at, nameEnd).toLowerCase()
    const equals = past(text, nameEnd, isSpace)
    let value = ''
    at = nameEnd
    if (text.charCodeAt(equals) === 61) {
      at = past(text, equals + 1, isSpace)
      const quote = text.charAt(at)
      const isQuoted = quote === '"' || quote === "'"
      const close = isQuoted ? text.indexOf(quote, at + 1) : past(text, at, isUnquoted)
      if (close < 0) {
        const end = text.indexOf('>', at)
        if (end < 0) return null
        if (!attributes.has(name)) attributes.set(name, text.slice(at + 1, end))
        return { attributes, end: end + 1 }
      }
      value = text.slice(isQuoted ? at + 1 : at, close)
      at = isQuoted ? close + 1 : close
    }
    if (attributes.size < maxAttributes && !attributes.has(name)) attributes.set(name, value)
  }
}

/** The position behind the characters of a kind. */
function past(text: string, from: number, isOfKind: (code: number) => boolean): number {
  let at = from
  while (at < text.length && isOfKind(text.charCodeAt(at))) at++
  return at
}

/** White space is ASCII (XML 1.0, section 2.3; HTML standard, 13.1.2.3), also in text that is not decoded yet. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

function isSpaceOrSlash(code: number): boolean {
  return code === 47 || isSpace(code)
}

function isInName(code: number): boolean {
  return code !== 61 && code !== 62 && !isSpaceOrSlash(code)
}

function isUnquoted(code: number): boolean {
  return code !== 62 && !isSpace(code)
}
