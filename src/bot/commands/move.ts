/** `/move CELL` moves a channel to another cell, for operators who run several. */
import type { ChannelHandler } from '../request-context.ts'

export const move: ChannelHandler = async (ctx) => {
  const { deps, texts, entry, channel, input, isOwner } = ctx
  if (!isOwner) return ctx.respond(texts.t.text('owners.only'))
  const { cells } = deps.settings
  const to = /^\d{1,3}$/u.test(input) ? Number(input) : null
  if (to === null || to >= cells) return ctx.respond(texts.moveWhere(entry.title, entry.cell, cells))
  const isMoving = to === entry.cell || (await channel.handOver(to))
  await ctx.respond(isMoving ? texts.moved(entry.title, to) : texts.moveLater(entry.title))
}
