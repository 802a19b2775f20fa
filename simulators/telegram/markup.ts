/** Reply markup: parses it with the server's refusals, and writes it as the Bot API returns it. */
import * as v from 'valibot'
import { badRequest } from './bot-api-error.ts'
import { checkedLink } from './links.ts'
import type {
  ButtonStyle,
  ChatRequest,
  ChatType,
  InlineButton,
  JsonObject,
  Markup,
  ReplyButton,
  Rights,
} from './model.ts'
import { buttonStyles, rightNames } from './model.ts'
import type { Parameters } from './parameters.ts'

/** core.telegram.org/bots/api#inlinekeyboardbutton: "1-64 bytes". */
export const MAX_DATA_BYTES = 64
const MAX_BUTTONS = 100

const buttonSchema = v.object({ text: v.string() })
const inlineButtonSchema = v.object({
  text: v.string(),
  style: v.optional(v.string()),
  url: v.optional(v.string()),
  callback_data: v.optional(v.string()),
  web_app: v.optional(v.object({ url: v.string() })),
  switch_inline_query: v.optional(v.string()),
  switch_inline_query_current_chat: v.optional(v.string()),
  copy_text: v.optional(v.object({ text: v.string() })),
})
export const rightsSchema = v.object(v.entriesFromList([...rightNames], v.optional(v.boolean())))
const chatRequestSchema = v.object({
  request_id: v.pipe(v.number(), v.integer()),
  chat_is_channel: v.boolean(),
  chat_is_forum: v.optional(v.boolean()),
  chat_has_username: v.optional(v.boolean()),
  chat_is_created: v.optional(v.boolean()),
  user_administrator_rights: v.optional(rightsSchema),
  bot_administrator_rights: v.optional(rightsSchema),
  bot_is_member: v.optional(v.boolean()),
  request_title: v.optional(v.boolean()),
  request_username: v.optional(v.boolean()),
})
const markupSchema = v.object({
  keyboard: v.optional(v.unknown()),
  inline_keyboard: v.optional(v.unknown()),
  remove_keyboard: v.optional(v.boolean()),
  force_reply: v.optional(v.boolean()),
  one_time_keyboard: v.optional(v.boolean()),
  resize_keyboard: v.optional(v.boolean()),
  is_persistent: v.optional(v.boolean()),
  selective: v.optional(v.boolean()),
  input_field_placeholder: v.optional(v.string()),
})

/** Only the rights that are true. */
export function heldRights(rights: v.InferOutput<typeof rightsSchema>): Rights {
  return Object.fromEntries(rightNames.filter((name) => rights[name] === true).map((name) => [name, true]))
}

/** The markup of a message to a chat of this type; null: none. */
export function readMarkup(parameters: Parameters, chat: ChatType): Markup | null {
  const text = parameters.text('reply_markup')
  if (text === '') return null
  const json = v.safeParse(v.pipe(v.string(), v.parseJson()), text)
  if (!json.success) throw badRequest("Can't parse reply keyboard markup JSON object")
  const markup = v.safeParse(markupSchema, json.output)
  if (!markup.success || Array.isArray(json.output)) throw badRequest('Object expected as reply markup')
  const options = markup.output
  const { keyboard, inline_keyboard: inline, input_field_placeholder: placeholder } = options
  const replyRows = rowsOf(keyboard, 'Field "keyboard" must be an Array of Arrays').map((row) => row.map(replyButton))
  const inlineRows = rowsOf(
    inline,
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ).map((row) => row.map((button) => inlineButton(button, chat)))
  const found = choose()
  if (found === null || found.kind === 'inline') return found
  if (chat === 'channel') throw badRequest('Inline keyboard expected')
  return found

  function choose(): Markup | null {
    if (replyRows.length > 0) {
      if (chat !== 'private' && replyRows.flat().some((button) => button.requestChat !== null)) {
        throw badRequest('Chats can be requested in private chats only')
      }
      return {
        kind: 'reply',
        rows: replyRows,
        oneTime: options.one_time_keyboard === true,
        resize: options.resize_keyboard === true,
        persistent: options.is_persistent === true,
        placeholder: placeholder ?? null,
      }
    }
    if (inlineRows.length > 0) return { kind: 'inline', rows: inlineRows }
    if (options.remove_keyboard === true) return { kind: 'remove' }
    if (options.force_reply === true) return { kind: 'force-reply', placeholder: placeholder ?? null }
    return null
  }
}

function rowsOf(value: unknown, refusal: string): readonly (readonly unknown[])[] {
  if (value === undefined || value === null) return []
  const rows = v.safeParse(v.array(v.array(v.unknown())), value)
  if (!rows.success) throw badRequest(refusal)
  if (rows.output.flat().length > MAX_BUTTONS) throw badRequest('Reply markup is too long')
  return rows.output.filter((row) => row.length > 0)
}

