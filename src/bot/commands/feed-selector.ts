/** Shows or sets the CSS selectors by which a page is watched: what `/feed 2 selector main h2 a` does. */
import type { FeedChoice } from '../../cell/channel-api.ts'
import type { PageRule } from '../../polling.ts'
import { viewOf } from '../access/about-channel.ts'
import type { ChannelContext } from '../request-context.ts'

/** Between the selector of the items and that of their headlines. */
const separator = /\s\|\s/u

/** @param number of the feed in /list @param input the selectors; empty: shows the present ones */
export async function feedSelector(ctx: ChannelContext, number: string, input: string): Promise<void> {
  const { texts, channel, entry } = ctx
  if (input === '') {
    const view = await viewOf(ctx)
    if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
    const feed = view.feeds.find((each) => String(each.number) === number)
    return ctx.respond(feed === undefined ? texts.noSuchFeed(number) : texts.pageRule(feed))
  }
  const which: FeedChoice = { text: number }
  const set = await channel.setPageRule(which, ruleOf(input))
  switch (set.kind) {
    case 'set':
      return ctx.respond(texts.pageRuleSet(set))
    case 'no-such-feed':
      return ctx.respond(texts.noSuchFeed(number))
    case 'shared':
      return ctx.respond(texts.pageRuleShared(set.feed))
    case 'failed':
      return ctx.respond(
        set.problem.kind === 'finds-nothing' ? texts.t.html('watching.findsNothing') : texts.problem(set.problem),
      )
  }
}

function ruleOf(input: string): PageRule {
  const [item = '', title] = input.split(separator, 2).map((selector) => selector.trim())
  return title === undefined ? { item } : { item, title }
}
