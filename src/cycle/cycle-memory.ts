/** What a cell keeps in memory from one cycle to the next. All of it can be rebuilt or done without, as the object may be evicted at any time. */
import type { EpochMs } from '../model.ts'
import type { PollQueue } from '../polling.ts'
import type { SeenMemory } from '../store/seen.ts'

export interface CycleMemory {
  /** Dedup's memory as KV has it or will have it soon; null: not read since the object woke up. */
  seen: SeenMemory | null
  /** UTF-16 units of keys that became pending since the memory was put, as far as the object knows. */
  pendingKeysUnits: number
  /** When each feed was last requested, by its id. */
  readonly polledAt: Map<number, EpochMs>
  /** The poll queue, and the time of the one in the ledger; null: not read since the object woke up. */
  polls: { readonly queue: PollQueue; readonly storedAt: EpochMs } | null
}

export function emptyMemory(): CycleMemory {
  return { seen: null, pendingKeysUnits: 0, polledAt: new Map(), polls: null }
}

/** Forgets everything, as after a restore. */
export function forget(memory: CycleMemory): void {
  memory.seen = null
  memory.pendingKeysUnits = 0
  memory.polledAt.clear()
  memory.polls = null
}
