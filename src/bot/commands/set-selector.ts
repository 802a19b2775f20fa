/** `/feed 2 selector main h2 a` sets the CSS selectors by which a page is watched. */
import type { RuleSet } from '../../cell/channel-api.ts'
import type { FeedView } from '../../cell/feed-view.ts'
import type { Html } from '../../i18n/markup.ts'
import type { Texts } from '../../i18n/texts.ts'
import type { PageRule } from '../../polling.ts'
import type { ChannelContext } from '../request-context.ts'

/** Between the selector of the items and that of their headlines. */
const separator = /\s\|\s/u

/** Selectors that find nothing leave the question for them open. @param input the selectors */
export async function setSelector(ctx: ChannelContext, feed: FeedView, input: string): Promise<void> {
  const { deps, person, texts, channel } = ctx
  const set = await channel.setPageRule({ id: feed.id }, ruleOf(input))
  if (set.kind !== 'failed') await deps.directory.ask(person.id, null)
  switch (set.kind) {
    case 'set':
      return ctx.respond(texts.pageRuleSet(set))
    case 'no-such-feed':
      return ctx.respond(texts.t.text('start.staleButton'))
    case 'shared':
      return ctx.respond(texts.pageRuleShared(set.feed))
    case 'failed':
      return ctx.respond(refusal(texts, set.problem))
  }
}

function refusal(texts: Texts, problem: Extract<RuleSet, { kind: 'failed' }>['problem']): Html {
  switch (problem.kind) {
    case 'finds-nothing':
      return texts.t.html('watching.findsNothing')
    case 'serves-feed':
      return texts.t.html('watching.servesFeed')
    default:
      return texts.problem(problem)
  }
}

function ruleOf(input: string): PageRule {
  const [item = '', title] = input.split(separator, 2).map((selector) => selector.trim())
  return title === undefined ? { item } : { item, title }
}
