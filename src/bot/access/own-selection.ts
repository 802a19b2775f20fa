/**
 * A person's own selection, as a reader of channels. It needs no right on the bot and gives none: all that it may reach is listed
 * here, and nothing of it concerns feeds, other channels, owners or other readers.
 */
import type { Texts } from '../../i18n/texts.ts'
import { type ChannelId, readerOf, selectionOf } from '../../model.ts'
import type { AskedText } from '../../store/people.ts'
import type { ScreenName, SettingName } from '../callback-data.ts'
import { type ChannelContext, type ChannelHandler, type PersonContext, withInput } from '../request-context.ts'
import { onChannel } from './about-channel.ts'

/** The screens of a channel that a selection has too. */
export const selectionScreens: ReadonlySet<ScreenName> = new Set(['channel', 'times', 'quiet', 'language', 'sure'])

/** The settings of a channel that a reader may change. */
export const selectionSettings: ReadonlySet<SettingName> = new Set(['schedule', 'quiet', 'silent', 'most', 'language'])

/** The texts that a reader may be asked for. */
export const selectionTexts: ReadonlySet<AskedText> = new Set(['times', 'quiet', 'most', 'why'])

export function isSelection({ entry }: Pick<ChannelContext, 'entry'>): boolean {
  return readerOf(entry.id) !== null
}

/** Runs a handler for the person's own selection. @returns false: they follow no channel */
export async function onOwnSelection(handler: ChannelHandler, ctx: PersonContext, input: string): Promise<boolean> {
  const { reader, deps, texts, isAllowed } = ctx
  if (reader === null) return false
  const { entry } = reader
  // People who may use the bot can have this chat as a channel too.
  const title = texts.t.text(isAllowed ? 'readers.link' : 'channels.here')
  const channel = deps.cell(entry.cell).channel(entry.id)
  // The usual text names commands of owners.
  const own: Texts = { ...texts, unknownChannel: () => texts.t.html('readers.none') }
  await handler(Object.assign(withInput(ctx, input), { entry: { ...entry, title }, channel, texts: own }))
  return true
}

/**
 * Runs a handler for the channel with an id: one that the person administers, or their own selection.
 * @returns false: there is no such channel, or the person may not know of it
 */
export async function onChannelWithId(
  handler: ChannelHandler,
  ctx: PersonContext,
  id: ChannelId,
  input: string,
): Promise<boolean> {
  const { deps, person, isAllowed } = ctx
  if (id === selectionOf(person.id)) return onOwnSelection(handler, ctx, input)
  if (!isAllowed || readerOf(id) !== null) return false
  const entry = await deps.directory.channel(id)
  if (entry !== null) await onChannel(handler, ctx, entry, input)
  return entry !== null
}
