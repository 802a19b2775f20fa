/** Learns at which hours of the day and on which days of the week a feed publishes. Pure. */
import { dayMs, hourMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { PublishHabit } from '../polling.ts'

const { habitAgesMs, habitLastsMs, hourOccasions, dayOccasions, occasionMs, unexpectedShare } = limits.feed
const HOURS = 24
const DAYS = 7
/** Weights are tenths of an item. */
const ITEM = 10

/**
 * The habit after news. Older news counts less with time.
 * @param previous when the newest item before them appeared; null: none is known
 * @param times when the new items appeared
 */
export function nextHabit(
  before: PublishHabit | undefined,
  previous: EpochMs | null,
  times: readonly EpochMs[],
  now: EpochMs,
): PublishHabit {
  const age = before === undefined ? 0 : now - before.at
  const isAged = age >= habitAgesMs
  const factor = isAged ? Math.exp(-age / habitLastsMs) : 1
  const aged = (weights: readonly number[] | undefined, length: number) =>
    Array.from({ length }, (_, index) => Math.round((weights?.[index] ?? 0) * factor))
  const [hours, days] = [aged(before?.hours, HOURS), aged(before?.days, DAYS)]
  let occasions = Math.round((before?.occasions ?? 0) * factor)
  let last = previous ?? Number.NEGATIVE_INFINITY
  for (const at of times.toSorted((one, other) => one - other)) {
    const { hour, share } = hourOf(at)
    const later = Math.round(ITEM * share)
    add(hours, hour, ITEM - later)
    add(hours, (hour + 1) % HOURS, later)
    add(days, dayOf(at), ITEM)
    if (at - last >= occasionMs) occasions += ITEM
    last = Math.max(last, at)
  }
  return { at: before === undefined || isAged ? now : before.at, occasions, hours, days }
}

/** How much news is expected at this time, compared with the mean of a week; 1 without a habit. */
export function expectedShare(habit: PublishHabit | undefined, at: EpochMs): number {
  if (habit === undefined || habit.occasions === 0) return 1
  const { hours, days, occasions } = habit
  let sum = 0
  for (const weight of days) sum += weight
  if (sum === 0) return 1
  const { hour, share } = hourOf(at)
  const weight = (hours[hour] ?? 0) * (1 - share) + (hours[(hour + 1) % HOURS] ?? 0) * share
  const byHour = trusted((HOURS * weight) / sum, occasions, hourOccasions)
  const byDay = trusted((DAYS * (days[dayOf(at)] ?? 0)) / sum, occasions, dayOccasions)
  return unexpectedShare + (1 - unexpectedShare) * byHour * byDay
}

/** A habit is believed by the number of its occasions, not of its items: twenty items at once are no habit. */
function trusted(share: number, occasions: number, half: number): number {
  return 1 + (occasions / (occasions + ITEM * half)) * (share - 1)
}

/**
 * The hour in whose middle, or after it, a time lies, and how near it is to the middle of the next. Weights between two middles are
 * interpolated: news at 6:00 counts for both hours beside it, so an hour that clocks shift is still near.
 */
function hourOf(at: EpochMs): { readonly hour: number; readonly share: number } {
  const hours = at / hourMs - 0.5
  const whole = Math.floor(hours)
  return { hour: ((whole % HOURS) + HOURS) % HOURS, share: hours - whole }
}

/** Day of the week, 0: Sunday. The epoch began on a Thursday. */
function dayOf(at: EpochMs): number {
  return (((Math.floor(at / dayMs) + 4) % DAYS) + DAYS) % DAYS
}

function add(weights: number[], index: number, weight: number): void {
  weights[index] = (weights[index] ?? 0) + weight
}
