/** `/readers` opens a channel to readers, who choose from its headlines by keywords of their own, or closes it. */
import { isOff, isOn } from '../../i18n/typed-words.ts'
import { readerLink } from '../../links/reader-link.ts'
import type { ReaderCode } from '../../model.ts'
import { viewOf } from '../access/about-channel.ts'
import { botName } from '../access/bot-name.ts'
import type { CallbackData } from '../callback-data.ts'
import { button, screenButton, ticked } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'

export const readers: ChannelHandler = async (ctx) => {
  const { texts, input } = ctx
  if (input === '') return showReaders(ctx)
  if (isOff(input, texts.language)) return askToClose(ctx)
  return isOn(input, texts.language) ? openToReaders(ctx, 'new') : ctx.respond(texts.menu.unclear.switch)
}

/** A button of the screen. */
export function onReaders(ctx: ChannelContext, { to }: CallbackData<'readers'>): Promise<void> {
  switch (to) {
    case 'show':
      return showReaders(ctx)
    case 'on':
      return openToReaders(ctx, 'new')
    case 'sure':
      return askToClose(ctx)
    case 'off':
      return closeToReaders(ctx)
  }
}

/** Only the number of readers is shown: never who they are, or what they chose. */
async function showReaders(ctx: ChannelContext): Promise<void> {
  const { deps, texts, entry } = ctx
  const { buttons } = texts.menu
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const { id, title, readers: code } = view.channel
  const name = code === undefined ? null : await botName(deps)
  const isOpen = code !== undefined
  const html =
    code === undefined || name === null
      ? texts.readersClosed(title)
      : texts.readersOpen(title, readerLink(name, code), await deps.directory.readersOf(code))
  const change = button(ticked(isOpen, buttons.readers), { kind: 'readers', to: isOpen ? 'sure' : 'on', channel: id })
  await ctx.show({ html, rows: [[change], [screenButton(buttons.back, 'web', id)]] })
}

/** @param code `new`: a link of its own; else the one that it had */
export async function openToReaders(ctx: ChannelContext, code: ReaderCode | 'new'): Promise<void> {
  const { deps, texts, entry, channel } = ctx
  if (entry.kind === 'private') return ctx.respond(texts.t.text('readers.notHere'))
  // The link has the bot's name.
  if ((await botName(deps)) === null) return ctx.respond(texts.t.text('channels.telegramSilent'))
  await channel.offerReaders(await deps.directory.offerReaders(entry.id, code))
  await showReaders(ctx)
}

async function askToClose(ctx: ChannelContext): Promise<void> {
  const { deps, texts, entry } = ctx
  const { buttons } = texts.menu
  const code = (await viewOf(ctx))?.channel.readers
  if (code === undefined) return showReaders(ctx)
  const close = button(buttons.close, { kind: 'readers', to: 'off', channel: entry.id })
  await ctx.show({
    html: texts.readersSure(entry.title, await deps.directory.readersOf(code)),
    rows: [[close, button(buttons.keep, { kind: 'readers', to: 'show', channel: entry.id })]],
  })
}

async function closeToReaders(ctx: ChannelContext): Promise<void> {
  const { deps, person, texts, entry, channel } = ctx
  const code = (await viewOf(ctx))?.channel.readers
  if (code === undefined) return showReaders(ctx)
  await deps.directory.offerReaders(entry.id, null)
  await channel.offerReaders(null)
  const state = await deps.directory.remember(person.id, { kind: 'readers', channel: entry.id, code })
  await ctx.show({
    html: texts.readersDone(entry.title),
    rows: [
      [button(texts.menu.buttons.undo, { kind: 'undo', state })],
      [screenButton(texts.menu.buttons.back, 'web', entry.id)],
    ],
  })
}
