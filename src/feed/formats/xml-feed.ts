/** A feed in XML: its blocks found without a tree, its head and single blocks read into one. */

import { plainSource, type SourceText } from '../decode.ts'
import { feedHintsOf } from '../http/polling-hints.ts'
import type { Draft, Head } from '../item.ts'
import type { FeedSource } from '../open-feed.ts'
import type { XmlElement } from '../xml/elements.ts'
import { keyReader } from '../xml/key-reader.ts'
import { attribute, attributeNames } from '../xml/markup.ts'
import { type Block, marksOf, scanBlocks } from '../xml/scan.ts'
import { treeReader } from '../xml/tree-reader.ts'
import { atomEntry, atomHead } from './atom.ts'
import { rssHead, rssItem } from './rss.ts'

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
  const tree = treeReader(xml, scan.marks, prefix, head.slice(0, rootUnits))
  return {
    head: headOf(head, scan.element, format.head(tree.head(head))),
    feedHints: feedHintsOf(head),
    blocks: scan.blocks,
    isCut: scan.isCut,
    keys: keyReader(xml, scan),
    draft: (block) => format.item(tree.item(block)),
  }
}

/** What no tree shows of a broken head may be found without one. */
function headOf(xml: string, element: string | null, head: Head): Head {
  if (head.title.value !== '') return head
  const marks = marksOf(xml)
  const whole: Block = { start: 0, end: xml.length, firstMark: 0, endMark: marks.length }
  const keys = keyReader(plainSource(xml), { element, marks })(whole)
  const root = /^<[^>]{0,4000}/u.exec(xml)?.[0] ?? ''
  return {
    ...head,
    title: { kind: 'html', value: keys.title },
    site: head.site || keys.link,
    base: head.base || attribute(root, attributeNames.base),
  }
}
