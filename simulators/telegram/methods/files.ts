/** Methods that send and serve files; the simulator has text documents only. */
import { badRequest } from '../bot-api-error.ts'
import { botText } from '../message-text.ts'
import type { Method } from '../method.ts'
import { sendAsBot } from '../send-as-bot.ts'

/** "For the moment, bots can download files of up to 20MB in size." core.telegram.org/bots/api#getfile */
const MAX_BYTES = 20 * 1024 * 1024
/** core.telegram.org/bots/api#senddocument: "0-1024 characters after entities parsing" */
const MAX_CAPTION_UNITS = 1024

export const getFile: Method = ({ state }, parameters) => {
  const file = state.files.get(parameters.text('file_id'))
  if (file === undefined) throw badRequest('Invalid file_id')
  if (file.size > MAX_BYTES) throw badRequest('File is too big')
  return {
    result: { file_id: file.id, file_unique_id: file.id.slice(0, 15), file_size: file.size, file_path: file.path },
  }
}

export const sendDocument: Method = (context, parameters) => {
  parameters.refuse('thumbnail', 'business_connection_id', 'message_effect_id')
  const file = parameters.file('document')
  if (file === null) throw badRequest('There is no document in the request')
  if (file.text === '') throw badRequest('File must be non-empty')
  const caption = parameters.text('caption')
  const text =
    caption === '' ? null : botText(caption, parameters.text('parse_mode'), parameters.text('caption_entities'))
  if (text !== null && text.text.length > MAX_CAPTION_UNITS) throw badRequest('Message caption is too long')
  return sendAsBot(context, parameters, { ...text, document: context.state.addFile(file) })
}
