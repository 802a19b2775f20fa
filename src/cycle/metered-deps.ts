/** Wraps the deps of a cycle and counts what it spends of the platform's quotas. */
import { limits } from '../limits.ts'
import type { ChannelId } from '../model.ts'
import type { HubAnswer } from '../push/hub-request.ts'
import type { Cause, FeedProblem, MachineProblem, Refusal } from '../result.ts'
import { addSpent, nothingSpent, type Spent } from '../store/spending.ts'
import type { MethodName } from '../telegram/methods.ts'
import type { CycleDeps } from './deps.ts'

/** A failure of one feed, message or call, for the log: no address, no text. Later cycles retry it. */
export type CycleFailure =
  | {
      readonly what: 'feed'
      readonly feed: number
      readonly host: string
      readonly problem: FeedProblem['kind']
      /** Of `reader-failed`. */
      readonly cause?: Cause | undefined
    }
  /** A call of the reader; its feeds are read again one by one. */
  | { readonly what: 'reader'; readonly feeds: number; readonly cause: Cause }
  /** The parser failed on an item, which has only its keys. */
  | { readonly what: 'item'; readonly feed: number; readonly host: string; readonly cause: Cause }
  /** The reader of articles; the item keeps the text of its feed. */
  | { readonly what: 'article'; readonly host: string; readonly cause: Cause }
  /** A call of the language model; its headlines are sent in the original, or translated later, and its article has no summary yet. */
  | { readonly what: 'machine'; readonly problem: MachineProblem['kind']; readonly cause?: Cause }
  /** A request to a WebSub hub. */
  | { readonly what: 'hub'; readonly feed: number; readonly host: string; readonly problem: HubAnswer['kind'] }
  /** `selection`: of a reader, who is not named. */
  | { readonly what: 'message'; readonly channel: ChannelId | 'selection'; readonly problem: Refusal['kind'] }
  /** A call of Telegram without a readable answer. */
  | { readonly what: 'call'; readonly method: string; readonly detail: string; readonly cause?: Cause }
  /** A request to another cell for news of its channels. */
  | { readonly what: 'news'; readonly cause: Cause }
  /** A call of the directory. */
  | {
      readonly what: 'directory'
      readonly asked: 'operators' | 'move' | 'rename' | 'forget' | 'link' | 'readers'
      readonly cause: Cause
    }

/** Methods that send a message. */
const sendingMethods: ReadonlySet<MethodName> = new Set(['sendMessage', 'sendPhoto', 'sendRichMessage'])

export interface MeteredDeps extends CycleDeps {
  /** Records a failure for the cycle's report. */
  readonly failed: (failure: CycleFailure) => void
  readonly failures: readonly CycleFailure[]
  readonly spent: () => Spent
  /** External subrequests left to this invocation; a call of the reader counts as one. */
  readonly callsLeft: () => number
  /** Maximum wall time of this cycle, ms. */
  readonly wallMs: number
  /** Whether `wallMs` is over. */
  readonly isLate: () => boolean
  /** Telegram has stopped answering in every chat: what is sent now would need to be reconciled later. */
  readonly telegramSilent: () => boolean
}

export function metered(deps: CycleDeps, wallMs: number): MeteredDeps {
  let spent = nothingSpent
  let silences = 0
  const failures: CycleFailure[] = []
  const count = (more: Partial<Spent>) => {
    spent = addSpent(spent, { ...nothingSpent, ...more })
  }
  // A store that hangs must not delay every later cycle.
  const inTime = async <Value>(work: Promise<Value>): Promise<Value> => {
    const value = await deps.stopwatch.within(work, limits.cycle.answerMs)
    if (value === 'late') throw new Error('no answer in time')
    return value
  }
  return {
    ...deps,
    failed: (failure) => void failures.push(failure),
    failures,
    spent: () => spent,
    callsLeft: () => deps.settings.externalSubrequests - spent.telegramCalls - spent.readerCalls,
    store: {
      get: (key) => {
        count({ kvReads: 1 })
        return inTime(deps.store.get(key))
      },
      put: (key, value, options) => {
        count({ kvWrites: 1, kvBytes: /^(?:edition|bodies):/u.test(key) ? new TextEncoder().encode(value).length : 0 })
        return inTime(deps.store.put(key, value, options))
      },
    },
    channelMoved: (from, to) => inTime(deps.channelMoved(from, to)),
    channelRenamed: (chat, username) => inTime(deps.channelRenamed(chat, username)),
    operators: (alertKey) => inTime(deps.operators(alertKey)),
    channelForgotten: (id) => inTime(deps.channelForgotten(id)),
    readerGone: (reader) => inTime(deps.readerGone(reader)),
    strangersAmong: (people) => inTime(deps.strangersAmong(people)),
    cellOfLink: (code) => inTime(deps.cellOfLink(code)),
    newsAfter: (cell, requests) => inTime(deps.newsAfter(cell, requests)),
    telegram: async (method, payload) => {
      count({ telegramCalls: 1, messages: sendingMethods.has(method) ? 1 : 0 })
      const answer = await deps.telegram(method, payload)
      silences = !answer.ok && answer.problem.kind === 'unknown' ? silences + 1 : 0
      if (!answer.ok && answer.problem.kind === 'unknown') {
        const { kind: _, ...silence } = answer.problem
        failures.push({ what: 'call', method, ...silence })
      }
      return answer
    },
    wallMs,
    isLate: () => deps.stopwatch.elapsed() >= wallMs,
    telegramSilent: () => silences >= limits.telegram.silences,
    readFeeds: (requests) => {
      count({ readerCalls: 1, feedReads: requests.length })
      return deps.readFeeds(requests)
    },
    hubs: {
      ...deps.hubs,
      ask: (requests) => {
        count({ readerCalls: 1 })
        return deps.hubs.ask(requests)
      },
      read: (documents) => {
        count({ readerCalls: 1, feedReads: documents.length, pushReads: documents.length })
        return deps.hubs.read(documents)
      },
    },
    // A call of an object is an internal subrequest, and its fetches count for the object.
    readInObject: (name, requests) => {
      count({ objectReads: 1, feedReads: requests.length })
      return deps.readInObject(name, requests)
    },
  }
}
