/** `/quota`: what the day has cost of the plan's quotas, what it will cost, and what was slowed for it. */
import { quotaView } from '../../cell/quota.ts'
import type { Command } from '../turn.ts'

export const quota: Command = async ({ edges, words, reply, isOwner }) => {
  if (!isOwner) return reply(words.ownersOnly)
  const cells = Array.from({ length: edges.settings.cells }, (_, number) => edges.cell(number).health(edges.now))
  await reply(words.quota(quotaView(await Promise.all(cells))))
}
