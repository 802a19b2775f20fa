/** `/stats` shows what the channel got in the last 7 and 30 days, with a link to the chart for owners. */
import type { ChannelHandler } from '../request-context.ts'

export const stats: ChannelHandler = async (ctx) => {
  const { texts, entry, deps, channel, person, isOwner, origin } = ctx
  const opened = await deps.openedLinks()
  const found = await channel.stats(opened.ok ? opened.value.map(({ code, times }) => [code, times]) : null)
  if (found === null) return ctx.respond(texts.unknownChannel(entry.title))
  const html = texts.stats(entry.title, found, opened.ok ? null : texts.topProblem(opened.problem))
  const { linkBase } = deps.settings
  // Anybody who opens the link is signed in as the person.
  if (!isOwner || linkBase === null || origin.type !== 'private') return ctx.respond(html)
  const code = await deps.directory.inviteToSignIn(person.id, deps.now)
  await ctx.respond(`${html}\n\n${texts.statsLink(`${linkBase}/login?code=${code}&channel=${entry.id}`)}`)
}
