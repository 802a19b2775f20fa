/**
 * What a cell keeps in memory from one cycle to the next. All of it can be rebuilt or done without: an idle object leaves memory after ten
 * seconds (durable-objects/concepts/durable-object-lifecycle).
 */
import type { EpochMs } from '../model.ts'
import type { SeenMemory } from '../store/seen.ts'
import { emptyReactions, type ReactionMemory } from './reaction-memory.ts'

export interface CycleMemory {
  /** Dedup's memory as KV has it or will have it soon; null: not read since the object woke up. */
  seen: SeenMemory | null
  /** When each feed was last requested, by its id. */
  readonly polledAt: Map<number, EpochMs>
  /** Until when hosts that refused a page, or did not answer, are not asked for pages. */
  readonly restingHosts: Map<string, EpochMs>
  /** How often a feed's titles changed in the last hour, by its id. */
  readonly titleChanges: Map<number, number>
  /** Lost if the object leaves memory: Telegram's next report on a message has its counts again. */
  readonly reactions: ReactionMemory
}

export function emptyMemory(): CycleMemory {
  return {
    seen: null,
    polledAt: new Map(),
    restingHosts: new Map(),
    titleChanges: new Map(),
    reactions: emptyReactions(),
  }
}

/** Forgets everything, as after a restore. */
export function forget(memory: CycleMemory): void {
  memory.seen = null
  memory.polledAt.clear()
  memory.restingHosts.clear()
  memory.titleChanges.clear()
  memory.reactions.waiting.clear()
}
