/** How time zones are parsed as people name them: IANA names, offsets and abbreviations. Places are in test/place. */
import { describe, expect, it } from 'vitest'
import { parseTimezone } from '../../src/digest/timezone.ts'
import { everAgree } from '../../src/place/same-clock.ts'
import { zonesWithNames } from '../../src/place/zone-names.ts'
import { now, zoneNames, zoneOf } from '../place/zone-of.ts'
import { runs } from '../runs.ts'

describe('a name of the IANA database', () => {
  const cases: readonly (readonly [text: string, zone: string])[] = [
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['asia/shanghai', 'Asia/Shanghai'],
    ['america/new_york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['america/argentina/ushuaia', 'America/Argentina/Ushuaia'],
    ['America/Indiana/Indianapolis', 'America/Indiana/Indianapolis'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Godthab', 'America/Nuuk'],
    ['Asia/Urumqi', 'Asia/Urumqi'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Etc/GMT-8', 'Etc/GMT-8'],
    ['Danmarkshavn', 'America/Danmarkshavn'],
    ['Chatham Islands', 'Pacific/Chatham'],
  ]
  it.each(cases)('%s is %s', (text, zone) => expect(zoneOf(text)).toBe(zone))
})

describe('an offset from UTC', () => {
  const cases: readonly (readonly [text: string, zone: string | null])[] = [
    ['UTC', 'UTC'],
    ['gmt', 'UTC'],
    ['UTC+0', 'UTC'],
    ['UTC+8', '+08:00'],
    ['utc +08:00', '+08:00'],
    ['UTC 8', '+08:00'],
    ['ＵＴＣ＋８', '+08:00'],
    ['+8', '+08:00'],
    ['+٨', '+08:00'],
    ['GMT-3', '-03:00'],
    ['UTC−3', '-03:00'],
    ['+5:30', '+05:30'],
    ['UTC+5:30', '+05:30'],
    ['+5.5', '+05:30'],
    ['UTC+5,5', '+05:30'],
    ['UTC+5.75', '+05:45'],
    ['UTC+0545', '+05:45'],
    ['GMT+0545', '+05:45'],
    ['+12:45', '+12:45'],
    ['UTC-3:30', '-03:30'],
    ['东八区', '+08:00'],
    ['东8区', '+08:00'],
    ['西十一區', '-11:00'],
    ['UTC+14', '+14:00'],
    ['UTC-12', '-12:00'],
    ['UTC+14:15', null],
    ['UTC-12:15', null],
    ['UTC+15', null],
    ['UTC+8:75', null],
    ['UTC+8.1', null],
  ]
  it.each(cases)('%s is %s', (text, zone) => {
    expect(zoneOf(text)).toBe(zone)
    if (zone !== null) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })
})

describe('an abbreviation or the name of a zone', () => {
  const cases: readonly (readonly [text: string, zone: string])[] = [
    ['MSK', 'Europe/Moscow'],
    ['мск', 'Europe/Moscow'],
    ['EST', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['AEST', 'Australia/Sydney'],
    ['WIB', 'Asia/Jakarta'],
    ['JST', 'Asia/Tokyo'],
    ['KST', 'Asia/Seoul'],
    ['ICT', 'Asia/Bangkok'],
    ['PKT', 'Asia/Karachi'],
    ['EAT', 'Africa/Nairobi'],
    ['WAT', 'Africa/Lagos'],
    ['SAST', 'Africa/Johannesburg'],
    ['BRT', 'America/Sao_Paulo'],
    ['ART', 'America/Argentina/Buenos_Aires'],
    ['CLT', 'America/Santiago'],
    ['Eastern Time', 'America/New_York'],
    ['US Eastern', 'America/New_York'],
    ['Pacific', 'America/Los_Angeles'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['Central European Time', 'Europe/Paris'],
    ['北京时间', 'Asia/Shanghai'],
    ['美东时间', 'America/New_York'],
    ['美西時間', 'America/Los_Angeles'],
    ['по Москве', 'Europe/Moscow'],
    ['МСК+3', '+06:00'],
    ['WITA', 'Asia/Makassar'],
    ['日本標準時', 'Asia/Tokyo'],
    ['московское время', 'Europe/Moscow'],
    ['Tokyo time', 'Asia/Tokyo'],
    ['India Standard Time', 'Asia/Kolkata'],
  ]
  it.each(cases)('%s is %s', (text, zone) => expect(zoneOf(text)).toBe(zone))

  const asked: readonly (readonly [text: string, zones: readonly string[]])[] = [
    ['8', ['+08:00', '-08:00']],
    ['13', ['+13:00']],
    ['IST', ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin']],
    ['CST', ['Asia/Shanghai', 'America/Chicago', 'America/Havana']],
    ['BST', ['Europe/London', 'Asia/Dhaka']],
    ['PT', ['America/Los_Angeles', 'Europe/Lisbon']],
    ['BH', ['America/Sao_Paulo', 'Asia/Bahrain']],
    ['HN', ['Asia/Ho_Chi_Minh', 'America/Tegucigalpa']],
  ]
  it.each(asked)('%s is asked about: %j', (text, zones) => expect(zoneNames(text)).toEqual(zones))

  it.each([...new Set(zonesWithNames)])('%s is known to Intl', (zone) => {
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })
})

describe('the zones of the IANA database', () => {
  it('are found by the names of their cities, or are among those that are asked about', () => {
    // The name of Petersburg, Indiana, is a German one of St. Petersburg.
    const zones = Intl.supportedValuesOf('timeZone').filter(
      (zone) => /\/(?!GMT)/u.test(zone) && !zone.endsWith('/Petersburg'),
    )
    // All of them in `npm run test:long`.
    const step = Math.ceil(6 / runs(1))
    const missing = zones.filter((zone, at) => {
      if (at % step !== 0) return false
      const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
      const found = [zoneOf(city) ?? [], zoneNames(city)].flat()
      return !found.some((other) => everAgree(zone, other, now))
    })
    expect(missing).toEqual([])
  })
})

describe('an unknown time zone', () => {
  const near: readonly (readonly [text: string, zone: string])[] = [
    ['shangai', 'Asia/Shanghai'],
    ['Los Angelos', 'America/Los_Angeles'],
    ['san fran', 'America/Los_Angeles'],
    ['new yorkk', 'America/New_York'],
    ['Berlinn', 'Europe/Berlin'],
    ['Germny', 'Europe/Berlin'],
    ['Мосва', 'Europe/Moscow'],
    ['Севильа', 'Europe/Madrid'],
    ['Лорнака', 'Asia/Nicosia'],
    ['danmarkshaven', 'America/Danmarkshavn'],
    ['ber', 'Europe/Berlin'],
    ['tokiu', 'Asia/Tokyo'],
    ['old rome', 'Europe/Rome'],
    ['londonn', 'Europe/London'],
  ]
  it.each(near)('%s has the proposal %s', (text, zone) => {
    const parsed = parseTimezone(text, now)
    const zones =
      parsed.ok || parsed.problem.kind !== 'timezone-unknown' ? [] : parsed.problem.near.map((place) => place.zone)
    expect(zones).toContain(zone)
    expect(zones.length).toBeLessThanOrEqual(8)
  })

  it.each([
    'asdf',
    'test',
    'telegram',
    '家',
    '你好',
    '',
    '?',
    '🍕',
    'q',
    'x'.repeat(80),
    'London'.padEnd(81),
    'constructor',
    '{}',
    '"',
    '\\',
    '(',
  ])('%j has no proposals', (text) =>
    expect(parseTimezone(text, now)).toEqual({ ok: false, problem: { kind: 'timezone-unknown', text, near: [] } }),
  )

  it('of 80 characters is read', () => expect(zoneOf('Tokyo'.padEnd(80))).toBe('Asia/Tokyo'))
})
