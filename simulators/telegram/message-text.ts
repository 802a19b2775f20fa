/** Makes a message's text: cleaned, trimmed, with entities, within the limits. */
import * as v from 'valibot'
import { badRequest } from './bot-api-error.ts'
import { detectEntities } from './detect-entities.ts'
import { checkedLink, userLink } from './links.ts'
import type { Entity, RichText } from './model.ts'
import { normaliseEntities, sortEntities } from './normalise-entities.ts'
import { dateTimeFormat, MAX_UNIX_TIME, parseHtml } from './parse-html.ts'

/** core.telegram.org/bots/api#sendmessage: "1-4096 characters after entities parsing"; counted in UTF-16 units. */
export const MAX_UNITS = 4096

/** core.telegram.org/bots/api#sendphoto, #senddocument: "0-1024 characters after entities parsing" */
export const MAX_CAPTION_UNITS = 1024

/** The limit of the entities' total size, their URLs included; the server's author calls this a good guess. */
const MAX_ENTITY_UNITS = 9500
const ENTITY_UNITS = 12

const entitiesSchema = v.array(
  v.variant('type', [
    v.object({
      type: v.picklist([
        'bold',
        'italic',
        'underline',
        'strikethrough',
        'spoiler',
        'blockquote',
        'expandable_blockquote',
        'code',
      ]),
      offset: v.number(),
      length: v.number(),
    }),
    v.object({ type: v.literal('pre'), offset: v.number(), length: v.number(), language: v.optional(v.string()) }),
    v.object({ type: v.literal('text_link'), offset: v.number(), length: v.number(), url: v.string() }),
    v.object({ type: v.literal('custom_emoji'), offset: v.number(), length: v.number(), custom_emoji_id: v.string() }),
    v.object({
      type: v.literal('date_time'),
      offset: v.number(),
      length: v.number(),
      unix_time: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_UNIX_TIME)),
      date_time_format: v.optional(v.pipe(v.string(), v.regex(dateTimeFormat)), ''),
    }),
    // Telegram detects these itself and ignores them here.
    v.object({
      type: v.picklist([
        'mention',
        'hashtag',
        'cashtag',
        'bot_command',
        'url',
        'email',
        'phone_number',
        'bank_card_number',
      ]),
    }),
  ]),
)

/** A bot's text, by its parse_mode and entities. */
export function botText(text: string, parseMode: string, entities: string): RichText {
  if (text === '') throw badRequest('Message text is empty')
  if (!text.isWellFormed()) throw badRequest('Strings must be encoded in UTF-8')
  const written = parse(text, parseMode, entities)
  const normalised = normalise(written)
  if (normalised === null) throw badRequest('Text must be non-empty')
  if (normalised.text.length > MAX_UNITS) throw badRequest('Message is too long')
  if (entityUnits(normalised) > MAX_ENTITY_UNITS) throw badRequest('ENTITIES_TOO_LONG')
  return normalised
}

/** A bot's caption; empty if there is none. */
export function botCaption(caption: string, parseMode: string, entities: string): RichText {
  if (caption === '') return { text: '', entities: [] }
  const text = botText(caption, parseMode, entities)
  if (text.text.length > MAX_CAPTION_UNITS) throw badRequest('Message caption is too long')
  return text
}

function entityUnits({ entities }: RichText): number {
  return entities.reduce((sum, { url = '' }) => sum + ENTITY_UNITS + url.length, 0)
}

/** A person's text; null: it is empty, and apps do not send it. */
export function personText(text: string): RichText | null {
  return normalise({ text, entities: [] })
}

function parse(text: string, parseMode: string, entities: string): RichText {
  const mode = parseMode.toLowerCase()
  if (mode === 'html') return parseHtml(text)
  // The simulator has no Markdown modes.
  if (mode !== '' && mode !== 'none') throw badRequest('Unsupported parse_mode')
  if (entities === '') return { text, entities: [] }
  const list = v.safeParse(v.pipe(v.string(), v.parseJson(), entitiesSchema), entities)
  if (!list.success) throw badRequest("Can't parse entities: Can't parse MessageEntity")
  return { text, entities: list.output.flatMap((entity) => sentEntity(entity, text)) }
}

function sentEntity(entity: v.InferOutput<typeof entitiesSchema>[number], text: string): readonly Entity[] {
  if (!('offset' in entity)) return []
  const { offset, length } = entity
  const within = Number.isInteger(offset) && Number.isInteger(length) && offset >= 0 && length > 0
  if (!within || offset + length > text.length) {
    throw badRequest(`Can't parse entities: entity at offset ${offset} with length ${length} lies outside of the text`)
  }
  if (entity.type === 'pre') {
    return [{ type: 'pre', offset, length, ...(entity.language === undefined ? {} : { language: entity.language }) }]
  }
  if (entity.type === 'text_link') {
    const user = userLink(entity.url)
    if (user !== null) return [{ type: 'text_mention', offset, length, user }]
    const url = checkedLink(entity.url)
    return url === null ? [] : [{ type: 'text_link', offset, length, url }]
  }
  return [entity]
}

/** Text without a visible character (TDLib, misc.cpp, is_empty_string). */
const blank = /^[\s\u00a0\u200b-\u200f\u202e\u2800\u3000\ufeff\ufffc\u{e0000}-\u{e007f}]*$/u

/** TDLib's fix_formatted_text: clean, trim, sort, detect. @returns null: only white space is left */
function normalise(written: RichText): RichText | null {
  const cleaned = clean(written)
  const end = cleaned.text.replace(/[ \n]+$/u, '').length
  if (blank.test(cleaned.text)) return null
  const entities = sortEntities(
    cleaned.entities
      .map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.offset) }))
      .filter((entity) => entity.length > 0),
  )
  // Spaces and line ends at the start are removed, but not those inside an entity.
  const limit = Math.min(entities[0]?.offset ?? end, end)
  let start = 0
  while (start < limit && /[ \n]/u.test(cleaned.text.charAt(start))) start += 1
  const text = cleaned.text.slice(start, end)
  const moved = entities.map((entity) => ({ ...entity, offset: entity.offset - start }))
  return { text, entities: normaliseEntities(text, moved, detectEntities(text)) }
}

/** Control characters become spaces; carriage returns, direction overrides and some combining marks are removed (TDLib, clean_input_string). */
function clean(written: RichText): RichText {
  const dropped = /\r|[\u2028-\u202e]|\u030a|\u0333|\u033f/u
  const places: number[] = []
  let text = ''
  for (let at = 0; at < written.text.length; at += 1) {
    places.push(text.length)
    const character = written.text.charAt(at)
    if (dropped.test(character)) continue
    text += character < ' ' && character !== '\n' ? ' ' : character
  }
  places.push(text.length)
  const place = (at: number) => places[at] ?? text.length
  const entities = written.entities.map((entity) => ({
    ...entity,
    offset: place(entity.offset),
    length: place(entity.offset + entity.length) - place(entity.offset),
  }))
  return { text, entities: entities.filter((entity) => entity.length > 0) }
}
