/** Plans a cycle's reading: how the day's quotas are doing, and which feeds somebody waits for. */
import { isDue } from '../digest/due-times.ts'
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { ChannelState } from '../store/channels.ts'
import type { FeedTurn } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { CycleDeps } from './deps.ts'
import { cycleWall, type Governed, govern } from './governor.ts'

/** What is to be read. */
export interface Plan {
  /** All that some channel uses. */
  readonly feeds: readonly FeedTurn[]
  /** Those that a digest at a set time waits for. */
  readonly awaited: ReadonlySet<FeedUrl>
  /** Those of which some channel wants the texts. */
  readonly bodied: ReadonlySet<FeedUrl>
  readonly stretch: number
}

const DAY = 24 * 60 * 60 * 1000

interface DayDeps {
  readonly ledger: Ledger
  readonly settings: Pick<CycleDeps['settings'], 'quotas'>
}

/** How long the cycle may take, ms. */
export function wallOf({ ledger, settings }: DayDeps, now: EpochMs): number {
  const [today, yesterday] = [ledger.spending.of(now), ledger.spending.of(now - DAY)]
  return cycleWall({ today, yesterday, quotas: settings.quotas }, now)
}

/** How the day is going. @param feeds all that some channel uses */
export function governDay({ ledger, settings }: DayDeps, feeds: readonly FeedTurn[], now: EpochMs): Governed {
  const today = ledger.spending.of(now)
  const yesterday = ledger.spending.of(now - DAY)
  return govern({ today, yesterday, quotas: settings.quotas, feeds, isReading: ledger.channels.isReading() }, now)
}

/** What this cycle is to read; null: nothing, as news is gathered for a later one. */
export function planReading(
  deps: Pick<CycleDeps, 'ledger' | 'settings'>,
  feeds: readonly FeedTurn[],
  { stretch, every }: Governed,
  now: EpochMs,
): Plan | null {
  const channels = deps.ledger.channels.all()
  const feedsOf = (wanted: (state: ChannelState) => boolean): ReadonlySet<FeedUrl> => {
    const ids = new Set(channels.filter(wanted).map(({ channel }) => channel.id))
    if (ids.size === 0) return new Set()
    return new Set(deps.ledger.subscriptions.all().flatMap(({ channel, feed }) => (ids.has(channel) ? feed : [])))
  }
  // What its feeds published until a digest at a set time belongs into it.
  const awaited = feedsOf((state) => isAwaiting(state, deps.settings, now))
  const { at } = deps.ledger.turns()
  const isGathering = at !== null && at < now && now - at < (every - 0.5) * limits.feed.slotMs
  // A digest at a set time is not to be late for it.
  return every > 1 && isGathering && awaited.size === 0
    ? null
    : { feeds, awaited, bodied: feedsOf(({ channel }) => channel.reading), stretch }
}

/** Whether a channel has a digest at a set time now. */
function isAwaiting(
  { channel, lastDigestAt, scheduleSince: since }: ChannelState,
  { liveGapMinutes }: Pick<CycleDeps['settings'], 'liveGapMinutes'>,
  now: EpochMs,
): boolean {
  const { schedule, timezone, pause, quiet } = channel
  if (pause !== null || schedule.kind === 'live') return false
  try {
    return isDue(schedule, timezone ?? 'UTC', { now, lastDigestAt, since }, liveGapMinutes, quiet)
  } catch {
    // A schedule that cannot be reckoned is told of, with its cause, when its digest is to be set.
    return false
  }
}
