/** Intervals as people write them in English, and cron expressions. */
import { describe, expect, it } from 'vitest'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('an interval', () => {
  const cases: Meanings = [
    ['every other hour', 'every 2h'],
    ['every second hour', 'every 2h'],
    ['every 3rd hour', 'every 3h'],
    ['every two hours', 'every 2h'],
    ['every couple of hours', 'every 2h'],
    ['2-hourly', 'every 2h'],
    ['half-hourly', 'live 30m'],
    ['every half hour', 'live 30m'],
    ['every half an hour', 'live 30m'],
    ['every ½ hour', 'live 30m'],
    ['every quarter of an hour', 'live 15m'],
    ['every three quarters of an hour', 'live 45m'],
    ['every hour and a half', 'live 90m'],
    ['every one and a half hours', 'live 90m'],
    ['every 1½ hours', 'live 90m'],
    ['every 1.5h', 'live 90m'],
    ['every 1,5 hours', 'live 90m'],
    ['every 0.5h', 'live 30m'],
    ['every 1h30', 'live 90m'],
    ['every 1h 30m', 'live 90m'],
    ['every 1 hour and 30 minutes', 'live 90m'],
    ['every 90 minutes', 'live 90m'],
    ['every 15 minutes', 'live 15m'],
    ['every 45 mins', 'live 45m'],
    ['every 24 hours', 'every 24h'],
    ['once an hour', 'every 1h'],
    ['twice an hour', 'live 30m'],
    ['once every 3 hours', 'every 3h'],
    ['every hour on the hour', 'every 1h'],
    ['daily, every 2 hours', 'every 2h'],
    ['every 2 hours daily', 'every 2h'],
    [
      'every 3h, 8:30',
      '02:30 05:30 08:30 11:30 14:30 17:30 20:30 23:30 | 00:00 03:00 06:00 08:30 09:00 12:00 15:00 18:00 21:00',
    ],
    ['every 12 hours at 8', '08:00 20:00'],
    ['every 12h 8am', '08:00 20:00'],
    ['every 24 hours at 9', '09:00'],
    ['every 12 hours, 7am and 7pm', '07:00 19:00'],
    ['every 6 hours at 8 mon-fri', 'mon-fri 02:00 08:00 14:00 20:00'],
    ['every hour at 15', ''],
    ['every 5h at 8', ''],
    ['every 1:30h', 'live 90m'],
    ['every 2 days', ''],
    ['every other day', ''],
    ['every second monday at 8', ''],
    ['every 2 mondays', ''],
    ['every 2 mon-fri', ''],
    ['every 8am', '08:00'],
    ["every 8 o'clock", '08:00'],
    ['every 8:00', '08:00'],
    ['monthly at 8', ''],
    ['every 7m', 'live 7m'],
    ['every 0.1h', 'live 6m'],
    ['every 1.005h', ''],
    ['30 minutes', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('an interval on some days', () => {
  const cases: Meanings = [
    ['every 6 hours on weekdays', 'mon-fri 00:00 06:00 12:00 18:00'],
    ['weekdays every 6 hours', 'mon-fri 00:00 06:00 12:00 18:00'],
    ['weekdays, every 6 hours', 'mon-fri 00:00 06:00 12:00 18:00'],
    ['mon-fri: every 6 hours', 'mon-fri 00:00 06:00 12:00 18:00'],
    ['every 6h on weekends and monday', 'mon sat-sun 00:00 06:00 12:00 18:00'],
    ['every 30 minutes on weekdays', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('an interval within hours', () => {
  const cases: Meanings = [
    ['8-18 every 2h', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['8am-6pm every 2h', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['every 2 hours from 8 to 18', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['every 2 hours between 8am and 6pm', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['every two hours from 8am until 6pm', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['8am–6pm, every 2 hours, mon-fri', 'mon-fri 08:00 10:00 12:00 14:00 16:00 18:00'],
    ['8-18/2h', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['every hour from 9 to 12', '09:00 10:00 11:00 12:00'],
    ['hourly 9-12', '09:00 10:00 11:00 12:00'],
    ['9 to 5 every 4 hours', '09:00 13:00 17:00'],
    ['8-10pm every hour', '20:00 21:00 22:00'],
    ['11pm-2 every hour', '00:00 01:00 02:00 23:00'],
    ['22-6 every 2h', '00:00 02:00 04:00 06:00 22:00'],
    ['sat 22-6 every 4h', 'sat 22:00, sun 02:00 06:00'],
    ['every 90 minutes from 8 to 12', '08:00 09:30 11:00'],
    ['every 6 hours starting at 7', '01:00 07:00 13:00 19:00'],
    ['every 5 hours from 7', ''],
    ['weekdays 8-12 every 2h, weekends 10-14 every 4h', 'mon-fri 08:00 10:00 12:00, sat-sun 10:00 14:00'],
    ['8-18 every 20 minutes', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('a range without an interval', () => {
  const cases: Meanings = [
    ['9-12', '09:00 12:00 | 09:00 10:00 11:00 12:00'],
    ['9 to 5', '09:00 17:00 | 09:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00'],
    ['mon 8am-11am', 'mon 08:00 11:00 | mon 08:00 09:00 10:00 11:00'],
    ['10:00 - 12:30', '10:00 12:30 | 10:00 11:00 12:00'],
    ['9-12 and 14-16', '09:00 12:00 14:00 16:00 | 09:00 10:00 11:00 12:00 14:00 15:00 16:00'],
    ['9-', ''],
  ]
  it.each(cases)('%s can be %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('a cron expression', () => {
  const cases: Meanings = [
    ['0 8 * * *', '08:00'],
    ['0 8,18 * * 1-5', 'mon-fri 08:00 18:00'],
    ['30 7 * * mon-fri', 'mon-fri 07:30'],
    ['0 10 * * sat,sun', 'sat-sun 10:00'],
    ['0 10 * * 0,6', 'sat-sun 10:00'],
    ['0 10 * * 7', 'sun 10:00'],
    ['0 */3 * * *', 'every 3h'],
    ['0 * * * *', 'every 1h'],
    ['*/15 * * * *', 'live 15m'],
    ['5/20 * * * *', ''],
    ['0 8-12/2 * * *', '08:00 10:00 12:00'],
    ['0 0 * * *', '00:00'],
    ['0 8 1 * *', ''],
    ['0 8 * 1 *', ''],
    ['0 24 * * *', ''],
    ['60 8 * * *', ''],
    ['0 8 * * 8', ''],
    ['*/5 8-18 * * *', ''],
    ['0 8 * * x', ''],
    ['0 18-8 * * *', ''],
    ['*/0 8 * * *', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})
