/** Counts what a cycle spends of the platform's quotas, by standing between the cycle and its edges. */
import { addSpent, nothingSpent, type Spent } from '../store/ledger.ts'
import type { CycleEdges } from './edges.ts'

export interface MeteredEdges extends CycleEdges {
  readonly spent: () => Spent
  /** External subrequests that are left to this invocation; a call of the reader counts as one too. */
  readonly callsLeft: () => number
}

export function metered(edges: CycleEdges): MeteredEdges {
  let spent = nothingSpent
  const count = (more: Partial<Spent>) => {
    spent = addSpent(spent, { ...nothingSpent, ...more })
  }
  return {
    ...edges,
    spent: () => spent,
    callsLeft: () => edges.settings.externalSubrequests - spent.telegramCalls - spent.readerCalls,
    store: {
      get: (key) => {
        count({ kvReads: 1 })
        return edges.store.get(key)
      },
      put: (key, value, options) => {
        count({ kvWrites: 1 })
        return edges.store.put(key, value, options)
      },
    },
    telegram: (method, payload) => {
      count({ telegramCalls: 1, messages: method === 'sendMessage' ? 1 : 0 })
      return edges.telegram(method, payload)
    },
    readFeeds: (requests) => {
      count({ readerCalls: 1, feedReads: requests.length })
      return edges.readFeeds(requests)
    },
  }
}
