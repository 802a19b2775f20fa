/** Parses a time zone: an IANA name, an offset, a city or a country. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import { err, ok, type Result, type ScheduleProblem } from '../result.ts'
import { chineseNumbersToDigits } from './chinese-numbers.ts'
import { ambiguous, cities } from './cities.ts'

/** IANA names by all known names, normalised. */
const zonesByName = lazy((): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    found.set(normalise(zone), zone)
    const city = normalise(zone.slice(zone.lastIndexOf('/') + 1))
    if (!found.has(city)) found.set(city, zone)
  }
  for (const [zone, spoken] of Object.entries(cities)) {
    for (const name of [zone, zone.slice(zone.lastIndexOf('/') + 1), ...spoken.split('|')])
      found.set(normalise(name), zone)
  }
  return found
})

/** Lower case, without marks and dots, spaces for underscores and hyphens. */
function normalise(text: string): string {
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
 * Parses an IANA name in any case, `UTC+8` (`GMT+05:30`, `+8`, 东八区), a city, or a country with one zone, in English or
 * Chinese.
 * @returns a `timeZone` for Intl.DateTimeFormat: an IANA name, or an offset such as `+08:00`; else similar names
 */
export function parseTimezone(text: string): Result<string, ScheduleProblem> {
  const problem = (near: readonly string[]) => err<ScheduleProblem>({ kind: 'timezone-unknown', text, near })
  if (text.length > limits.digest.timezoneUnits) return problem([])
  const offset = parseOffset(text)
  if (offset !== null) return ok(offset)
  const full = normalise(text)
  if (full === '') return problem([])
  // `New York, USA`, `北京时间`, `上海市`, `Tokyo time`.
  const head = normalise(text.split(/[,，(（]/)[0] ?? '')
  const forms = [
    full,
    head,
    head.replace(/ (?:time(?: ?zone)?|city)$|(?:标准|標準)?(?:时间|時間|时区|時區)$/, ''),
    head.replace(/[市省都]$/, ''),
  ]
  for (const form of forms) {
    const zone = zonesByName().get(form)
    if (zone !== undefined) return ok(zone)
    if (Object.hasOwn(ambiguous, form)) return problem(ambiguous[form] ?? [])
  }
  const zone = legacyZone(text)
  return zone === null ? problem(similarZones(head || full)) : ok(zone)
}

/** The zone of an old IANA name such as US/Pacific. Old names without a slash are ambiguous abbreviations. */
function legacyZone(text: string): string | null {
  const name = text.trim().replace(/\s+/g, '_')
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** An offset from UTC such as `+08:00`, from -12:00 to +14:00, the range in use; null: none. */
function parseOffset(text: string): string | null {
  const written = chineseNumbersToDigits(text.normalize('NFKC').trim()).replace(/[\u2010-\u2015\u2212]/g, '-')
  const [, side, ofSide] = /^([东東西])([1-9]|1[0-2])[区區]$/.exec(written) ?? []
  if (side !== undefined) return formatOffset(side === '西' ? -1 : 1, Number(ofSide), 0)
  const match = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?(?:\s*(?:h|hours?))?$/i.exec(written)
  if (match === null) return null
  const [, sign, hours, minutes = '0'] = match
  return formatOffset(sign === '-' ? -1 : 1, Number(hours), Number(minutes))
}

function formatOffset(sign: -1 | 1, hours: number, minutes: number): string | null {
  const total = sign * (hours * 60 + minutes)
  if (total < -12 * 60 || total > 14 * 60) return null
  if (total === 0) return 'UTC'
  return `${sign < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Zones whose names begin with the text, contain it, or differ by one or two typos; the most similar first. */
function similarZones(text: string): readonly string[] {
  if (text.length < 2) return []
  const ranked: { readonly zone: string; readonly rank: number }[] = []
  const maxTypos = text.length < 5 ? 1 : 2
  for (const [name, zone] of zonesByName()) {
    const city = name.slice(name.lastIndexOf('/') + 1)
    let rank = editDistance(text, city, maxTypos)
    if (text.length >= 3 && city.startsWith(text)) rank = Math.min(rank, 0.5)
    else if (text.length >= 4 && city.includes(text)) rank = Math.min(rank, 1.5)
    else if (city.length >= 4 && text.includes(city)) rank = Math.min(rank, 1.7)
    if (rank <= maxTypos) ranked.push({ zone, rank })
  }
  ranked.sort((a, b) => a.rank - b.rank)
  return [...new Set(ranked.map(({ zone }) => zone))].slice(0, limits.digest.timezoneSuggestions)
}

/** Levenshtein distance; Infinity if it exceeds `max`. */
function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return Infinity
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  const distance = row[b.length] ?? 0
  return distance <= max ? distance : Infinity
}
