/** The dependencies of moving a channel out of a simulated cell and back. */
import type { SimulatedCell } from './simulated-cell.ts'

export function transferDeps({ ledger, identity, kv, memory }: SimulatedCell) {
  return {
    cell: 0,
    ledger,
    memory: memory(),
    settings: { botId: identity.bot },
    store: { get: async (key: string) => kv.get(key) ?? null, put: async () => {} },
    stopwatch: { within: <Value>(work: Promise<Value>) => work },
  }
}
