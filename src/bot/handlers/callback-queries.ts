/** Pressed buttons. Every callback query is answered, so that the button stops waiting. */
import { onChannel } from '../access/about-channel.ts'
import { type CallbackData, type ChannelCallbackKind, readCallbackData } from '../callback-data.ts'
import { channelCallbacks } from '../callbacks/channel-callbacks.ts'
import { type PersonCallbackKind, personCallbacks } from '../callbacks/person-callbacks.ts'
import type { ChannelContext, PersonContext } from '../request-context.ts'

/** @param text callback data */
export async function onCallback(ctx: PersonContext, text: string): Promise<void> {
  const { deps, person, texts } = ctx
  const data = readCallbackData(text)
  if (data === null) return ctx.answerCallback(texts.t.text('start.staleButton'))
  // A person who opens another screen does not answer the question.
  const leavesQuestion = data.kind === 'go' || data.kind === 'home' || data.kind === 'tongues'
  if (leavesQuestion && person.question !== null) await deps.directory.ask(person.id, null)
  if (!('channel' in data)) await actOnPerson(ctx, data)
  else {
    // A button works for everybody who administers its channel.
    const entry = await deps.directory.channel(data.channel)
    if (entry === null) return ctx.answerCallback(texts.t.text('start.staleButton'))
    await onChannel((about) => actOnChannel(about, data), ctx, entry, '')
  }
  if (!ctx.isCallbackAnswered) await ctx.answerCallback()
}

function actOnPerson<Kind extends PersonCallbackKind>(ctx: PersonContext, data: CallbackData<Kind>): Promise<void> {
  return personCallbacks[data.kind](ctx, data)
}

function actOnChannel<Kind extends ChannelCallbackKind>(ctx: ChannelContext, data: CallbackData<Kind>): Promise<void> {
  return channelCallbacks[data.kind](ctx, data)
}
