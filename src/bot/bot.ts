/** The bot: takes an update to whoever answers it. Nobody but allowed people gets further than a polite word. */
import { Composer } from 'telegraf'
import type { Update } from 'telegraf/types'
import { sameSecret } from '../telegram/webhook.ts'
import { askAdmin, isOwnName, mayUse } from './access.ts'
import { add, addHere } from './commands/add.ts'
import { channels, use } from './commands/channels.ts'
import { answerCity, digest } from './commands/digest.ts'
import { filter } from './commands/filter.ts'
import { help } from './commands/help.ts'
import { links } from './commands/links.ts'
import { list } from './commands/list.ts'
import { move } from './commands/move.ts'
import { pause, resume } from './commands/pause.ts'
import { preview } from './commands/preview.ts'
import { quota } from './commands/quota.ts'
import { remove } from './commands/remove.ts'
import { start, startInGroup } from './commands/start.ts'
import { chooserKeyboard } from './keyboards.ts'
import { membershipChanged } from './membership.ts'
import { press } from './presses.ts'
import { answerRegistered, registerByName, type Topic } from './register.ts'
import { sendReply } from './reply.ts'
import { aboutChannel, channelNamed } from './target.ts'
import { BotContext, type BotEdges, type Button, type Command, type Turn } from './turn.ts'
import type { Callback, IncomingMessage, IncomingUpdate } from './updates.ts'
import { languageOf, wordsFor } from './words/languages.ts'
import type { CommandName } from './words/vocabulary.ts'

const commands: Readonly<Record<CommandName, Command>> = {
  start,
  help,
  channels,
  use,
  add: aboutChannel(add, addHere),
  remove: aboutChannel(remove),
  list: aboutChannel(list),
  filter: aboutChannel(filter),
  digest: aboutChannel(digest),
  preview: aboutChannel(preview),
  pause: aboutChannel(pause),
  resume: aboutChannel(resume),
  links: aboutChannel(links),
  quota,
  move: aboutChannel(move),
}

/** `/name`, perhaps `@bot`, perhaps more: core.telegram.org/bots/features#commands. */
const commandPattern = /^\/([a-z]\w{0,31})(?:@(\w+))?(?:\s+([\s\S]*))?$/iu

/** The command that a text is, its name in letters of any width. */
function commandIn(text: string): RegExpExecArray | null {
  return commandPattern.exec(text.replace(/^\S+/u, (word) => word.normalize('NFKC')))
}

/** Acts on one update; the answer has been sent when this is done. */
export async function handleUpdate(update: IncomingUpdate, edges: BotEdges): Promise<void> {
  const composer = new Composer<BotContext>()
  const { my_chat_member, callback_query, message } = update
  composer.on('my_chat_member', async () => {
    if (my_chat_member !== undefined) await membershipChanged(edges, my_chat_member)
  })
  composer.on('callback_query', async (ctx) => {
    if (callback_query !== undefined) await onPress(ctx, callback_query)
  })
  composer.on('message', async (ctx) => {
    if (message === undefined) return
    if (message.migrate_to_chat_id !== undefined) await migrated(edges, message, message.migrate_to_chat_id)
    else if (message.chat.type === 'private') await onPrivateMessage(ctx, message)
    else await onGroupMessage(ctx, message)
  })
  // The schema has checked what is used of it; Telegraf's own type names every field that there is.
  await composer.middleware()(new BotContext(update as unknown as Update, edges), async () => undefined)
}

type Said = Pick<IncomingMessage, 'chat' | 'from'> & Partial<IncomingMessage>

async function turnOf(ctx: BotContext, said: Said) {
  const { chat, from } = said
  if (from === undefined || from.is_bot) return null
  const { edges } = ctx
  const { settings } = edges
  const named = settings.publicBot || settings.ownerIds.includes(from.id)
  const { person, owners } = await edges.directory.meet(from.id, languageOf(from.language_code), named)
  const words = wordsFor(person.language)
  const destination = { chat: chat.id, thread: threadOf(said) }
  const turn: Turn = {
    edges,
    person,
    words,
    chat,
    text: '',
    reply: (html, buttons: readonly (readonly Button[])[] = []) =>
      sendReply(edges, destination, html, buttons.length === 0 ? undefined : { inline_keyboard: buttons }),
    replyWithChooser: (html) => sendReply(edges, destination, html, chooserKeyboard(words)),
  }
  return { turn, allowed: mayUse(settings, owners, person.id) }
}

