/** Records in the ledger which headlines have another title at their publisher, in the transaction that reads the news. */
import { limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { ChangedOutcome, Outcome } from '../store/outcomes.ts'
import type { ReadFeed } from './absorb.ts'
import type { CycleDeps } from './deps.ts'
import { signatureOf } from './merge-stories.ts'
import { type EditedItem, editedItems, titleChange } from './title-change.ts'

/**
 * For each channel of a feed: a headline that waits takes the new title, and the post of one that does not is to be edited. Later stories
 * are compared with the new title.
 */
export function recordCorrections(
  { ledger, memory }: Pick<CycleDeps, 'ledger' | 'memory'>,
  feed: Feed,
  { recognised }: ReadFeed,
  now: EpochMs,
): void {
  const edits = editedItems(recognised)
  if (edits.length === 0 || feed.needsBaseline) return
  // A title with a counter changes at each poll.
  const readings = (memory.titleChanges.get(feed.id) ?? 0) + 1
  if (readings > limits.corrections.readingsAnHour) return
  memory.titleChanges.set(feed.id, readings)
  for (const { channel } of ledger.subscriptions.usesOf([feed.id])) {
    const settings = ledger.channels.get(channel)?.channel
    if (settings?.corrections === true) correctIn(ledger, settings, feed, edits, now)
  }
}

function correctIn(
  ledger: Ledger,
  { id, readers }: Channel,
  { url }: Feed,
  edits: readonly EditedItem[],
  now: EpochMs,
): void {
  const { channelNews, corrections, deliveries, outcomes } = ledger
  const correct = (outcome: Outcome & { readonly at: EpochMs }): ChangedOutcome | null => {
    const { code } = outcome
    if (outcome.feed !== url || code === null) return null
    const plan = corrections.of(id, code)
    const waits = plan === null && deliveries.isWaiting(id, code)
    const change = titleChange(outcome, edits, waits, plan?.was ?? null, now)
    if (change === null) return null
    const { title } = change.outcome
    // One that was taken back may be put back before a reader's digest comes.
    if (readers !== undefined && title !== outcome.title) channelNews.retitle(id, code, title, outcome.at)
    if (change.kind === 'key') return { outcome: change.outcome }
    if (change.kind === 'waits') deliveries.retitle(id, code, change.title)
    if (change.kind === 'undone' && plan !== null) corrections.remove(plan)
    if (change.kind === 'edit')
      corrections.add({ channel: id, code, was: change.was, title: change.title, at: plan?.at ?? now })
    return { outcome: change.outcome, signature: signatureOf(change.outcome, outcome.source).serialise() }
  }
  const keys = [...new Set(edits.map(({ earlier }) => earlier))]
  outcomes.change(id, keys, now - limits.corrections.correctedMs, correct)
}
