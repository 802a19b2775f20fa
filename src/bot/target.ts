/** Finds the channel that a command is about: the one named first, the one in use, the only one, or this very chat. */

import * as v from 'valibot'
import { type ChatId, chatIdSchema } from '../model.ts'
import type { ChannelEntry } from '../store/people.ts'
import { askAdmin } from './access.ts'
import { register } from './register.ts'
import type { ChannelCommand, Command, Turn } from './turn.ts'

/** `@name`, or a chat id as /channels shows it. */
const named = /^(@\w{4,}|-\d{5,}(?::\d+)?)(?:\s+|$)/u

export function chatOf(entry: Pick<ChannelEntry, 'id'>): ChatId {
  return v.parse(chatIdSchema, Number.parseInt(entry.id, 10))
}

/** The channel that a text names, if the directory knows it. */
export async function channelCalled(turn: Turn, name: string): Promise<ChannelEntry | null> {
  const { directory } = turn.edges
  if (name.startsWith('@')) return directory.channelNamed(name.slice(1))
  const own = await directory.channelsOf(turn.person.id)
  return own.find(({ id, title }) => id === name || title === name) ?? null
}

/**
 * Makes a command that is about one channel out of one that needs to be told which. With no channel at all, `adopt`
 * makes the person's own private chat one.
 */
export function aboutChannel(command: ChannelCommand, options: { readonly adopt?: boolean } = {}): Command {
  return async (turn) => {
    const { edges, person, words, reply } = turn
    const name = named.exec(turn.text)
    const text = name === null ? turn.text : turn.text.slice(name[0].length)
    const entry =
      name === null ? await channelMeant(turn, options.adopt === true) : await channelCalled(turn, name[1] ?? '')
    if (entry === null) {
      if (name !== null) await reply(words.unknownChannel(name[1] ?? ''))
      else await sayWhich(turn)
      return
    }
    const admin = await askAdmin(edges, chatOf(entry), person.id)
    if (admin === 'silent') return reply(words.telegramSilent)
    if (admin === 'not-admin') return reply(words.notYourChannel(entry.title))
    await command({ ...turn, text, entry, cell: edges.cell(entry.cell) })
  }
}

async function channelMeant(turn: Turn, adopt: boolean): Promise<ChannelEntry | null> {
  const { edges, person } = turn
  const own = await edges.directory.channelsOf(person.id)
  const current = own.find(({ id }) => id === person.current)
  if (current !== undefined) return current
  const [only] = own
  if (own.length === 1 && only !== undefined) return only
  return own.length === 0 && adopt ? adoptPrivateChat(turn) : null
}

/** A person's own private chat with the bot is a channel too; Telegram need not be asked, as it was said there. */
async function adoptPrivateChat({ edges, person, chat }: Turn): Promise<ChannelEntry | null> {
  if (chat.type !== 'private') return null
  const registered = await register(edges, person, chat, null, false)
  return registered.kind === 'registered' ? registered.entry : null
}

async function sayWhich({ edges, person, words, reply, replyWithChooser }: Turn): Promise<void> {
  const own = await edges.directory.channelsOf(person.id)
  if (own.length === 0) return replyWithChooser(words.noChannels)
  await reply(words.whichChannel(own.map(({ title }) => title)))
}
