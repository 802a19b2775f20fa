/** Results as values, and every way in which something can go wrong. Words for people: bot/words. */
import type {
  ChannelId,
  ChatId,
  FeedHints,
  FeedUrl,
  Lockout,
  PackedKeys,
  ReadItem,
  Recognised,
  Validators,
} from './model.ts'

export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Failure }

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function err<Failure>(problem: Failure): { readonly ok: false; readonly problem: Failure } {
  return { ok: false, problem }
}

/**
 * What a log may hold of an unknown error: its name and the calls that led to it, innermost first, such as
 * `TypeError at send deliver.ts:110:30 at deliver deliver.ts:44:27`. Its message may hold an address, a token or a title.
 */
export type Cause = string

/** The platform's words for an invocation that used too much: developers.cloudflare.com/workers/observability/errors. */
const exceeded = /exceeded (?:its )?(CPU time|memory) limit/iu
const CALLS = 8
const stackLine =
  /^\s*at (?:async )?(?:([\w$.#<> ]{1,60}?) (?:\[as [^\]]*\] )?\()?(?:[^()]*\/)?([\w.-]{1,40}:\d{1,7}:\d{1,7}|<anonymous>)\)?$/u
const call = /^(?:[\w$.#<> ]{1,60} )?(?:[\w.-]{1,40}:\d{1,7}:\d{1,7}|<anonymous>)$/u

/** The cause of anything that was caught. */
export function causeOf(error: unknown): Cause {
  const limit = error instanceof Error ? exceeded.exec(error.message)?.[1] : undefined
  if (limit !== undefined) return `exceeded its ${limit} limit`
  return [errorName(error), ...callsOf(error).map((each) => `at ${each}`)].join(' ')
}

/** The name of an error; the type of a thrown value that is no error. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return error === null ? 'null' : typeof error
  return /^\w{1,40}$/u.test(error.name) ? error.name : 'Error'
}

/** The calls that led to an error, innermost first. One that came by RPC has them in `calls` (`plainError` in log.ts). */
export function callsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  if ('calls' in error && Array.isArray(error.calls))
    return error.calls.filter((each): each is string => typeof each === 'string' && call.test(each)).slice(0, CALLS)
  const stack = error.stack ?? ''
  // The message comes first, and may have lines that look like calls.
  const lines = stack.slice(Math.max(0, stack.indexOf(error.message)) + error.message.length).split('\n')
  const calls = lines.flatMap((line) => {
    const [, called = '', place] = stackLine.exec(line) ?? []
    return place === undefined ? [] : `${called} ${place}`.trim()
  })
  return calls.slice(0, CALLS)
}

/** Why a feed could not be read. */
export type FeedProblem =
  | { readonly kind: 'not-a-url'; readonly text: string }
  | { readonly kind: 'private-address'; readonly host: string }
  | { readonly kind: 'unreachable'; readonly host: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'http-status'; readonly status: number }
  /** 410: the publisher has taken it down for good. It is not asked again, unless somebody adds it again. */
  | { readonly kind: 'gone' }
  /** Instead of the document came a test that only a browser can pass. */
  | { readonly kind: 'challenge'; readonly host: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'too-many-redirects'; readonly limit: number }
  | { readonly kind: 'bad-redirect'; readonly to: string }
  | { readonly kind: 'empty-document' }
  | { readonly kind: 'not-a-feed' }
  /** Telegram shows no posts of this channel on the web; or it is a group, a bot or a person. */
  | { readonly kind: 'no-telegram-preview' }
  /** `cause`: for the log, see `causeOf`; it is not stored. */
  | { readonly kind: 'reader-failed'; readonly cause?: Cause }

/** What an answer says beside its document. */
export interface Manner {
  /** Minutes that the server asks to wait until the next reading, 0 for none; null: it said nothing, as many a 304 does. */
  readonly wait: number | null
  /** The end of the way, where every redirect on it was permanent; null where there was none, or another. */
  readonly movedTo: FeedUrl | null
}

/** What became of one question to the feed reader. */
export type FeedReading =
  /** 304, or the same items as last time; `validators`: of the document that was sent, so it is certain; null for a 304. */
  | {
      readonly kind: 'unchanged'
      readonly url: FeedUrl
      readonly validators: Validators | null
      readonly manner: Manner
    }
  | {
      readonly kind: 'read'
      readonly url: FeedUrl
      readonly title: string
      /** The site's address; null where the feed names none. */
      readonly site: string | null
      readonly validators: Validators
      /** Only the items that `known` did not hold, newest first; undated ones keep the feed's order. */
      readonly items: readonly ReadItem[]
      /** The keys of every item in the document, to remember it by. */
      readonly window: PackedKeys
      /** Items that are no news although their headlines were not seen before: edited ones, and old ones that came back. */
      readonly recognised: readonly Recognised[]
      /** The document breaks off before its end. */
      readonly isCut?: true
      /** An item that is not new is not remembered as it is now. */
      readonly isChanged?: true
      /** The document is larger than `limits.feed.largeBytes`. */
      readonly isLarge?: true
      /** Why an item had to be made of its keys alone. */
      readonly broken?: Cause
      readonly feedHints: FeedHints
      readonly manner: Manner
    }
  /** Not a feed but a web page; the feeds that it names, possibly none. */
  | {
      readonly kind: 'page'
      readonly url: FeedUrl
      readonly feeds: readonly { readonly url: FeedUrl; readonly title: string }[]
      /** Where one may be if it names none that is one, the likelier first. */
      readonly guesses: readonly FeedUrl[]
    }
  | {
      readonly kind: 'failed'
      readonly url: FeedUrl
      readonly problem: FeedProblem
      readonly retryAfterMs: number | null
    }

/** Why a filter query cannot be used; `at` and `length` are UTF-16 units into the text. */
export interface FilterProblem {
  readonly kind: 'filter-syntax'
  readonly text: string
  readonly at: number
  readonly length: number
  readonly mistake:
    | 'unclosed-quote'
    | 'unclosed-group'
    | 'stray-closing'
    | 'empty-group'
    | 'empty-phrase'
    | 'nothing-after-not'
    | 'nothing-beside-or'
    | 'too-long'
    | 'too-deep'
    | 'empty-term'
    | 'nothing-after-field'
    | 'unknown-field'
    | 'bad-expression'
    /** It asks for what RE2 leaves out: look-around, back references. */
    | 'foreign-expression'
    | 'large-expression'
  /** The query as it was probably meant; null where that cannot be guessed. */
  readonly suggestion: string | null
}

/** Why a digest schedule or time zone cannot be used. */
export type ScheduleProblem =
  | { readonly kind: 'schedule-syntax'; readonly text: string }
  | { readonly kind: 'timezone-unknown'; readonly text: string; readonly near: readonly string[] }

/** Why a template for headlines cannot be used; `at` and `length` are UTF-16 units into the text. */
export interface TemplateProblem {
  readonly kind: 'template-syntax'
  readonly text: string
  readonly at: number
  readonly length: number
  readonly mistake: 'unknown-placeholder' | 'no-title' | 'stray-brace' | 'too-long'
  /** The template as it was probably meant; null where that cannot be guessed. */
  readonly suggestion: string | null
}

/** Why a stored document cannot be used. */
export type StoreProblem =
  | { readonly kind: 'schema-newer'; readonly key: string; readonly found: number; readonly known: number }
  | { readonly kind: 'stored-broken'; readonly key: string }
  | { readonly kind: 'seen-stale'; readonly found: number; readonly expected: number }
  /** KV holds what another bot put there. `bot`: its Telegram id; `isOlder`: it may be an old value of a bot that the cell ran before. */
  | { readonly kind: 'namespace-shared'; readonly bot: number; readonly isOlder: boolean }
  /** `cause` is for the log only: it is not stored. */
  | { readonly kind: 'kv-failed'; readonly key: string; readonly cause?: Cause }

/** What kept a cycle from doing all of its work. */
export type CycleProblem =
  | StoreProblem
  /** Telegram takes nothing from this bot. */
  | { readonly kind: 'bad-token' }
  /** KV no longer has what was seen: every feed began anew, and what it published meanwhile was missed. */
  | { readonly kind: 'seen-lost' }
  /** A final backup was made: another Paperboy goes on, and this one rests. */
  | { readonly kind: 'retired' }
  /** A channel's digest could not be set. `id` and `cause` are for the log only: they are not stored. */
  | {
      readonly kind: 'channel-failed'
      readonly channel: string
      readonly id?: ChannelId
      readonly cause?: Cause
    }
  /** A quota of the day is used up: no feed is read until midnight UTC. */
  | {
      readonly kind: 'quota-spent'
      readonly quota: 'kvReads' | 'kvWrites' | 'rowsRead' | 'rowsWritten' | 'objectRequests' | 'gbSeconds'
    }

/** What Telegram refused, as data. */
export type Refusal =
  /** 429. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** The chat takes no messages from the bot now. */
  | { readonly kind: 'locked-out'; readonly reason: Lockout }
  | { readonly kind: 'migrated'; readonly to: ChatId }
  /** 400 "can't parse entities" and its kin: the text, not the chat, is at fault; plain text may pass. */
  | { readonly kind: 'bad-text'; readonly description: string }
  /** The token is wrong or revoked: nothing can be sent anywhere. */
  | { readonly kind: 'bad-token' }
  /** Any other refusal: asking again would be refused again. */
  | { readonly kind: 'rejected'; readonly code: number; readonly description: string }
  /** 5xx, a time-out, a lost or unreadable answer: it may or may not have happened. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly cause?: Cause }

export type Problem = FeedProblem | FilterProblem | ScheduleProblem | TemplateProblem | CycleProblem
