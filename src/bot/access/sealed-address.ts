/** Seals user names and passwords in what people type, before anything is stored or asked, and removes them from the chat. */
import { feedUrl } from '../../feed/http/address.ts'
import { isUsableLogin, splitLogin, withoutUserInfo } from '../../feed/http/credentials.ts'
import type { Credentials } from '../../polling.ts'
import type { BotContext, BotDeps, PersonContext } from '../request-context.ts'

/** An address without user name and password. */
export interface SealedAddress {
  readonly address: string
  /** Null: it had no usable user name and password, or is no address. */
  readonly credentials: Credentials | null
  /** User name and password are too long or not allowed. */
  readonly isUnusable: boolean
  /** Something was removed from it: the message should be deleted. */
  readonly hasSecret: boolean
}

const nothingSealed = { credentials: null, isUnusable: false, hasSecret: false } as const

/** @param text an address as typed */
export function sealAddress({ seal }: Pick<BotDeps, 'seal'>, text: string): SealedAddress {
  const { address, login } = splitLogin(text)
  // The cell decides whether it may be visited.
  const url = feedUrl(address, { allowPrivate: true })
  if (!url.ok) {
    const shown = withoutUserInfo(address)
    return { ...nothingSealed, address: shown, hasSecret: shown !== text }
  }
  if (login === null) return { ...nothingSealed, address }
  if (!isUsableLogin(login)) return { ...nothingSealed, address, isUnusable: true, hasSecret: true }
  const { origin } = new URL(url.value)
  const credentials = { origin, login: seal.sealLogin(origin, login), headers: [] }
  return { address, credentials, isUnusable: false, hasSecret: true }
}

/** Deletes the person's message, which contains a secret, and says so. Bots may delete messages in private chats: core.telegram.org/bots/api#deletemessage */
export async function deleteSecret(ctx: BotContext & Pick<PersonContext, 'texts'>): Promise<void> {
  const { message } = ctx.incoming
  if (message === undefined) return
  const { id } = message.chat
  const answer = await ctx.deps.call('deleteMessage', { chat_id: id, message_id: message.message_id })
  await ctx.respond(ctx.texts.t.text(answer.ok ? 'feeds.secretDeleted' : 'feeds.secretStays'))
}
