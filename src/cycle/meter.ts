/** Counts what a cycle spends of the platform's quotas, by standing between the cycle and its edges. */
import { addSpent, nothingSpent, type Spent } from '../store/ledger.ts'
import type { CycleEdges } from './edges.ts'

export interface MeteredEdges extends CycleEdges {
  readonly spent: () => Spent
}

export function metered(edges: CycleEdges): MeteredEdges {
  let spent = nothingSpent
  const count = (more: Partial<Spent>) => {
    spent = addSpent(spent, { ...nothingSpent, ...more })
  }
  return {
    ...edges,
    spent: () => spent,
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
      count({ feedReads: requests.length })
      return edges.readFeeds(requests)
    },
  }
}
