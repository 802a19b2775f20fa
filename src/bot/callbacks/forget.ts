/** Removes a channel and its data, with a button to undo it. */
import { button } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'

export async function forget(ctx: ChannelContext): Promise<void> {
  const { deps, person, texts, entry, channel } = ctx
  const before = await channel.forget()
  await deps.directory.forgetChannel(entry.id)
  const { rows } = await homeScreen(ctx)
  if (before === null) return ctx.show({ html: texts.menu.channelRemoved(entry.title), rows })
  const topic = entry.id.includes(':') ? (before.title.split(' › ').at(-1) ?? '') : null
  const state = await deps.directory.remember(person.id, {
    kind: 'channel',
    channel: entry.id,
    topic,
    text: JSON.stringify(before),
  })
  const undo = button(texts.menu.buttons.undo, { kind: 'undo', state })
  await ctx.show({ html: texts.menu.channelRemoved(entry.title), rows: [[undo], ...rows] })
}
