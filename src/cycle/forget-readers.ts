/** Deletes selections whose chat takes no messages, or which follow no channel any more. First the directory forgets the reader. */
import { hourMs, limits } from '../limits.ts'
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

/** An empty list of channels; null: the reader is about to choose the first, which takes seconds. */
function isGone({ channel, follows, scheduleSince }: Selection, now: EpochMs): boolean {
  return channel.pause?.by === 'telegram' || (follows === null ? now - scheduleSince > hourMs : follows.length === 0)
}

/** Deletes selections whose people the directory does not know as readers, such as after a restore: they could not end them. */
export async function forgetStrangers(deps: MeteredDeps, selections: readonly Selection[]): Promise<void> {
  const { channels } = deps.ledger
  if (selections.length === 0) return
  try {
    const people = new Set(await deps.strangersAmong(selections.map(({ channel }) => channel.owner)))
    for (const { channel } of selections) if (people.has(channel.owner)) channels.forget(channel.id)
  } catch (error) {
    deps.failed({ what: 'directory', asked: 'readers', cause: causeOf(error) })
  }
}

/** Every step can be repeated. @returns whether some are left for the next cycle */
export async function forgetReaders(
  deps: MeteredDeps,
  selections: readonly Selection[],
  now: EpochMs,
): Promise<boolean> {
  const { ledger } = deps
  const unsent = new Set(ledger.messages.unsent().map(({ channel }) => channel))
  const gone = selections.filter((each) => isGone(each, now))
  let isLeft = gone.length > limits.readers.forgottenACycle
  for (const { channel } of gone.slice(0, limits.readers.forgottenACycle)) {
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
    if (present !== null && isGone(present, now)) ledger.channels.forget(id)
  }
  return isLeft
}
