/** The rules by which a cell watches pages, in its ledger. */
import { remember } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import type { FeedUrl } from '../model.ts'
import type { PageRule } from '../polling.ts'
import type { FeedProblem } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Added, PageHeadline } from './channel-api.ts'
import type { Found, ReadReading } from './find-feed.ts'

/** Whether adding a feed again may help. */
export function mayBeAddedAgain(problem: FeedProblem | null): boolean {
  return problem?.kind === 'gone' || problem?.kind === 'page-changed'
}

/** The rules of the pages that the cell watches, unless they no longer fit. */
export function usableRules(ledger: Ledger): (page: FeedUrl) => PageRule | null {
  return (page) => {
    const feed = ledger.feeds.get(page)
    return feed === null || mayBeAddedAgain(feed.problem) ? null : feed.pageRule
  }
}

/** Watches a feed's address by another rule. What the rule finds now counts as seen in every channel, as it may be anything. */
export function watchBy(ledger: Ledger, feed: Feed, reading: ReadReading, rule: PageRule): void {
  if (JSON.stringify(rule) === JSON.stringify(feed.pageRule)) return
  ledger.feeds.setPageRule(feed, rule, remember(feed.pendingKeys, reading.window))
}

/** What a person sees of a page before they decide to watch it. */
export function offerOf({ reading, rule }: Extract<Found, { kind: 'watchable' }>): Added {
  const { url, title } = reading
  return { kind: 'watchable', url, title, rule, headlines: headlinesOf(reading) }
}

/** The first headlines of a page. */
export function headlinesOf({ items }: ReadReading): readonly PageHeadline[] {
  return items.slice(0, limits.watching.shownHeadlines).map(({ title, link }) => ({ title, link }))
}
