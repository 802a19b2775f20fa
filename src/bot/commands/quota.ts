/** `/quota`: what the day has cost of the plan's quotas, what it will cost, and what was slowed for it. */
import { quotaView } from '../../cell/quota.ts'
import type { Command } from '../turn.ts'

export const quota: Command = async ({ edges, words, reply, isOwner, person, chat }) => {
  if (!isOwner) return reply(words.ownersOnly)
  const cells = Array.from({ length: edges.settings.cells }, (_, number) => edges.cell(number).health(edges.now))
  const told = words.quota(quotaView(await Promise.all(cells)))
  const { linkBase } = edges.settings
  // The link signs in whoever opens it.
  if (linkBase === null || chat.type !== 'private') return reply(told)
  const code = await edges.directory.inviteToSignIn(person.id, edges.now)
  await reply(`${told}\n\n${words.statusLink(`${linkBase}/login?code=${code}`)}`)
}
