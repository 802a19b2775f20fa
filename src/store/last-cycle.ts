/** What a cell knows of its last scheduled cycle: one value of the table `facts`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { emptyPollQueue, type PollQueue, pollQueueSchema } from '../polling.ts'
import type { Facts } from './facts.ts'

const KEY = 'last-cycle'
/** Keys of earlier versions, which stored these values separately. */
const CYCLE_AT = 'cycle-at'
const POLL_QUEUE = 'feed-turns'

const cronSchema = v.object({ cron: v.string(), at: v.number() })
/** A cron expression that started cycles, and the time of the last one. */
export type SeenCron = Readonly<v.InferOutput<typeof cronSchema>>

const storedSchema = v.object({
  endedAt: v.number(),
  summary: v.unknown(),
  at: v.optional(v.number()),
  everyMs: v.optional(v.nullable(v.number()), null),
  crons: v.optional(v.pipe(v.array(cronSchema), v.readonly()), []),
  pollQueue: v.optional(pollQueueSchema),
  pollStates: v.optional(v.nullable(v.number()), null),
})

export interface LastCycle {
  /** Its time. Null: an earlier version did not store it. */
  readonly at: EpochMs | null
  /** Its end by the wall clock. */
  readonly endedAt: EpochMs
  /** See cycle/cell-summary.ts; null: an earlier version had none. */
  readonly summary: unknown
  /** The longest time between two cycles, as cron was configured; null: unknown. */
  readonly everyMs: number | null
  /** See cycle/cron-distance.ts. */
  readonly crons: readonly SeenCron[]
  /** The stamp of the stored poll states: stored-poll-states.ts. Null: none. */
  readonly pollStates: number | null
}

/**
 * A cycle that begins with an empty memory writes the value. While the object stays in memory, it is written at most every
 * `limits.cycle.recordedMs`: an eviction then loses what happened since, and the feeds that were polled may be polled again.
 */
export class LastCycleFact {
  readonly #facts: Facts
  #last: LastCycle | null = null
  #pollQueue: PollQueue | null = null
  /** The time of the last cycle that was written since the object woke up. */
  #writtenAt: EpochMs | null = null

  constructor(facts: Facts) {
    this.#facts = facts
  }

  /** Null before the first cycle. */
  get(): LastCycle | null {
    if (this.#last !== null) return this.#last
    const stored = this.#stored()
    if (stored === null) return null
    const { endedAt, summary, everyMs, crons, pollStates } = stored
    this.#last = { endedAt, summary, everyMs, crons, pollStates, at: stored.at ?? this.#facts.number(CYCLE_AT) }
    return this.#last
  }

  pollQueue(): PollQueue {
    this.#pollQueue ??= this.#stored()?.pollQueue ?? this.#facts.get(POLL_QUEUE, pollQueueSchema) ?? emptyPollQueue
    return this.#pollQueue
  }

  /** Stored with the end of the cycle. */
  setPollQueue(queue: PollQueue): void {
    this.#pollQueue = queue
  }

  /** Whether no cycle has been written since the object woke up. */
  isFirst(): boolean {
    return this.#writtenAt === null
  }

  end(cycle: LastCycle & { readonly at: EpochMs }): void {
    this.#last = cycle
    const since = cycle.at - (this.#writtenAt ?? Number.NEGATIVE_INFINITY)
    if (since < 0 || since >= limits.cycle.recordedMs) this.write()
  }

  /** Poll states were stored after another cycle. The next scheduled one is still the first. */
  statesStored(pollStates: number | null): void {
    const last = this.get()
    if (last === null) return
    this.#last = { ...last, pollStates }
    this.#store(this.#last)
  }

  /** Before a backup: writes what is only in memory. */
  write(): void {
    const last = this.get()
    if (last === null) return
    this.#store(last)
    this.#writtenAt = last.at
  }

  #store({ at, ...others }: LastCycle): void {
    this.#facts.set(KEY, { ...others, ...(at === null ? {} : { at }), pollQueue: this.pollQueue() })
    this.#facts.remove(CYCLE_AT)
    this.#facts.remove(POLL_QUEUE)
  }

  /** Drops what is in memory, as after a restore. */
  forget(): void {
    this.#last = null
    this.#pollQueue = null
    this.#writtenAt = null
  }

  #stored() {
    return this.#facts.get(KEY, storedSchema)
  }
}
