/** Which feeds were polled when, as far as the object remembers. */
import type { PollProgress } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { PollQueue } from '../polling.ts'
import type { CycleDeps } from './deps.ts'

type PollDeps = Pick<CycleDeps, 'ledger' | 'memory'>

/** What is known about earlier polls. After an eviction the cycles since the last one in the ledger are forgotten. */
export function pollProgress({ ledger, memory }: PollDeps, everyMs: number, now: EpochMs): PollProgress {
  const queue = ledger.pollQueue()
  const { at } = queue
  const isForgetful = memory.polledAt.size === 0 && at !== null && now - at <= limits.cycle.recordedMs + everyMs
  return { ...queue, polledAt: memory.polledAt, forgottenUntil: isForgetful ? now - everyMs : 0 }
}

/** Remembers the polls of a cycle whose results are in the ledger. @param polled ids */
export function keepPolls(
  { ledger, memory }: PollDeps,
  queue: PollQueue,
  polled: Iterable<number>,
  now: EpochMs,
): void {
  for (const id of polled) memory.polledAt.set(id, now)
  ledger.setPollQueue(queue)
}

/** Forgets the polls of feeds that are not polled any more. @param ids of those that are */
export function forgetPolls({ memory }: Pick<PollDeps, 'memory'>, ids: ReadonlySet<number>): void {
  for (const id of memory.polledAt.keys()) if (!ids.has(id)) memory.polledAt.delete(id)
}
