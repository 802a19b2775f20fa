/** Parses `Link` headers (RFC 8288, section 3 and appendix B.2). Pure. */
import { limits } from '../../limits.ts'

const { linkHeaderUnits } = limits.hub

/** A link as written. */
export interface HeaderLink {
  readonly target: string
  /** In lower case, such as `hub` and `self`. */
  readonly relations: readonly string[]
}

interface Parameter {
  readonly name: string
  readonly value: string
  /** Position behind it. */
  readonly end: number
}

/** A name, and the beginning of its value: a quoted string or a token. */
const parameter = /\s*([!#$%&'*+.^_`|~\w-]+)\*?\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?\s*/suy

/**
 * The links of a header, or of several that are joined by commas. Links of other documents (`anchor`) are left out. A link that cannot
 * be read ends the list.
 */
export function linksInHeader(header: string | null): readonly HeaderLink[] {
  const text = (header ?? '').slice(0, linkHeaderUnits)
  const links: HeaderLink[] = []
  for (let at = text.indexOf('<'); at >= 0; ) {
    const close = text.indexOf('>', at)
    if (close < 0) break
    const target = text.slice(at + 1, close).trim()
    let relations: readonly string[] | null = null
    let isOfAnother = false
    at = skipSpace(text, close + 1)
    while (text.charAt(at) === ';') {
      const found = parameterAt(text, at + 1)
      if (found === null) return links
      const { name, value, end } = found
      // Only the first `rel` counts (section 3.3).
      if (name === 'rel') relations ??= value.toLowerCase().split(/\s+/u)
      if (name === 'anchor') isOfAnother = true
      at = end
    }
    if (relations !== null && !isOfAnother) links.push({ target, relations })
    if (text.charAt(at) !== ',') break
    at = skipSpace(text, at + 1)
    // Empty elements of a list are allowed (RFC 9110, section 5.6.1).
    while (text.charAt(at) === ',') at = skipSpace(text, at + 1)
    if (text.charAt(at) !== '<') break
  }
  return links
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= 32) at++
  return at
}

/** Null: it cannot be read. An empty one, as in `;;`, has no name. */
function parameterAt(text: string, from: number): Parameter | null {
  const start = skipSpace(text, from)
  if (start >= text.length || text.charAt(start) === ';' || text.charAt(start) === ',')
    return { name: '', value: '', end: start }
  parameter.lastIndex = start
  const found = parameter.exec(text)
  if (found === null) return null
  const value = found[2]?.replace(/\\(.)/gsu, '$1') ?? found[3] ?? ''
  return { name: (found[1] ?? '').toLowerCase(), value, end: parameter.lastIndex }
}
