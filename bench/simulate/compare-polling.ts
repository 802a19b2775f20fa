/** Compares polling policies on the same publishers: requests a day, and minutes from publication to the request that finds it. Pure. */
import { formerPolicy, learningPolicy } from '../../test/simulation/polling-policies.ts'
import { delaysOf, type PollingPolicy, replay } from '../../test/simulation/replay.ts'
import { foundTown } from '../../test/simulation/town.ts'
import { type DelayMinutes, delayMinutes } from './delays.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** A Sunday evening: polls and stories count from midnight on. */
const START = Date.UTC(2026, 0, 4, 18)
const FROM = Date.UTC(2026, 0, 5)

export interface PolicyFigures {
  readonly requestsADay: number
  readonly delayMinutes: DelayMinutes
  /** Stories that had left the document before a poll. */
  readonly missed: number
}

export interface PollingComparison {
  /** The version before, in cycles of five minutes. */
  readonly former: PolicyFigures
  readonly learning: PolicyFigures
  /** The same if no publisher asked for a minimum interval: the difference is what the publishers' own wishes cost. */
  readonly withoutHints: PolicyFigures
  /** Every feed as often as its publisher allows: no policy finds news sooner. */
  readonly asAllowed: PolicyFigures
}

export interface CompareOptions {
  readonly feeds: number
  readonly storiesADay: number
  readonly seed: number
  readonly days: number
  readonly cronMinutes: number
}

export function comparePolling({ feeds, storiesADay, seed, days, cronMinutes }: CompareOptions): PollingComparison {
  const figures = (policy: PollingPolicy): PolicyFigures => {
    const town = foundTown({ feeds, storiesADay, seed, start: START })
    const { requestsADay, found, missed } = replay(town, policy, { start: START, from: FROM, end: FROM + days * DAY })
    return { requestsADay: Math.round(requestsADay), delayMinutes: delayMinutes(delaysOf(found)), missed }
  }
  const cycleMs = cronMinutes * MINUTE
  return {
    former: figures(formerPolicy()),
    learning: figures(learningPolicy({ cycleMs })),
    withoutHints: figures(learningPolicy({ cycleMs, honoursHints: false })),
    asAllowed: figures(learningPolicy({ cycleMs, stretch: 0 })),
  }
}
