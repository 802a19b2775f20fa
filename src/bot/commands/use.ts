/** `/use CHANNEL` sets the current channel, to which commands apply. */
import { mayManage } from '../access/about-channel.ts'
import { findChannel, readChannelName } from '../access/channel-name.ts'
import { registerByName, respondRegistered } from '../access/register.ts'
import type { Handler } from '../request-context.ts'

export const use: Handler = async (ctx) => {
  const { deps, person, texts, input } = ctx
  if (input === '') {
    const channels = await deps.directory.channelsOf(person.id)
    return ctx.respond(channels.length === 0 ? texts.t.text('channels.none') : texts.t.text('channels.useWhich'))
  }
  const name = readChannelName(input) ?? input
  const entry = await findChannel(ctx, name)
  if (entry === null) {
    // The person may own a channel that is not registered yet.
    if (readChannelName(input) === null) return ctx.respond(texts.unknownChannel(name))
    return respondRegistered(ctx, name, await registerByName(ctx, name))
  }
  if (!(await mayManage(ctx, entry))) return
  await deps.directory.manage(person.id, entry.id)
  await deps.directory.setCurrent(person.id, entry.id)
  await ctx.respond(texts.using(entry.kind === 'private' ? texts.t.text('channels.here') : entry.title))
}
