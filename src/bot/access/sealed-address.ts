/** Seals user names and passwords in what people type, before anything is stored or asked, and removes them from the chat. */
import { feedUrl } from '../../feed/http/address.ts'
import { isUsableLogin, splitLogin } from '../../feed/http/credentials.ts'
import type { Credentials } from '../../polling.ts'
import type { BotContext, BotDeps, PersonContext } from '../request-context.ts'

/** An address without user name and password. */
export interface SealedAddress {
  readonly address: string
  /** Null: it had no user name and password, or is no address. */
  readonly credentials: Credentials | null
  /** User name and password are too long or not allowed. */
  readonly isUnusable: boolean
}

/** @param text an address as typed */
export async function sealAddress({ seal }: Pick<BotDeps, 'seal'>, text: string): Promise<SealedAddress> {
  const { address, login } = splitLogin(text)
  // The cell decides whether it may be visited.
  const url = feedUrl(address, { allowPrivate: true })
  if (login === null || !url.ok) return { address, credentials: null, isUnusable: false }
  if (!isUsableLogin(login)) return { address, credentials: null, isUnusable: true }
  const { origin } = new URL(url.value)
  return {
    address,
    credentials: { origin, login: await seal.sealLogin(origin, login), headers: [] },
    isUnusable: false,
  }
}

/** Deletes the person's message, which contains a secret, and says so. Bots may delete messages in private chats: core.telegram.org/bots/api#deletemessage */
export async function deleteSecret(ctx: BotContext & Pick<PersonContext, 'texts'>): Promise<void> {
  const { message } = ctx.incoming
  if (message === undefined) return
  const { id } = message.chat
  const answer = await ctx.deps.call('deleteMessage', { chat_id: id, message_id: message.message_id })
  await ctx.respond(ctx.texts.t.text(answer.ok ? 'feeds.secretDeleted' : 'feeds.secretStays'))
}
