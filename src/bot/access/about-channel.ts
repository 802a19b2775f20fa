/** Which channel a command is about: the one it names, the current one, or the person's only one. */
import * as v from 'valibot'
import type { ChannelView } from '../../cell/channel-api.ts'
import { type ChatId, chatIdSchema } from '../../model.ts'
import type { ChannelEntry, Person } from '../../store/people.ts'
import {
  type ChannelContext,
  type ChannelHandler,
  type Handler,
  type PersonContext,
  withInput,
} from '../request-context.ts'
import { askAdmin } from './administrators.ts'
import { findChannel, splitChannelName } from './channel-name.ts'
import { register } from './register.ts'

export function chatOf({ id }: Pick<ChannelEntry, 'id'>): ChatId {
  return v.parse(chatIdSchema, Number.parseInt(id, 10))
}

/** Whether a person may manage a channel. If not, says why; a person who no longer administers it loses it. */
export async function mayManage(ctx: PersonContext, entry: ChannelEntry): Promise<boolean> {
  const { deps, person, texts } = ctx
  switch (await askAdmin(deps, chatOf(entry), person.id)) {
    case 'admin':
      return true
    case 'silent':
      await ctx.respond(texts.t.text('channels.telegramSilent'))
      return false
    case 'bot-out':
      await ctx.respond(texts.botNotAdmin(entry.title))
      return false
    case 'not-admin':
      await deps.directory.unmanage(person.id, entry.id)
      await ctx.respond(texts.notYourChannel(entry.title))
      return false
  }
}

/**
 * Turns a handler of one channel into a command.
 * @param withoutChannel runs for people who have none
 * @param withUnknownName runs for the current channel if the input begins with an @name that is none of the person's channels
 */
export function aboutChannel(
  handler: ChannelHandler,
  withoutChannel: Handler = askWhichChannel,
  withUnknownName: ChannelHandler | null = null,
): Handler {
  return async (ctx) => {
    const { deps, person, texts, input } = ctx
    const first = splitChannelName(input)
    if (first !== null) {
      const found = await findChannel(ctx, first.name)
      const isOwn = found !== null && (withUnknownName === null || (await maySee(ctx, found)))
      if (found !== null && isOwn) return onChannel(handler, ctx, found, first.rest)
      // A number that is no channel's id may be the command's own input.
      if (first.name.startsWith('@')) {
        const current = withUnknownName === null ? null : currentOf(person, await deps.directory.channelsOf(person.id))
        if (withUnknownName === null || current === null) return ctx.respond(texts.unknownChannel(first.name))
        return onChannel(withUnknownName, ctx, current, input)
      }
    }
    const channels = await deps.directory.channelsOf(person.id)
    if (channels.length === 0) return withoutChannel(ctx)
    const current = currentOf(person, channels)
    return current === null ? askWhichChannel(ctx) : onChannel(handler, ctx, current, input)
  }
}

/** Whether a channel is the person's, or Telegram cannot rule it out. */
async function maySee({ deps, person }: PersonContext, entry: ChannelEntry): Promise<boolean> {
  if ((await deps.directory.channelsOf(person.id)).some(({ id }) => id === entry.id)) return true
  const answer = await askAdmin(deps, chatOf(entry), person.id)
  return answer === 'admin' || answer === 'silent'
}

/** The channel that commands apply to: the chosen one, else the only one. @param channels the person's */
export function currentOf({ current }: Person, channels: readonly ChannelEntry[]): ChannelEntry | null {
  const only = channels.length === 1 ? channels[0] : undefined
  return channels.find(({ id }) => id === current) ?? only ?? null
}

/** Runs a handler for a channel if the person administers it. */
export async function onChannel(
  handler: ChannelHandler,
  ctx: PersonContext,
  entry: ChannelEntry,
  input: string,
): Promise<void> {
  if (!(await mayManage(ctx, entry))) return
  const title = entry.kind === 'private' ? ctx.texts.t.text('channels.here') : entry.title
  await handler(
    Object.assign(withInput(ctx, input), {
      entry: { ...entry, title },
      channel: ctx.deps.cell(entry.cell).channel(entry.id),
    }),
  )
}

/** The channel with the title that the person sees. */
export async function viewOf({ channel, entry }: ChannelContext): Promise<ChannelView | null> {
  const view = await channel.view()
  return view === null ? null : { ...view, channel: { ...view.channel, title: entry.title } }
}

/** Registers the person's private chat with the bot as a channel. @returns null if this is another kind of chat, or if they have too many channels */
export async function registerPrivateChat(ctx: PersonContext): Promise<ChannelEntry | null> {
  if (ctx.origin.type !== 'private') return null
  const registered = await register(ctx, ctx.origin, null, false)
  return registered.kind === 'registered' ? registered.entry : null
}

async function askWhichChannel(ctx: PersonContext): Promise<void> {
  const channels = await ctx.deps.directory.channelsOf(ctx.person.id)
  if (channels.length === 0) return ctx.respondWithChooser(ctx.texts.t.text('channels.none'), ctx.texts)
  await ctx.respond(ctx.texts.whichChannel(channels.map(({ title }) => title)))
}
