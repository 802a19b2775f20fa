/** Puts new titles into a message that was sent. Pure. */
import { type Retitled, replaceShownTitle, type ShownTitle } from '../digest/replace-title.ts'
import { limits } from '../limits.ts'
import type { Correction } from '../store/corrections.ts'
import type { Contents } from '../store/message-contents.ts'
import type { Message } from '../store/messages.ts'
import type { PostStory } from '../store/posts.ts'
import { detected } from '../text/detected-entities.ts'
import { plainOf } from '../text/telegram-html.ts'
import { lineWithName, withContent } from './shown-lines.ts'

/** A correction with its translations. */
export interface TitleCorrection extends Correction {
  /** The translation that the post may have in place of the former title; null: none. */
  readonly wasTranslated: string | null
  /** What the post is to have in place of the new title; null: the title. */
  readonly translation: NonNullable<PostStory['translation']> | null
  /** What is to stand behind the translation; null: nothing. */
  readonly original: string | null
}

/** A message with its corrections. */
export interface Corrected<Each extends Message> {
  /** Null: its text stays. */
  readonly message: Each | null
  /** Those that the text has, or that do not show in it. */
  readonly made: readonly TitleCorrection[]
  /** Those that do not fit, or whose place is not found. */
  readonly left: readonly TitleCorrection[]
}

/** @param untitled what stands for a title that is missing */
export function correctedMessage<Each extends Message>(
  message: Each,
  corrections: readonly TitleCorrection[],
  untitled: string,
): Corrected<Each> {
  const made: TitleCorrection[] = []
  const left: TitleCorrection[] = []
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
function withTitle<Each extends Message>(message: Each, correction: TitleCorrection, untitled: string): Each | null {
  const content = message.contents.find(({ code }) => code === correction.code)
  if (content === undefined) return null
  // A line names another feed's headline without its title. A headline that was taken back comes back with its former text.
  if (content.html === '' || lineWithName(message, content) !== null || content.isRetracted === true) return message
  const retitled = retitledContent(content, correction, untitled)
  if (retitled.kind === 'same') return message
  const changed =
    retitled.kind === 'not-found' ? null : withContent(message, content, { ...content, ...retitled.shown })
  return changed !== null && fits(changed, message) ? changed : null
}

/** The post has a translation of the former title, or the title. */
function retitledContent(
  { html, plain }: Contents[number],
  { was, wasTranslated, title, translation, original }: TitleCorrection,
  untitled: string,
): Retitled {
  const next = { title: translation?.text ?? title, original }
  const replaced = (before: ShownTitle) => replaceShownTitle({ html, plain }, before, next, untitled)
  const translated = wasTranslated === null ? null : replaced({ title: wasTranslated, original: was })
  return translated === null || translated.kind === 'not-found' ? replaced({ title: was, original: null }) : translated
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