async function onPrivateMessage(ctx: BotContext, message: IncomingMessage): Promise<void> {
  const met = await turnOf(ctx, message)
  if (met === null) return
  const { turn, allowed } = met
  const { edges, person, words, reply } = turn
  // A pin, a timer, a contact: nobody expects an answer to these.
  if (message.text === undefined && message.caption === undefined && !isShared(message)) return
  const text = (message.text ?? message.caption ?? '').trim()
  const command = commandIn(text)
  if (!allowed) {
    const code = command?.[1]?.toLowerCase() === 'start' ? (command[3] ?? '').trim() : ''
    return (await claim(edges, person.id, code)) ? reply(words.claimed) : reply(words.stranger(person.id))
  }
  const { chat_shared, forward_origin, forward_from_chat } = message
  if (chat_shared !== undefined) {
    const { chat_id } = chat_shared
    return answerRegistered(turn, String(chat_id), await registerByName(edges, person, chat_id))
  }
  const origin = forward_origin?.chat ?? forward_from_chat
  if (origin?.type === 'channel') {
    return answerRegistered(turn, origin.title ?? String(origin.id), await registerByName(edges, person, origin.id))
  }
  // What somebody else wrote is no command.
  if (forward_origin !== undefined) return reply(words.notACommand)
  if (command !== null) return onCommand(turn, command[1] ?? '', command[3] ?? '')
  const name = channelNamed(text)
  if (name !== null) return answerRegistered(turn, name, await registerByName(edges, person, name))
  if (/^https?:\/\/\S+$/iu.test(text)) return onCommand(turn, 'add', text)
  if (person.question !== null && text !== '') return answerCity({ ...turn, text }, person.question)
  await reply(words.notACommand)
}

function isShared({ chat_shared, forward_origin, forward_from_chat }: IncomingMessage): boolean {
  return chat_shared !== undefined || forward_origin !== undefined || forward_from_chat !== undefined
}

async function onCommand(turn: Turn, name: string, text: string): Promise<void> {
  const { edges, person, words, reply } = turn
  const command = Object.entries(commands).find(([each]) => each === name.toLowerCase())?.[1]
  // A new command means that the question was not worth an answer.
  if (person.question !== null) await edges.directory.ask(person.id, null)
  if (command === undefined) return reply(words.unknownCommand(`/${name}`))
  await command({ ...turn, text: text.trim() })
}

/** While the operator names no owners, the first who brings the code that the deploy command showed is the owner. */
async function claim(edges: BotEdges, person: Turn['person']['id'], code: string): Promise<boolean> {
  if (edges.settings.ownerIds.length > 0 || !sameSecret(code, edges.settings.claimCode)) return false
  return edges.directory.claim(person)
}

/** In groups only /start and /help are answered, and only to allowed people who administer the group. */
async function onGroupMessage(ctx: BotContext, message: IncomingMessage): Promise<void> {
  const command = commandIn(message.text ?? '')
  const name = command?.[1]?.toLowerCase()
  if (command === null || (name !== 'start' && name !== 'help')) return
  if (command[2] !== undefined && !(await isOwnName(ctx.edges, command[2]))) return
  const { chat, sender_chat } = message
  if (sender_chat?.id === chat.id) {
    // An administrator who speaks as the group: one of its own, but nobody knows who.
    const { anonymous } = wordsFor(languageOf(message.from?.language_code))
    return sendReply(ctx.edges, { chat: chat.id, thread: threadOf(message) }, anonymous)
  }
  const met = await turnOf(ctx, message)
  if (met === null || !met.allowed) return
  const { turn } = met
  if (name === 'start') return startInGroup(turn, topicOf(message))
  if ((await askAdmin(turn.edges, chat.id, turn.person.id)) === 'admin') await turn.reply(turn.words.groupHelp)
}

/** Replies outside of topics have a thread too, which nothing can be sent to. */
function threadOf({ is_topic_message, message_thread_id }: Partial<IncomingMessage>): number | null {
  return is_topic_message === true ? (message_thread_id ?? null) : null
}

/** A message in a topic is a reply to the one that made the topic, and names it. */
function topicOf(message: IncomingMessage): Topic | null {
  const thread = threadOf(message)
  if (thread === null) return null
  const { reply_to_message } = message
  return { thread, name: reply_to_message?.forum_topic_created?.name ?? `#${thread}` }
}

async function onPress(ctx: BotContext, callback: Callback): Promise<void> {
  const { edges } = ctx
  const answer = async (text: string) => {
    await edges.call('answerCallbackQuery', { callback_query_id: callback.id, ...(text === '' ? {} : { text }) })
  }
  if (callback.message === undefined) return answer('')
  const met = await turnOf(ctx, { chat: callback.message.chat, from: callback.from })
  if (met === null) return
  if (!met.allowed) return answer(met.turn.words.staleButton)
  await press(met.turn, callback.data ?? '', answer)
}

async function migrated(edges: BotEdges, { chat }: IncomingMessage, to: IncomingMessage['chat']['id']): Promise<void> {
  const entries = await edges.directory.channelsIn(chat.id)
  for (const [cell, moved] of Map.groupBy(entries, (entry) => entry.cell)) {
    await edges.cell(cell).migrated(
      moved.map(({ id }) => id),
      to,
    )
  }
}

/** Something went wrong on this side: whoever wrote is told so. */
export async function apologise({ message, callback_query }: IncomingUpdate, edges: BotEdges): Promise<void> {
  const from = message?.from ?? callback_query?.from
  const chat = message?.chat ?? callback_query?.message?.chat
  if (from === undefined || chat?.type !== 'private') return
  const { failed } = wordsFor(languageOf(from.language_code))
  await sendReply(edges, { chat: chat.id, thread: null }, failed)
}