function replyButton(value: unknown): ReplyButton {
  const failed = (why: string) => badRequest(`Can't parse keyboard button: ${why}`)
  if (typeof value === 'string') return textButton(value, null)
  const button = v.safeParse(buttonSchema, value)
  if (!button.success) throw failed('KeyboardButton must be a String or an Object')
  const more = v.safeParse(
    v.object({
      request_chat: v.optional(chatRequestSchema),
      web_app: v.optional(v.unknown()),
      style: v.optional(v.string()),
    }),
    value,
  )
  if (!more.success) throw failed('Field "request_chat" must be a valid KeyboardButtonRequestChat')
  // Apps of the simulated people do not show it.
  styleOf(more.output.style, failed)
  const request = more.output.request_chat
  return textButton(button.output.text, request === undefined ? null : chatRequest(request))
}

function textButton(text: string, requestChat: ChatRequest | null): ReplyButton {
  if (text === '') throw badRequest('Keyboard button text must be non-empty')
  return { text, requestChat }
}

function chatRequest(request: v.InferOutput<typeof chatRequestSchema>): ChatRequest {
  const { user_administrator_rights: user, bot_administrator_rights: bot } = request
  const userRights = user === undefined ? null : heldRights(user)
  const botRights = bot === undefined ? null : heldRights(bot)
  // "Must be a subset of user_administrator_rights": core.telegram.org/bots/api#keyboardbuttonrequestchat
  const exceeds =
    botRights !== null && rightNames.some((name) => botRights[name] === true && userRights?.[name] !== true)
  if (exceeds) throw badRequest('USER_RIGHTS_MISSING')
  return {
    id: request.request_id,
    channel: request.chat_is_channel,
    forum: request.chat_is_forum ?? null,
    hasUsername: request.chat_has_username ?? null,
    created: request.chat_is_created === true,
    userRights,
    botRights,
    botIsMember: request.bot_is_member === true,
    requestsTitle: request.request_title === true,
    requestsUsername: request.request_username === true,
  }
}

function inlineButton(value: unknown, chat: ChatType): InlineButton {
  const failed = (why: string) => badRequest(`Can't parse inline keyboard button: ${why}`)
  const parsed = v.safeParse(inlineButtonSchema, value)
  if (!parsed.success) {
    const where = parsed.issues[0].path?.[0]?.key
    throw failed(
      where === undefined
        ? 'InlineKeyboardButton must be an Object'
        : `Field "${String(where)}" must be of another type`,
    )
  }
  const style = styleOf(parsed.output.style, failed)
  const button = buttonKind(parsed.output, chat, failed)
  return style === null ? button : { ...button, style }
}

/** Letters of either case and `default` are taken (tdlib/telegram-bot-api: Client::get_button_style). */
function styleOf(written: string | undefined, failed: (why: string) => Error): ButtonStyle | null {
  const style = written?.toLowerCase() ?? ''
  if (style === '' || style === 'default') return null
  const known = buttonStyles.find((each) => each === style)
  if (known === undefined) throw failed('invalid button style specified')
  return known
}

function buttonKind(
  {
    text,
    url,
    callback_data: data,
    web_app: app,
    copy_text: copy,
    ...inline
  }: v.InferOutput<typeof inlineButtonSchema>,
  chat: ChatType,
  failed: (why: string) => Error,
): InlineButton {
  if (text === '') throw badRequest('Inline keyboard button text must be non-empty')
  const link = (address: string, name: string) => {
    const checked = checkedLink(address)
    if (checked === null) throw badRequest(`Inline keyboard button ${name} '${address}' is invalid: Wrong HTTP URL`)
    return checked
  }
  if (url !== undefined && url !== '') return { kind: 'url', text, url: link(url, 'URL') }
  if (data !== undefined && data !== '') {
    if (new TextEncoder().encode(data).length > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID')
    return { kind: 'callback', text, data }
  }
  const query = inline.switch_inline_query ?? inline.switch_inline_query_current_chat
  if (query !== undefined) {
    const here = inline.switch_inline_query === undefined
    if (chat === 'channel') {
      const name = here ? 'switch_inline_query_current_chat' : 'switch_inline_query'
      throw badRequest(
        `Can't use ${name} button in a channel chat, because users will not be able to use the button without knowing bot's username`,
      )
    }
    return { kind: 'switch_inline', text, query, here }
  }
  if (app !== undefined) {
    if (chat !== 'private') throw badRequest('BUTTON_TYPE_INVALID')
    return { kind: 'web_app', text, url: link(app.url, 'Web App URL') }
  }
  if (copy !== undefined) return { kind: 'copy_text', text, copies: copy.text }
  throw failed('Text buttons are unallowed in the inline keyboard')
}

/** Only inline keyboards appear in messages. */
export function markupJson(markup: Markup | null): JsonObject | undefined {
  if (markup?.kind !== 'inline') return undefined
  const styled = (button: InlineButton) => ({
    ...buttonJson(button),
    ...(button.style === undefined ? {} : { style: button.style }),
  })
  return { inline_keyboard: markup.rows.map((row) => row.map(styled)) }
}

function buttonJson(button: InlineButton): JsonObject {
  const { text } = button
  switch (button.kind) {
    case 'callback':
      return { text, callback_data: button.data }
    case 'url':
      return { text, url: button.url }
    case 'web_app':
      return { text, web_app: { url: button.url } }
    case 'copy_text':
      return { text, copy_text: { text: button.copies } }
    case 'switch_inline':
      return button.here
        ? { text, switch_inline_query_current_chat: button.query }
        : { text, switch_inline_query: button.query }
  }
}
