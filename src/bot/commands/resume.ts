/** `/resume` starts a paused channel's digests again, and asks first where many headlines have waited. */
import { viewOf } from '../access/about-channel.ts'
import { backlogButtons } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'

export const resume: ChannelHandler = async (ctx) => {
  const { texts, entry, channel } = ctx
  const { waiting, asks } = await channel.resume()
  if (asks) return askBacklog(ctx)
  const view = await viewOf(ctx)
  await ctx.respond(view === null ? texts.unknownChannel(entry.title) : texts.resumed(view, waiting))
}

/** Asks what to do with the headlines that have waited. */
export async function askBacklog(ctx: ChannelContext): Promise<void> {
  const { texts, entry } = ctx
  const waiting = (await viewOf(ctx))?.waiting ?? 0
  await ctx.show({ html: texts.askBacklog(entry.title, waiting), rows: backlogButtons(texts, entry.id) })
}
