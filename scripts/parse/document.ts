/** What the reader makes of a document, as `npm run parse` prints it: every item, times in ISO 8601. */
import { decodeBody } from '../../src/feed/decode.ts'
import { openDocument } from '../../src/feed/open-document.ts'
import type { ParsedItem } from '../../src/feed/parsed-item.ts'
import type { EpochMs, FeedUrl } from '../../src/model.ts'
import { err, type FeedProblem, ok, type Result } from '../../src/result.ts'

export interface PrintedFeed {
  readonly title: string
  readonly link: string | null
  readonly updated: string | null
  readonly items: readonly PrintedItem[]
}

/** As the reader has it, times as ISO 8601. */
export type PrintedItem = Omit<ParsedItem, 'published' | 'updated' | 'body' | 'alias'> & {
  readonly published: string | null
  readonly updated: string | null
}

/** A document's bytes, what the server said of them, and where they came from. */
export interface Document {
  readonly bytes: Uint8Array
  /** The HTTP header's value; null where there was none. */
  readonly contentType: string | null
  readonly url: FeedUrl
}

/** Reads a whole document, every item of it. Fails with `empty-document` or `not-a-feed`. */
export function printedFeed({ bytes, contentType, url }: Document, now: EpochMs): Result<PrintedFeed, FeedProblem> {
  const source = decodeBody(bytes, contentType)
  const opened = openDocument(source, url, now)
  if (opened.kind === 'empty') return err({ kind: 'empty-document' })
  if (opened.kind !== 'feed') return err({ kind: 'not-a-feed' })
  const { feed } = opened
  return ok({
    title: feed.title,
    link: feed.site,
    updated: iso(feed.updated),
    items: feed.keys.map((_, at) => printedItem(feed.item(at))),
  })
}

function printedItem({ body: _, alias: __, ...item }: ParsedItem): PrintedItem {
  const { id, title, link, published, updated, ...rest } = item
  return { id, title, link, published: iso(published), updated: iso(updated), ...rest }
}

function iso(at: EpochMs | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
