/** Rich messages: reads `rich_message` of a call within its limits, and writes it as the Bot API returns it. */
import * as v from 'valibot'
import { badRequest } from './bot-api-error.ts'
import type { Entity, JsonObject, RichContent } from './model.ts'
import type { Parameters } from './parameters.ts'
import { blocks, parseRichHtml, type RichElement } from './parse-rich-html.ts'

/** core.telegram.org/bots/api#rich-message-limits */
export const MAX_RICH_CHARACTERS = 32_768
export const MAX_RICH_BLOCKS = 500
const MAX_LEVELS = 16

/** core.telegram.org/bots/api#inputrichmessage: "Exactly one of the fields html, markdown, or blocks must be used." */
const inputSchema = v.strictObject({
  html: v.optional(v.string()),
  markdown: v.optional(v.string()),
  blocks: v.optional(v.array(v.unknown())),
  is_rtl: v.optional(v.boolean(), false),
  skip_entity_detection: v.optional(v.boolean(), false),
})

/** @returns null: the call has no rich message */
export function readRichMessage(parameters: Parameters): RichContent | null {
  const input = parameters.json('rich_message', inputSchema, "Can't parse rich message JSON object")
  if (input === null) return null
  const { html, markdown, blocks: list } = input
  if ([html, markdown, list].filter((form) => form !== undefined).length !== 1)
    throw badRequest('Exactly one of the fields html, markdown, or blocks must be used')
  if (html === undefined) throw badRequest('this simulated Telegram supports rich messages as HTML only')
  if (!input.skip_entity_detection)
    throw badRequest(
      'this simulated Telegram does not detect entities in rich messages: skip_entity_detection is needed',
    )
  if (!html.isWellFormed()) throw badRequest('Strings must be encoded in UTF-8')
  const root = parseRichHtml(html)
  const { text, entities } = flatten(root)
  if (text.trim() === '') throw badRequest('Text must be non-empty')
  if ([...text].length > MAX_RICH_CHARACTERS) throw badRequest('RICH_MESSAGE_TOO_LONG')
  if (blockCount(root) > MAX_RICH_BLOCKS) throw badRequest('RICH_MESSAGE_BLOCKS_TOO_MUCH')
  if (levels(root) > MAX_LEVELS) throw badRequest('RICH_MESSAGE_DEPTH_INVALID')
  return { html, isRtl: input.is_rtl, text, entities }
}

/** Its text with a line for each block, and its links. White space counts as one space. */
function flatten(root: RichElement): { readonly text: string; readonly entities: readonly Entity[] } {
  const entities: Entity[] = []
  let text = ''
  const endLine = () => {
    text = text.trimEnd()
    if (text !== '') text += '\n'
  }
  const add = ({ tag, attributes, children }: RichElement) => {
    const isBlock = blocks.has(tag) || tag === 'summary' || tag === 'cite'
    if (isBlock) endLine()
    if (tag === 'br') text += '\n'
    if (tag === 'li') text += '• '
    const offset = text.length
    for (const child of children)
      if (typeof child !== 'string') add(child)
      else if (child.trim() !== '' || !/(?:^|\s)$/u.test(text)) {
        const words = child.replaceAll(/[ \t\n\r]+/gu, ' ')
        text += /(?:^|\s)$/u.test(text) ? words.trimStart() : words
      }
    const url = attributes.get('href')
    if (url !== undefined) entities.push({ type: 'text_link', offset, length: text.length - offset, url })
    if (isBlock) endLine()
  }
  add(root)
  return { text: text.trimEnd(), entities: entities.filter(({ length }) => length > 0) }
}

const isFlow = (child: RichElement | string): child is RichElement =>
  typeof child !== 'string' && (blocks.has(child.tag) || child.tag === 'summary' || child.tag === 'cite')

/** Blocks with the nested ones. Text beside blocks, and in items of lists, is a paragraph of its own. */
function blockCount({ tag, children }: RichElement): number {
  const isContainer = ['', 'li', 'blockquote', 'aside', 'details'].includes(tag)
  let count = blocks.has(tag) ? 1 : 0
  let isInText = false
  for (const child of children) {
    if (isFlow(child)) {
      count += blockCount(child)
      isInText = false
    } else if (isContainer && !isInText && (typeof child !== 'string' || child.trim() !== '')) {
      count += 1
      isInText = true
    }
  }
  return count
}

function levels({ children }: RichElement): number {
  return Math.max(0, ...children.map((child) => (typeof child === 'string' ? 0 : 1 + levels(child))))
}

/** core.telegram.org/bots/api#richmessage. Nested formatting is left out: nobody reads it here. */
export function richJson({ html, isRtl }: RichContent): JsonObject {
  const { children } = parseRichHtml(html)
  const shown = children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  return { blocks: shown.map(blockJson), is_rtl: isRtl ? true : undefined }
}

function blockJson(block: RichElement | string): JsonObject {
  if (typeof block === 'string') return { type: 'paragraph', text: block.trim() }
  const { text } = flatten(block)
  if (/^h\d$/u.test(block.tag)) return { type: 'heading', text, size: Number(block.tag.slice(1)) }
  const types: Readonly<Record<string, string>> = { ul: 'list', ol: 'list', hr: 'divider', details: 'details' }
  return { type: types[block.tag] ?? (block.tag === 'footer' ? 'footer' : 'paragraph'), text }
}
