/** Results as values, and every problem as data. src/i18n turns problems into texts. */
import { limits } from './limits.ts'
import type { ChannelId, ChatId, FeedUrl, Lockout, PackedKeys, Place, ReadItem, Recognised, Schedule } from './model.ts'
import type { FeedHints, HubLinks, PageRule, Validators } from './polling.ts'

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
 * An unknown error for the log: its name and stack, innermost call first, such as
 * `TypeError at send deliver.ts:110:30 at deliver deliver.ts:44:27`. It leaves out the message, which may contain an address, a token
 * or a title.
 */
export type Cause = string

/** The platform's error for an invocation above its limits: developers.cloudflare.com/workers/observability/errors. */
const exceeded = /exceeded (?:its )?(CPU time|memory) limit/iu
const { stackCalls } = limits.log
const stackLine =
  /^\s*at (?:async )?(?:([\w$.#<> ]{1,60}?) (?:\[as [^\]]*\] )?\()?(?:[^()]*\/)?([\w.-]{1,40}:\d{1,7}:\d{1,7}|<anonymous>)\)?$/u
const call = /^(?:[\w$.#<> ]{1,60} )?(?:[\w.-]{1,40}:\d{1,7}:\d{1,7}|<anonymous>)$/u

/** The cause of a caught value. */
export function causeOf(error: unknown): Cause {
  const limit = error instanceof Error ? exceeded.exec(error.message)?.[1] : undefined
  if (limit !== undefined) return `exceeded its ${limit} limit`
  return [errorName(error), ...callsOf(error).map((each) => `at ${each}`)].join(' ')
}

/** The name of an error, or the type of another thrown value. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return error === null ? 'null' : typeof error
  return /^\w{1,40}$/u.test(error.name) ? error.name : 'Error'
}

/** The stack of an error, innermost call first. An error from RPC has it in `calls` (`plainError` in log.ts). */
export function callsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  if ('calls' in error && Array.isArray(error.calls))
    return error.calls
      .filter((each): each is string => typeof each === 'string' && call.test(each))
      .slice(0, stackCalls)
  const stack = error.stack ?? ''
  // The message comes first, and its lines may look like calls.
  const lines = stack.slice(Math.max(0, stack.indexOf(error.message)) + error.message.length).split('\n')
  const calls = lines.flatMap((line) => {
    const [, called = '', place] = stackLine.exec(line) ?? []
    return place === undefined ? [] : `${called} ${place}`.trim()
  })
  return calls.slice(0, stackCalls)
}

/** Why a feed could not be read. */
export type FeedProblem =
  | { readonly kind: 'not-a-url'; readonly text: string }
  | { readonly kind: 'private-address'; readonly host: string }
  | { readonly kind: 'unreachable'; readonly host: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'http-status'; readonly status: number }
  /** 401 or 403, although the feed's credentials were sent. */
  | { readonly kind: 'credentials-refused'; readonly status: number }
  /** The feed's credentials cannot be opened, because the secret has changed. Nothing was requested. */
  | { readonly kind: 'credentials-lost' }
  /** 410: removed on purpose. Not polled again unless someone adds it again. */
  | { readonly kind: 'gone' }
  /** The response is a test that only a browser can pass. */
  | { readonly kind: 'challenge'; readonly host: string }
  /** The document's compression contradicts its label, or its bytes cannot be unpacked. */
  | { readonly kind: 'damaged-answer'; readonly host: string }
  /** The document is an archive, or compressed in a way that is not unpacked. */
  | { readonly kind: 'packed-file'; readonly format: string }
  /** No item is within the limit. */
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'too-many-redirects'; readonly limit: number }
  | { readonly kind: 'bad-redirect'; readonly to: string }
  | { readonly kind: 'empty-document' }
  | { readonly kind: 'not-a-feed' }
  /** Telegram shows no posts of this channel on the web, or it is a group, a bot or a person. */
  | { readonly kind: 'no-telegram-preview' }
  /** It is no feed, names none, and has no list of links that could be watched. */
  | { readonly kind: 'no-list' }
  /** The same, because scripts write the page. */
  | { readonly kind: 'scripted-page' }
  /** A watched page lists nothing, or next to nothing, where its list was. */
  | { readonly kind: 'page-changed' }
  /** The site's robots.txt forbids programs to read the page. */
  | { readonly kind: 'robots-disallow'; readonly host: string }
  /** A CSS selector that cannot be read. `at` and `length`: the place, in UTF-16 units. */
  | { readonly kind: 'selector-syntax'; readonly text: string; readonly at: number; readonly length: number }
  /** `cause` is for the log only (`causeOf`), and is not stored. */
  | { readonly kind: 'reader-failed'; readonly cause?: Cause }

/** What a response says about the next polls. */
export interface PollingAdvice {
  /** Minimum minutes until the next poll, 0 for none; null: the server does not say, as in many 304 responses. */
  readonly waitMinutes: number | null
  /** The final address if all redirects were permanent; null: no redirect, or a temporary one. */
  readonly movedTo: FeedUrl | null
}

/** What the feed reader returns for one feed. */
export type FeedReading =
  /** A 304, or a document with the same items as last time. `validators`: those of the document; null for a 304. */
  | {
      readonly kind: 'unchanged'
      readonly url: FeedUrl
      readonly validators: Validators | null
      readonly advice: PollingAdvice
    }
  | {
      readonly kind: 'read'
      readonly url: FeedUrl
      readonly title: string
      /** The site's address; null if the feed names none. */
      readonly site: string | null
      readonly validators: Validators
      /** New items, newest first; undated ones keep the feed's order. */
      readonly items: readonly ReadItem[]
      /** The keys of every item in the document. */
      readonly window: PackedKeys
      /** Items that are not new but have new headlines: edited ones, and old ones that are listed again. */
      readonly recognised: readonly Recognised[]
      /** Keys of items that its publisher seems to have withdrawn. */
      readonly missing?: PackedKeys
      /** The document breaks off before its end, or a hub delivered it. */
      readonly isCut?: true
      /** A hub delivered the document, which has some of the feed's items. Its size, title, site, hints and advice are not the feed's. */
      readonly isPushed?: true
      /** The document is larger than `limits.feed.bodyBytes`, and only its beginning was read. */
      readonly exceedsLimit?: true
      /** A known item has changed keys. */
      readonly isChanged?: true
      /** The document is larger than `limits.feed.largeBytes`. */
      readonly isLarge?: true
      /** Why an item could not be parsed and was made of its keys. */
      readonly broken?: Cause
      /** The address is a page, and its items were found by this rule. */
      readonly pageRule?: PageRule
      /** The WebSub hubs that it announces. */
      readonly hub?: HubLinks
      readonly feedHints: FeedHints
      readonly advice: PollingAdvice
    }
  /** A web page, and the feeds that it names. */
  | {
      readonly kind: 'page'
      readonly url: FeedUrl
      readonly feeds: readonly { readonly url: FeedUrl; readonly title: string }[]
      /** Likely addresses of a feed, the likeliest first. */
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
    /** Uses look-around or back references, which RE2 lacks. */
    | 'foreign-expression'
    | 'large-expression'
  /** A corrected query; null: no repair is obvious. */
  readonly suggestion: string | null
}

/**
 * A filter query that can be read in several ways. `readings`: each as a query that has no other reading, the likeliest first;
 * at least two.
 */
export interface UnclearFilter {
  readonly kind: 'filter-unclear'
  readonly text: string
  readonly readings: readonly string[]
}

/** Why a digest schedule or time zone cannot be used. */
export type ScheduleProblem =
  | { readonly kind: 'schedule-syntax'; readonly text: string }
  /** Can be read in several ways. `readings`: the likeliest first; at least two. */
  | { readonly kind: 'schedule-unclear'; readonly text: string; readonly readings: readonly Schedule[] }
  /** `near`: places with the name, or with similar names. */
  | { readonly kind: 'timezone-unknown'; readonly text: string; readonly near: readonly Place[] }
  /** `places`: with different times, the most populous first. */
  | { readonly kind: 'timezone-unclear'; readonly text: string; readonly places: readonly Place[] }

/** Why a template for headlines cannot be used; `at` and `length` are UTF-16 units into the text. */
export interface TemplateProblem {
  readonly kind: 'template-syntax'
  readonly text: string
  readonly at: number
  readonly length: number
  readonly mistake: 'unknown-placeholder' | 'no-title' | 'stray-brace' | 'too-long'
  /** A corrected template; null: no repair is obvious. */
  readonly suggestion: string | null
}

/** Why a stored document cannot be used. */
export type StoreProblem =
  | { readonly kind: 'schema-newer'; readonly key: string; readonly found: number; readonly known: number }
  | { readonly kind: 'stored-broken'; readonly key: string }
  | { readonly kind: 'seen-stale'; readonly found: number; readonly expected: number }
  /** KV holds another bot's data. `bot`: its Telegram id. `isOlder`: it may be an old value of a bot that the cell ran before. */
  | { readonly kind: 'namespace-shared'; readonly bot: number; readonly isOlder: boolean }
  /** `cause` is for the log only, and is not stored. */
  | { readonly kind: 'kv-failed'; readonly key: string; readonly cause?: Cause }

/** A problem that kept a cycle from finishing its work. */
export type CycleProblem =
  | StoreProblem
  /** Telegram refuses the bot's token. */
  | { readonly kind: 'bad-token' }
  /** KV lost the seen keys: every feed takes a new baseline, and items published in between are missed. */
  | { readonly kind: 'seen-lost' }
  /** Shut down after a final backup; another Paperboy continues. */
  | { readonly kind: 'shut-down' }
  /** A channel's digest could not be composed. `id` and `cause` are for the log only, and are not stored. */
  | {
      readonly kind: 'channel-failed'
      readonly channel: string
      readonly id?: ChannelId
      readonly cause?: Cause
    }
  /** A daily quota is used up: no polling until midnight UTC. */
  | {
      readonly kind: 'quota-spent'
      readonly quota: 'kvReads' | 'kvWrites' | 'rowsRead' | 'rowsWritten' | 'objectRequests' | 'gbSeconds'
    }

/** Why Telegram refused a call. */
export type Refusal =
  /** 429. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** The chat takes no messages from the bot. */
  | { readonly kind: 'locked-out'; readonly reason: Lockout }
  | { readonly kind: 'migrated'; readonly to: ChatId }
  /** 400 "can't parse entities" and similar: plain text may pass. */
  | { readonly kind: 'bad-text'; readonly description: string }
  /** The token is wrong or revoked. */
  | { readonly kind: 'bad-token' }
  /** Any other refusal; a retry would be refused too. */
  | { readonly kind: 'rejected'; readonly code: number; readonly description: string }
  /** 5xx, a time-out, a lost or unreadable answer: the call may or may not have worked. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly cause?: Cause }

/**
 * Why the work of a language model cannot be used. `not-set-up`: the bot has no model, or one that cannot do this; `quota-spent`: the
 * day's neurons are used up; `model-gone`: the model does not exist, or needs another plan; `bad-answer`: the answer is empty,
 * incomplete, or has something that it must not have; `changed`: numbers or names came out differently.
 */
export const machineProblems = [
  'not-set-up',
  'quota-spent',
  'model-gone',
  'busy',
  'timeout',
  'bad-answer',
  'changed',
  'failed',
] as const
export interface MachineProblem {
  readonly kind: (typeof machineProblems)[number]
  /** For the log only. */
  readonly cause?: Cause
}

export type Problem = FeedProblem | FilterProblem | UnclearFilter | ScheduleProblem | TemplateProblem | CycleProblem
