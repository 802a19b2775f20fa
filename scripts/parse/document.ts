/** A parsed document as `npm run parse` prints it: every item, times in ISO 8601. */
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

export type PrintedItem = Omit<ParsedItem, 'published' | 'updated' | 'body' | 'text' | 'alias'> & {
  readonly published: string | null
  readonly updated: string | null
}

export interface Document {
  readonly bytes: Uint8Array
  readonly contentType: string | null
  readonly url: FeedUrl
}

/** Fails with `empty-document` or `not-a-feed`. */
export function printedFeed({ bytes, contentType, url }: Document, now: EpochMs): Result<PrintedFeed, FeedProblem> {
  const opened = openDocument(decodeBody(bytes, contentType), url, now)
  if (opened.kind === 'empty') return err({ kind: 'empty-document' })
  if (opened.kind !== 'feed') return err({ kind: 'not-a-feed' })
  const { feed } = opened
  const items = feed.keys.map((_, at) => printedItem(feed.item(at)))
  return ok({ title: feed.title, link: feed.site, updated: iso(feed.updated), items })
}

function printedItem({ body: _, text: __, alias: ___, ...item }: ParsedItem): PrintedItem {
  const { id, title, link, published, updated, ...rest } = item
  return { id, title, link, published: iso(published), updated: iso(updated), ...rest }
}

const iso = (at: EpochMs | null) => (at === null ? null : new Date(at).toISOString())
