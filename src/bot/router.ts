/**
 * Which handler gets which update. Telegraf's composer is built once, and handles every update with a context of its own.
 * Telegraf's bot class is not used: it polls, or listens with Node's HTTP server, and does not recognise an update that is delivered twice.
 */
import { Composer, type Middleware } from 'telegraf'
import { message } from 'telegraf/filters'
import type { Update } from 'telegraf/types'
import { languageOf } from '../i18n/languages.ts'
import { translatorFor } from '../i18n/translator.ts'
import { groupCommands, type IncomingUpdate } from '../telegram/updates.ts'
import { withoutSecrets } from './access/sealed-address.ts'
import { commands } from './commands/commands.ts'
import { readerCommands } from './commands/reader-commands.ts'
import { offerCommands } from './commands-menu.ts'
import { onCallback } from './handlers/callback-queries.ts'
import { confirmInPrivate, helpInGroup, lookUpBotName, startInGroup } from './handlers/group-messages.ts'
import { identified } from './handlers/identify.ts'
import { onMembership } from './handlers/membership.ts'
import { onMigration } from './handlers/migration.ts'
import {
  acceptInvitation,
  claimBot,
  closeQuestion,
  notACommand,
  notUnderstood,
  offerHeadlines,
  onFile,
  onForwardedPost,
  onLocation,
  onReaderText,
  onSharedChat,
  onText,
} from './handlers/private-messages.ts'
import { sendMessage } from './reply.ts'
import { BotContext, type BotDeps, type PersonContext } from './request-context.ts'
import { closeWords } from './settings/words.ts'

const anyCommand = /^\w+$/u

/**
 * Telegraf's `on` with our own context: `Composer.on` narrows the context's type by the filter, which adds 20
 * seconds to type checking. Handlers read the parsed update (`ctx.incoming`) instead.
 */
function on<Ctx extends BotContext = BotContext>(
  filter: (update: Update) => boolean,
  ...handlers: [Middleware<Ctx>, ...Middleware<Ctx>[]]
): Middleware<Ctx> {
  return Composer.optional(({ update }) => filter(update), ...handlers)
}

/** Messages of people who may not use the bot: only readers, and those who are about to become one, are answered with more than that. */
const readerMessages = new Composer<PersonContext>()
readerMessages.use(async (ctx, next) =>
  ctx.reader !== null || ctx.person.question?.kind === 'words'
    ? next()
    : ctx.respond(ctx.texts.stranger(ctx.person.id)),
)
readerMessages.use(on(message('location'), onLocation))
readerMessages.use(on(message('forward_origin'), notUnderstood))
readerMessages.command(anyCommand, async (ctx, next) => {
  await closeWords(ctx)
  await next()
})
for (const [name, handler] of readerCommands) readerMessages.command(name, handler)
readerMessages.command('cancel', (ctx) => ctx.respond(ctx.texts.menu.cancelled))
readerMessages.command(anyCommand, notUnderstood)
readerMessages.use(on(message('text'), onReaderText))
readerMessages.use(notUnderstood)

const privateMessages = new Composer<PersonContext>()
privateMessages.command('start', offerHeadlines, acceptInvitation, claimBot)
privateMessages.use(async (ctx, next) => (ctx.isAllowed ? next() : readerMessages.middleware()(ctx, async () => {})))
privateMessages.use(on(message('chat_shared'), onSharedChat))
privateMessages.use(onForwardedPost)
privateMessages.use(on(message('document'), onFile))
privateMessages.use(on(message('location'), onLocation))
// A forwarded command is not the person's own.
privateMessages.use(on(message('forward_origin'), notACommand))
privateMessages.command(anyCommand, closeQuestion)
privateMessages.command('start', async (ctx, next) => {
  await next()
  // What has changed, after the answer.
  await offerCommands(ctx.deps, ctx.person.language)
})
for (const [name, handler] of commands) privateMessages.command(name, handler)
privateMessages.command('cancel', (ctx) => ctx.respond(ctx.texts.menu.cancelled))
privateMessages.command(anyCommand, (ctx) =>
  withoutSecrets(() => ctx.respond(ctx.texts.unknownCommand(`/${ctx.command}`)), ctx),
)
privateMessages.use(on(message('text'), onText))
privateMessages.use(notACommand)

const groupMessages = new Composer<PersonContext>()
groupMessages.use(async (ctx, next) => (ctx.isAllowed ? next() : undefined))
groupMessages.command('start', startInGroup)
groupMessages.command('help', helpInGroup)

const callbackQueries = new Composer<PersonContext>()
callbackQueries.action(/.+/su, (ctx) => onCallback(ctx, ctx.match.input))
callbackQueries.use((ctx) => ctx.answerCallback(ctx.texts.t.text('start.staleButton')))

const router = new Composer<BotContext>()
router.use(on((update) => 'my_chat_member' in update, onMembership))
router.use(on(message('migrate_to_chat_id'), onMigration))
router.use(
  on(
    (update) => 'callback_query' in update,
    // Screens are in private chats only: elsewhere, made-up data would edit a post of the bot.
    async (ctx, next) => (ctx.source?.chat.type === 'private' ? next() : ctx.answerCallback()),
    identified(callbackQueries.middleware()),
  ),
)
router.use(Composer.privateChat(identified(privateMessages.middleware())))
router.use(Composer.groupChat(lookUpBotName))
router.command([...groupCommands], confirmInPrivate, identified(groupMessages.middleware()))

/** Handles one update. Every answer has been sent, or is in `deps.unsent`, when this returns. */
export async function handleUpdate(update: IncomingUpdate, deps: BotDeps): Promise<void> {
  await router.middleware()(new BotContext(update, deps), async () => {})
}

/** Tells the person that their update failed. */
export async function reportFailure({ message, callback_query }: IncomingUpdate, deps: BotDeps): Promise<void> {
  const from = message?.from ?? callback_query?.from
  const chat = message?.chat ?? callback_query?.message?.chat
  if (from === undefined || chat?.type !== 'private') return
  const failed = translatorFor(languageOf(from.language_code)).text('start.failed')
  await sendMessage(deps, { chat: chat.id, thread: null }, failed)
}
