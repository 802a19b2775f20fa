/** Plans a cycle's polling by the day's quotas, and by the feeds that digests at set times wait for. */
import { dayMs } from '../limits.ts'
import type { ChannelId, EpochMs, FeedUrl } from '../model.ts'
import type { ChannelState } from '../store/channels.ts'
import type { FeedPollState } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { CycleDeps } from './deps.ts'
import { cycleWall, forecast, type Governed, govern, quotaNames } from './governor.ts'
import { isDigestDue } from './is-digest-due.ts'
import { needsTextOf } from './text-filters.ts'

/** What a cycle polls. */
export interface Plan {
  /** Every feed that some channel uses. */
  readonly feeds: readonly FeedPollState[]
  /** Feeds that a digest at a set time waits for. */
  readonly awaited: ReadonlySet<FeedUrl>
  /** Feeds of channels with reading pages: their texts are needed. */
  readonly bodied: ReadonlySet<FeedUrl>
  /** Channels whose filter needs the items' texts, whichever feed they are from. */
  readonly textFiltered: ReadonlySet<ChannelId>
  readonly stretch: number
}

interface PlanDeps {
  readonly ledger: Ledger
  readonly settings: Pick<CycleDeps['settings'], 'quotas'>
}

interface DayDeps extends PlanDeps {
  readonly settings: Pick<CycleDeps['settings'], 'quotas' | 'everyMs'>
}

/** Maximum wall time of the cycle, ms. */
export function wallOf({ ledger, settings }: DayDeps, now: EpochMs): number {
  const { quotas, everyMs } = settings
  const [today, yesterday] = [ledger.spending.of(now), ledger.spending.of(now - dayMs)]
  return cycleWall({ today, yesterday, quotas, everyMs }, now)
}

/** Whether some quota will be used more than planned today. */
export function isOverPlan({ ledger: { spending }, settings: { quotas } }: PlanDeps, now: EpochMs): boolean {
  const { load } = forecast({ today: spending.of(now), yesterday: spending.of(now - dayMs), quotas }, now)
  return quotaNames.some((name) => load(name) > 1)
}

/** The day's forecast. @param feeds every feed that some channel uses */
export function governDay({ ledger, settings }: DayDeps, feeds: readonly FeedPollState[], now: EpochMs): Governed {
  const { quotas, everyMs } = settings
  const today = ledger.spending.of(now)
  const yesterday = ledger.spending.of(now - dayMs)
  return govern({ today, yesterday, quotas, everyMs, feeds }, now)
}

/** What this cycle polls; null: nothing, as polls are bundled to save object time. */
export function planReading(
  deps: Pick<CycleDeps, 'ledger' | 'settings'>,
  feeds: readonly FeedPollState[],
  { stretch, every }: Governed,
  now: EpochMs,
): Plan | null {
  const channels = deps.ledger.channels.all()
  const feedsOf = (isIncluded: (state: ChannelState) => boolean): ReadonlySet<FeedUrl> => {
    const ids = new Set(channels.filter(isIncluded).map(({ channel }) => channel.id))
    if (ids.size === 0) return new Set()
    return new Set(deps.ledger.subscriptions.all().flatMap(({ channel, feed }) => (ids.has(channel) ? feed : [])))
  }
  // A digest at a set time includes everything published until then.
  const awaited = feedsOf((state) => isAwaiting(state, deps.settings, now))
  const { at } = deps.ledger.pollQueue()
  const isBundling = at !== null && at < now && now - at < (every - 0.5) * deps.settings.everyMs
  return every > 1 && isBundling && awaited.size === 0
    ? null
    : {
        feeds,
        awaited,
        bodied: feedsOf(({ channel }) => channel.reading),
        textFiltered: new Set(channels.flatMap(({ channel: { id, filter } }) => (needsTextOf(filter) ? id : []))),
        stretch,
      }
}

/** Whether a channel has a digest at a set time now. */
function isAwaiting(
  state: ChannelState,
  { liveGapMinutes }: Pick<CycleDeps['settings'], 'liveGapMinutes'>,
  now: EpochMs,
): boolean {
  const { schedule, pause } = state.channel
  if (pause !== null || schedule.kind === 'live') return false
  try {
    return isDigestDue(state, liveGapMinutes, now)
  } catch {
    // `composeDueDigests` reports a schedule that cannot be evaluated, with its cause.
    return false
  }
}
