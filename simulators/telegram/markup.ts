/** Reply markup: parses it, refuses it with the server's messages, and writes it as the Bot API returns it. */
import * as v from 'valibot'
import { checkedLink } from './links.ts'
import type { ChatRequest, ChatType, InlineButton, JsonObject, Markup, ReplyButton, Rights } from './model.ts'
import { rightNames } from './model.ts'
import type { Parameters } from './parameters.ts'
import { badRequest } from './refused.ts'

/** core.telegram.org/bots/api#inlinekeyboardbutton: "1-64 bytes". */
export const MOST_DATA_BYTES = 64
const MOST_BUTTONS = 100

const asButton = v.object({ text: v.string() })
const asInlineButton = v.object({
  text: v.string(),
  url: v.optional(v.string()),
  callback_data: v.optional(v.string()),
  web_app: v.optional(v.object({ url: v.string() })),
  switch_inline_query: v.optional(v.string()),
  switch_inline_query_current_chat: v.optional(v.string()),
  copy_text: v.optional(v.object({ text: v.string() })),
})
export const asRights = v.object(v.entriesFromList([...rightNames], v.optional(v.boolean())))
const asChatRequest = v.object({
  request_id: v.pipe(v.number(), v.integer()),
  chat_is_channel: v.boolean(),
  chat_is_forum: v.optional(v.boolean()),
  chat_has_username: v.optional(v.boolean()),
  chat_is_created: v.optional(v.boolean()),
  user_administrator_rights: v.optional(asRights),
  bot_administrator_rights: v.optional(asRights),
  bot_is_member: v.optional(v.boolean()),
  request_title: v.optional(v.boolean()),
  request_username: v.optional(v.boolean()),
})
const asMarkup = v.object({
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

/** Rights that are held; others are absent. */
export function heldRights(rights: v.InferOutput<typeof asRights>): Rights {
  return Object.fromEntries(rightNames.filter((name) => rights[name] === true).map((name) => [name, true]))
}

/** @returns the keyboard that a message to such a chat gets; null: none */
export function readMarkup(parameters: Parameters, chat: ChatType): Markup | null {
  const text = parameters.text('reply_markup')
  if (text === '') return null
  const json = v.safeParse(v.pipe(v.string(), v.parseJson()), text)
  if (!json.success) throw badRequest("Can't parse reply keyboard markup JSON object")
  const markup = v.safeParse(asMarkup, json.output)
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

function rowsOf(value: unknown, broken: string): readonly (readonly unknown[])[] {
  if (value === undefined || value === null) return []
  const rows = v.safeParse(v.array(v.array(v.unknown())), value)
  if (!rows.success) throw badRequest(broken)
  if (rows.output.flat().length > MOST_BUTTONS) throw badRequest('Reply markup is too long')
  return rows.output.filter((row) => row.length > 0)
}

function replyButton(value: unknown): ReplyButton {
  const failed = (why: string) => badRequest(`Can't parse keyboard button: ${why}`)
  if (typeof value === 'string') return textButton(value, null)
  const button = v.safeParse(asButton, value)
  if (!button.success) throw failed('KeyboardButton must be a String or an Object')
  const more = v.safeParse(
    v.object({ request_chat: v.optional(asChatRequest), web_app: v.optional(v.unknown()) }),
    value,
  )
  if (!more.success) throw failed('Field "request_chat" must be a valid KeyboardButtonRequestChat')
  const request = more.output.request_chat
  return textButton(button.output.text, request === undefined ? null : chatRequest(request))
}

function textButton(text: string, requestChat: ChatRequest | null): ReplyButton {
  if (text === '') throw badRequest('Keyboard button text must be non-empty')
  return { text, requestChat }
}

function chatRequest(asked: v.InferOutput<typeof asChatRequest>): ChatRequest {
  const { user_administrator_rights: user, bot_administrator_rights: bot } = asked
  const userRights = user === undefined ? null : heldRights(user)
  const botRights = bot === undefined ? null : heldRights(bot)
  // "Must be a subset of user_administrator_rights": core.telegram.org/bots/api#keyboardbuttonrequestchat
  const beyond =
    botRights !== null && rightNames.some((name) => botRights[name] === true && userRights?.[name] !== true)
  if (beyond) throw badRequest('USER_RIGHTS_MISSING')
  return {
    id: asked.request_id,
    channel: asked.chat_is_channel,
    forum: asked.chat_is_forum ?? null,
    hasUsername: asked.chat_has_username ?? null,
    created: asked.chat_is_created === true,
    userRights,
    botRights,
    botIsMember: asked.bot_is_member === true,
    wantsTitle: asked.request_title === true,
    wantsUsername: asked.request_username === true,
  }
}

function inlineButton(value: unknown, chat: ChatType): InlineButton {
  const failed = (why: string) => badRequest(`Can't parse inline keyboard button: ${why}`)
  const parsed = v.safeParse(asInlineButton, value)
  if (!parsed.success) {
    const where = parsed.issues[0].path?.[0]?.key
    throw failed(
      where === undefined
        ? 'InlineKeyboardButton must be an Object'
        : `Field "${String(where)}" must be of another type`,
    )
  }
  const { text, url, callback_data: data, web_app: app, copy_text: copy, ...inline } = parsed.output
  if (text === '') throw badRequest('Inline keyboard button text must be non-empty')
  const link = (address: string, name: string) => {
    const checked = checkedLink(address)
    if (checked === null) throw badRequest(`Inline keyboard button ${name} '${address}' is invalid: Wrong HTTP URL`)
    return checked
  }
  if (url !== undefined && url !== '') return { kind: 'url', text, url: link(url, 'URL') }
  if (data !== undefined && data !== '') {
    if (new TextEncoder().encode(data).length > MOST_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID')
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
  return { inline_keyboard: markup.rows.map((row) => row.map(buttonJson)) }
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
