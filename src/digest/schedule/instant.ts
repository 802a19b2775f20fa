/** The schedule of an instant channel, which gets each story in a message of its own. */
import type { Schedule } from '../../model.ts'

/** Earlier versions read it as live without a gap. */
export const instant: Schedule = { kind: 'live', gapMinutes: 0 }

export function isInstant(schedule: Schedule): boolean {
  return schedule.kind === 'live' && schedule.gapMinutes === 0
}
