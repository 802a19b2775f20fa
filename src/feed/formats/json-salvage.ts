/** Finds complete objects in broken JSON. */
import { limits } from '../../limits.ts'

/** The texts of an array's objects, up to its end or the first incomplete one, in linear time. @param from a position in the array */
export function objectsIn(json: string, from: number): readonly string[] {
  const found: string[] = []
  const mark = /["{}\]]/gu
  mark.lastIndex = from
  let depth = 0
  let start = from
  for (let token = mark.exec(json); token !== null; token = mark.exec(json)) {
    switch (token[0]) {
      case '"':
        mark.lastIndex = stringEnd(json, token.index)
        break
      case '{':
        if (depth === 0) start = token.index
        depth++
        break
      case '}':
        if (depth === 1) found.push(json.slice(start, mark.lastIndex))
        depth = Math.max(0, depth - 1)
        break
      default:
        if (depth === 0) return found
    }
    if (found.length >= limits.feed.items) break
  }
  return found
}

/** Position behind the string that begins at `at`; the end of the text if it has no end. */
function stringEnd(json: string, at: number): number {
  for (let quote = json.indexOf('"', at + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slashes = quote
    while (json.charCodeAt(slashes - 1) === 92) slashes--
    if ((quote - slashes) % 2 === 0) return quote + 1
  }
  return json.length
}
