/** Methods that send and serve files; the simulator has text documents only. */
import { checkMaySend, reachChat } from '../access.ts'
import { readMarkup } from '../markup.ts'
import { badRequest } from '../refused.ts'
import type { Method } from '../room.ts'
import { botText } from '../text.ts'
import { messageJson } from '../wire.ts'
import { write } from '../write.ts'

/** "For the moment, bots can download files of up to 20MB in size." core.telegram.org/bots/api#getfile */
const MOST_BYTES = 20 * 1024 * 1024
/** core.telegram.org/bots/api#senddocument: "0-1024 characters after entities parsing" */
const MOST_CAPTION_UNITS = 1024

export const getFile: Method = ({ state }, parameters) => {
  const file = state.files.get(parameters.text('file_id'))
  if (file === undefined) throw badRequest('Invalid file_id')
  if (file.size > MOST_BYTES) throw badRequest('File is too big')
  return {
    result: { file_id: file.id, file_unique_id: file.id.slice(0, 15), file_size: file.size, file_path: file.path },
  }
}

export const sendDocument: Method = ({ state, flood }, parameters) => {
  parameters.refuse('thumbnail', 'business_connection_id', 'message_effect_id')
  const file = parameters.file('document')
  if (file === null) throw badRequest('There is no document in the request')
  if (file.text === '') throw badRequest('File must be non-empty')
  const caption = parameters.text('caption')
  const text =
    caption === ''
      ? { text: '', entities: [] }
      : botText(caption, parameters.text('parse_mode'), parameters.text('caption_entities'))
  if (text.text.length > MOST_CAPTION_UNITS) throw badRequest('Message caption is too long')
  const chat = reachChat(state, parameters, 'write')
  const markup = readMarkup(parameters, chat.type)
  const thread = parameters.integer('message_thread_id', 0)
  checkMaySend(state, chat, thread > 0 ? thread : null)
  flood?.count(chat.id, state.now())
  const bot = state.profile.id
  const message = write(state, chat, {
    sender: chat.type === 'channel' ? { kind: 'chat', id: chat.id, by: bot } : { kind: 'user', id: bot },
    byBot: true,
    ...text,
    markup,
    thread: thread > 0 ? thread : null,
    silent: parameters.flag('disable_notification'),
    document: state.addFile(file),
  })
  return { result: messageJson(state, message) }
}
