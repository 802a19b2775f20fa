/** Whether a channel, or a reader's selection, gets its digest now. */
import { isDue } from '../digest/due-times.ts'
import type { EpochMs } from '../model.ts'
import type { ChannelState } from '../store/channels.ts'

export function isDigestDue(
  { channel, lastDigestAt, scheduleSince: since }: ChannelState,
  liveGapMinutes: number,
  now: EpochMs,
): boolean {
  const { schedule, timezone, quiet } = channel
  return isDue(schedule, timezone ?? 'UTC', { now, lastDigestAt, since }, liveGapMinutes, quiet)
}
