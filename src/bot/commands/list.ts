/** `/list` shows a channel's feeds with their numbers and states. */
import { viewOf } from '../access/about-channel.ts'
import { inChunks } from '../reply.ts'
import type { ChannelHandler } from '../request-context.ts'

export const list: ChannelHandler = async (ctx) => {
  const view = await viewOf(ctx)
  if (view === null || view.feeds.length === 0) return ctx.respond(ctx.texts.noFeeds(ctx.entry.title))
  for (const chunk of inChunks(ctx.texts.list(view))) await ctx.respond(chunk)
}
