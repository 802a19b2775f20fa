/** Finds the blocks of a feed's items without building a tree, in linear time whatever the input. */
import { endsName, hiddenEnds } from './markup.ts'

/** Where one item stands in the document, its own tags included. */
export interface Block {
  readonly start: number
  readonly end: number
  /** Its tags are `marks` from the one place up to the other. */
  readonly firstMark: number
  readonly endMark: number
}

export interface Scan {
  /** The item element's name as written: `item`, `entry`, `atom:entry`; null where the document has none. */
  readonly element: string | null
  readonly blocks: readonly Block[]
  /** Where the tags in blocks begin, those in CDATA and comments left out. */
  readonly marks: readonly number[]
  /** The document without its blocks. */
  readonly head: string
}

/** Finds the blocks. CDATA and comments hide what is in them; an unclosed block ends where the next one begins. */
export function scanBlocks(text: string): Scan {
  const pastHidden = hiddenEnds(text)
  const blocks: Block[] = []
  const marks: number[] = []
  const head: string[] = []
  let element: string | null = null
  let start = -1
  let firstMark = 0
  let outside = 0
  const close = (end: number) => {
    blocks.push({ start, end, firstMark, endMark: marks.length })
    outside = end
    start = -1
  }
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const code = text.charCodeAt(at + 1)
    if (code === 33) {
      at = pastHidden(at)
      continue
    }
    const nameStart = code === 47 ? at + 2 : at + 1
    element ??= itemName(text, nameStart)
    if (element === null || !isName(text, nameStart, element)) {
      if (start >= 0) marks.push(at)
      at = nameStart
      continue
    }
    const tagEnd = text.indexOf('>', nameStart)
    const next = tagEnd < 0 ? text.length : tagEnd + 1
    if (code !== 47) {
      if (tagEnd < 0) break
      if (start >= 0) close(at)
      if (at - outside > 1) head.push(text.slice(outside, at))
      start = at
      firstMark = marks.length
      if (text.charCodeAt(tagEnd - 1) === 47) close(next)
    } else if (start >= 0) close(next)
    at = next
  }
  if (start >= 0) close(text.length)
  head.push(text.slice(outside))
  return { element, blocks, marks, head: head.join('') }
}

const itemNames = /(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s/>])/iuy

function itemName(text: string, at: number): string | null {
  itemNames.lastIndex = at
  return itemNames.exec(text)?.[0] ?? null
}

function isName(text: string, at: number, name: string): boolean {
  return (
    text.charCodeAt(at) === name.charCodeAt(0) &&
    text.startsWith(name, at) &&
    endsName(text.charCodeAt(at + name.length))
  )
}
