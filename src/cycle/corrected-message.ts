/** Puts new titles into a message that was sent. Pure. */
import { replaceTitle } from '../digest/replace-title.ts'
import { limits } from '../limits.ts'
import type { Correction } from '../store/corrections.ts'
import type { Message } from '../store/messages.ts'
import { detected } from '../text/detected-entities.ts'
import { plainOf } from '../text/telegram-html.ts'
import { lineWithName, withContent } from './shown-lines.ts'

/** A message with its corrections. */
export interface Corrected<Each extends Message> {
  /** Null: its text stays. */
  readonly message: Each | null
  /** Those that the text has, or that do not show in it. */
  readonly made: readonly Correction[]
  /** Those that do not fit, or whose place is not found. */
  readonly left: readonly Correction[]
}

/** @param untitled what stands for a title that is missing */
export function correctedMessage<Each extends Message>(
  message: Each,
  corrections: readonly Correction[],
  untitled: string,
): Corrected<Each> {
  const made: Correction[] = []
  const left: Correction[] = []
  let current = message
  for (const correction of corrections) {
    const next = withTitle(current, correction, untitled)
    if (next !== null && next !== current) current = next
    const list = next === null ? left : made
    list.push(correction)
  }
  return { message: current === message ? null : current, made, left }
}

/** @returns null: it cannot be corrected; the same message: it need not be */
function withTitle<Each extends Message>(
  message: Each,
  { code, was, title }: Correction,
  untitled: string,
): Each | null {
  const content = message.contents.find((each) => each.code === code)
  if (content === undefined) return null
  // A line names another feed's headline without its title. A headline that was taken back comes back with its former text.
  if (content.html === '' || lineWithName(message, content) !== null || content.isRetracted === true) return message
  const { html, plain } = content
  const retitled = replaceTitle({ html, plain }, was, title, untitled)
  if (retitled.kind === 'same') return message
  const changed =
    retitled.kind === 'not-found' ? null : withContent(message, content, { ...content, ...retitled.shown })
  return changed !== null && fits(changed, message) ? changed : null
}

/** Whether Telegram takes a text in the message's form. Entities, which rich messages lack, are counted too high: no more than before is enough. */
function fits({ form, html, plain }: Message, before: Message): boolean {
  const { messageUnits, captionUnits, richUnits, messageEntities } = limits.telegram
  const most = { html: messageUnits, plain: messageUnits, photo: captionUnits, rich: richUnits }[form]
  const text = form === 'plain' ? plain : plainOf(html)
  const hasRoom = form === 'rich' || entitiesIn(html) <= Math.max(messageEntities, entitiesIn(before.html))
  return text.length <= most && hasRoom
}

function entitiesIn(html: string): number {
  return (html.match(/<[a-z]/gu)?.length ?? 0) + detected(plainOf(html))
}
