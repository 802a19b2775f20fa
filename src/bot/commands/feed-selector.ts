/** `/feed 2 selector main h2 a` sets the CSS selectors by which a page is watched; without any, shows the present ones. */
import type { FeedView } from '../../cell/channel-api.ts'
import type { PageRule } from '../../polling.ts'
import type { ChannelContext } from '../request-context.ts'

/** Between the selector of the items and that of their headlines. */
const separator = /\s\|\s/u

/** @param input the selectors; empty: shows the present ones */
export async function feedSelector(ctx: ChannelContext, feed: FeedView, input: string): Promise<void> {
  const { texts, channel } = ctx
  if (input === '') return ctx.respond(texts.pageRule(feed))
  const set = await channel.setPageRule({ id: feed.id }, ruleOf(input))
  switch (set.kind) {
    case 'set':
      return ctx.respond(texts.pageRuleSet(set))
    case 'no-such-feed':
      return ctx.respond(texts.t.text('start.staleButton'))
    case 'shared':
      return ctx.respond(texts.pageRuleShared(set.feed))
    case 'failed':
      return ctx.respond(
        set.problem.kind === 'finds-nothing' ? texts.t.text('watching.findsNothing') : texts.problem(set.problem),
      )
  }
}

function ruleOf(input: string): PageRule {
  const [item = '', title] = input.split(separator, 2).map((selector) => selector.trim())
  return title === undefined ? { item } : { item, title }
}
