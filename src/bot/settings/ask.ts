/** Asks a person for a text: their next plain message is the answer. */
import type { Schedule } from '../../model.ts'
import type { AskedText } from '../../store/people.ts'
import { viewOf } from '../access/about-channel.ts'
import { isSelection, selectionTexts } from '../access/own-selection.ts'
import { button, type Rows } from '../keyboards.ts'
import type { ChannelContext, PersonContext } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'

/** Asks for the city whose time zone a channel uses. @param schedule set once the city is known; null: the channel keeps its own */
export async function askCity(ctx: ChannelContext, schedule: Schedule | null = null): Promise<void> {
  const { deps, person, texts, entry } = ctx
  const kept = schedule ?? (await viewOf(ctx))?.channel.schedule
  if (kept === undefined) return ctx.respond(texts.unknownChannel(entry.title))
  await deps.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule: kept })
  await ctx.show({ html: texts.t.text('digests.askCity'), rows: cancelRow(ctx) })
}

/** @param feed id of the feed that the text is about; null: it is about the channel */
export async function askText(ctx: ChannelContext, about: AskedText, feed: number | null): Promise<void> {
  const { deps, person, texts, entry } = ctx
  if (isSelection(ctx) && !selectionTexts.has(about)) return showScreen(ctx, 'channel')
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const named = view.feeds.find(({ id }) => id === feed) ?? null
  // The button's feed was removed: without it, the question would be about the channel.
  if (feed !== null && named === null) return showScreen(ctx, 'feeds')
  await deps.directory.ask(person.id, { kind: 'text', about, channel: entry.id, feed })
  await ctx.show({ html: texts.menu.ask(about, entry.title, named), rows: cancelRow(ctx) })
}

/** A button that closes the question and changes nothing. */
export function cancelRow({ texts }: PersonContext): Rows {
  return [[button(texts.menu.buttons.cancel, { kind: 'cancel' })]]
}
