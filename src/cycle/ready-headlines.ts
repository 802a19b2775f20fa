/** Chooses which headlines of a due live channel are sent now, and which wait for translations of the next cycle. Pure. */
import { isInstant } from '../digest/schedule/instant.ts'
import { limits, minuteMs } from '../limits.ts'
import type { EpochMs, Schedule } from '../model.ts'
import type { Pending } from '../store/deliveries.ts'

export interface ReadyTime {
  readonly now: EpochMs
  readonly lastDigestAt: EpochMs | null
  /** Of channels without a gap of their own. */
  readonly liveGapMinutes: number
  /** The longest time until the next cycle, ms. */
  readonly everyMs: number
}

/**
 * An instant channel keeps the order of its headlines: what came behind a held one waits with it. A digest with a gap waits as a whole,
 * because its held headlines would otherwise wait for the next gap; but no longer than `limits.machine.waitMs` after it was due.
 * @param pending oldest first
 * @returns null: the digest waits. Urgent headlines never do.
 */
export function readyHeadlines<Each extends Pick<Pending, 'at' | 'urgent'>>(
  pending: readonly Each[],
  schedule: Schedule,
  isHeld: (pending: Each) => boolean,
  { now, lastDigestAt, liveGapMinutes, everyMs }: ReadyTime,
): readonly Each[] | null {
  // A digest at a set time does not wait: the next one may be a day away.
  const firstHeld = schedule.kind === 'live' ? pending.findIndex(isHeld) : -1
  const [oldest] = pending
  if (schedule.kind !== 'live' || firstHeld < 0 || oldest === undefined) return pending
  if (isInstant(schedule)) return pending.filter(({ urgent }, at) => urgent || at < firstHeld)
  const gapMs = (schedule.gapMinutes ?? liveGapMinutes) * minuteMs
  const dueSince = Math.max(oldest.at, (lastDigestAt ?? 0) + gapMs)
  return now + everyMs - dueSince <= limits.machine.waitMs ? null : pending
}
