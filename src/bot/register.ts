/** Makes a chat a channel of Paperboy's, once both sides' rights are certain. */

import { type Channel, channelId, type Language, type UserId } from '../model.ts'
import type { ChannelEntry } from '../store/people.ts'
import { askAdmin, type Chat, chatTitle, excessRights, isSilence, mayPost, readChat, readMember } from './access.ts'
import type { BotEdges, Turn } from './turn.ts'

export type Registered =
  | { readonly kind: 'registered'; readonly entry: ChannelEntry; readonly excess: boolean }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-admin'; readonly title: string }
  | { readonly kind: 'bot-not-admin'; readonly title: string }
  | { readonly kind: 'silent' }

export interface Applicant {
  readonly id: UserId
  readonly language: Language
}

/** Looks a chat up with Telegram by id or @name, checks the person and the bot, and registers it. */
export async function registerByName(
  edges: BotEdges,
  applicant: Applicant,
  chat: string | number,
  thread: number | null = null,
): Promise<Registered> {
  const answer = await edges.call('getChat', { chat_id: chat })
  if (!answer.ok) return { kind: isSilence(answer.problem) ? 'silent' : 'unreachable' }
  const found = readChat(answer.value)
  if (found === null) return { kind: 'unreachable' }
  // A bot that was never let in sees neither members nor rights: that is the first thing to mend.
  const own = await edges.call('getChatMember', { chat_id: found.id, user_id: edges.settings.botId })
  if (!own.ok) return isSilence(own.problem) ? { kind: 'silent' } : { kind: 'bot-not-admin', title: chatTitle(found) }
  const member = readMember(own.value)
  if (member === null || !mayPost(member, found.type)) return { kind: 'bot-not-admin', title: chatTitle(found) }
  const admin = await askAdmin(edges, found.id, applicant.id)
  if (admin === 'silent') return { kind: 'silent' }
  if (admin === 'not-admin') return { kind: 'not-admin', title: chatTitle(found) }
  return register(edges, applicant, found, thread, excessRights(member, found.type))
}

/** Registers a chat whose rights are known to be right. Registering again renews its name and keeps its settings. */
export async function register(
  edges: BotEdges,
  applicant: Applicant,
  chat: Chat,
  thread: number | null,
  excess: boolean,
): Promise<Registered> {
  const { directory, settings, now } = edges
  const channel: Channel = {
    id: channelId(chat.id, thread),
    chat: chat.id,
    thread,
    kind: chat.type,
    title: chatTitle(chat),
    username: chat.username ?? null,
    owner: applicant.id,
    language: applicant.language,
    timezone: null,
    schedule: { kind: 'live', gapMinutes: null },
    links: 'headline',
    filter: '',
    pause: null,
  }
  const { id, title, username, kind } = channel
  const entry = await directory.register({ id, title, username, kind }, settings.cells, applicant.id)
  const cell = edges.cell(entry.cell)
  await cell.register(channel, now)
  await cell.letIn(id, now)
  await directory.setCurrent(applicant.id, id)
  return { kind: 'registered', entry, excess }
}

/** Says what came of a registration. `name`: what the person called the chat. */
export async function answerRegistered(
  { words, reply }: Pick<Turn, 'words' | 'reply'>,
  name: string,
  registered: Registered,
): Promise<void> {
  switch (registered.kind) {
    case 'registered':
      return reply(words.registered(registered.entry.title, registered.excess))
    case 'unreachable':
      return reply(words.channelUnreachable(name))
    case 'not-admin':
      return reply(words.notYourChannel(registered.title))
    case 'bot-not-admin':
      return reply(words.botNotAdmin(registered.title))
    case 'silent':
      return reply(words.telegramSilent)
  }
}
