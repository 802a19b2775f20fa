/** Opens a feed, of whatever format, so that its keys are known at once and its items are read one by one. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import { type FeedHints, noFeedHints } from '../polling.ts'
import { type Cause, causeOf, err, ok, type Result } from '../result.ts'
import { parseDate } from './date.ts'
import { titleText } from './html-to-text/plain-text.ts'
import {
  type Draft,
  draftOf,
  finishItem,
  type Head,
  keyAddress,
  namesOf,
  type ParsedItem,
  rendered,
  webAddress,
} from './item.ts'
import type { KeySource } from './item-record.ts'
import type { RawKeys } from './xml/key-reader.ts'

/** A feed whose items are read one by one, as they are asked for. */
export interface OpenFeed {
  /** Empty where the feed has none. */
  readonly title: string
  readonly site: string | null
  readonly updated: EpochMs | null
  /** How it asks to be read. */
  readonly feedHints: FeedHints
  /** The document breaks off before its end: what it held behind that is not known. */
  readonly isCut: boolean
  /** What each item is known by, in the document's order. */
  readonly keys: readonly KeySource[]
  /** The item at that place of `keys`. Never throws: what the parser refuses is made of its keys. */
  readonly item: (at: number) => ParsedItem
  /** Why an item that was read so far had to be made of its keys; null: none had. Absent where none ever is. */
  readonly broken?: () => Cause | null
}

/** What a format finds in a document; `Block` is one item before it is read. */
export interface FeedSource<Block> {
  readonly head: Head
  /** Absent in formats that cannot ask to be read in some way. */
  readonly feedHints?: FeedHints
  readonly blocks: readonly Block[]
  readonly isCut: boolean
  /** Cheap: it is done for every item at every reading. */
  readonly keys: (block: Block) => RawKeys
  /** May throw, and may find nothing. */
  readonly draft: (block: Block) => Draft | null
}

/** Opens what came from `url`. */
export function openFeed<Block>(source: FeedSource<Block>, url: FeedUrl, now: EpochMs): OpenFeed {
  const { head } = source
  const base = webAddress(head.base, url) ?? url
  const site = webAddress(head.site, base)
  const around = {
    base: head.base === '' ? (site ?? url) : base,
    author: namesOf(head.authors),
    now,
  }
  const blocks = newestBlocks(source.blocks, (block) => parseDate(source.keys(block).date, now))
  const read = blocks.map((block) => ({ block, keys: source.keys(block) }))
  let broken: Cause | null = null
  return {
    title: rendered(head.title, limits.digest.titleUnits, titleText),
    site,
    updated: parseDate(head.updated, now),
    feedHints: source.feedHints ?? noFeedHints,
    isCut: source.isCut,
    keys: read.map(({ keys }) => ({
      id: keys.id === '' ? null : keys.id,
      link: keys.link === '' ? null : keyAddress(keys.link, around.base),
      title: keys.title || keys.text,
      date: keys.date,
      at: parseDate(keys.date, Number.POSITIVE_INFINITY),
      opening: keys.opening,
    })),
    item(at) {
      const found = read[at]
      if (found === undefined) return finishItem(draftOf(noRawKeys), noRawKeys, around)
      const draft = draftFrom(source, found.block)
      if (!draft.ok) broken ??= draft.problem
      return finishItem((draft.ok ? draft.value : null) ?? draftOf(found.keys), found.keys, around)
    },
    broken: () => broken,
  }
}

const noRawKeys: RawKeys = { id: '', link: '', title: '', date: '', text: '', opening: '' }

/** What a parser refuses to read costs the item its extras, never the feed its other items. */
function draftFrom<Block>(source: FeedSource<Block>, block: Block): Result<Draft | null, Cause> {
  try {
    return ok(source.draft(block))
  } catch (error) {
    return err(causeOf(error))
  }
}

/**
 * As many blocks as are read at all, from the end where the newest stand. Taken from one end only: a window with a gap
 * would let old items come back as new when they have moved across it.
 */
function newestBlocks<Block>(blocks: readonly Block[], date: (block: Block) => EpochMs | null): readonly Block[] {
  const most = limits.feed.items
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (blocks.length <= most || first === undefined || last === undefined) return blocks
  return (date(last) ?? 0) > (date(first) ?? 0) ? blocks.slice(-most) : blocks.slice(0, most)
}
