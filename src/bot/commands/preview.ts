/** `/preview` shows the next digest. */
import { limits } from '../../limits.ts'
import { viewOf } from '../access/about-channel.ts'
import { isSelection } from '../access/own-selection.ts'
import { button } from '../keyboards.ts'
import type { ChannelHandler } from '../request-context.ts'

export const preview: ChannelHandler = async (ctx) => {
  const { deps, texts, entry, channel } = ctx
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const parts = await channel.preview(deps.settings.linkBase)
  if (parts.length === 0) return ctx.respond(texts.nothingWaiting(view))
  const less = button(texts.menu.buttons.less, { kind: 'less', channel: entry.id })
  await ctx.respond(texts.preview(view), isSelection(ctx) ? [] : [[less]])
  for (const { html } of parts.slice(0, limits.bot.previewMessages)) await ctx.respond(html)
}
