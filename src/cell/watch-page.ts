/** Subscribes a channel to a page without a feed, and changes how its items are found. */
import { feedWorks } from '../cycle/feed-health.ts'
import { count } from '../feed/item-record.ts'
import type { ChannelId, EpochMs, FeedUrl } from '../model.ts'
import type { PageRule } from '../polling.ts'
import { atOnce } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Added, FeedChoice, RuleSet } from './channel-api.ts'
import { problemOf, readPage } from './find-feed.ts'
import { chosenFeed } from './list-feeds.ts'
import { headlinesOf, usableRules, watchBy } from './page-rules.ts'
import { type SubscribeDeps, subscribe } from './subscribe.ts'

/** Subscribes the channel to a page. If the cell watches the page already, by the rule that it has. */
export async function watchPage(
  deps: SubscribeDeps,
  channel: ChannelId,
  url: FeedUrl,
  rule: PageRule,
  most: number | null,
  now: EpochMs,
): Promise<Added> {
  const { ledger, finish = atOnce } = deps
  const reading = await readPage(deps, url, usableRules(ledger)(url) ?? rule)
  if (reading.kind !== 'read') return { kind: 'failed', problem: problemOf(reading) }
  return finish(() => subscribe(deps, channel, { kind: 'found', reading, credentials: null }, most, now))
}

/** Watches a channel's feed by other selectors, if they find something on its page. */
export async function setPageRule(
  deps: SubscribeDeps,
  channel: ChannelId,
  which: FeedChoice,
  rule: PageRule,
): Promise<RuleSet> {
  const { ledger, finish = atOnce } = deps
  const feed = chosenFeed(ledger, channel, which)
  if (feed === null) return { kind: 'no-such-feed' }
  if (feed.problem?.kind !== 'page-changed' && isShared(ledger, channel, feed.id)) return { kind: 'shared', feed }
  const read = ledger.feeds.byId(feed.id)
  if (read === null) return { kind: 'no-such-feed' }
  const reading = await readPage(deps, read.url, rule, read.credentials)
  if (reading.kind !== 'read') {
    const problem = problemOf(reading)
    return { kind: 'failed', problem: problem.kind === 'page-changed' ? { kind: 'finds-nothing' } : problem }
  }
  if (reading.pageRule === undefined) return { kind: 'failed', problem: { kind: 'serves-feed' } }
  return finish(() =>
    ledger.transaction((): RuleSet => {
      const row = ledger.feeds.byId(feed.id)
      if (row === null) return { kind: 'no-such-feed' }
      feedWorks({ ledger }, row)
      watchBy(ledger, row, reading, rule)
      const changed = chosenFeed(ledger, channel, { id: feed.id })
      if (changed === null) return { kind: 'no-such-feed' }
      return { kind: 'set', feed: changed, headlines: headlinesOf(reading), count: count(reading.window) }
    }),
  )
}

/** Whether a channel of another owner has the feed. */
function isShared({ subscriptions, channels }: Ledger, channel: ChannelId, feedId: number): boolean {
  const owners = new Set(subscriptions.usesOf([feedId]).map((use) => channels.get(use.channel)?.channel.owner))
  owners.delete(channels.get(channel)?.channel.owner)
  return owners.size > 0
}
