/** Schedules as people type them. */
import { describe, expect, it } from 'vitest'
import { formatSchedule, parseSchedule } from '../../src/digest/schedule.ts'

function canonical(text: string): string | null {
  const parsed = parseSchedule(text)
  return parsed.ok ? formatSchedule(parsed.value) : null
}

describe('parseSchedule', () => {
  const cases: readonly (readonly [text: string, canonical: string])[] = [
    ['live', 'live'],
    [' LIVE ', 'live'],
    ['实时', 'live'],
    ['即時', 'live'],
    ['live 30m', 'live 30m'],
    ['live 30', 'live 30m'],
    ['live 30 min', 'live 30m'],
    ['live, 45 minutes', 'live 45m'],
    ['live 1h', 'live 1h'],
    ['live 90m', 'live 90m'],
    ['live 120m', 'live 2h'],
    ['live 0', 'live 0m'],
    ['实时 30分钟', 'live 30m'],
    ['即時 1小時', 'live 1h'],
    ['08:00 18:30', '08:00 18:30'],
    ['18:30 08:00', '08:00 18:30'],
    ['8:00, 18.30', '08:00 18:30'],
    ['8:00,18:30', '08:00 18:30'],
    ['8:00、18:30', '08:00 18:30'],
    ['8:00/18:30', '08:00 18:30'],
    ['8:00\n18:30', '08:00 18:30'],
    ['8:00 and 18:30', '08:00 18:30'],
    ['8:00 & 8:00', '08:00'],
    ['8am 6:30pm', '08:00 18:30'],
    ['8 a.m. and 6.30 p.m.', '08:00 18:30'],
    ['12am 12pm', '00:00 12:00'],
    ['noon, midnight', '00:00 12:00'],
    ['8', '08:00'],
    ['8 12 18', '08:00 12:00 18:00'],
    ['0800 1830', '08:00 18:30'],
    ['8h30', '08:30'],
    ['8h', '08:00'],
    ['24:00', '00:00'],
    ['daily at 8:00', '08:00'],
    ['every day at 8am', '08:00'],
    ['at 9', '09:00'],
    ['8点', '08:00'],
    ['8点半', '08:30'],
    ['8點30分', '08:30'],
    ['八点 十八点三十分', '08:00 18:30'],
    ['早上八点，晚上六点半', '08:00 18:30'],
    ['早上8点晚上6点', '08:00 18:00'],
    ['上午8:00 下午6:30', '08:00 18:30'],
    ['每天8点和20点', '08:00 20:00'],
    ['每天早上7点整', '07:00'],
    ['８：００', '08:00'],
    ['８：００　１８：３０', '08:00 18:30'],
    ['午前8時、午後6時30分', '08:00 18:30'],
    ['中午12点', '12:00'],
    ['中午 晚上12点', '00:00 12:00'],
    ['中午1点', '13:00'],
    ['every 3h', 'every 3h'],
    ['every 3 hours', 'every 3h'],
    ['Every 3', 'every 3h'],
    ['every hour', 'every 1h'],
    ['hourly', 'every 1h'],
    ['每小时', 'every 1h'],
    ['每3小时', 'every 3h'],
    ['每隔三个小时', 'every 3h'],
    ['每 3 小時', 'every 3h'],
    ['每十二小时', 'every 12h'],
    ['每两小时', 'every 2h'],
    ['every 24h', 'every 24h'],
    ['every 60 minutes', 'every 1h'],
    ['every 30m', 'live 30m'],
    ['每30分钟', 'live 30m'],
  ]
  it.each(cases)('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected)
    expect(canonical(expected)).toBe(expected)
  })

  const refused = [
    '',
    'soon',
    '25:00',
    '8:60',
    '-8',
    '8:00 tea',
    'every',
    'every 0h',
    'every 25h',
    'every day',
    'live 25h',
    'live now',
    '13am',
    '8:00:00',
    '12345',
    '08:00 18:30 !',
    Array.from({ length: 25 }, (_, at) => `8:${String(at + 10)}`).join(' '),
    '8 '.repeat(101),
  ]
  it.each(refused)('refuses %j', (text) => {
    expect(parseSchedule(text)).toEqual({ ok: false, problem: { kind: 'schedule-syntax', text } })
  })
})
