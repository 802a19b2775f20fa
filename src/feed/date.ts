/** Parses dates in the many forms that feeds use. */
import { dayMinutes, hourMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { zoneOffset } from '../zone-offset.ts'
import { monthNamed, zones } from './date-words.ts'

/**
 * The instant of a date, at most `now`; null if it cannot be parsed or stands for no date. A time without a zone is UTC, or the
 * country's time in Korean, Japanese and Chinese.
 */
export function parseDate(text: string, now: EpochMs): EpochMs | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > limits.feed.dateUnits) return null
  const found = byPlatform(trimmed) ?? byForms(normalised(trimmed))
  return found === null || !Number.isFinite(found) || isUnset(found) ? null : Math.min(found, now)
}

/**
 * Days on which the clocks of systems begin: Windows, SQL Server, OLE automation, SQL Server's smalldatetime, classic Mac OS and Unix.
 * Software writes them for a date that is not set.
 */
const clocksBegin = [
  '1601-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '1904-01-01',
  '1970-01-01',
].map(Date.parse)
/** .NET's unset date is in the year 1. */
const unsetBefore = Date.parse('1000-01-01')
/** Zones are at most 14 hours from UTC (Kiribati). */
const zoneAtMostMs = 14 * hourMs

/** Whether an instant means that there is no date, in any time zone. */
function isUnset(at: EpochMs): boolean {
  if (at > zoneAtMostMs) return false
  return at < unsetBefore || clocksBegin.some((midnight) => Math.abs(at - midnight) <= zoneAtMostMs)
}

/**
 * Complete dates with a zone, which Date.parse reads the same way on all platforms. Without a zone it uses the machine's, it even
 * parses "Episode 5", and of a month it reads three letters: the Finnish November, marras, would be March.
 */
const whole =
  /^(?:[a-z]{3,9},?\s*)?\d{1,2}\s[a-z]{3}\s[1-9]\d{3}\s\d\d:\d\d(?::\d\d)?\s(?:gmt|utc|z|[+-]\d{4}|[ecmp][sd]t)$|^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:\d\d))?$/iu

function byPlatform(text: string): number | null {
  if (!whole.test(text)) return null
  const found = Date.parse(text)
  return Number.isNaN(found) ? null : found
}

/**
 * Without accents and parentheses, Arabic digits and dashes as ASCII, words of clocks as colons (10时20分, 15h54), and the year of C's
 * asctime moved to its day.
 */
function normalised(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\([^()]*\)/gu, '')
    .replace(/(\d{1,2})\s*[时時点點시]\s*(?:(\d{1,2})\s*[分분])?(?:\s*(\d{1,2})\s*[秒초])?/gu, clockWords)
    .replace(/(\d{1,2})h(?:(\d\d)(?:m(?:in)?(?:(\d\d)s)?)?)?(?![\p{L}\d])/giu, clockWords)
    .replace(/(?<![\d:.])(\d{1,2})\s*Uhr(?!\p{L})/giu, '$1:00')
    .replace(/(\p{L}{3,})\s+(\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?\s(?:.{0,10}\s)?)(\d{4})(?=$|\s)/u, '$1 $2 $4 $3')
}

function clockWords(_: string, hours: string, minutes = '0', seconds = '0'): string {
  return `${hours}:${minutes}:${seconds}`
}

function byForms(text: string): number | null {
  const epoch = /^(\d{10})(?:\.\d{1,9}|(\d{3}))?$/u.exec(text)
  if (epoch !== null) return Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0)
  const day = dayOf(text)
  if (day === null) return null
  // Date.UTC reads the year 99 as 1999.
  const midnight = new Date(0).setUTCFullYear(day.year, day.month - 1, day.day)
  return timeOn(midnight, day.rest, homeZone(text))
}

/** Minutes east of UTC in the country of a date's script, which has one time zone; 0 for other scripts. */
function homeZone(text: string): number {
  if (/\p{sc=Hangul}|午[前後]|曜/u.test(text)) return 540
  return /年|[上下]午/u.test(text) ? 480 : 0
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** The text with time and zone: behind the day, or around it if the time is before it. */
  readonly rest: string
}

