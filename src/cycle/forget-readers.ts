/** Deletes selections whose chat takes no messages, or which follow no channel any more. First the directory forgets the reader. */
import { limits } from '../limits.ts'
import { type Channel, type EpochMs, type Lockout, readerOf } from '../model.ts'
import { causeOf } from '../result.ts'
import type { Selection } from '../store/channels.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** Nothing is sent to the reader any more; a cycle deletes the selection, unless the reader comes back before. */
export function markGone(ledger: Ledger, { id }: Channel, reason: Lockout, now: EpochMs): void {
  ledger.transaction(() => {
    ledger.messages.withdraw(id)
    const retryAt = now + limits.telegram.lockoutRetryMs
    ledger.channels.pause(id, { by: 'telegram', reason, since: now, retryAt })
    ledger.selectionProgress.wake()
  })
}

/** An empty list of channels; null: the reader is about to choose the first. */
function isGone({ channel, follows }: Selection): boolean {
  return channel.pause?.by === 'telegram' || follows?.length === 0
}

/** Every step can be repeated. @returns whether some are left for the next cycle */
export async function forgetReaders(deps: MeteredDeps, selections: readonly Selection[]): Promise<boolean> {
  const { ledger } = deps
  const unsent = new Set(ledger.messages.unsent().map(({ channel }) => channel))
  let isLeft = false
  for (const { channel } of selections.filter(isGone)) {
    const { id } = channel
    const reader = readerOf(id)
    // Its last message may still be on its way.
    if (reader === null || (channel.pause?.by !== 'telegram' && unsent.has(id))) {
      isLeft = true
      continue
    }
    try {
      await deps.readerGone(reader)
    } catch (error) {
      deps.failed({ what: 'directory', asked: 'forget', cause: causeOf(error) })
      isLeft = true
      continue
    }
    // The reader may have come back meanwhile.
    const present = ledger.channels.selection(id)
    if (present !== null && isGone(present)) ledger.channels.forget(id)
  }
  return isLeft
}
