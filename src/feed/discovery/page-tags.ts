/** Walks the tags of an HTML page as browsers see them, without a tree, in linear time whatever the page. */
import { decodeEntities } from '../../text/entities.ts'

export interface Tag {
  /** In lower case. */
  readonly name: string
  readonly isClosing: boolean
  /** By name in lower case, as written; of several with one name the first counts. */
  readonly attributes: ReadonlyMap<string, string>
  /** Where its `<` stands. */
  readonly start: number
  /** Past its `>`. */
  readonly end: number
}

/** Elements whose content is text, whatever it looks like (HTML standard, 13.2.6.2), each with the pattern of its end. */
const textElements = new Map(
  ['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noframes'].map((name): [string, RegExp] => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, 'giu'),
  ]),
)

/** The tags of these names, in order. What stands in comments and in elements of text is none, nor is a tag without an end. */
export function* tagsOf(html: string, names: readonly string[]): Generator<Tag, void, undefined> {
  const wanted = new Set(names)
  const marks = new RegExp(`<(?:!--|(/?)(${[...wanted, ...textElements.keys()].join('|')})(?=[\\s/>]))`, 'giu')
  /** Elements of text that turned out to have no end from some place on. */
  const endless = new Set<string>()
  for (let mark = marks.exec(html); mark !== null; mark = marks.exec(html)) {
    const name = mark[2]?.toLowerCase()
    if (name === undefined) {
      const end = html.indexOf('-->', mark.index + 2)
      if (end < 0) return
      marks.lastIndex = end + 3
      continue
    }
    const isClosing = mark[1] === '/'
    const read = readAttributes(html, marks.lastIndex)
    if (read === null) return
    marks.lastIndex = read.end
    if (wanted.has(name)) yield { name, isClosing, start: mark.index, ...read }
    const closing = isClosing || endless.has(name) ? undefined : textElements.get(name)
    if (closing === undefined) continue
    closing.lastIndex = read.end
    const found = closing.exec(html)
    if (found === null) endless.add(name)
    else marks.lastIndex = found.index
  }
}

/** An attribute's value, decoded and trimmed; empty where it is absent. */
export function attributeOf(tag: Tag, name: string): string {
  return decodeEntities(tag.attributes.get(name) ?? '').trim()
}

const space = /[\s/]*/uy
const nameAt = /[^\s/>][^\s/>=]*/uy
const equals = /\s*=\s*/uy
const bare = /[^\s>]*/uy
/** More of them are passed over. */
const attributesKept = 50

/** Reads attributes up to the tag's end; null where it has none. An unclosed quote ends with the first `>`. */
function readAttributes(html: string, from: number): Pick<Tag, 'attributes' | 'end'> | null {
  const attributes = new Map<string, string>()
  for (let at = from; ; ) {
    at = past(space, html, at)
    if (at >= html.length) return null
    if (html.charCodeAt(at) === 62) return { attributes, end: at + 1 }
    const name = html.slice(at, past(nameAt, html, at))
    at += name.length
    const afterEquals = past(equals, html, at)
    let value = ''
    if (afterEquals > at) {
      at = afterEquals
      const quote = html.charAt(at)
      if (quote === '"' || quote === "'") {
        const closing = html.indexOf(quote, at + 1)
        if (closing < 0) {
          const end = html.indexOf('>', at)
          return end < 0 ? null : { attributes, end: end + 1 }
        }
        value = html.slice(at + 1, closing)
        at = closing + 1
      } else {
        const end = past(bare, html, at)
        value = html.slice(at, end)
        at = end
      }
    }
    const key = name.toLowerCase()
    if (attributes.size < attributesKept && !attributes.has(key)) attributes.set(key, value)
  }
}

/** Where the match of a sticky pattern ends that begins at a place; the place itself where there is none. */
function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
