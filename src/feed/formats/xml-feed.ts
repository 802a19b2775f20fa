/** Reads RSS and Atom: items are found without a tree, the head and single items are parsed into trees. */
import { limits } from '../../limits.ts'
import { attributePattern, attributeValue } from '../../text/tag-scanner.ts'
import { feedHintsOf } from '../feed-hints.ts'
import { hubLinksIn } from '../hub-links.ts'
import { type FeedHead, htmlText, type ItemDraft } from '../item-draft.ts'
import type { FeedSource } from '../open-feed.ts'
import { isBlank, plainSource, type SourceText } from '../source-text.ts'
import type { XmlElement } from '../xml/elements.ts'
import { keyReader } from '../xml/key-reader.ts'
import { type Block, scanBlocks, tagsIn } from '../xml/scan.ts'
import { treeReader } from '../xml/tree-reader.ts'
import { atomEntry, atomFeed, atomHead } from './atom.ts'
import { rssChannel, rssHead, rssItem } from './rss.ts'

export type XmlFormat = 'rss' | 'atom'

interface Format {
  /** Default name of an item's element. */
  readonly element: string
  /** The element with the feed's own fields. */
  readonly feed: (document: XmlElement) => XmlElement
  readonly head: (document: XmlElement) => FeedHead
  readonly item: (parent: XmlElement) => ItemDraft | null
}

const formats: Readonly<Record<XmlFormat, Format>> = {
  rss: { element: 'item', feed: rssChannel, head: rssHead, item: rssItem },
  atom: { element: 'entry', feed: atomFeed, head: atomHead, item: atomEntry },
}
const xmlBase = attributePattern('xml:base')

/** Reads a feed. Never throws. @param root position of the root element */
export function xmlFeed(xml: SourceText, root: number, name: XmlFormat): FeedSource<Block> {
  const format = formats[name]
  const scan = scanBlocks(xml.raw, root)
  // RDF's own prefix is not that of its items.
  const [, rootPrefix = ''] = /^<((?!rdf:)[\w.-]{1,40}:)/iu.exec(xml.raw.slice(root, root + 50)) ?? []
  const element = scan.element ?? rootPrefix + format.element
  const prefix = element.slice(0, element.lastIndexOf(':') + 1)
  const head = xml.decode(scan.head.slice(0, limits.xml.headUnits))
  const tree = treeReader(xml, scan.tags, prefix, head.slice(0, limits.xml.rootUnits))
  const document = tree.head(head)
  const feed = format.feed(document)
  return {
    head: completeHead(head, element, format.head(document)),
    feedHints: feedHintsOf(feed),
    hubLinks: hubLinksIn(feed),
    blocks: scan.blocks,
    isCut: scan.isCut,
    keys: keyReader(xml, scan),
    draft: (block) => format.item(tree.item(block)),
  }
}

/** Reads a broken head without a tree, if the tree has no title. */
function completeHead(xml: string, element: string, head: FeedHead): FeedHead {
  if (!isBlank(head.title)) return head
  const tags = tagsIn(xml)
  const whole: Block = { start: 0, end: xml.length, firstTag: 0, tagsEnd: tags.length }
  const keys = keyReader(plainSource(xml), { element, tags })(whole)
  const root = /^<[^>]{0,4000}/u.exec(xml)?.[0] ?? ''
  return {
    ...head,
    title: htmlText(keys.title),
    sites: [...head.sites, keys.link],
    base: head.base || attributeValue(root, xmlBase),
  }
}
