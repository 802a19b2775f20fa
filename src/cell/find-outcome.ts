/** Finds what an owner means by a link or words among what came in the last 48 hours, and tells where it is now. */

import { withoutButtonMark } from '../feed/html-to-text/short-link.ts'
import { matcherOf } from '../filter/match.ts'
import type { Channel, ChannelId } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Contents, Message } from '../store/messages.ts'
import type { Outcome } from '../store/outcomes.ts'
import { canonicalUrl } from '../story/canonical-url.ts'

export type PastOutcome = Outcome & { readonly at: number }

/** The short link's path at the end of an address. */
const pathEnd = /\/([0-9A-Za-z]{10})\/?(?:[?#].*)?$/u
/** A post of a channel: `t.me/name/12`, `t.me/c/123/12`. */
const post = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:c\/\d+|[a-z]\w{3,31})(?:\/\d+)?\/(\d+)\/?(?:\?\S*)?$/iu

/** The channel's items that a text names, newest first as `outcomes` are: by short link, link, post or words. */
export function outcomesNamed(
  ledger: Ledger,
  id: ChannelId,
  outcomes: readonly PastOutcome[],
  text: string,
): readonly PastOutcome[] {
  const named = text.trim()
  const code = pathEnd.exec(named)?.[1] ?? named
  const coded = outcomes.filter((outcome) => outcome.code === code)
  if (coded.length > 0) return coded.toSorted((one, other) => Number(one.isMerged) - Number(other.isMerged))
  const number = post.exec(named)?.[1]
  if (number !== undefined) {
    const codes = new Set(ledger.messages.contentsOf(id, Number(number)).map((content) => content.code))
    return outcomes.filter((outcome) => outcome.code !== null && codes.has(outcome.code) && !outcome.isMerged)
  }
  const address = canonicalUrl(/^https?:\/\//iu.test(named) ? named : `https://${named}`)
  const linked =
    address === null || !/[./]/u.test(named)
      ? []
      : outcomes.filter(({ link, alias }) => canonicalUrl(link) === address || alias === withoutButtonMark(address))
  if (linked.length > 0 || /^https?:\/\//iu.test(named)) return linked
  // All of its words, whatever they would mean in a filter.
  const words = (named.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase())
  const matches = matcherOf(words.join(' '))
  return words.length === 0 ? [] : outcomes.filter((outcome) => matches(outcome).keep)
}

/** Where a headline is, by its short link's path. */
export type Whereabouts =
  | { readonly kind: 'waiting' }
  /** In a message that is sent next, or whose answer never came. */
  | { readonly kind: 'under-way' }
  | {
      readonly kind: 'sent'
      readonly message: Message & { readonly telegramId: number }
      /** In the line of another headline. */
      readonly gathered: NonNullable<Contents[number]['gathered']> | null
    }
  /** Its digest had more headlines than the channel wants. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'retracted' }
  /** It aged out, or its owner let it go. */
  | { readonly kind: 'gone' }

export function whereabouts(ledger: Ledger, id: ChannelId, code: string): Whereabouts {
  if (ledger.deliveries.pending(id).some(({ headline }) => headline.code === code)) return { kind: 'waiting' }
  if (ledger.deliveries.isWithdrawn(id, code)) return { kind: 'retracted' }
  const message = ledger.messages.messageWith(id, code)
  const content = message?.contents.find((each) => each.code === code)
  if (message === null || message.state === 'refused' || content === undefined) return { kind: 'gone' }
  const leading = message.contents.find((each) => each.code === content.gathered?.into)
  if (content.isRetracted === true || leading?.isRetracted === true) return { kind: 'retracted' }
  if (content.html === '') return { kind: 'left-out' }
  const { telegramId } = message
  return telegramId === null
    ? { kind: 'under-way' }
    : { kind: 'sent', message: { ...message, telegramId }, gathered: content.gathered ?? null }
}

/** The address of a post; null in chats whose posts have none. */
export function postLink({ kind, chat, username, thread }: Channel, message: number): string | null {
  const inTopic = thread === null ? '' : `${thread}/`
  if (username !== null && kind !== 'private') return `https://t.me/${username}/${inTopic}${message}`
  const number = /^-100(\d+)$/u.exec(String(chat))?.[1]
  return number === undefined ? null : `https://t.me/c/${number}/${inTopic}${message}`
}
