/** The headlines of a channel that its readers choose from. Plain data, which cells ask one another for. */

import type { Translate } from '../look.ts'
import type { EpochMs, ReaderCode } from '../model.ts'
import type { NewsHeadline } from '../store/channel-news.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Ledger } from '../store/ledger.ts'

/** Headlines of a channel after a moment. */
export interface NewsRequest {
  readonly code: ReaderCode
  readonly after: EpochMs
}

export interface SourceNews {
  readonly title: string
  /** Without the @; null: none. */
  readonly username: string | null
  /** Whether its digests name the feeds. */
  readonly sources: boolean
  /** Absent in the answer of a cell with an earlier version. */
  readonly translate?: Translate | null
  /** Oldest first. */
  readonly headlines: readonly NewsHeadline[]
}

/** The channels of a cell that have a link for readers, by its code. */
export function offeringChannels({ channels }: Pick<Ledger, 'channels'>): ReadonlyMap<string, ChannelState['channel']> {
  return new Map(
    channels.all().flatMap(({ channel }) => (channel.readers === undefined ? [] : [[channel.readers, channel]])),
  )
}

/** @returns null: no channel of this cell has such a link */
export function sourceNews(
  ledger: Pick<Ledger, 'channels' | 'channelNews'>,
  { code, after }: NewsRequest,
): SourceNews | null {
  const channel = offeringChannels(ledger).get(code)
  if (channel === undefined) return null
  const { id, title, username, sources, translate } = channel
  return { title, username, sources, translate, headlines: ledger.channelNews.after(id, after) }
}
