/** The polling intervals of the version before this one, frozen: the comparison of `npm run simulate` needs them. Pure. */
import type { PollingHints } from '../../src/polling.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The time between two cycles, and the shortest interval. */
export const FORMER_CYCLE_MS = 5 * MINUTE
const USUAL_AT_MOST = 30 * MINUTE
const AT_MOST = 6 * HOUR
const OFTEN_AFTER_NEWS = 2 * HOUR
const SILENT = 60 * DAY
const DORMANT = 182 * DAY
const ITEMS = 8
/** Each divides the next, so that due times of a longer interval are due times of the shorter ones. */
const MULTIPLES = [2, 6, 12, 36, 72]

export interface FormerHistory {
  readonly awake: number
  /** Newest first. */
  readonly times: readonly number[]
}

export function formerHistory(before: FormerHistory | null, published: readonly number[], now: number): FormerHistory {
  const times = [...published, ...(before?.times ?? [])].sort((one, other) => other - one).slice(0, ITEMS)
  return { awake: now, times }
}

/** Whether a feed falls due between the cycle before and this one. */
export function isFormerlyDue(id: number, history: FormerHistory, hints: PollingHints, now: number): boolean {
  const slots = slotsOf(history, hints, now)
  const count = (at: number) => Math.floor((at - (id % slots) * FORMER_CYCLE_MS) / (slots * FORMER_CYCLE_MS))
  return slots === 1 || count(now) > count(now - FORMER_CYCLE_MS)
}

function slotsOf(history: FormerHistory, { minutes, server }: PollingHints, now: number): number {
  const inSlots = (hint: number) => Math.ceil(hint / 5) * 5 * MINUTE
  const requested = Math.min(AT_MOST, Math.max(FORMER_CYCLE_MS, inSlots(minutes), inSlots(server)))
  const shortest = Math.ceil(requested / FORMER_CYCLE_MS)
  const own = intervalOf(history, now)
  return MULTIPLES.reduce(
    (slots, multiple) => (shortest * multiple * FORMER_CYCLE_MS <= own ? shortest * multiple : slots),
    shortest,
  )
}

function intervalOf({ awake, times }: FormerHistory, now: number): number {
  if (now - awake < OFTEN_AFTER_NEWS) return FORMER_CYCLE_MS
  const silence = now - (times[0] ?? awake)
  if (silence > SILENT) {
    const share = Math.min(1, (silence - SILENT) / (DORMANT - SILENT))
    return USUAL_AT_MOST + share * (AT_MOST - USUAL_AT_MOST)
  }
  const gap = (now - (times.at(-1) ?? awake)) / Math.max(1, times.length)
  return Math.min(USUAL_AT_MOST, Math.max(FORMER_CYCLE_MS, gap / 3))
}
