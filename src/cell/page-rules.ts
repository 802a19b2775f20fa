/** Changes the rule by which a page is watched, in the ledger. */
import { remember } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import type { PageRule } from '../polling.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PageHeadline } from './channel-api.ts'
import type { ReadReading } from './find-feed.ts'

/** Watches a feed's address by another rule. What the rule finds now counts as seen in every channel, as it may be anything. */
export function watchBy(ledger: Ledger, feed: Feed, reading: ReadReading, rule: PageRule): void {
  if (JSON.stringify(rule) === JSON.stringify(feed.pageRule)) return
  ledger.feeds.setPageRule(feed, rule, remember(feed.pendingKeys, reading.window))
}

/** The first headlines of a page. */
export function headlinesOf({ items }: ReadReading): readonly PageHeadline[] {
  return items.slice(0, limits.watching.shownHeadlines).map(({ title, link }) => ({ title, link }))
}
