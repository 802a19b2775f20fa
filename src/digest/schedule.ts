/** Parses and formats a digest schedule. */
import { dayMinutes, limits } from '../limits.ts'
import type { Schedule } from '../model.ts'
import { err, ok, type Result, type ScheduleProblem } from '../result.ts'
import { chineseNumbersToDigits } from './chinese-numbers.ts'
import { dayGroups, daysAt, formatDays, type Weekday, weekdays } from './weekdays.ts'

const { scheduleUnits, timesADay } = limits.digest

/**
 * Parses `live`, `live 30m`, times of day (`08:00 18:30`, `8am, 6.30pm`, 早上8点 晚上6点半), also on some days only
 * (`mon-fri 08:00, sat 10:00`, 工作日早上8点), and `every 3h` (`hourly`, 每3小时). `every 45m`, not in whole hours, means
 * `live 45m`.
 */
export function parseSchedule(text: string): Result<Schedule, ScheduleProblem> {
  const problem = err<ScheduleProblem>({ kind: 'schedule-syntax', text })
  if (text.length > scheduleUnits) return problem
  const written = chineseNumbersToDigits(text.normalize('NFKC').toLowerCase()).replace(/\s+/g, ' ').trim()
  const schedule = live(written) ?? every(written) ?? times(written)
  return schedule === null ? problem : ok(schedule)
}

const duration = '(\\d{1,4}) ?(h|hrs?|hours?|小时|小時|个小时|個小時|个钟|個鐘|時間|m|mins?|minutes?|分|分钟|分鐘)?'
const livePattern = new RegExp(
  `^(?:live|instant|instantly|immediate|immediately|实时|實時|即时|即時)[ :,、]*(?:${duration})?$`,
)
const everyPattern = new RegExp(`^(?:every|each|每隔?) ?${duration}$`)
const hourPattern = /^(?:hourly|(?:every|each) hour|每个?小时|每個?小時|每時間)$/

/** Minutes of a duration. */
function minutesOf(count: string, unit: string | undefined, defaultUnit: 'h' | 'm'): number {
  const hours = /^(?:h|小|个|個|時)/.test(unit ?? defaultUnit)
  return Number(count) * (hours ? 60 : 1)
}

function liveEvery(minutes: number): Schedule | null {
  return minutes <= dayMinutes ? { kind: 'live', gapMinutes: minutes } : null
}

function live(text: string): Schedule | null {
  const match = livePattern.exec(text)
  if (match === null) return null
  const [, count, unit] = match
  return count === undefined ? { kind: 'live', gapMinutes: null } : liveEvery(minutesOf(count, unit, 'm'))
}

function every(text: string): Schedule | null {
  if (hourPattern.test(text)) return { kind: 'every', hours: 1 }
  const match = everyPattern.exec(text)
  const [, count, unit] = match ?? []
  if (count === undefined) return null
  const minutes = minutesOf(count, unit, 'h')
  if (minutes === 0 || minutes > dayMinutes) return null
  return minutes % 60 === 0 ? { kind: 'every', hours: minutes / 60 } : liveEvery(minutes)
}

const morning = '凌晨|清晨|早上|早晨|上午|早|午前|a\\.?m\\.?'
const noon = '中午|正午'
const evening = '下午|傍晚|晚上|夜里|夜裡|夜晚|晚|夜|午後|p\\.?m\\.?'
const timePattern = new RegExp(
  `^(${morning}|${noon}|${evening})? ?(\\d{1,2})(?:(?: ?[:.h点點时時]|(?=\\d\\d(?!\\d)))([0-5]\\d|\\d(?=分)|半)?分?钟?)?` +
    `(?:整)? ?(a\\.?m\\.?|p\\.?m\\.?)?(?=[^\\d]|$)`,
)
const separators = /^(?:[ ,;、&+/|和及与與]|:(?!\d)|(?:and|at)\b)+/
const preface = /^at /
const namedTimes: readonly (readonly [RegExp, number])[] = [
  [/^(?:noon|midday|正午|中午)(?! ?\d)/, 12 * 60],
  [/^(?:midnight|午夜|半夜|子夜)(?! ?\d)/, 0],
]

/** Times of day, optionally after the days they are for: `08:00`, `mon-fri 08:00 18:30, sat 10:00`, `weekdays every 2h`. */
function times(text: string): Schedule | null {
  const groups: { days: readonly Weekday[] | null; readonly minutes: Set<number> }[] = []
  let rest = text.replace(preface, '')
  while (rest !== '') {
    const last = groups.at(-1)
    const days = daysAt(rest)
    const time = days === null ? timeAt(rest) : null
    if (days !== null) {
      // `sat, sun 10:00`: days form a group until a time follows.
      if (last?.minutes.size === 0) last.days = [...(last.days ?? []), ...days.days]
      else groups.push({ days: days.days, minutes: new Set() })
    } else if (time !== null) {
      const group = last ?? { days: null, minutes: new Set<number>() }
      if (last === undefined) groups.push(group)
      group.minutes.add(time.minutes)
    } else {
      // `mon-fri every 2h`
      const interval = last?.minutes.size === 0 ? every(rest) : null
      if (interval?.kind !== 'every') return null
      for (let hour = 0; hour < 24; hour += interval.hours) last?.minutes.add(hour * 60)
      break
    }
    const after = rest.slice((days ?? time)?.length ?? 0)
    rest = after.replace(separators, '')
    // Digits must be separated; a word such as 早上 separates as well.
    if (rest !== '' && rest === after && /^\d/.test(rest) && days === null) return null
  }
  if (groups.length === 0 || groups.some(({ minutes }) => minutes.size === 0 || minutes.size > timesADay)) return null
  const daily = groups.every(({ days }) => days === null || new Set(days).size === weekdays.length)
  const minutes = groups.flatMap((group) =>
    [...group.minutes].flatMap((at) => (daily ? at : (group.days ?? weekdays).map((day) => day * dayMinutes + at))),
  )
  const ascending = [...new Set(minutes)].sort((a, b) => a - b)
  if (ascending.length > timesADay * weekdays.length) return null
  return { kind: daily ? 'times' : 'week', minutes: ascending }
}

/** The time of day that a text begins with. */
function timeAt(text: string): { readonly minutes: number; readonly length: number } | null {
  for (const [pattern, minutes] of namedTimes) {
    const match = pattern.exec(text)
    if (match !== null) return { minutes, length: match[0].length }
  }
  const match = timePattern.exec(text)
  if (match === null) return null
  const [{ length }, before, hourText, minuteText = '0', behind] = match
  const minute = minuteText === '半' ? 30 : Number(minuteText)
  const hour = hourOf(Number(hourText), before ?? behind)
  return hour === null ? null : { minutes: (hour * 60 + minute) % dayMinutes, length }
}

/** The hour, 0 to 24, of a 12-hour or 24-hour number with a word for the part of the day; null: no valid hour. */
function hourOf(hour: number, part: string | undefined): number | null {
  if (hour > 24) return null
  if (part === undefined) return hour
  if (new RegExp(`^(?:${morning})$`).test(part)) return hour === 12 ? 0 : hour > 12 ? null : hour
  if (new RegExp(`^(?:${noon})$`).test(part)) return hour < 3 ? hour + 12 : hour
  // 12 at night is midnight, 12 in the afternoon is noon.
  if (hour === 12) return /[晚夜]/.test(part) ? 0 : 12
  return hour < 12 ? hour + 12 : hour
}

/** Formats a schedule as `parseSchedule` parses it. */
export function formatSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'live':
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
  return minutes > 0 && minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`
}

/** `08:00`. @param minutes after midnight */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
