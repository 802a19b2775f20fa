/** The readings of a query that can be read in several ways. */
import { queryTokens } from './query-tokens.ts'

/** Queries with one reading each, the likeliest first; none if the text has one reading. */
export function readingsOf(text: string): readonly string[] {
  const tokens = queryTokens(text)
  if (!tokens.ok) return []
  const isOr = (at: number) => {
    const token = tokens.value[at]
    const [before, after] = [tokens.value[at - 1], tokens.value[at + 1]]
    return token?.kind === 'word' && token.text === 'or' && before?.kind === 'word' && after?.kind === 'word'
  }
  const unclear = tokens.value.filter((_, at) => isOr(at))
  if (unclear.length === 0) return []
  const withOrAs = (written: string) => {
    let from = 0
    const parts = unclear.map(({ at, length }) => {
      const part = text.slice(from, at) + written
      from = at + length
      return part
    })
    return parts.join('') + text.slice(from)
  }
  return [withOrAs('|'), withOrAs('"or"')]
}
