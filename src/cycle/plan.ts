/** Plans a cycle's reading: how the day's quotas are doing, and which feeds somebody waits for. */
import { isDue } from '../digest/when.ts'
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { ChannelState } from '../store/channels.ts'
import type { FeedTurn } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { CycleEdges } from './edges.ts'
import { type Governed, govern } from './governor.ts'

/** What is to be read. */
export interface Plan {
  /** All that some channel uses. */
  readonly feeds: readonly FeedTurn[]
  /** Those that a digest at a set time waits for. */
  readonly awaited: ReadonlySet<FeedUrl>
  readonly stretch: number
}

const DAY = 24 * 60 * 60 * 1000

/** How the day is going. @param feeds all that some channel uses */
export function governDay(
  { ledger, settings }: { readonly ledger: Ledger; readonly settings: Pick<CycleEdges['settings'], 'quotas'> },
  feeds: readonly FeedTurn[],
  now: EpochMs,
): Governed {
  const today = ledger.spending.of(now)
  const yesterday = ledger.spending.of(now - DAY)
  return govern({ today, yesterday, quotas: settings.quotas, feeds }, now)
}

/** What this cycle is to read; null: nothing, as news is gathered for a later one. */
export function planReading(
  edges: Pick<CycleEdges, 'ledger' | 'settings'>,
  feeds: readonly FeedTurn[],
  { stretch, every }: Governed,
  now: EpochMs,
): Plan | null {
  const awaited = awaitedFeeds(edges, now)
  const { at } = edges.ledger.turns()
  const isGathering = at !== null && at < now && now - at < (every - 0.5) * limits.feed.slotMs
  // A digest at a set time is not to be late for it.
  return every > 1 && isGathering && awaited.size === 0 ? null : { feeds, awaited, stretch }
}

/** Feeds of channels that have a digest at a set time now: what they published until then belongs into it. */
function awaitedFeeds(
  { ledger, settings }: Pick<CycleEdges, 'ledger' | 'settings'>,
  now: EpochMs,
): ReadonlySet<FeedUrl> {
  const isAwaiting = ({ channel, lastDigestAt, scheduleSince: since }: ChannelState) => {
    const { schedule, timezone, pause, quiet } = channel
    if (pause !== null || schedule.kind === 'live') return false
    try {
      return isDue(schedule, timezone ?? 'UTC', { now, lastDigestAt, since }, settings.liveGapMinutes, quiet)
    } catch {
      // A schedule that cannot be reckoned is told of when its digest is to be set.
      return false
    }
  }
  const channels = new Set(
    ledger.channels
      .all()
      .filter(isAwaiting)
      .map(({ channel }) => channel.id),
  )
  if (channels.size === 0) return new Set()
  return new Set(ledger.subscriptions.all().flatMap(({ channel, feed }) => (channels.has(channel) ? feed : [])))
}
