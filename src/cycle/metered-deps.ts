/** Counts what a cycle spends of the platform's quotas, by standing between the cycle and its deps. */
import { limits } from '../limits.ts'
import type { ChannelId } from '../model.ts'
import type { Cause, FeedProblem, Refusal } from '../result.ts'
import { addSpent, nothingSpent, type Spent } from '../store/spending.ts'
import type { CycleDeps } from './deps.ts'

/** After so many calls in a row without an answer Telegram is in trouble, not a chat. */
const SILENCES = 3

/** Something that went wrong with one feed or one message; the next cycles see to it. For the log: no address, no text. */
export type CycleFailure =
  | {
      readonly what: 'feed'
      readonly feed: number
      readonly host: string
      readonly problem: FeedProblem['kind']
      /** Of `reader-failed`. */
      readonly cause?: Cause | undefined
    }
  /** A call of the reader with so many feeds, which are read again one by one. */
  | { readonly what: 'reader'; readonly feeds: number; readonly cause: Cause }
  /** The parser refused an item, which was then made of its keys alone. */
  | { readonly what: 'item'; readonly feed: number; readonly host: string; readonly cause: Cause }
  | { readonly what: 'message'; readonly channel: ChannelId; readonly problem: Refusal['kind'] }
  /** Telegram gave no answer that can be read. */
  | { readonly what: 'call'; readonly method: string; readonly detail: string; readonly cause?: Cause }
  /** The directory did not do what it was asked. It is asked again. */
  | { readonly what: 'directory'; readonly asked: 'operators' | 'move' | 'forget'; readonly cause: Cause }

export interface MeteredDeps extends CycleDeps {
  /** Notes a failure for the cycle's report. */
  readonly failed: (failure: CycleFailure) => void
  readonly failures: readonly CycleFailure[]
  readonly spent: () => Spent
  /** External subrequests that are left to this invocation; a call of the reader counts as one too. */
  readonly callsLeft: () => number
  /** How long this cycle may take, ms. */
  readonly wallMs: number
  /** It has taken that long. */
  readonly isLate: () => boolean
  /** Telegram has stopped answering, whatever the chat: what is sent now would only have to be settled later. */
  readonly telegramSilent: () => boolean
}

export function metered(deps: CycleDeps, wallMs: number): MeteredDeps {
  let spent = nothingSpent
  let silences = 0
  const failures: CycleFailure[] = []
  const count = (more: Partial<Spent>) => {
    spent = addSpent(spent, { ...nothingSpent, ...more })
  }
  // A store that hangs must not hold up this cycle and, with it, every later one.
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
    operators: (once) => inTime(deps.operators(once)),
    channelForgotten: (id) => inTime(deps.channelForgotten(id)),
    telegram: async (method, payload) => {
      count({ telegramCalls: 1, messages: method === 'sendMessage' ? 1 : 0 })
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
    telegramSilent: () => silences >= SILENCES,
    readFeeds: (requests) => {
      count({ readerCalls: 1, feedReads: requests.length })
      return deps.readFeeds(requests)
    },
    // A call of an object is an internal subrequest; what it fetches is its own.
    readInObject: (name, requests) => {
      count({ objectReads: 1, feedReads: requests.length })
      return deps.readInObject(name, requests)
    },
  }
}
