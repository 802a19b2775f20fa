/** Which feeds were polled when: in the object's memory, and in the ledger as much as a cell without memory needs. */
import type { PollProgress } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { PollQueue } from '../polling.ts'
import type { CycleDeps } from './deps.ts'

type PollDeps = Pick<CycleDeps, 'ledger' | 'memory'>

/** The poll queue after the last cycle that polled, as far as it is known. */
export function pollQueue({ ledger, memory }: PollDeps): PollQueue {
  return memory.polls?.queue ?? ledger.pollQueue()
}

/** What is known about earlier polls. After an eviction the cycles since the stored queue are forgotten. */
export function pollProgress(deps: PollDeps, everyMs: number, now: EpochMs): PollProgress {
  const queue = pollQueue(deps)
  const { at } = queue
  const isForgetful = deps.memory.polls === null && at !== null && now - at <= limits.store.pollQueueEveryMs + everyMs
  return { ...queue, polledAt: deps.memory.polledAt, forgottenUntil: isForgetful ? now - everyMs : 0 }
}

/** Remembers the polls of a cycle whose results are in the ledger. Rarely writes a row. @param polled ids */
export function keepPolls(
  { ledger, memory }: PollDeps,
  queue: PollQueue,
  polled: Iterable<number>,
  now: EpochMs,
): void {
  for (const id of polled) memory.polledAt.set(id, now)
  const storedAt = memory.polls?.storedAt ?? null
  const isStored = storedAt !== null && storedAt <= now && now - storedAt < limits.store.pollQueueEveryMs
  if (!isStored) ledger.setPollQueue(queue)
  memory.polls = { queue, storedAt: isStored ? storedAt : now }
}

/** Forgets the polls of feeds that are not polled any more. @param ids of those that are */
export function forgetPolls({ memory }: Pick<PollDeps, 'memory'>, ids: ReadonlySet<number>): void {
  for (const id of memory.polledAt.keys()) if (!ids.has(id)) memory.polledAt.delete(id)
}
