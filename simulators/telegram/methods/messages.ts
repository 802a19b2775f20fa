/** Methods that send, edit and delete messages, and answer callback queries. */
import * as v from 'valibot'
import { checkBlocked, checkMayDelete, checkMaySend, mayEdit, reachChat, reachMessage } from '../access.ts'
import { noPreview } from '../add-message.ts'
import { messageJson } from '../api-json.ts'
import { badRequest } from '../bot-api-error.ts'
import { readMarkup } from '../markup.ts'
import { botText } from '../message-text.ts'
import { done, type Method, type MethodContext, type MethodResult } from '../method.ts'
import type { Chat, LinkPreview, Markup, Message, RichContent } from '../model.ts'
import type { Parameters } from '../parameters.ts'
import { readRichMessage } from '../rich-message.ts'
import { readCaption, readThread, sendAsBot } from '../send-as-bot.ts'

const previewSchema = v.object({
  is_disabled: v.optional(v.boolean()),
  url: v.optional(v.string()),
  prefer_small_media: v.optional(v.boolean()),
  prefer_large_media: v.optional(v.boolean()),
  show_above_text: v.optional(v.boolean()),
})
const NOT_MODIFIED =
  'Message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

function readPreview(parameters: Parameters): LinkPreview {
  const options = parameters.json('link_preview_options', previewSchema, "Can't parse link preview options JSON object")
  // The former parameter for is_disabled, still accepted.
  if (options === null) return { ...noPreview, disabled: parameters.flag('disable_web_page_preview') }
  return {
    disabled: options.is_disabled === true,
    url: options.url ?? null,
    small: options.prefer_small_media === true,
    large: options.prefer_large_media === true,
    above: options.show_above_text === true,
  }
}

export const sendMessage: Method = (context, parameters) => {
  parameters.refuse(
    'business_connection_id',
    'message_effect_id',
    'direct_messages_topic_id',
    'suggested_post_parameters',
  )
  const text = botText(parameters.text('text'), parameters.text('parse_mode'), parameters.text('entities'))
  return sendAsBot(context, parameters, { ...text, preview: readPreview(parameters) })
}

/** core.telegram.org/bots/api#sendrichmessage */
export const sendRichMessage: Method = (context, parameters) => {
  parameters.refuse(
    'business_connection_id',
    'direct_messages_topic_id',
    'ephemeral_message_parameters',
    'allow_paid_broadcast',
    'message_effect_id',
    'suggested_post_parameters',
    // "No parse_mode, no link_preview_options".
    'parse_mode',
    'link_preview_options',
    'text',
  )
  const rich = readRichMessage(parameters)
  if (rich === null) throw badRequest('Rich message must be non-empty')
  const { text, entities } = rich
  return sendAsBot(context, parameters, { text, entities, rich })
}

interface Edit {
  readonly chat: Chat
  readonly message: Message
  readonly markup: Markup | null
}

