/** The bot: takes an update to whoever answers it. Nobody but allowed people gets further than a polite word. */
import { Composer } from 'telegraf'
import type { Update } from 'telegraf/types'
import { languageOf } from '../i18n/languages.ts'
import { wordsFor } from '../i18n/words.ts'
import type { Callback, IncomingMessage, IncomingUpdate } from '../telegram/updates.ts'
import { press } from './callbacks/on-callback.ts'
import { onGroupMessage } from './handlers/group-messages.ts'
import { meet } from './handlers/identify.ts'
import { membershipChanged } from './handlers/membership.ts'
import { onPrivateMessage } from './handlers/private-messages.ts'
import { sendReply } from './reply.ts'
import { BotContext, type BotDeps } from './request-context.ts'

/** Acts on one update; the answer has been sent when this is done. */
export async function handleUpdate(update: IncomingUpdate, deps: BotDeps): Promise<void> {
  const composer = new Composer<BotContext>()
  const { my_chat_member, callback_query, message } = update
  composer.on('my_chat_member', async () => {
    if (my_chat_member !== undefined) await membershipChanged(deps, my_chat_member)
  })
  composer.on('callback_query', async (ctx) => {
    if (callback_query !== undefined) await onPress(ctx, callback_query)
  })
  composer.on('message', async (ctx) => {
    if (message === undefined) return
    if (message.migrate_to_chat_id !== undefined) await migrated(deps, message, message.migrate_to_chat_id)
    else if (message.chat.type === 'private') await onPrivateMessage(ctx, message)
    else await onGroupMessage(ctx, message)
  })
  // The schema has checked what is used of it; Telegraf's own type names every field that there is.
  await composer.middleware()(new BotContext(update as unknown as Update, deps), async () => undefined)
}

async function onPress(ctx: BotContext, callback: Callback): Promise<void> {
  const { deps } = ctx
  const answer = async (text: string) => {
    await deps.call('answerCallbackQuery', { callback_query_id: callback.id, ...(text === '' ? {} : { text }) })
  }
  const { message, from, data = '' } = callback
  if (message === undefined) return answer('')
  const met = await meet(ctx, { chat: message.chat, from }, message.message_id)
  if (met === null) return
  if (!met.allowed) return answer(met.turn.words.staleButton)
  await press(met.turn, data, answer)
}

async function migrated(deps: BotDeps, { chat }: IncomingMessage, to: IncomingMessage['chat']['id']): Promise<void> {
  const entries = await deps.directory.channelsIn(chat.id)
  for (const [cell, moved] of Map.groupBy(entries, (entry) => entry.cell)) {
    await deps.cell(cell).migrated(
      moved.map(({ id }) => id),
      to,
    )
  }
}

/** Something went wrong on this side: whoever wrote is told so. */
export async function apologise({ message, callback_query }: IncomingUpdate, deps: BotDeps): Promise<void> {
  const from = message?.from ?? callback_query?.from
  const chat = message?.chat ?? callback_query?.message?.chat
  if (from === undefined || chat?.type !== 'private') return
  const { failed } = wordsFor(languageOf(from.language_code))
  await sendReply(deps, { chat: chat.id, thread: null }, failed)
}
