/**
 * The methods of the Bot API and their parameters: Telegraf's types, which are those of Bot API 7.1, and what is newer.
 * Source: core.telegram.org/bots/api
 */
import type { Opts, Telegram } from 'telegraf/types'

/** Parameters by method that Telegraf's types lack, or ask for although Telegram does not. */
interface Additions {
  /** Rights that are left out are not requested: #setmydefaultadministratorrights */
  setMyDefaultAdministratorRights: {
    rights?: Partial<NonNullable<Opts<'setMyDefaultAdministratorRights'>['rights']>>
    for_channels?: boolean
  }
  /** #sendrichmessage, Bot API 10.1 */
  sendRichMessage: Pick<
    Opts<'sendMessage'>,
    'chat_id' | 'message_thread_id' | 'disable_notification' | 'reply_markup'
  > & {
    rich_message: RichMessage
  }
  /** Edits rich messages too: #editmessagetext */
  editMessageText: Opts<'editMessageText'> | (Omit<Opts<'editMessageText'>, 'text'> & { rich_message: RichMessage })
}

/** #inputrichmessage */
interface RichMessage {
  html: string
  is_rtl?: boolean
  /** Telegram refuses a whole message for one address that it finds and does not accept (RICH_MESSAGE_EMAIL_INVALID). */
  skip_entity_detection?: boolean
}

type Methods = Additions & {
  readonly [Method in Exclude<keyof Telegram, keyof Additions>]: Opts<Method>
}

/** The same with every array and field read-only: a call changes none of its parameters. */
type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value

/**
 * The colour of a button, which Telegraf's types lack: #inlinekeyboardbutton. A server older than Bot API 9.4 ignores the field, as it reads
 * fields of a button by their names (tdlib/telegram-bot-api, Client::get_inline_keyboard_button).
 */
export type ButtonStyle = 'danger' | 'success' | 'primary'

/** A method, such as `sendMessage`. */
export type MethodName = keyof Methods

/** The parameters of a method. A call is made as JSON, so its files are ids or addresses. */
export type MethodParameters<Method extends MethodName> = Immutable<Methods[Method]>
