/** Finds the time zone that a person names: by its IANA name, an offset, a city or a country. */
import { err, ok, type Result, type ScheduleProblem } from '../result.ts'
import { ambiguous, cities } from './cities.ts'

/** Longer texts name no zone. */
const textUnits = 80
const suggestions = 5

/** Every name that a zone answers to, and the zone as this page spells it; made when it is first asked for. */
let names: ReadonlyMap<string, string> | null = null

function allNames(): ReadonlyMap<string, string> {
  if (names !== null) return names
  const found = new Map<string, string>()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    found.set(plain(zone), zone)
    const city = plain(zone.slice(zone.lastIndexOf('/') + 1))
    if (!found.has(city)) found.set(city, zone)
  }
  for (const [zone, spoken] of Object.entries(cities)) {
    for (const name of [zone, zone.slice(zone.lastIndexOf('/') + 1), ...spoken.split('|')]) found.set(plain(name), zone)
  }
  names = found
  return found
}

/** Lower case, without marks and dots, blanks for underscores and hyphens. */
function plain(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/(\p{sc=Latn})\p{M}+/gu, '$1')
      .normalize('NFC')
      .replaceAll('ø', 'o')
      .replaceAll('ł', 'l')
      .replaceAll('ı', 'i')
      // St.Petersburg is two words, U.S. one.
      .replace(/\.(?=\p{L}{2})/gu, ' ')
      .replace(/[_\s-]+/g, ' ')
      .replace(/[.'’]/g, '')
      .trim()
  )
}

/**
 * Reads a time zone: an IANA name in any case, `UTC+8` (`GMT+05:30`, `+8`, 东八区), a city or a country with one zone, in
 * English or Chinese.
 * @returns what Intl.DateTimeFormat takes as `timeZone`: an IANA name, or an offset as `+08:00`; else names that are near.
 */
export function parseTimezone(text: string): Result<string, ScheduleProblem> {
  const problem = (near: readonly string[]) => err<ScheduleProblem>({ kind: 'timezone-unknown', text, near })
  if (text.length > textUnits) return problem([])
  const offset = offsetIn(text)
  if (offset !== null) return ok(offset)
  const full = plain(text)
  if (full === '') return problem([])
  // `New York, USA`, `北京时间`, `上海市`, `Tokyo time`.
  const head = plain(text.split(/[,，(（]/)[0] ?? '')
  const forms = [
    full,
    head,
    head.replace(/ (?:time(?: ?zone)?|city)$|(?:标准|標準)?(?:时间|時間|时区|時區)$/, ''),
    head.replace(/[市省都]$/, ''),
  ]
  for (const form of forms) {
    const zone = allNames().get(form)
    if (zone !== undefined) return ok(zone)
    if (Object.hasOwn(ambiguous, form)) return problem(ambiguous[form] ?? [])
  }
  const link = linkNamed(text)
  return link === null ? problem(near(head || full)) : ok(link)
}

/** An old name that the IANA database still links, such as US/Pacific; only those with a slash, the others are abbreviations. */
function linkNamed(text: string): string | null {
  const name = text.trim().replace(/\s+/g, '_')
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

const chineseDigits = '零一二三四五六七八九十'

/** An offset from UTC as `+08:00`; null where the text is none. From -12:00 to +14:00, the range in use. */
function offsetIn(text: string): string | null {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
  const zone = /^([东東西])([一二三四五六七八九]|十[一二]?)[区區]$/.exec(written)
  if (zone !== null) {
    const [, side, hours = ''] = zone
    const count = hours.length === 2 ? 10 + chineseDigits.indexOf(hours.charAt(1)) : chineseDigits.indexOf(hours)
    return offset(side === '西' ? -1 : 1, count, 0)
  }
  const match = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?(?:\s*(?:h|hours?))?$/i.exec(written)
  if (match === null) return null
  const [, sign, hours, minutes = '0'] = match
  return offset(sign === '-' ? -1 : 1, Number(hours), Number(minutes))
}

function offset(sign: -1 | 1, hours: number, minutes: number): string | null {
  const total = sign * (hours * 60 + minutes)
  if (total < -12 * 60 || total > 14 * 60) return null
  if (total === 0) return 'UTC'
  return `${sign < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Zones whose names are like the text: they begin with it, hold it, or are a slip or two away; nearest first. */
function near(text: string): readonly string[] {
  if (text.length < 2) return []
  const ranked: { readonly zone: string; readonly rank: number }[] = []
  const slips = text.length < 5 ? 1 : 2
  for (const [name, zone] of allNames()) {
    const city = name.slice(name.lastIndexOf('/') + 1)
    let rank = distance(text, city, slips)
    if (text.length >= 3 && city.startsWith(text)) rank = Math.min(rank, 0.5)
    else if (text.length >= 4 && city.includes(text)) rank = Math.min(rank, 1.5)
    else if (city.length >= 4 && text.includes(city)) rank = Math.min(rank, 1.7)
    if (rank <= slips) ranked.push({ zone, rank })
  }
  ranked.sort((a, b) => a.rank - b.rank)
  return [...new Set(ranked.map(({ zone }) => zone))].slice(0, suggestions)
}

/** How many letters must be changed, dropped or added; Infinity where more than `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  const slips = row[b.length] ?? 0
  return slips <= most ? slips : Number.POSITIVE_INFINITY
}
