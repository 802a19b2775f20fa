/** Times and schedules. */
import { isInstant } from '../../digest/schedule/instant.ts'
import { dayGroups, dayRangesAround, type Weekday } from '../../digest/schedule/weekdays.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '../../limits.ts'
import type { Channel, EpochMs, Schedule } from '../../model.ts'
import { clockText, localTime } from '../local-time.ts'
import { type Html, joined, timed, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

/** `28 Nov, 08:00`, for texts that name the zone elsewhere. */
export function moment(t: Translator, at: EpochMs, timezone: string): Html {
  const { day, clock } = localTime(at, timezone, t.catalogue.locale)
  return timed(at, t.text('format.moment', { day, clock }))
}

/** `28 Nov, 08:00 (Europe/Berlin)`. */
export function zonedMoment(t: Translator, at: EpochMs, timezone: string): Html {
  const { day, clock } = localTime(at, timezone, t.catalogue.locale)
  return timed(at, t.text('format.zoned', { day, clock, zone: timezone }))
}

/** `45 s`, `3 min`, `6 h`, `2 days`. */
export function durationText(t: Translator, ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  const hours = Math.round(ms / hourMs)
  if (ms < 1.5 * minuteMs) return t.text('format.seconds', { count: t.number(Math.round(ms / secondMs)) })
  if (minutes < 100 && ms % hourMs !== 0) return t.text('format.minutes', { count: t.number(minutes) })
  if (hours < 48) return t.text('format.hours', { count: t.number(hours) })
  return t.text('format.days', { count: Math.round(ms / dayMs) })
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function daysText(t: Translator, days: readonly Weekday[]): Html {
  const name = (day: Weekday) => t.html(`days.${dayNames[day]}`)
  const ranges = dayRangesAround(days).map(([from, to]) =>
    from === to ? name(from) : t.html('days.range', { from: safe(name(from)), to: safe(name(to)) }),
  )
  return joined(ranges, t.catalogue.format.comma)
}

/** The distance of times that follow each other in whole hours, for at least `fewest` of them; null: it differs. */
function hoursBetween(minutes: readonly number[]): number | null {
  const [first = 0, second = 0] = minutes
  const step = second - first
  const isEven = minutes.every((each, at) => each === first + at * step)
  return minutes.length >= fewest && isEven && step % 60 === 0 ? step / 60 : null
}
const fewest = 5

/** `08:00, 18:30`, or `09:00–17:00, hourly`. */
function clocksText(t: Translator, minutes: readonly number[]): Html {
  const hours = hoursBetween(minutes)
  const clock = (of: number) => clockText(of, t.catalogue.locale)
  if (hours === null) return verbatim(minutes.map(clock).join(t.catalogue.format.comma))
  return t.html('digests.stepped', { from: clock(minutes[0] ?? 0), to: clock(minutes.at(-1) ?? 0), hours })
}

/** `daily at 08:00, 18:30`. `parseSchedule` reads it in every language of the bot. */
export function scheduleText(t: Translator, schedule: Schedule): Html {
  const times = (minutes: readonly number[]) => safe(clocksText(t, minutes))
  switch (schedule.kind) {
    case 'live':
      if (isInstant(schedule)) return t.html('digests.instant')
      return schedule.gapMinutes === null
        ? t.html('digests.live')
        : t.html('digests.liveGap', { minutes: schedule.gapMinutes })
    case 'times':
      return t.html('digests.daily', { times: times(schedule.minutes) })
    case 'week':
      return joined(
        dayGroups(schedule.minutes).map(({ days, minutes }) =>
          t.html('digests.onDays', { days: safe(daysText(t, days)), times: times(minutes) }),
        ),
        t.catalogue.format.semicolon,
      )
    case 'every':
      return t.html('digests.everyHours', { hours: schedule.hours })
  }
}

/** `daily at 08:00 (Europe/Berlin)`: a schedule with the zone of its times. */
export function zonedSchedule(t: Translator, { schedule, timezone }: Pick<Channel, 'schedule' | 'timezone'>): Html {
  const text = scheduleText(t, schedule)
  const hasTimes = schedule.kind === 'times' || schedule.kind === 'week'
  return hasTimes ? t.html('digests.inZone', { schedule: safe(text), zone: timezone ?? 'UTC' }) : text
}
