/** Writes a schedule as `parseSchedule` reads it. */
import type { Schedule } from '../../model.ts'
import { isInstant } from './instant.ts'
import { dayGroups, formatDays } from './weekdays.ts'

/** `08:00 18:00`, `mon-fri 08:00, sat 10:00`, `every 3h`, `live 30m` or `instant`. */
export function formatSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'live':
      if (isInstant(schedule)) return 'instant'
      return schedule.gapMinutes === null ? 'live' : `live ${formatDuration(schedule.gapMinutes)}`
    case 'every':
      return `every ${schedule.hours}h`
    case 'times':
      return schedule.minutes.map(clockOf).join(' ')
    case 'week':
      return dayGroups(schedule.minutes)
        .map(({ days, minutes }) => `${formatDays(days)} ${minutes.map(clockOf).join(' ')}`)
        .join(', ')
  }
}

function formatDuration(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`
}

/** `08:00`. @param minutes after midnight */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