const separator = '[\\s./,-]+'
/** Forms of a day, the least ambiguous first, each with the order of its parts. */
const forms: readonly (readonly [form: RegExp, order: string])[] = [
  [/(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?/u, 'ymd'],
  [/^(\d{4})(\d\d)(\d\d)(?=T|\s|\d{4}(?:\d\d)?(?!\d)|$)/u, 'ymd'],
  [/(?<!\d)(\d{4})[-/.]\s*0?(\d{1,2})(?:[-/.]\s*(\d{1,2}))?(?!\d)/u, 'ymd'],
  [new RegExp(`(?<!\\d)(\\d{4})${separator}(\\p{L}{3,})${separator}(\\d{1,2})(?!\\d)`, 'u'), 'ymd'],
  [
    new RegExp(
      // Two digits before a colon are hours.
      `(?<!\\d)(\\d{1,2})(?:(?:st|nd|rd|th|er|º)?${separator}(?:of\\s+)?)?(\\p{L}{3,})(?:${separator})?(\\d{4}|\\d\\d(?!:))(?!\\d)`,
      'iu',
    ),
    'dmy',
  ],
  [/(?<!\d)(\d{1,2})\s+d(?:e\s+|['’])(\p{L}{3,})\s+del?\s+(\d{4})(?!\d)/iu, 'dmy'],
  [/(?<!\d)(\d{1,2})\s+thang\s+(\d{1,2})(?:,|\s)\s*(?:nam\s+)?(\d{4})(?!\d)/iu, 'dmy'],
  [/(\p{L}{3,})[.\s]+(\d{1,2})(?:st|nd|rd|th)?(?:,|\s)\s*(\d{4})(?!\d)/iu, 'mdy'],
  [/(?<!\d)(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d\d)(?!\d)/u, 'dmy'],
  // If both orders are possible, the month comes first, as for Date.parse.
  [/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(?!\d)/u, 'mdy'],
  [/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(?!\d)/u, 'dmy'],
  [/(?<!\d)(\d{1,2})[\s-](\d{1,2})[\s-](\d{4})(?!\d)/u, 'dmy'],
  [/^(\d\d)(?:-(\d\d)-|(\d\d))(\d\d)$/u, 'ymmd'],
  [/^(\p{L}{3,})\.?\s+(\d{4})$/u, 'my'],
  [/^((?:19|20)\d\d)$/u, 'y'],
]

function dayOf(text: string): Day | null {
  for (const [form, order] of forms) {
    const found = form.exec(text)
    if (found === null) continue
    const part = (letter: string) => {
      const places = [...order].flatMap((own, at) => (own === letter ? [found[at + 1]] : []))
      return places.find((value) => value !== undefined) ?? ''
    }
    const day = dayFrom(part('y'), part('m') || '1', part('d') || '1')
    if (day === null) continue
    const before = text.slice(0, found.index)
    const behind = text.slice(found.index + found[0].length)
    const isBehind = hasClock.test(behind) || (/\d/u.test(behind) && !hasClock.test(before))
    return { ...day, rest: isBehind ? behind : `${before} ${behind}` }
  }
  return null
}

function dayFrom(year: string, month: string, date: string): Omit<Day, 'rest'> | null {
  const years = Number(year)
  const m = /^\d/u.test(month) ? Number(month) : monthNamed(month)
  const d = Number(date)
  if (m < 1 || m > 12 || d < 1 || d > 31) return null
  return { year: year.length === 2 ? years + (years < 70 ? 2000 : 1900) : years, month: m, day: d }
}

const clock =
  /(오전|오후|[上下]午|午[前後])?\s*(?<![\d:])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+|:\d{2,3})?)?(?![\d:])\s*(?:([ap])\.?\s?m\b)?/iu
/** The colon of a time, not of an offset. */
const hasClock = /(?<![+-]\d?)\d:\d/u
/** T101455, T1014, T10, 101455 and ` 10`, before a zone or the end */
const basicClock = /^(?:T|\s+(?=\d\d(?!\d))|(?=\d{4}))(\d\d)(?:(\d\d)(\d\d)?)?(?=$|\s*(?:[a-z]{1,5}\b|[+-]\d))/iu
/** 07.08.09, 07.08 */
const dottedClock = /(?<![\d:.])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?![\d:.])/u
/** 7 pm */
const hourAlone = /(?<![\d:.])(\d{1,2})\s*(?=[ap]\.?\s?m\b)/iu

/** The instant of a time on the day that begins at `midnight` in UTC; null if the time is invalid. */
function timeOn(midnight: EpochMs, text: string, home: number): EpochMs | null {
  // A day may have a zone, as in XML Schema; in logs a colon separates day and time.
  const clean = text.replace(/^\s*(?=[+-]\d\d:?\d\d$)/u, '00:00 ').replace(/^:|:(?=[+-]\d)/gu, '')
  const rest = hasClock.test(clean) ? clean : withColons(clean)
  const found = clock.exec(rest)
  if (found === null) return /\d:\d/u.test(rest) ? null : midnight
  const [, before = '', hours = '', minutes = '', seconds = '0', after = ''] = found
  const hour = hourOfDay(Number(hours), /오후|下午|午後/u.test(before) || /p/iu.test(after), /a/iu.test(after))
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null
  const local = midnight + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  const zone = zoneOf(rest.slice(found.index + found[0].length), local, home)
  return zone === null ? null : local - zone * minuteMs
}

/** A text whose time has no colons, with colons. */
function withColons(text: string): string {
  return text
    .replace(basicClock, (_, hours, minutes = '00', seconds = '00') => ` ${hours}:${minutes}:${seconds}`)
    .replace(dottedClock, (_, hours, minutes, seconds = '00') => `${hours}:${minutes}:${seconds}`)
    .replace(hourAlone, '$1:00 ')
}

function hourOfDay(hours: number, isAfternoon: boolean, isMorning: boolean): number {
  if (isAfternoon && hours < 12) return hours + 12
  return isMorning && hours === 12 ? 0 : hours
}

/** Minutes east of UTC at a local time; null if the offset is invalid. */
function zoneOf(text: string, local: EpochMs, home: number): number | null {
  // Some programs pad hours to three digits.
  const offset = /([+-])(?:0(?=\d\d:))?(\d{1,2}):?(\d\d)?(?!\d)/u.exec(text)
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return minutes > dayMinutes ? null : offset[1] === '-' ? -minutes : minutes
  }
  const place = /\b[A-Z][A-Za-z]{1,15}\/[A-Z][A-Za-z_]{1,20}(?:\/[A-Z][A-Za-z_]{1,20})?/u.exec(text)
  if (place !== null) return placeOffset(place[0], local) / minuteMs
  const name = /[A-Z]{1,5}/u.exec(text.toUpperCase())?.[0]
  return name === undefined ? home : (zones.get(name) ?? 0)
}

/** A zone's offset, in ms; 0 if the zone is unknown. */
function placeOffset(place: string, local: EpochMs): number {
  try {
    return zoneOffset(place, local)
  } catch {
    return 0
  }
}
