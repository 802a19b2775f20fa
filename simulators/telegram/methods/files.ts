/** Methods that send and serve files: text documents, and photos by address. */
import { badRequest } from '../bot-api-error.ts'
import { checkedLink } from '../links.ts'
import type { Method } from '../method.ts'
import { readCaption, sendAsBot } from '../send-as-bot.ts'

/** "For the moment, bots can download files of up to 20MB in size." core.telegram.org/bots/api#getfile */
const MAX_BYTES = 20 * 1024 * 1024
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
  return sendAsBot(context, parameters, { ...readCaption(parameters), document: context.state.addFile(file) })
}

export const sendPhoto: Method = (context, parameters) => {
  parameters.refuse(
    'business_connection_id',
    'direct_messages_topic_id',
    'ephemeral_message_parameters',
    'suggested_post_parameters',
    'message_effect_id',
    'show_caption_above_media',
    'has_spoiler',
  )
  const photo = parameters.text('photo')
  if (photo === '') throw badRequest('There is no photo in the request')
  const caption = readCaption(parameters)
  const refused = wrongPicture(photo)
  if (refused !== null) throw badRequest(refused)
  return sendAsBot(context, parameters, { ...caption, photo })
}

/** Nothing is fetched: the address must look like one of a picture. The simulator has no file_ids of pictures. */
function wrongPicture(address: string): string | null {
  if (!/^https?:/iu.test(address)) return 'Wrong file identifier/HTTP URL specified'
  if (checkedLink(address) === null) return 'Wrong HTTP URL specified'
  const { pathname, hostname } = new URL(address)
  if (hostname.endsWith('.invalid')) return 'Failed to get HTTP URL content'
  return refusedPaths.find(([pattern]) => pattern.test(pathname))?.[1] ?? null
}

/** Pages and files that are no pictures for Telegram, and pictures that it does not take: names for tests. */
const refusedPaths: readonly (readonly [path: RegExp, description: string])[] = [
  [/^\/$|\.(?:html?|svgz?|pdf|mp[34]|ico|avif|heic)$/iu, 'Wrong type of the web page content'],
  [/\/too-wide\b/u, 'PHOTO_INVALID_DIMENSIONS'],
  [/\/broken\b/u, 'IMAGE_PROCESS_FAILED'],
  [/\/gone\b/u, 'Failed to get HTTP URL content'],
]
