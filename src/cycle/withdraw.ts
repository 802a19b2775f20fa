/** Deletes messages that are ready when a pause begins, so that their headlines wait again. */
import type { ChannelId } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { StoredFollow } from '../store/stored-follow.ts'

/** @param id of a channel, or of a reader's selection, whose next digest then has the headlines that are still kept for readers */
export function withdraw(ledger: Ledger, id: ChannelId): void {
  ledger.transaction(() => {
    const selection = ledger.channels.selection(id)
    if (selection === null) {
      ledger.messages.uncompose(id)
      return
    }
    const { codes, cursors } = ledger.messages.withdraw(id)
    if (codes.length === 0) return
    const follows = (selection.follows ?? []).map((follow): StoredFollow => {
      const since = cursors[follow.code]
      if (since === undefined) return follow
      const { owed = { since, codes: [] } } = follow
      return { ...follow, owed: { since: Math.min(since, owed.since), codes: [...owed.codes, ...codes] } }
    })
    ledger.channels.setFollows(id, follows)
    ledger.channels.digestWithdrawn(id)
    ledger.selectionProgress.wake()
  })
}
