/** Commands in groups: `/start` registers the group or its topic, `/help` explains how. Only administrators are answered. */
import { languageOf } from '../../i18n/languages.ts'
import { textsFor } from '../../i18n/texts.ts'
import { readCommand } from '../../telegram/command-text.ts'
import { askAdmin } from '../access/administrators.ts'
import { botName } from '../access/bot-name.ts'
import { registerByName, type Topic } from '../access/register.ts'
import { confirmationOf } from '../commands/start.ts'
import { sendMessage } from '../reply.ts'
import { type BotContext, type PersonContext, threadOf } from '../request-context.ts'

/** Looks up the bot's own name where a command names a bot: Telegraf compares the two. */
export async function lookUpBotName(ctx: BotContext, next: () => Promise<void>): Promise<void> {
  const names = readCommand(ctx.incoming.message?.text ?? '')?.bot ?? null
  if (names !== null) ctx.botInfo.username = (await botName(ctx.deps)) ?? ''
  await next()
}

/** An anonymous administrator sends as the group, so a link takes them to the private chat, where they can be asked for. */
export async function confirmInPrivate(ctx: BotContext, next: () => Promise<void>): Promise<void> {
  const { message } = ctx.incoming
  if (message === undefined || message.sender_chat?.id !== message.chat.id) return next()
  const { chat, from } = message
  const texts = textsFor(languageOf(from?.language_code))
  const thread = threadOf(message)
  const name = await botName(ctx.deps)
  const url = `https://t.me/${name ?? ''}?start=${confirmationOf(chat.id, thread)}`
  const markup = name === null ? undefined : { inline_keyboard: [[{ text: texts.menu.buttons.confirm, url }]] }
  await sendMessage(ctx.deps, { chat: chat.id, thread }, texts.t.text('channels.confirmHere'), markup)
}

export async function startInGroup(ctx: PersonContext): Promise<void> {
  const { deps, person, texts, origin } = ctx
  if ((await askAdmin(deps, origin.id, person.id)) !== 'admin') return
  const registered = await registerByName(ctx, origin.id, topicOf(ctx))
  switch (registered.kind) {
    case 'registered':
      return ctx.respond(texts.t.text('channels.registeredGroup'))
    case 'silent':
      return ctx.respond(texts.t.text('channels.telegramSilent'))
    case 'bot-not-admin':
    case 'unreachable':
      return ctx.respond(texts.botNotAdmin(origin.title ?? ''))
    case 'too-many':
    case 'not-admin':
      return
  }
}

export async function helpInGroup(ctx: PersonContext): Promise<void> {
  if ((await askAdmin(ctx.deps, ctx.origin.id, ctx.person.id)) === 'admin')
    await ctx.respond(ctx.texts.t.text('start.groupHelp'))
}

/** A message in a topic is a reply to the message that created the topic, which has its name. */
function topicOf({ incoming: { message } }: BotContext): Topic | null {
  const thread = message === undefined ? null : threadOf(message)
  if (thread === null) return null
  return { thread, name: message?.reply_to_message?.forum_topic_created?.name ?? `#${thread}` }
}