function readEdit({ state }: MethodContext, parameters: Parameters): Edit {
  parameters.refuse('business_connection_id', 'inline_message_id')
  const { chat, message } = reachMessage(state, parameters, 'edit', 'Message to edit')
  checkBlocked(state, chat)
  const markup = readMarkup(parameters, chat.type)
  if (!mayEdit(state, chat, message)) throw badRequest("Message can't be edited")
  if (markup !== null && markup.kind !== 'inline') throw badRequest('Inline keyboard expected')
  return { chat, message, markup }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export const editMessageText: Method = (context, parameters) => {
  const { state } = context
  const rich = readRichMessage(parameters)
  if (rich !== null) return editRich(context, parameters, rich)
  const text = botText(parameters.text('text'), parameters.text('parse_mode'), parameters.text('entities'))
  const options = readPreview(parameters)
  const { message, markup } = readEdit(context, parameters)
  // Whether a text can replace a rich message is not documented.
  if (hasMedia(message) || message.rich !== null) throw badRequest('There is no text in the message to edit')
  const before = [message.text, message.entities, message.markup, message.preview]
  if (isSame(before, [text.text, text.entities, markup, options])) throw badRequest(NOT_MODIFIED)
  const edited = state.putMessage({ ...message, ...text, markup, preview: options, editDate: state.date })
  return { result: messageJson(state, edited) }
}

function editRich(context: MethodContext, parameters: Parameters, rich: RichContent): MethodResult {
  if (parameters.text('text') !== '') throw badRequest('Either text or rich_message is expected')
  parameters.refuse('parse_mode', 'entities', 'link_preview_options')
  const { message, markup } = readEdit(context, parameters)
  if (message.rich === null) throw badRequest('There is no rich message to edit')
  if (isSame([message.rich, message.markup], [rich, markup])) throw badRequest(NOT_MODIFIED)
  const { state } = context
  const { text, entities } = rich
  return {
    result: messageJson(state, state.putMessage({ ...message, text, entities, rich, markup, editDate: state.date })),
  }
}

const hasMedia = ({ document, photo }: Message) => document !== null || photo !== null

/** Without a caption it removes the caption, and without markup the buttons. */
export const editMessageCaption: Method = (context, parameters) => {
  const { state } = context
  parameters.refuse('show_caption_above_media')
  const caption = readCaption(parameters)
  const { message, markup } = readEdit(context, parameters)
  if (!hasMedia(message)) throw badRequest('There is no caption in the message to edit')
  const before = [message.text, message.entities, message.markup]
  if (isSame(before, [caption.text, caption.entities, markup])) throw badRequest(NOT_MODIFIED)
  const edited = state.putMessage({ ...message, ...caption, markup, editDate: state.date })
  return { result: messageJson(state, edited) }
}

/** Without markup it removes the buttons; a message without buttons is refused as unchanged. */
export const editMessageReplyMarkup: Method = (context, parameters) => {
  const { state } = context
  const { message, markup } = readEdit(context, parameters)
  if (isSame(message.markup, markup)) throw badRequest(NOT_MODIFIED)
  return { result: messageJson(state, state.putMessage({ ...message, markup })) }
}

export const deleteMessage: Method = ({ state }, parameters) => {
  const { chat, message } = reachMessage(state, parameters, 'write', 'Message to delete')
  checkMayDelete(state, chat, message)
  state.putMessage({ ...message, deleted: true })
  return done
}

/** The lifetime of a callback query is not documented; apps stop showing progress long before this. */
const ANSWERABLE_MS = 15 * 60 * 1000
const MAX_ANSWER_UNITS = 200

export const answerCallbackQuery: Method = ({ state }, parameters) => {
  const callback = state.callbacks.get(parameters.text('callback_query_id'))
  if (callback === undefined || callback.answer !== null || callback.at < state.now() - ANSWERABLE_MS) {
    throw badRequest('Query is too old and response timeout expired or query ID is invalid')
  }
  const text = parameters.text('text')
  if (text.length > MAX_ANSWER_UNITS) throw badRequest('MESSAGE_TOO_LONG')
  const url = parameters.text('url')
  // "Otherwise, you may use links like t.me/your_bot?start=XXXX that open your bot with a parameter."
  const own = new RegExp(`^(?:https?://)?t\\.me/${state.profile.username}\\?start=`, 'iu')
  if (url !== '' && !own.test(url)) throw badRequest('URL_INVALID')
  const answer = { text, alert: parameters.flag('show_alert'), url: url === '' ? null : url, at: state.now() }
  state.callbacks.set(callback.id, { ...callback, answer })
  state.emit({ kind: 'callback', callback: callback.id })
  return done
}

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

export const sendChatAction: Method = ({ state }, parameters) => {
  if (!actions.has(parameters.text('action').toLowerCase())) throw badRequest('Wrong parameter action in request')
  const chat = reachChat(state, parameters, 'write')
  checkMaySend(state, chat, readThread(parameters))
  return done
}
