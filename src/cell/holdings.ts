/** The numbers of a person's channels and feeds in a cell. A channel belongs to the person who registered it. */
import type { ChannelId, UserId } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'

export interface Holdings {
  readonly channels: number
  readonly feeds: number
}

export function holdingsOf({ channels, transfers, subscriptions }: Ledger, person: UserId): Holdings {
  // Channels on their way to another cell still count.
  const feeds = [...channels.of(person).map((id) => subscriptions.count(id)), ...transfers.feedsOf(person)]
  return { channels: feeds.length, feeds: feeds.reduce((sum, count) => sum + count, 0) }
}

/** How many more feeds a channel's owner may have in this cell. @param most the most feeds in all; null: any number */
export function roomOf(ledger: Ledger, channel: ChannelId, most: number | null): number {
  const owner = ledger.channels.get(channel)?.channel.owner
  if (most === null || owner === undefined) return Number.POSITIVE_INFINITY
  return Math.max(0, most - holdingsOf(ledger, owner).feeds)
}
