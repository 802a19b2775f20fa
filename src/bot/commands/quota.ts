/** `/quota` shows today's usage and limits, the usage expected by midnight UTC, and what is slowed down. */
import { quotaView } from '../../cell/quota-view.ts'
import type { Handler } from '../request-context.ts'

export const quota: Handler = async (ctx) => {
  const { deps, texts, isOwner, person, origin } = ctx
  if (!isOwner) return ctx.respond(texts.t.text('owners.only'))
  const cells = Array.from({ length: deps.settings.cells }, (_, number) => deps.cell(number).health())
  const html = texts.quota(quotaView(await Promise.all(cells)))
  const { linkBase } = deps.settings
  // Anybody who opens the link is signed in as the person.
  if (linkBase === null || origin.type !== 'private') return ctx.respond(html)
  const code = await deps.directory.inviteToSignIn(person.id, deps.now)
  await ctx.respond(`${html}\n\n${texts.statusLink(`${linkBase}/login?code=${code}`)}`)
}
