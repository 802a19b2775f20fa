/** `/pause` stops a channel's digests. */
import type { ChannelHandler } from '../request-context.ts'

export const pause: ChannelHandler = async (ctx) => {
  await ctx.channel.pause()
  await ctx.respond(ctx.texts.paused(ctx.entry.title))
}
