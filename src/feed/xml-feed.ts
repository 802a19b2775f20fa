/** A feed in XML: its blocks found without a tree, its head and single blocks read into one. */
import { wishesOf } from './asked.ts'
import { atomEntry, atomHead } from './atom.ts'
import { plainSource, type SourceText } from './decode.ts'
import type { Draft, Head } from './item.ts'
import { keyReader } from './keys.ts'
import { attribute, attributeNames } from './markup.ts'
import type { FeedSource } from './open-feed.ts'
import { rssHead, rssItem } from './rss.ts'
import { type Block, scanBlocks } from './scan.ts'
import { type XmlElement, type XmlReader, xmlReader } from './xml.ts'

export type XmlFormat = 'rss' | 'atom'

interface Format {
  /** What an item's element is called, where the document has none to tell. */
  readonly element: string
  readonly head: (top: XmlElement) => Head
  readonly item: (top: XmlElement) => Draft | null
}

const formats: Readonly<Record<XmlFormat, Format>> = {
  rss: { element: 'item', head: rssHead, item: rssItem },
  atom: { element: 'entry', head: atomHead, item: atomEntry },
}

/** A title of a feed stands far before this; what comes after so much is no head. UTF-16 units */
const headUnits = 131_072
/** Where the namespaces are declared. UTF-16 units */
const rootUnits = 8192

/** A feed whose root element is at `root` of what is marked up. Never throws. */
export function xmlFeed(xml: SourceText, root: number, name: XmlFormat): FeedSource<Block> {
  const format = formats[name]
  const scan = scanBlocks(xml.marked, root)
  const element = scan.element ?? format.element
  const prefix = element.slice(0, element.lastIndexOf(':') + 1)
  const head = xml.decode(scan.head.slice(0, headUnits))
  const read = xmlReader(head.slice(0, rootUnits), prefix)
  return {
    head: headOf(head, scan.element, format, read),
    wishes: wishesOf(head),
    blocks: scan.blocks,
    keys: keyReader(xml, scan),
    draft: (block) => format.item(read(xml.decode(xml.marked.slice(block.start, block.end)))),
  }
}

function headOf(xml: string, element: string | null, format: Format, read: XmlReader): Head {
  const head = headByTree(xml, format, read)
  if (head !== null && head.title.value !== '') return head
  // What can be read without a tree.
  const item = plainSource(`<item>${xml}`)
  const { blocks, marks } = scanBlocks(item.marked)
  const [keys] = blocks.slice(0, 1).map(keyReader(item, { element, marks }))
  const root = /^<[^>]{0,4000}/u.exec(xml)?.[0] ?? ''
  return {
    title: { kind: 'html', value: keys?.title ?? '' },
    site: head?.site || (keys?.link ?? ''),
    updated: head?.updated ?? '',
    authors: head?.authors ?? [],
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
