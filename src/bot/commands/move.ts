/** `/move`: takes a channel over to another cell, where the operator runs several. */
import type { ChannelCommand } from '../request-context.ts'

export const move: ChannelCommand = async ({ deps, words, entry, channel, text, reply, isOwner }) => {
  if (!isOwner) return reply(words.ownersOnly)
  const { cells } = deps.settings
  const to = /^\d{1,3}$/u.test(text) ? Number(text) : null
  if (to === null || to >= cells) return reply(words.moveWhere(entry.title, entry.cell, cells))
  const isUnderWay = to === entry.cell || (await channel.handOver(to))
  await reply(isUnderWay ? words.moved(entry.title, to) : words.moveLater(entry.title))
}
