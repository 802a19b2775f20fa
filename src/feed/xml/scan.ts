/** Finds the items of a feed without a tree, in linear time for any input. */
import { endsName, finder } from '../../text/tag-scanner.ts'
import { hiddenEnds } from './xml-text.ts'

/** Position of an item in the document, its own tags included. */
export interface Block {
  readonly start: number
  readonly end: number
  /** Places in `tags`: its tags are from `firstTag` up to `tagsEnd`. */
  readonly firstTag: number
  readonly tagsEnd: number
}

export interface Scan {
  /** The item element's name as written, such as `item` or `atom:entry`; null if the document has no items. */
  readonly element: string | null
  readonly blocks: readonly Block[]
  /** Positions of the tags in blocks, outside CDATA and comments. */
  readonly tags: readonly number[]
  /** The document breaks off before its end. */
  readonly isCut: boolean
  /** The document without its blocks. */
  readonly head: string
}

/**
 * Finds the blocks of a document whose root element is at `from`. Tags in CDATA and comments do not count. An unclosed block ends at
 * the next one or at the end of the document; a block in which the document breaks off is left out.
 */
export function scanBlocks(text: string, from = 0): Scan {
  const pastHidden = hiddenEnds(text)
  const blocks: Block[] = []
  const tags: number[] = []
  const head: string[] = []
  let element: string | null = null
  let start = -1
  let firstTag = 0
  let outside = from
  let swallows: ((at: number, past: number) => boolean) | null = null
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at)) {
    const code = text.charCodeAt(at + 1)
    if (code === 33) {
      const past = pastHidden(at)
      if (start >= 0 && element !== null) swallows ??= swallowing(text, element)
      // An unclosed comment would hide the next items.
      at = start >= 0 && swallows?.(at, past) === true ? at + 2 : past
      continue
    }
    const nameStart = code === 47 ? at + 2 : at + 1
    element ??= itemName(text, nameStart)
    if (element === null || !isName(text, nameStart, element)) {
      if (start >= 0) tags.push(at)
      at = nameStart
      continue
    }
    const tagEnd = text.indexOf('>', nameStart)
    if (tagEnd < 0 && code !== 47) break
    const next = tagEnd < 0 ? text.length : tagEnd + 1
    const isEmpty = code !== 47 && text.charCodeAt(tagEnd - 1) === 47
    // An empty item inside an item is a slip of the publisher's.
    if (isEmpty && start >= 0) {
      tags.push(at)
      at = next
      continue
    }
    if (start >= 0) {
      outside = code === 47 ? next : at
      blocks.push({ start, end: outside, firstTag, tagsEnd: tags.length })
      start = -1
    }
    if (code !== 47) {
      if (at - outside > 1) head.push(text.slice(outside, at))
      firstTag = tags.length
      if (isEmpty) blocks.push({ start: at, end: next, firstTag, tagsEnd: firstTag })
      else start = at
      outside = next
    }
    at = next
  }
  const isCut = !rootEnds.test(text.slice(start < 0 ? outside : start))
  // A block that breaks off may have half a key, and the whole item would later look new.
  if (start < 0) head.push(text.slice(outside))
  else if (!isCut) blocks.push({ start, end: text.length, firstTag, tagsEnd: tags.length })
  return { element, blocks, tags, isCut, head: head.join('') }
}

const rootEnds = /<\/(?:[\w.-]{1,40}:)?(?:rss|channel|feed|rdf)(?=[\s>])/iu

/** Whether a comment contains the end of an item and then the start of another. */
function swallowing(text: string, element: string): (at: number, past: number) => boolean {
  const ends = finder(text, `</${element}`)
  const starts = finder(text, `<${element}`)
  return (at, past) => text.startsWith('<!--', at) && ends(at) < past && starts(ends(at)) < past
}

/** Positions of all tags of a text, outside CDATA and comments. */
export function tagsIn(text: string): readonly number[] {
  const pastHidden = hiddenEnds(text)
  const tags: number[] = []
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (text.charCodeAt(at + 1) === 33) at = pastHidden(at)
    else tags.push(at++)
  }
  return tags
}

const itemNames = /(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s/>])/iuy

function itemName(text: string, at: number): string | null {
  itemNames.lastIndex = at
  return itemNames.exec(text)?.[0] ?? null
}

/** Whether a name stands in a text, in any case: some publishers close `<ITEM>` with `</item>`. */
function isName(text: string, at: number, name: string): boolean {
  return (
    (text.charCodeAt(at) | lowerCase) === (name.charCodeAt(0) | lowerCase) &&
    endsName(text.charCodeAt(at + name.length)) &&
    (text.startsWith(name, at) || text.slice(at, at + name.length).toLowerCase() === name.toLowerCase())
  )
}

/** The bit that makes an ASCII letter lower-case. */
const lowerCase = 32
