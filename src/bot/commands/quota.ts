/** `/quota`: what the day has cost of the plan's quotas, what it will cost, and what was slowed for it. */
import { quotaView } from '../../cell/quota-view.ts'
import type { Command } from '../request-context.ts'

export const quota: Command = async ({ deps, words, reply, isOwner, person, chat }) => {
  if (!isOwner) return reply(words.ownersOnly)
  const cells = Array.from({ length: deps.settings.cells }, (_, number) => deps.cell(number).health())
  const told = words.quota(quotaView(await Promise.all(cells)))
  const { linkBase } = deps.settings
  // The link signs in whoever opens it.
  if (linkBase === null || chat.type !== 'private') return reply(told)
  const code = await deps.directory.inviteToSignIn(person.id, deps.now)
  await reply(`${told}\n\n${words.statusLink(`${linkBase}/login?code=${code}`)}`)
}
