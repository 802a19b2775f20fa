/** Reads marks in text without a tree: CDATA, comments, tags, attributes and names, each in linear time. */
import { decodeEntities } from '../../text/entities.ts'

export const cdataStart = '<![CDATA['

/** Text of raw XML: CDATA as it stands, the rest without comments and with its references decoded. */
export function unwrapped(raw: string): string {
  if (!raw.includes('<!')) return decodeEntities(raw)
  let text = ''
  for (let at = 0; at < raw.length; ) {
    const mark = raw.indexOf('<!', at)
    if (mark < 0) return text + decodeEntities(raw.slice(at))
    text += decodeEntities(raw.slice(at, mark))
    const isCdata = raw.startsWith(cdataStart, mark)
    const isComment = raw.startsWith('<!--', mark)
    if (!isCdata && !isComment) {
      text += '<!'
      at = mark + 2
      continue
    }
    const from = isCdata ? mark + cdataStart.length : mark + 4
    const end = raw.indexOf(isCdata ? ']]>' : '-->', from)
    if (isCdata) text += raw.slice(from, end < 0 ? raw.length : end)
    at = end < 0 ? raw.length : end + 3
  }
  return text
}

/** Patterns for `attribute`. */
export const attributeNames = {
  about: attributeName('(?:[\\w.-]+:)?about'),
  base: attributeName('xml:base'),
  href: attributeName('href'),
  isPermaLink: attributeName('isPermaLink'),
  rel: attributeName('rel'),
  src: attributeName('src'),
  dataSrc: attributeName('data-src'),
  width: attributeName('width'),
  height: attributeName('height'),
}

function attributeName(name: string): RegExp {
  return new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'iu')
}

/** The decoded value of an attribute in the raw text of a tag; empty where it is absent. */
export function attribute(attributes: string, name: RegExp): string {
  if (!attributes.includes('=')) return ''
  const found = name.exec(attributes)
  return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
}

/** After so many tags with unbalanced quotes, a text's quotes are not looked at: it keeps the time linear. */
const unbalancedMost = 50

/**
 * Where the tag ends whose attributes begin at `from`: the first `>` outside quotes, or the first at all where quotes are
 * unbalanced; -1 where there is none before `limit`. Each answer but -1 is to be passed before the next question.
 */
export function tagEnds(text: string): (from: number, limit?: number) => number {
  const quotes = [finder(text, '"'), finder(text, "'")] as const
  const ends = finder(text, '>')
  let unbalanced = 0
  return (from, limit = text.length) => {
    for (let at = from; unbalanced < unbalancedMost && at < limit; at++) {
      const code = text.charCodeAt(at)
      if (code === 62) return at
      if (code === 34 || code === 39) at = quotes[code === 34 ? 0 : 1](at + 1)
    }
    unbalanced++
    const end = ends(from)
    return end < limit ? end : -1
  }
}

/** `indexOf` for positions that grow: each answer is kept until it is passed, so all of them together cost one pass. */
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

/** Past the CDATA section or comment at a `<!`; past the mark alone where it is neither or never ends. */
export function hiddenEnds(text: string): (at: number) => number {
  const cdataEnd = finder(text, ']]>')
  const commentEnd = finder(text, '-->')
  return (at) => {
    const end = text.startsWith(cdataStart, at)
      ? cdataEnd(at)
      : text.startsWith('<!--', at)
        ? commentEnd(at + 4)
        : Number.POSITIVE_INFINITY
    return end === Number.POSITIVE_INFINITY ? at + 2 : end + 3
  }
}
