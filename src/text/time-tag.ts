/** Times in messages to a person: Telegram shows each in the person's own time zone. */
import { secondMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'

/** The first and last second that Telegram takes: a positive number of 32 bits. */
const [first, last] = [1, 2 ** 31 - 1]
/** Short date and time, in the person's language. */
const format = 'dt'

/**
 * A time as `<tg-time>` of Telegram HTML (core.telegram.org/bots/api#date-time-entity-formatting). Never in a link or in `<code>`.
 * @param html shown where an app does not know the tag; it names its zone or follows a text that does
 */
export function timeTag(at: EpochMs, html: string): string {
  const unix = Math.floor(at / secondMs)
  return unix < first || unix > last ? html : `<tg-time unix="${unix}" format="${format}">${html}</tg-time>`
}

/** Whether a message has such times. */
export function hasTimeTag(html: string): boolean {
  return html.includes('<tg-time ')
}

/** The message with its times as texts, for chats of several people and for servers older than Bot API 9.5. */
export function withoutTimeTags(html: string): string {
  return hasTimeTag(html) ? html.replace(/<\/?tg-time\b[^>]*>/gu, '') : html
}
