/** Opens a document as a feed, a web page or neither; the only file that knows there are several formats. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, Item } from '../model.ts'
import { atomEntry, atomHead } from './atom.ts'
import { parseDate } from './date.ts'
import type { KeySource } from './identify.ts'
import { type Draft, draftOf, finishItem, type Head, keyAddress, personName, rendered, webAddress } from './item.ts'
import { attribute, attributeNames } from './markup.ts'
import { rssHead, rssItem } from './rss.ts'
import { type Block, type KeyReader, keyReader, type RawKeys, scanBlocks } from './scan.ts'
import { titleText } from './text.ts'
import { type XmlElement, type XmlReader, xmlReader } from './xml.ts'

/** A feed whose items are read one by one, as they are asked for. */
export interface OpenFeed {
  readonly title: string
  readonly site: string | null
  /** What each item is known by, in the document's order. */
  readonly keys: readonly KeySource[]
  /** The item at that place of `keys`. Never throws: what the parser refuses is made of its keys. */
  readonly item: (at: number) => Item
}

export type Opened =
  | { readonly kind: 'feed'; readonly feed: OpenFeed }
  | { readonly kind: 'page' }
  | { readonly kind: 'other' }

interface Format {
  readonly head: (top: XmlElement) => Head
  readonly item: (top: XmlElement) => Draft | null
}

const rss: Format = { head: rssHead, item: rssItem }
const atom: Format = { head: atomHead, item: atomEntry }

/** Opens a document that came from `url`. Never throws. */
export function openDocument(text: string, url: FeedUrl, now: EpochMs): Opened {
  const sniffed = sniff(text)
  switch (sniffed.kind) {
    case 'rss':
      return { kind: 'feed', feed: openFeed(sniffed.xml, rss, url, now) }
    case 'atom':
      return { kind: 'feed', feed: openFeed(sniffed.xml, atom, url, now) }
    default:
      return { kind: sniffed.kind }
  }
}

type Sniffed = { readonly kind: 'rss' | 'atom'; readonly xml: string } | { readonly kind: 'page' | 'other' }

const roots = /<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel)(?=[\s/>])/giu
const htmlRoot = /^<(?:!doctype\s+html|(?:html|head|body|meta|title|script|div|p|link|table|center)(?=[\s/>]))/iu
const prologUnits = 16_384

/** Tells the format by the first element; what stands before it (declarations, comments, warnings of PHP) is left out. */
function sniff(text: string): Sniffed {
  const start = pastProlog(text)
  const isPage = htmlRoot.test(text.slice(start, start + 200))
  if (isPage) return { kind: 'page' }
  roots.lastIndex = start
  const found = roots.exec(text.slice(0, start + prologUnits))
  if (found === null)
    return {
      kind:
        text.startsWith('<', start) && /<html[\s>]/iu.test(text.slice(start, start + prologUnits)) ? 'page' : 'other',
    }
  return { kind: found[1]?.toLowerCase() === 'feed' ? 'atom' : 'rss', xml: text.slice(found.index) }
}

/** Where the first element or text stands, after white space, declarations, comments and a DOCTYPE that is not HTML's. */
function pastProlog(text: string): number {
  let at = 0
  for (;;) {
    while (at < text.length && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xfeff)) at++
    const closing = text.startsWith('<?', at)
      ? '?>'
      : text.startsWith('<!--', at)
        ? '-->'
        : /^<!doctype(?!\s+html)/iu.test(text.slice(at, at + 40))
          ? '>'
          : null
    if (closing === null) return at
    const end = closing === '>' ? doctypeEnd(text, at) : text.indexOf(closing, at)
    if (end < 0) return at
    at = end + closing.length
  }
}

/** The `>` of a DOCTYPE, past the declarations that it may hold in brackets. */
function doctypeEnd(text: string, at: number): number {
  const end = text.indexOf('>', at)
  const bracket = text.indexOf('[', at)
  if (bracket < 0 || bracket > end) return end
  const close = text.indexOf(']', bracket)
  return close < 0 ? end : text.indexOf('>', close)
}

function openFeed(xml: string, format: Format, url: FeedUrl, now: EpochMs): OpenFeed {
  const scan = scanBlocks(xml)
  const element = scan.element ?? (format === atom ? 'entry' : 'item')
  const prefix = element.slice(0, element.lastIndexOf(':') + 1)
  const read = xmlReader(scan.head.slice(0, 8192), prefix)
  const readKeys = keyReader(element)
  const head = headOf(scan.head.slice(0, headUnits), format, read, readKeys)

  const base = webAddress(head.base, url) ?? url
  const site = webAddress(head.site, base)
  const around = {
    base: head.base === '' ? (site ?? url) : base,
    author: personName(head.author),
    now,
  }
  const blockText = (block: Block) => xml.slice(block.start, block.end)
  const blocks = newestBlocks(scan.blocks, (block) => parseDate(readKeys(blockText(block)).date, now))
  const keys = blocks.map((block) => readKeys(blockText(block)))
  return {
    title: rendered(head.title, limits.digest.titleUnits, titleText) || new URL(url).host,
    site,
    keys: keys.map((found) => ({
      id: found.id === '' ? null : found.id,
      link: found.link === '' ? null : keyAddress(found.link, around.base),
      title: found.title || found.text,
      date: found.date,
    })),
    item(at) {
      const found = keys[at] ?? noRawKeys
      const block = blocks[at]
      return finishItem(
        block === undefined ? draftOf(found) : draft(blockText(block), format, read, found),
        found,
        around,
      )
    },
  }
}

/** A head's title stands far before this; what comes after so much is no head. */
const headUnits = 131_072

const noRawKeys: RawKeys = { id: '', link: '', title: '', date: '', text: '' }

function draft(block: string, format: Format, read: XmlReader, keys: RawKeys): Draft {
  try {
    return format.item(read(block)) ?? draftOf(keys)
  } catch {
    // What fast-xml-parser refuses to read costs the item its extras, never the feed its other items.
    return draftOf(keys)
  }
}

function headOf(xml: string, format: Format, read: XmlReader, readKeys: KeyReader): Head {
  const head = headByTree(xml, format, read)
  if (head !== null && head.title.value !== '') return head
  // What can be read without a tree.
  const keys = readKeys(xml)
  const root = /^<[^>]{0,4000}/u.exec(xml)?.[0] ?? ''
  return {
    title: { kind: 'html', value: keys.title },
    site: head?.site || keys.link,
    author: head?.author ?? '',
    base: head?.base || attribute(root, attributeNames.base),
  }
}

function headByTree(xml: string, format: Format, read: XmlReader): Head | null {
  try {
    return format.head(read(xml))
  } catch {
    return null
  }
}

/**
 * As many blocks as are read at all, from the end where the newest stand. Taken from one end only: a window with a gap
 * would let old items come back as new when they have moved across it.
 */
function newestBlocks(blocks: readonly Block[], date: (block: Block) => EpochMs | null): readonly Block[] {
  const most = limits.feed.items
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (blocks.length <= most || first === undefined || last === undefined) return blocks
  return (date(last) ?? 0) > (date(first) ?? 0) ? blocks.slice(-most) : blocks.slice(0, most)
}
