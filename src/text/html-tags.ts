/** Finds tags of some elements in an HTML page, as browsers do, without a tree, in linear time. */
import { decodeEntities } from './entities.ts'
import { type Attributes, readAttributes } from './tag-scanner.ts'

export interface Tag {
  /** In lower case. */
  readonly name: string
  readonly isClosing: boolean
  readonly attributes: Attributes
  /** Position of its `<`. */
  readonly start: number
  /** Position behind its `>`. */
  readonly end: number
}

/** Elements whose content is text (HTML standard, 13.2.6.2), each with the pattern of its end tag. */
const rawTextElements = new Map(
  ['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noframes'].map((name): [string, RegExp] => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, 'giu'),
  ]),
)

/** Patterns of the tags with some names, and of all that may hide them. */
const patterns = new WeakMap<readonly string[], RegExp>()

function patternOf(names: readonly string[]): RegExp {
  const known = patterns.get(names)
  if (known !== undefined) return known
  const all = new Set([...names, ...rawTextElements.keys()])
  const pattern = new RegExp(`<(?:!--|(/?)(${[...all].join('|')})(?=[\\s/>]))`, 'giu')
  patterns.set(names, pattern)
  return pattern
}

/** The tags with these names, in order. Tags in comments and raw text, and tags without an end, do not count. */
export function* tagsOf(html: string, names: readonly string[]): Generator<Tag, void, undefined> {
  const marks = patternOf(names)
  const markFrom = (from: number) => {
    marks.lastIndex = from
    return marks.exec(html)
  }
  /** Raw text elements without an end tag in the rest of the page. */
  const endless = new Set<string>()
  let at = 0
  for (let mark = markFrom(at); mark !== null; mark = markFrom(at)) {
    const name = mark[2]?.toLowerCase()
    if (name === undefined) {
      const end = html.indexOf('-->', mark.index + 2)
      if (end < 0) return
      at = end + 3
      continue
    }
    const isClosing = mark[1] === '/'
    const read = readAttributes(html, mark.index + mark[0].length)
    if (read === null) return
    at = read.end
    if (names.includes(name)) yield { name, isClosing, start: mark.index, ...read }
    const closing = isClosing || endless.has(name) ? undefined : rawTextElements.get(name)
    if (closing === undefined) continue
    closing.lastIndex = read.end
    const found = closing.exec(html)
    if (found === null) endless.add(name)
    else at = found.index
  }
}

/**
 * An attribute's value, decoded and trimmed; empty if it is absent.
 * @param decode decodes the page's characters, if they are not decoded yet
 */
export function attributeOf(tag: Tag, name: string, decode?: (part: string) => string): string {
  const value = tag.attributes.get(name) ?? ''
  return decodeEntities(decode === undefined ? value : decode(value)).trim()
}
