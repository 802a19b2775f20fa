/** The lines of a message that was sent: where each headline stands in it, and how a line changes. Pure. */
import { withoutAddresses } from '../digest/plain-line.ts'
import type { ShownHeadline } from '../digest/replace-title.ts'
import type { Contents } from '../store/message-contents.ts'
import type { Message } from '../store/messages.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { withStruckBriefing } from './struck-briefing.ts'

type Content = Contents[number]

/** What a message shows of a headline: its part, or that part struck out. */
function shown({ html, plain, isRetracted }: Content, form: Message['form']): ShownHeadline {
  return isRetracted === true
    ? { html: struckHtml(plain, form === 'rich'), plain: struckPlain(plain) }
    : { html, plain }
}

/** Line ends mean nothing in rich messages, and their lists have bullets. */
function struckHtml(plain: string, isRich: boolean): string {
  const [, bullet = '', text = ''] = /^(• )?(.*)$/su.exec(withoutAddresses(plain)) ?? []
  const struck = `<s>${escapeHtml(text)}</s>`
  return isRich ? struck.replaceAll('\n', '<br>') : bullet + struck
}

function struckPlain(plain: string): string {
  return withoutAddresses(plain).replace(/^(?:• )?/u, '✗ ')
}

/** The headline in whose line another one stands as the name of its feed; null: it has its own line. */
export function lineWithName({ contents, form }: Message, content: Content): Content | null {
  const lead = contents.find(({ code }) => code === content.gathered?.into)
  // A line with very many feeds is continued by another one.
  return lead?.html.includes(shown(content, form).html) === true ? lead : null
}

/**
 * The message with one headline changed, in its own line or as a name in another one, and with its briefing as that demands.
 * @returns null: its place is not certain
 */
export function withContent<Each extends Message>(message: Each, content: Content, next: Content): Each | null {
  const changed = withHeadline(message, content, next)
  return changed === null ? null : withStruckBriefing(changed, ownLines(changed))
}

/** The headlines that are not names in another one's line. */
function ownLines(message: Message): Contents {
  return message.contents.filter((each) => each.html !== '' && lineWithName(message, each) === null)
}

function withHeadline<Each extends Message>(message: Each, content: Content, next: Content): Each | null {
  const { form, contents } = message
  const lead = lineWithName(message, content)
  const changed = contents.map((each) => (each === content ? next : each))
  if (lead === null) return withLine({ ...message, contents: changed }, message, content, next)
  const names = contents.filter((each) => lineWithName(message, each) === lead)
  const texts = replaced(lead, form, names, content, next, { html: isText, plain: isText })
  if (texts === null) return null
  const line = { ...lead, ...texts }
  return withLine({ ...message, contents: changed.map((each) => (each === lead ? line : each)) }, message, lead, line)
}

/** Replaces a line in the texts of a message. */
function withLine<Each extends Message>(changed: Each, before: Message, line: Content, next: Content): Each | null {
  const { form } = before
  const lines = ownLines(before)
  const isPlace = { html: form === 'rich' ? isItem : isLine, plain: isLine }
  const texts = replaced(before, form, lines, line, next, isPlace)
  return texts === null ? null : { ...changed, ...texts }
}

/** Whether a part of a text, from `at` to `end`, can be a headline's. */
type IsPlace = (text: string, at: number, end: number) => boolean

const isLine: IsPlace = (text, at, end) =>
  (at === 0 || text[at - 1] === '\n') && (end === text.length || text[end] === '\n')
const isItem: IsPlace = (text, at, end) => text.startsWith('<li>', at - 4) && text.startsWith('</li>', end)
/** Not within a tag. */
const isText: IsPlace = (text, at) => at === 0 || text.lastIndexOf('<', at - 1) <= text.lastIndexOf('>', at - 1)

/** Replaces what texts show of one of several headlines. @returns null: other text looks like it. The form that is not sent may stay */
function replaced(
  { html, plain }: ShownHeadline,
  form: Message['form'],
  contents: Contents,
  content: Content,
  next: Content,
  isPlace: Readonly<Record<keyof ShownHeadline, IsPlace>>,
): ShownHeadline | null {
  const before = contents.map((each) => shown(each, form))
  const [at, after] = [contents.indexOf(content), shown(next, form)]
  const textIn = (text: string, which: keyof ShownHeadline) =>
    replacedPart(
      text,
      before.map((each) => each[which]),
      at,
      after[which],
      isPlace[which],
    )
  const texts = { html: textIn(html, 'html'), plain: textIn(plain, 'plain') }
  if (texts[form === 'plain' ? 'plain' : 'html'] === null) return null
  return { html: texts.html ?? html, plain: texts.plain ?? plain }
}

/** Replaces the part with a number. Equal parts stand in the text in their order. */
function replacedPart(
  text: string,
  parts: readonly string[],
  number: number,
  next: string,
  isPlace: IsPlace,
): string | null {
  const part = parts[number] ?? ''
  const places: number[] = []
  for (let at = text.indexOf(part); part !== '' && at >= 0; at = text.indexOf(part, at + part.length))
    if (isPlace(text, at, at + part.length)) places.push(at)
  const equal = parts.flatMap((each, index) => (each === part ? [index] : []))
  const at = places.length === equal.length ? places[equal.indexOf(number)] : undefined
  return at === undefined ? null : text.slice(0, at) + next + text.slice(at + part.length)
}
