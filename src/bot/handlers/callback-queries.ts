/** Pressed buttons. Every callback query is answered, so that the button stops waiting. */
import { isSelection, onChannelWithId } from '../access/own-selection.ts'
import { type CallbackData, type ChannelCallbackKind, readCallbackData } from '../callback-data.ts'
import { channelCallbacks } from '../callbacks/channel-callbacks.ts'
import { type PersonCallbackKind, personCallbacks } from '../callbacks/person-callbacks.ts'
import { readerCallbackKinds, selectionCallbacks } from '../callbacks/selection-callbacks.ts'
import type { ChannelContext, PersonContext } from '../request-context.ts'

/** @param text callback data */
export async function onCallback(ctx: PersonContext, text: string): Promise<void> {
  const { deps, person, texts } = ctx
  const data = readCallbackData(text)
  if (data === null || !mayPress(ctx, data)) return ctx.answerCallback(texts.t.text('start.staleButton'))
  // A person who opens another screen does not answer the question.
  const leavesQuestion = data.kind === 'go' || data.kind === 'home' || data.kind === 'tongues'
  if (leavesQuestion && person.question !== null) await deps.directory.ask(person.id, null)
  if (!('channel' in data)) await actOnPerson(ctx, data)
  else {
    // A button works for everybody who administers its channel, and for a reader on their own selection.
    const isFound = await onChannelWithId((about) => actOnChannel(about, data), ctx, data.channel, '')
    if (!isFound) return ctx.answerCallback(texts.t.text('start.staleButton'))
  }
  if (!ctx.isCallbackAnswered) await ctx.answerCallback()
}

/** People who may not use the bot have the buttons of readers. */
function mayPress({ isAllowed }: PersonContext, data: CallbackData): boolean {
  return isAllowed || 'channel' in data || readerCallbackKinds.has(data.kind)
}

function actOnPerson<Kind extends PersonCallbackKind>(ctx: PersonContext, data: CallbackData<Kind>): Promise<void> {
  return personCallbacks[data.kind](ctx, data)
}

function actOnChannel<Kind extends ChannelCallbackKind>(ctx: ChannelContext, data: CallbackData<Kind>): Promise<void> {
  const act = isSelection(ctx) ? selectionCallbacks[data.kind] : channelCallbacks[data.kind]
  return act === undefined ? ctx.answerCallback(ctx.texts.t.text('start.staleButton')) : act(ctx, data)
}
