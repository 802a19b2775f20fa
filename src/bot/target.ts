/** Finds the channel that a command is about: the one named first, the one in use, the only one, or this very chat. */
import * as v from 'valibot'
import type { ChannelView } from '../cell/channel-api.ts'
import { type ChatId, chatIdSchema } from '../model.ts'
import type { ChannelEntry } from '../store/people.ts'
import { askAdmin } from './handlers/access.ts'
import { register } from './handlers/register.ts'
import type { ChannelCommand, ChannelTurn, Command, Turn } from './request-context.ts'

/** `@name`, in full width too, or a chat id as /channels shows it. */
const named = /^(?:[@＠](?<name>\w{4,32})|(?<id>-\d{5,}(?::\d+)?))(?=\s|$)\s*/u
/** A link to a channel or one of its posts. The ids of channels and supergroups are the number of their links behind -100. */
const linked =
  /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:c\/(?<number>\d{5,})|(?:s\/)?(?<name>[a-z]\w{3,31}))(?:\/\d+)*\/?(?:\?\S*)?$/iu

/** The channel that a text begins with. @returns `@name` or a chat id, and the text behind it; null: it names none */
function namedFirst(text: string): { readonly name: string; readonly rest: string } | null {
  const found = named.exec(text)
  if (found === null) return null
  const { name, id = '' } = found.groups ?? {}
  return { name: name === undefined ? id : `@${name}`, rest: text.slice(found[0].length) }
}

/** The channel that a text names and nothing else, by name, id or link. @returns `@name` or a chat id */
export function channelNamed(text: string): string | null {
  const first = namedFirst(text)
  if (first !== null) return first.rest === '' ? first.name : null
  const { name, number } = linked.exec(text)?.groups ?? {}
  if (name !== undefined) return `@${name}`
  return number === undefined ? null : `-100${number}`
}

export function chatOf(entry: Pick<ChannelEntry, 'id'>): ChatId {
  return v.parse(chatIdSchema, Number.parseInt(entry.id, 10))
}

/** The channel that a person means by a name, an id, or a title, if it is registered. */
export async function channelCalled({ deps, person }: Turn, name: string): Promise<ChannelEntry | null> {
  const own = await deps.directory.channelsOf(person.id)
  const handle = name.replace(/^@/u, '')
  const called = own.find(({ id }) => id === name) ?? (await deps.directory.channelNamed(handle))
  if (called !== null || name.startsWith('@')) return called
  return own.find(({ title }) => title.toLowerCase() === name.toLowerCase()) ?? null
}

/** Says why a person may not set a channel up. @returns whether they may */
export async function mayManage({ deps, person, words, reply }: Turn, entry: ChannelEntry): Promise<boolean> {
  switch (await askAdmin(deps, chatOf(entry), person.id)) {
    case 'admin':
      return true
    case 'silent':
      await reply(words.telegramSilent)
      return false
    case 'bot-out':
      await reply(words.botNotAdmin(entry.title))
      return false
    case 'not-admin':
      await deps.directory.unmanage(person.id, entry.id)
      await reply(words.notYourChannel(entry.title))
      return false
  }
}

/**
 * Makes a command that is about one channel out of one that needs to be told which. `without`: what it does for somebody who
 * has no channel at all.
 */
export function aboutChannel(command: ChannelCommand, without: Command = sayWhich): Command {
  return async (turn) => {
    const first = namedFirst(turn.text)
    if (first !== null) {
      const named = await channelCalled(turn, first.name)
      if (named !== null) return onChannel(command, turn, named, first.rest)
      // A number that is no channel's may well be what the command is about.
      if (first.name.startsWith('@')) return turn.reply(turn.words.unknownChannel(first.name))
    }
    const own = await turn.deps.directory.channelsOf(turn.person.id)
    if (own.length === 0) return without(turn)
    const meant = own.find(({ id }) => id === turn.person.current) ?? (own.length === 1 ? own[0] : undefined)
    return meant === undefined ? sayWhich(turn) : onChannel(command, turn, meant, turn.text)
  }
}

/** Runs a command on a channel, for somebody who administers it. */
export async function onChannel(command: ChannelCommand, turn: Turn, entry: ChannelEntry, text: string): Promise<void> {
  const { deps, words } = turn
  if (!(await mayManage(turn, entry))) return
  const title = entry.kind === 'private' ? words.here : entry.title
  await command({ ...turn, text, entry: { ...entry, title }, channel: deps.cell(entry.cell).channel(entry.id) })
}

/** The channel as the bot shows it, under the title that this conversation uses for it. */
export async function viewOf({ channel, entry }: ChannelTurn): Promise<ChannelView | null> {
  const view = await channel.view()
  return view === null ? null : { ...view, channel: { ...view.channel, title: entry.title } }
}

/** A person's own private chat with the bot is a channel too; Telegram need not be asked, as it was said there. */
export async function adoptPrivateChat(turn: Turn): Promise<ChannelEntry | null> {
  if (turn.chat.type !== 'private') return null
  const registered = await register(turn, turn.chat, null, false)
  return registered.kind === 'registered' ? registered.entry : null
}

async function sayWhich({ deps, person, words, reply, replyWithChooser }: Turn): Promise<void> {
  const own = await deps.directory.channelsOf(person.id)
  if (own.length === 0) return replyWithChooser(words.noChannels)
  await reply(words.whichChannel(own.map(({ title }) => title)))
}
