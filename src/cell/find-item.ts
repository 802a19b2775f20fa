/** Finds the items of the last 48 hours that a link or words refer to, and where they are now. */
import { withoutButtonMark } from '../feed/html-to-text/short-link.ts'
import { compileFilter } from '../filter/match/matcher.ts'
import { likeliestFilter } from '../filter/query/likeliest-filter.ts'
import { type Filter, parseFilter, type Rule, type Term } from '../filter/query/query.ts'
import type { Channel, ChannelId } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Contents } from '../store/message-contents.ts'
import type { Message } from '../store/messages.ts'
import type { Outcome } from '../store/outcomes.ts'
import { canonicalUrl } from '../story/canonical-url.ts'
import { fold } from '../text/fold.ts'
import { plainWordsOf } from '../text/word-edges.ts'

export type PastOutcome = Outcome & { readonly at: number }

/** The code of a short link at the end of an address. */
const pathEnd = /\/([0-9A-Za-z]{10})\/?(?:[?#].*)?$/u
/** The address of a post: `t.me/name/12`, `t.me/c/123/12`. */
const post = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:c\/\d+|[a-z]\w{3,31})(?:\/\d+)?\/(\d+)\/?(?:\?\S*)?$/iu

/** The items that a text refers to: a short link, link, post or words. In the order of `outcomes`. */
export function outcomesMeant(
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
  const titled = fold(named).bare
  const isTitled = (title: string) => fold(title).bare === titled
  const titlesOf = ({ title, translation, corrected }: PastOutcome) =>
    [title, translation?.text, corrected?.was, corrected?.translated?.text].flatMap((each) => each ?? [])
  const same = outcomes.filter((outcome) => titlesOf(outcome).some(isTitled))
  return same.length > 0 ? same : outcomesMatching(outcomes, named)
}

/** The items that a query keeps. Of a text that is no query, or none but plain words, its words count without any signs. */
function outcomesMatching(outcomes: readonly PastOutcome[], text: string): readonly PastOutcome[] {
  const query = hasMistake(text) ? null : likeliestFilter(text)
  const rule = query?.filter.rule ?? null
  const kept = query === null || rule === null ? [] : keptBy(outcomes, query.filter)
  if (kept.length > 0 || (rule !== null && !isPlainWords(rule))) return kept
  const words = plainWordsOf(fold(text).bare).map(wordTerm)
  return words.length === 0 ? [] : keptBy(outcomes, { rule: { kind: 'all', rules: words } })
}

function hasMistake(text: string): boolean {
  const parsed = parseFilter(text)
  return !parsed.ok && parsed.problem.kind === 'filter-syntax'
}

function keptBy(outcomes: readonly PastOutcome[], filter: Filter): readonly PastOutcome[] {
  const matches = compileFilter(filter)
  return outcomes.filter((outcome) => {
    const translated = outcome.translation?.text ?? null
    return matches(outcome).keep || (translated !== null && matches({ ...outcome, title: translated }).keep)
  })
}

/** Whether a rule asks for words and for nothing else. */
function isPlainWords(rule: Rule): boolean {
  if (rule.kind === 'all') return rule.rules.every(isPlainWords)
  return rule.kind === 'term' && rule.form === 'word' && rule.field === null && !rule.isPrefix
}

function wordTerm(word: string): Term {
  return { kind: 'term', form: 'word', text: word, isPrefix: false, field: null, written: word }
}

/** Where a headline is. */
export type HeadlinePlace =
  | { readonly kind: 'waiting' }
  /** In a message that is not yet confirmed as sent. */
  | { readonly kind: 'under-way' }
  | {
      readonly kind: 'sent'
      /** Without Telegram's id, it is in a group that became a supergroup. */
      readonly message: Message
      /** Set if it is shown in the line of another headline. */
      readonly gathered: NonNullable<Contents[number]['gathered']> | null
    }
  /** Its digest reached the channel's limit of headlines. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'retracted' }
  /** Too old, or discarded by the owner. */
  | { readonly kind: 'gone' }

/** @param code of the headline's short link */
export function headlinePlace(ledger: Ledger, id: ChannelId, code: string): HeadlinePlace {
  if (ledger.deliveries.pending(id).some(({ headline }) => headline.code === code)) return { kind: 'waiting' }
  if (ledger.deliveries.isWithdrawn(id, code)) return { kind: 'retracted' }
  const message = ledger.messages.messageWith(id, code)
  const content = message?.contents.find((each) => each.code === code)
  if (message === null || message.state === 'refused' || content === undefined) return { kind: 'gone' }
  const leading = message.contents.find((each) => each.code === content.gathered?.into)
  if (content.isRetracted === true || leading?.isRetracted === true) return { kind: 'retracted' }
  if (content.html === '') return { kind: 'left-out' }
  return message.state === 'sent'
    ? { kind: 'sent', message, gathered: content.gathered ?? null }
    : { kind: 'under-way' }
}

/** The address of a post; null: the chat's posts have none, or the post is gone. */
export function postLink({ kind, chat, username, thread }: Channel, message: number | null): string | null {
  if (message === null) return null
  const inTopic = thread === null ? '' : `${thread}/`
  if (username !== null && kind !== 'private') return `https://t.me/${username}/${inTopic}${message}`
  const number = /^-100(\d+)$/u.exec(String(chat))?.[1]
  return number === undefined ? null : `https://t.me/c/${number}/${inTopic}${message}`
}
