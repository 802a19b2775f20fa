/** How time zones are parsed as people name them. */
import { describe, expect, it } from 'vitest'
import { cities } from '../../src/digest/cities.ts'
import { parseTimezone } from '../../src/digest/timezone.ts'

describe('parseTimezone', () => {
  const cases: readonly (readonly [text: string, zone: string])[] = [
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['asia/shanghai', 'Asia/Shanghai'],
    ['america/new_york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['america/argentina/ushuaia', 'America/Argentina/Ushuaia'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Etc/GMT-8', 'Etc/GMT-8'],
    ['shanghai', 'Asia/Shanghai'],
    [' New  York ', 'America/New_York'],
    ['New York, USA', 'America/New_York'],
    ['NYC', 'America/New_York'],
    ['Beijing', 'Asia/Shanghai'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Kiev', 'Europe/Kyiv'],
    ['Zürich', 'Europe/Zurich'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['St. Petersburg', 'Europe/Moscow'],
    ['St.Petersburg', 'Europe/Moscow'],
    ['Port-au-Prince', 'America/Port-au-Prince'],
    ['Tokyo time', 'Asia/Tokyo'],
    ['北京', 'Asia/Shanghai'],
    ['北京时间', 'Asia/Shanghai'],
    ['上海市', 'Asia/Shanghai'],
    ['東京', 'Asia/Tokyo'],
    ['東京都', 'Asia/Tokyo'],
    ['京都', 'Asia/Tokyo'],
    ['成都', 'Asia/Shanghai'],
    ['香港', 'Asia/Hong_Kong'],
    ['臺北', 'Asia/Taipei'],
    ['紐約', 'America/New_York'],
    ['Japan', 'Asia/Tokyo'],
    ['서울', 'Asia/Seoul'],
    ['UTC', 'UTC'],
    ['gmt', 'UTC'],
    ['UTC+8', '+08:00'],
    ['utc +08:00', '+08:00'],
    ['ＵＴＣ＋８', '+08:00'],
    ['GMT-3', '-03:00'],
    ['UTC−3', '-03:00'],
    ['+5:30', '+05:30'],
    ['UTC+0545', '+05:45'],
    ['UTC+0', 'UTC'],
    ['东八区', '+08:00'],
    ['西十一區', '-11:00'],
  ]
  it.each(cases)('parses %s as %s', (text, zone) => {
    expect(parseTimezone(text)).toEqual({ ok: true, value: zone })
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })

  const unknown: readonly (readonly [text: string, near: string])[] = [
    ['shangai', 'Asia/Shanghai'],
    ['Los Angelos', 'America/Los_Angeles'],
    ['san fran', 'America/Los_Angeles'],
    ['new yorkk', 'America/New_York'],
    ['Berlim', 'Europe/Berlin'],
    ['CST', 'Asia/Shanghai'],
    ['CST', 'America/Chicago'],
    ['美国', 'America/New_York'],
  ]
  it.each(unknown)('suggests for %s the zone %s', (text, near) => {
    const parsed = parseTimezone(text)
    expect(parsed.ok).toBe(false)
    if (parsed.ok || parsed.problem.kind !== 'timezone-unknown') throw new Error('understood')
    expect(parsed.problem.near).toContain(near)
    expect(parsed.problem.near.length).toBeLessThanOrEqual(5)
  })

  it.each(['', '?', 'Atlantis/Downtown', 'UTC+15', 'UTC-13', 'UTC+8:75', 'x'.repeat(81), 'constructor'])(
    'has no suggestion for %j',
    (text) => {
      expect(parseTimezone(text)).toEqual({ ok: false, problem: { kind: 'timezone-unknown', text, near: [] } })
    },
  )

  it.each(Object.keys(cities))('knows %s as a zone of Intl', (zone) => {
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })

  it('gives each name to one zone only', () => {
    const all = Object.values(cities).flatMap((names) => names.split('|'))
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([])
  })
})
