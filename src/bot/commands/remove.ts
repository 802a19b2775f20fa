/** `/remove NUMBER` (or address) removes a feed from a channel, with a button to undo it. */
import type { FeedView } from '../../cell/feed-view.ts'
import { splitLogin } from '../../feed/http/credentials.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'

export const remove: ChannelHandler = async (ctx) => {
  const { texts, input, channel } = ctx
  if (input === '') return ctx.respond(texts.t.text('feeds.removeWhich'))
  const feed = await channel.removeFeed({ text: input })
  return feed === null ? ctx.respond(texts.noSuchFeed(splitLogin(input).address)) : showRemoved(ctx, feed)
}

export async function showRemoved(ctx: ChannelContext, feed: FeedView): Promise<void> {
  const { texts, entry } = ctx
  const undo = button(texts.menu.buttons.undo, { kind: 'restore', feed: feed.id, channel: entry.id })
  await ctx.show({ html: texts.removed(feed, entry.title), rows: [[undo]] })
}
