/** Makes a chat a channel of Paperboy's, once both sides' rights are certain. */

import type { ChannelApi } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { type Channel, channelId, type UserId, usualLook } from '../../model.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { excessRights, mayPost, readMember } from '../../telegram/member.ts'
import type { Turn } from '../request-context.ts'
import { go } from '../screens/channel.ts'
import { askAdmin, type Chat, chatTitle, isSilence, readChat } from './access.ts'
import { mayRegister } from './allowance.ts'

export type Registered =
  /** `known`: it was this person's already. */
  | { readonly kind: 'registered'; readonly entry: ChannelEntry; readonly excess: boolean; readonly known: boolean }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-admin'; readonly title: string }
  | { readonly kind: 'bot-not-admin'; readonly title: string }
  | { readonly kind: 'silent' }
  /** Nobody but the bot's owners may have more channels. */
  | { readonly kind: 'too-many' }

/** A topic of a forum, which is a channel of its own. */
export interface Topic {
  readonly thread: number
  readonly name: string
}

/** A turn's person, as whoever registers a channel. */
type Registering = Pick<Turn, 'deps' | 'person' | 'isOwner'>

/** Looks a chat up with Telegram by id or @name, checks the person and the bot, and registers it. */
export async function registerByName(
  turn: Registering,
  chat: string | number,
  topic: Topic | null = null,
): Promise<Registered> {
  const { deps, person } = turn
  const answer = await deps.call('getChat', { chat_id: chat })
  if (!answer.ok) return { kind: isSilence(answer.problem) ? 'silent' : 'unreachable' }
  const found = readChat(answer.value)
  if (found === null) return { kind: 'unreachable' }
  // A bot that was never let in sees neither members nor rights: that is the first thing to mend.
  const own = await deps.call('getChatMember', { chat_id: found.id, user_id: deps.settings.botId })
  if (!own.ok) return isSilence(own.problem) ? { kind: 'silent' } : { kind: 'bot-not-admin', title: chatTitle(found) }
  const member = readMember(own.value)
  if (member === null || !mayPost(member, found.type)) return { kind: 'bot-not-admin', title: chatTitle(found) }
  const admin = await askAdmin(deps, found.id, person.id)
  if (admin === 'silent') return { kind: 'silent' }
  if (admin !== 'admin') return { kind: 'not-admin', title: chatTitle(found) }
  return register(turn, found, topic, excessRights(member, found.type))
}

/** Registers a chat whose rights are known to be right. Registering again renews its name and keeps its settings. */
export async function register(
  turn: Registering,
  chat: Chat,
  topic: Topic | null,
  excess: boolean,
): Promise<Registered> {
  const { deps, person: applicant } = turn
  const { directory, settings } = deps
  const isKnown = (await directory.channel(channelId(chat.id, topic?.thread ?? null))) !== null
  if (!isKnown && !(await mayRegister(turn))) return { kind: 'too-many' }
  const channel: Channel = {
    id: channelId(chat.id, topic?.thread ?? null),
    chat: chat.id,
    thread: topic?.thread ?? null,
    kind: chat.type,
    title: topic === null ? chatTitle(chat) : `${chatTitle(chat)} › ${topic.name}`,
    username: chat.username ?? null,
    owner: applicant.id,
    language: applicant.language,
    timezone: null,
    schedule: { kind: 'live', gapMinutes: null },
    ...usualLook,
    filter: '',
    pause: null,
  }
  const { id, title, username, kind } = channel
  const { entry, known } = await directory.register({ id, title, username, kind }, settings.cells, applicant.id)
  const there = deps.cell(entry.cell).channel(id)
  await there.register({ ...channel, owner: await ownerOf(turn, channel, there) })
  await there.letIn()
  if (!known) await directory.setCurrent(applicant.id, id)
  return { kind: 'registered', entry, excess, known }
}

/**
 * Whose a channel is, who is told when something is wrong: whoever registered it first, while they administer it; then who
 * registers it now, if they may have it with its feeds.
 */
async function ownerOf(turn: Registering, { chat, owner }: Channel, there: ChannelApi): Promise<UserId> {
  const { deps } = turn
  const view = await there.view()
  if (view === null || view.channel.owner === owner) return owner
  const before = view.channel.owner
  if ((await askAdmin(deps, chat, before)) !== 'not-admin') return before
  return (await mayRegister(turn, view.feeds.length)) ? owner : before
}

/** Says what came of a registration that a person asked for; a channel they had already is the one in use now. */
export async function answerRegistered(
  { deps, person, words, reply }: Pick<Turn, 'deps' | 'person' | 'words' | 'reply'>,
  name: string,
  registered: Registered,
): Promise<void> {
  switch (registered.kind) {
    case 'registered':
      if (registered.known) await deps.directory.setCurrent(person.id, registered.entry.id)
      await reply(registered.known ? words.using(registered.entry.title) : words.registered(registered.entry.title), [
        [go(words.menu.buttons.change, 'channel', registered.entry.id)],
      ])
      return registered.excess ? reply(words.excessRights(registered.entry.title)) : undefined
    case 'unreachable':
      return reply(words.channelUnreachable(name))
    case 'not-admin':
      return reply(words.notYourChannel(registered.title))
    case 'bot-not-admin':
      return reply(words.botNotAdmin(registered.title))
    case 'too-many':
      return reply(words.tooManyChannels(limits.stranger.channels))
    case 'silent':
      return reply(words.telegramSilent)
  }
}
