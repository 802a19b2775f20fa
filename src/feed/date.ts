/** Reads the dates that feeds write, in any of their common forms, as epoch milliseconds. */
import type { EpochMs } from '../model.ts'

/** Zones that Date.parse does not know, in minutes east of UTC. It knows those of North America. */
const zones = new Map<string, number>([
  ...(['UTC', 'GMT', 'UT', 'WET', 'Z'] as const).map((name): [string, number] => [name, 0]),
  ...Object.entries({ AT: -240, AST: -240, ADT: -180, NST: -210, NDT: -150, ET: -300, CT: -360, MT: -420, PT: -480 }),
  ...Object.entries({ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 }),
  ...Object.entries({ AKST: -540, AKDT: -480, HST: -600, BRT: -180, ART: -180, BST: 60, WEST: 60, CET: 60, MET: 60 }),
  ...Object.entries({ MEZ: 60, CEST: 120, MEST: 120, MESZ: 120, EET: 120, SAST: 120, EEST: 180, MSK: 180, TRT: 180 }),
  ...Object.entries({ IST: 330, ICT: 420, WIB: 420, HKT: 480, SGT: 480, PHT: 480, AWST: 480, JST: 540, KST: 540 }),
  ...Object.entries({ ACST: 570, AEST: 600, ACDT: 630, AEDT: 660, NZST: 720, NZDT: 780 }),
])

/** Beginnings of month names, longer ones first where two begin alike: English, then others without their accents. */
const months = [
  ...['jan ene gen', 'feb fev', 'mar', 'apr abr avr', 'may mai mag maj', 'jun juin giu', 'jul juil lug', 'aug ago aou'],
  ...['sep set', 'oct okt out ott', 'nov', 'dec dez dic'],
].flatMap((names, at) => names.split(' ').map((name): [string, number] => [name, at + 1]))
const longest = 100

/**
 * The instant of a date, at most `now` where it lies in the future; null where there is none to be read. A time without a
 * zone is taken as UTC.
 */
export function parseDate(text: string, now: EpochMs): EpochMs | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > longest) return null
  const found =
    quick(trimmed) ??
    patient(
      trimmed
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/gu, '')
        .normalize('NFC'),
    )
  return found === null || !Number.isFinite(found) ? null : Math.min(found, now)
}

/** Only what looks like a whole date: Date.parse of V8 also makes one of "Episode 5". */
const whole =
  /^(?:[a-z]{3,9},?\s*)?\d{1,2}\s[a-z]{3,9}\s\d{4}\b|^[a-z]{3}\s+[a-z]{3}\s+\d{1,2}\s.*\d{4}|^\d{4}-\d\d-\d\d(?:[T\s]\d\d:|$)/iu

function quick(text: string): number | null {
  if (!whole.test(text)) return null
  const found = Date.parse(text)
  return Number.isNaN(found) ? null : found
}

function patient(text: string): number | null {
  const epoch = /^(\d{10})(\d{3})?$/u.exec(text)
  if (epoch !== null) return Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0)
  const day = dayOf(text)
  if (day === null) return null
  const time = timeOf(day.rest)
  if (time === null) return null
  // Date.UTC would take the year 99 for 1999.
  return new Date(0).setUTCFullYear(day.year, day.month - 1, day.day) + time
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** What is left of the text: the time and its zone. */
  readonly rest: string
}

function dayOf(text: string): Day | null {
  const cjk = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号일]?/u.exec(text)
  if (cjk !== null) return day(cjk[1], cjk[2], cjk[3], text.slice(cjk.index + cjk[0].length))
  const iso = /(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/u.exec(text)
  if (iso !== null) return day(iso[1], iso[2], iso[3] ?? '1', text.slice(iso.index + iso[0].length))
  const named = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.,-]+([a-z]{3,9})[a-z]*[\s.,-]+(\d{4}|\d\d)(?!\d)/iu.exec(text)
  if (named !== null) return day(named[3], month(named[2]), named[1], text.slice(named.index + named[0].length))
  const american = /([a-z]{3,9})[.\s]+(\d{1,2})(?:st|nd|rd|th)?(?:,|\s)\s*(\d{4})(?!\d)/iu.exec(text)
  if (american !== null)
    return day(american[3], month(american[1]), american[2], text.slice(american.index + american[0].length))
  const numeric = /(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)(?!\d)/u.exec(text)
  if (numeric === null) return null
  const rest = text.slice(numeric.index + numeric[0].length)
  // Month first, as Date.parse reads it, unless dots or a day past 12 say otherwise.
  const isDayFirst = numeric[0].includes('.') || Number(numeric[1]) > 12
  return isDayFirst ? day(numeric[3], numeric[2], numeric[1], rest) : day(numeric[3], numeric[1], numeric[2], rest)
}

function day(year: string | undefined, month: string | undefined, date: string | undefined, rest: string): Day | null {
  const years = Number(year)
  const full = year?.length === 2 ? years + (years < 70 ? 2000 : 1900) : years
  const [m, d] = [Number(month), Number(date)]
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? { year: full, month: m, day: d, rest } : null
}

function month(name: string | undefined): string {
  const lower = (name ?? '').toLowerCase()
  return String(months.find(([start]) => lower.startsWith(start))?.[1] ?? 0)
}

/** Milliseconds to add to the day's midnight in UTC; null for a time that no clock shows. */
function timeOf(text: string): number | null {
  const clock =
    /(오전|오후|上午|下午)?\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?(?![\d:])\s*(?:([ap])\.?\s?m\b)?/iu.exec(
      text,
    )
  if (clock === null) return /\d:\d/u.test(text) ? null : 0
  const [, before = '', hours = '', minutes = '', seconds = '0', after = ''] = clock
  let hour = Number(hours)
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null
  if ((before === '오후' || before === '下午') && hour < 12) hour += 12
  if (/p/iu.test(after) && hour < 12) hour += 12
  if (/a/iu.test(after) && hour === 12) hour = 0
  const zone = zoneOf(text.slice(clock.index + clock[0].length))
  return zone === null ? null : ((hour * 60 + Number(minutes) - zone) * 60 + Number(seconds)) * 1000
}

/** Minutes east of UTC. */
function zoneOf(text: string): number | null {
  const offset = /([+-])(\d{1,2}):?(\d\d)?(?!\d)/u.exec(text)
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return minutes > 24 * 60 ? null : offset[1] === '-' ? -minutes : minutes
  }
  const name = /[A-Z]{1,5}/u.exec(text.toUpperCase())?.[0] ?? 'Z'
  return zones.get(name) ?? 0
}
