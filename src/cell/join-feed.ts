/** A channel that brings a feed of its own joins a feed that the cell has at the same address. */
import { knownOf, type SeenKeys } from '../cycle/known-keys.ts'
import { minus, union, unrecognised } from '../feed/seen-keys.ts'
import type { EpochMs, PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'

/** What the channel's own feed has shown. */
interface ChannelFeed {
  readonly known: PackedKeys
  readonly needsBaseline: boolean
}

/**
 * Items that only one of the two feeds knew are new to the channels of the other, as when two feeds become one: their keys are
 * revoked, and added to the baselines of the channels that had them.
 * @returns the keys to add to the baseline of the channel that joins
 */
export function joinFeed(ledger: Ledger, into: Feed, own: ChannelFeed, seen: SeenKeys, now: EpochMs): PackedKeys {
  const ofInto = knownOf(into, seen)
  // Without a baseline of its own, everything seen there counts as seen.
  const ofChannel = own.needsBaseline ? union(ofInto, own.known) : own.known
  const onlyInto = unrecognised(ofInto, ofChannel)
  ledger.subscriptions.widenBaselines(into.url, onlyInto)
  const history = { ...into.publishHistory, awake: now }
  // What is new again is only found by a poll.
  ledger.hubSubscriptions.owe(into.id)
  ledger.feeds.replaceKeys(into, minus(into.pendingKeys, onlyInto), union(into.revokedKeys, onlyInto), history)
  return unrecognised(ofChannel, ofInto)
}
