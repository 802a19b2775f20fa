/** Polling policies for replays: the program's own, and the one of the version before. */
import { inSteps } from '../../src/feed/feed-hints.ts'
import { firstPublishHistory, nextPublishHistory } from '../../src/feed/publish-history.ts'
import { dueFeeds, type PollProgress, type PollState, retryAt } from '../../src/feed/schedule.ts'
import { noFeedHints } from '../../src/polling.ts'
import { FORMER_CYCLE_MS, type FormerHistory, formerHistory, isFormerlyDue } from './former-polling.ts'
import type { PollingPolicy } from './replay.ts'

/** Failures in a row, with the time of the first one. */
interface Health {
  readonly failures: number
  readonly failingSince: number
  readonly retryAt: number | null
}

const healthy: Health = { failures: 0, failingSince: 0, retryAt: null }

function afterFailure({ failures, failingSince }: Health, now: number): Health {
  const since = failures === 0 ? now : failingSince
  return { failures: failures + 1, failingSince: since, retryAt: retryAt(failures + 1, since, now, null) }
}

const dated = (times: readonly number[]) => times.map((published) => ({ published, updated: null }))

export interface LearningOptions {
  readonly cycleMs: number
  /** Whether the servers' and the feeds' own minimum intervals are honoured. */
  readonly honoursHints?: boolean
  /** Whether the cell forgets its polls before the cycle at this time. */
  readonly isEvicted?: (now: number) => boolean
  readonly stretch?: number
}

/** `dueFeeds` with all that a cell remembers for it. */
export function learningPolicy({
  cycleMs,
  honoursHints = true,
  isEvicted,
  stretch = 1,
}: LearningOptions): PollingPolicy {
  const states: PollState[] = []
  const healths: Health[] = []
  const polledAt = new Map<number, number>()
  let at: number | null = null
  return {
    cycleMs,
    added: (feed, { ttlMinutes, maxAgeMinutes }, published, now) => {
      const [minutes, server] = honoursHints ? [inSteps(ttlMinutes), inSteps(maxAgeMinutes)] : [0, 0]
      states[feed] = {
        id: feed,
        url: `https://feed${feed}.example/` as PollState['url'],
        publishHistory: firstPublishHistory(dated(published), now),
        pollingHints: { ...noFeedHints, minutes, server },
        failures: 0,
        problem: null,
        retryAt: null,
        isPushed: false,
      }
      at = now
    },
    due: (now) => {
      if (isEvicted?.(now) === true) polledAt.clear()
      const progress: PollProgress = { at, waiting: [], polledAt, forgottenUntil: 0 }
      at = now
      return dueFeeds(states, now, progress, { everyMs: cycleMs, stretch }).map(({ id }) => id)
    },
    polled: (feed, published, now) => {
      const state = states[feed]
      if (state === undefined) return
      polledAt.set(feed, now)
      const health = published === null ? afterFailure(healths[feed] ?? healthy, now) : healthy
      const publishHistory = nextPublishHistory(state.publishHistory, dated(published ?? []), now)
      healths[feed] = health
      if (publishHistory === state.publishHistory && health.failures === state.failures) return
      states[feed] = { ...state, publishHistory, failures: health.failures, retryAt: health.retryAt }
    },
  }
}

/** The version before, in its cycles of five minutes. */
export function formerPolicy(): PollingPolicy {
  const feeds: { history: FormerHistory; health: Health; readonly hints: Parameters<typeof isFormerlyDue>[2] }[] = []
  return {
    cycleMs: FORMER_CYCLE_MS,
    added: (feed, { ttlMinutes, maxAgeMinutes }, published, now) => {
      const hints = { ...noFeedHints, minutes: ttlMinutes, server: maxAgeMinutes }
      feeds[feed] = { history: formerHistory(null, published, now), health: healthy, hints }
    },
    due: (now) =>
      feeds.flatMap(({ history, health, hints }, feed) => {
        if (health.retryAt !== null) return health.retryAt <= now ? feed : []
        return isFormerlyDue(feed, history, hints, now) ? feed : []
      }),
    polled: (feed, published, now) => {
      const known = feeds[feed]
      if (known === undefined) return
      known.health = published === null ? afterFailure(known.health, now) : healthy
      if (published !== null && published.length > 0) known.history = formerHistory(known.history, published, now)
    },
  }
}
