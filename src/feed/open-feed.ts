/** Opens a feed of any format: keys are read at once, items lazily. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import { type FeedHints, type HubLinks, noFeedHints } from '../polling.ts'
import { type Cause, causeOf, err, ok, type Result } from '../result.ts'
import { webAddress } from '../text/web-address.ts'
import { parseDate } from './date.ts'
import { hubLinksOf, noHubLinks, type RawHubLinks } from './hub-links.ts'
import { draftOf, type FeedHead, type ItemDraft } from './item-draft.ts'
import type { KeySource } from './item-record.ts'
import { firstLanguage } from './language-tag.ts'
import { firstAddress, keyAddress, namesOf, type ParsedItem, parsedItem, titleOf } from './parsed-item.ts'
import type { RawKeys } from './xml/key-reader.ts'

/** A feed whose items are parsed lazily. */
export interface OpenFeed {
  /** Empty if the feed has none. */
  readonly title: string
  readonly site: string | null
  readonly updated: EpochMs | null
  readonly feedHints: FeedHints
  /** The hubs that it announces, or that a response's `Link` header announces; null: none. Absent: it is no feed's document. */
  readonly hub?: (linkHeader: string | undefined) => HubLinks | null
  /** The document breaks off: it may have had further items. */
  readonly isCut: boolean
  /** The keys of each item, in the document's order. */
  readonly keys: readonly KeySource[]
  /** Parses the item at a place of `keys`. Never throws: an item that the parser rejects is made of its keys. */
  readonly item: (at: number) => ParsedItem
  /** Why an item was made of its keys; null if none was. */
  readonly broken?: () => Cause | null
}

/** What a format finds in a document; `Block` is an unparsed item. */
export interface FeedSource<Block> {
  readonly head: FeedHead
  readonly feedHints?: FeedHints
  readonly hubLinks?: RawHubLinks
  readonly blocks: readonly Block[]
  readonly isCut: boolean
  /** Must be fast: it reads every item of every document. */
  readonly keys: (block: Block) => RawKeys
  /** May throw; null if there is no item. */
  readonly draft: (block: Block) => ItemDraft | null
}

/** Opens the feed of a document that came from `url`. */
export function openFeed<Block>(source: FeedSource<Block>, url: FeedUrl, now: EpochMs): OpenFeed {
  const { head } = source
  const base = webAddress(head.base, url) ?? url
  const site = firstAddress(head.sites, base)
  const hasBase = head.base !== ''
  const textBase = hasBase ? base : (site ?? url)
  const linkBase = hasBase || head.isRelativeToSite ? textBase : url
  const context = { linkBase, textBase, author: namesOf(head.authors), language: firstLanguage(head.languages), now }
  // Frozen, because items without an id are recognised by their links: as if nothing lacked a scheme, relative to the site.
  const keyBase = hasBase ? base : (webAddress(head.sites[0] ?? null, base) ?? url)
  const blocks = newestBlocks(source.blocks, (block) => parseDate(source.keys(block).date, now))
  const read = blocks.map((block) => ({ block, keys: source.keys(block) }))
  let broken: Cause | null = null
  return {
    title: titleOf(head.title, limits.digest.titleUnits),
    site,
    updated: parseDate(head.updated, now),
    feedHints: source.feedHints ?? noFeedHints,
    hub: (linkHeader) => hubLinksOf(linkHeader, source.hubLinks ?? noHubLinks, url, base),
    isCut: source.isCut,
    keys: read.map(({ keys }) => ({
      id: keys.id === '' ? null : keys.id,
      link: keys.link === '' ? null : keyAddress(keys.link, keyBase),
      title: keys.title || keys.text,
      date: keys.date,
      at: parseDate(keys.date, Number.POSITIVE_INFINITY),
      opening: keys.opening,
    })),
    item(at) {
      const found = read[at]
      if (found === undefined) return parsedItem(draftOf(noRawKeys), noRawKeys, context)
      const draft = parseDraft(source, found.block)
      if (!draft.ok) broken ??= draft.problem
      return parsedItem((draft.ok ? draft.value : null) ?? draftOf(found.keys), found.keys, context)
    },
    broken: () => broken,
  }
}

const noRawKeys: RawKeys = { id: '', link: '', title: '', date: '', text: '', opening: '' }

function parseDraft<Block>(source: FeedSource<Block>, block: Block): Result<ItemDraft | null, Cause> {
  try {
    return ok(source.draft(block))
  } catch (error) {
    return err(causeOf(error))
  }
}

/** The newest blocks up to the limit, all from one end of the document: otherwise old items could look new. */
function newestBlocks<Block>(blocks: readonly Block[], date: (block: Block) => EpochMs | null): readonly Block[] {
  const { items } = limits.feed
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (blocks.length <= items || first === undefined || last === undefined) return blocks
  return (date(last) ?? 0) > (date(first) ?? 0) ? blocks.slice(-items) : blocks.slice(0, items)
}
