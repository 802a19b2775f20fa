/** Registers a chat as a channel, once the rights of the person and of the bot are certain. */
import type { ChannelApi } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { usualLook } from '../../look.ts'
import { type Channel, channelId, type UserId } from '../../model.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { type Chat, chatSchema, chatTitle, memberSchema, parsed } from '../../telegram/answers.ts'
import { excessRights, mayPost } from '../../telegram/rights.ts'
import { screenButton } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'
import { askAdmin, isSilence } from './administrators.ts'
import { type Applicant, mayRegister } from './allowance.ts'

export type Registered =
  /** `excess`: the bot has rights that it does not need. `known`: the person manages the channel already. */
  | { readonly kind: 'registered'; readonly entry: ChannelEntry; readonly excess: boolean; readonly known: boolean }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-admin'; readonly title: string }
  | { readonly kind: 'bot-not-admin'; readonly title: string }
  | { readonly kind: 'silent' }
  /** Only the bot's owners may have more channels. */
  | { readonly kind: 'too-many' }

/** A topic of a forum, which is registered as a channel of its own. */
export interface Topic {
  readonly thread: number
  readonly name: string
}

/** Registers a chat by its id or @name, after asking Telegram for the rights of the person and of the bot. */
export async function registerByName(
  applicant: Applicant,
  chat: string | number,
  topic: Topic | null = null,
): Promise<Registered> {
  const { deps, person } = applicant
  const answer = await deps.call('getChat', { chat_id: chat })
  if (!answer.ok) return { kind: isSilence(answer.problem) ? 'silent' : 'unreachable' }
  const parsedChat = parsed(chatSchema, answer)
  if (!parsedChat.ok) return { kind: 'unreachable' }
  const found = parsedChat.value
  // The bot comes first: outside the chat it sees nobody's rights.
  const own = await deps.call('getChatMember', { chat_id: found.id, user_id: deps.settings.botId })
  if (!own.ok) return isSilence(own.problem) ? { kind: 'silent' } : { kind: 'bot-not-admin', title: chatTitle(found) }
  const member = parsed(memberSchema, own)
  if (!member.ok || !mayPost(member.value, found.type)) return { kind: 'bot-not-admin', title: chatTitle(found) }
  const admin = await askAdmin(deps, found.id, person.id)
  if (admin === 'silent') return { kind: 'silent' }
  if (admin !== 'admin') return { kind: 'not-admin', title: chatTitle(found) }
  return register(applicant, found, topic, excessRights(member.value, found.type))
}

/** Registers a chat after its rights are checked. Registering it again updates its name and keeps its settings. */
export async function register(
  applicant: Applicant,
  chat: Chat,
  topic: Topic | null,
  excess: boolean,
): Promise<Registered> {
  const { deps, person } = applicant
  const { directory, settings } = deps
  const isKnown = (await directory.channel(channelId(chat.id, topic?.thread ?? null))) !== null
  if (!isKnown && !(await mayRegister(applicant))) return { kind: 'too-many' }
  const channel: Channel = {
    id: channelId(chat.id, topic?.thread ?? null),
    chat: chat.id,
    thread: topic?.thread ?? null,
    kind: chat.type,
    title: topic === null ? chatTitle(chat) : `${chatTitle(chat)} › ${topic.name}`,
    username: chat.username ?? null,
    owner: person.id,
    language: person.language,
    timezone: null,
    schedule: { kind: 'live', gapMinutes: null },
    ...usualLook,
    filter: '',
    pause: null,
  }
  const { id, title, username, kind } = channel
  const { entry, known } = await directory.register({ id, title, username, kind }, settings.cells, person.id)
  const api = deps.cell(entry.cell).channel(id)
  await api.register({ ...channel, owner: await ownerOf(applicant, channel, api) })
  await api.letIn()
  if (!known) await directory.setCurrent(person.id, id)
  return { kind: 'registered', entry, excess, known }
}

/**
 * The owner of a channel, who gets its notices: the person who registered it first, as long as they administer it; then the
 * person who registers it now, if they may have its feeds.
 */
async function ownerOf(applicant: Applicant, { chat, owner }: Channel, api: ChannelApi): Promise<UserId> {
  const { deps } = applicant
  const view = await api.view()
  if (view === null || view.channel.owner === owner) return owner
  const before = view.channel.owner
  if ((await askAdmin(deps, chat, before)) !== 'not-admin') return before
  return (await mayRegister(applicant, view.feeds.length)) ? owner : before
}

/** Answers a registration that a person asked for. A channel that they manage already becomes the current one. */
export async function respondRegistered(ctx: PersonContext, name: string, registered: Registered): Promise<void> {
  const { deps, person, texts } = ctx
  switch (registered.kind) {
    case 'registered': {
      const { entry, known, excess } = registered
      if (known) await deps.directory.setCurrent(person.id, entry.id)
      await ctx.respond(known ? texts.using(entry.title) : texts.registered(entry.title), [
        [screenButton(texts.menu.buttons.change, 'channel', entry.id)],
      ])
      return excess ? ctx.respond(texts.excessRights(entry.title)) : undefined
    }
    case 'unreachable':
      return ctx.respond(texts.channelUnreachable(name))
    case 'not-admin':
      return ctx.respond(texts.notYourChannel(registered.title))
    case 'bot-not-admin':
      return ctx.respond(texts.botNotAdmin(registered.title))
    case 'too-many':
      return ctx.respond(texts.tooManyChannels(limits.stranger.channels))
    case 'silent':
      return ctx.respond(texts.t.text('channels.telegramSilent'))
  }
}
