/** Days as people write them in English, before and behind their times. */
import { describe, expect, it } from 'vitest'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('days', () => {
  const cases: Meanings = [
    ['8am mon-fri', 'mon-fri 08:00'],
    ['weekdays at 8', 'mon-fri 08:00'],
    ['at 8 on weekdays', 'mon-fri 08:00'],
    ['Mo-Fr 8', 'mon-fri 08:00'],
    ['M-F 8am', 'mon-fri 08:00'],
    ['MWF 9', 'mon wed fri 09:00'],
    ['TTh 9', 'tue thu 09:00'],
    ['mon..fri 8', 'mon-fri 08:00'],
    ['mon…fri 8', 'mon-fri 08:00'],
    ['mon to fri 8', 'mon-fri 08:00'],
    ['monday thru friday 9am', 'mon-fri 09:00'],
    ['from monday to friday at 8', 'mon-fri 08:00'],
    ['fri-mon 9', 'mon fri-sun 09:00'],
    ['mon-wed, fri 9', 'mon-wed fri 09:00'],
    ['mon,wed,fri 9', 'mon wed fri 09:00'],
    ['mon/wed/fri at 8:30', 'mon wed fri 08:30'],
    ['sat/sun 10am', 'sat-sun 10:00'],
    ['sat & sun @ 10:30', 'sat-sun 10:30'],
    ['on a friday at 5pm', 'fri 17:00'],
    ['each Thursday 9', 'thu 09:00'],
    ['weekends only at 10', 'sat-sun 10:00'],
    ['working days 9', 'mon-fri 09:00'],
    ['every weekday at 7', 'mon-fri 07:00'],
    ['daily on weekdays', 'mon-fri 08:00'],
    ['every day at 8 on weekdays', 'mon-fri 08:00'],
    ['4 times a day on weekdays', 'mon-fri 08:00 12:00 16:00 20:00'],
    ['16:00 mon,wed', 'mon wed 16:00'],
    ["monday's at 8", 'mon 08:00'],
    ['mon-fri', ''],
    ['every monday', ''],
    ['mon to', ''],
    ['moon 8', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('days with a part of the day', () => {
  const cases: Meanings = [
    ['sunday evening', 'sun 18:00'],
    ['monday mornings', 'mon 08:00'],
    ['every weekday morning', 'mon-fri 08:00'],
    ['weekday mornings and weekend evenings', 'mon-fri 08:00, sat-sun 18:00'],
    ['sat morning, sun evening', 'sat 08:00, sun 18:00'],
    ['weeknights', 'mon-fri 18:00'],
    ['weeknights at 9', 'mon-fri 21:00'],
    ['7pm weeknights', 'mon-fri 19:00'],
    ['8am weekday mornings', 'mon-fri 08:00'],
    ['20:00 sunday evening', 'sun 20:00'],
    ['8 on sunday evening', 'sun 20:00'],
    ['at 7 in the evening on weekdays', 'mon-fri 19:00'],
    ['friday night at 11', 'fri 23:00'],
    ['friday night at 1', 'sat 01:00'],
    ['friday night 1am', 'sat 01:00'],
    ['sat night 11pm', 'sat 23:00'],
    ['weekday evenings 7pm', 'mon-fri 19:00'],
    ['saturday 12 at night', 'sun 00:00'],
    ['saturday night at midnight', 'sun 00:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('several groups of days', () => {
  const cases: Meanings = [
    ['8am mon-fri, 10am sat and sun', 'mon-fri 08:00, sat-sun 10:00'],
    ['8am on weekdays and 10am on weekends', 'mon-fri 08:00, sat-sun 10:00'],
    ['8 am weekdays 10 am weekends', 'mon-fri 08:00, sat-sun 10:00'],
    ['weekdays 8am weekends 10am', 'mon-fri 08:00, sat-sun 10:00'],
    ['weekdays 8am, 10am weekends', 'mon-fri 08:00, sat-sun 10:00'],
    ['8am, 6pm mon-fri, 10am sat', 'mon-fri 08:00 18:00, sat 10:00'],
    ['8am and 6pm on weekdays, 10am on weekends', 'mon-fri 08:00 18:00, sat-sun 10:00'],
    ['8am mon, wed, fri', 'mon wed fri 08:00'],
    ['mon, tue 8; wed 9', 'mon-tue 08:00, wed 09:00'],
    ['mon 8am, 6pm; tue 9', 'mon 08:00 18:00, tue 09:00'],
    ['mon 8 tue 9', 'mon 08:00, tue 09:00'],
    ['weekends: 9 and 21; weekdays: 7:30', 'mon-fri 07:30, sat-sun 09:00 21:00'],
    ['7:30 (weekdays) / 9:00 (weekends)', 'mon-fri 07:30, sat-sun 09:00'],
    ['monday-friday 7:30am, saturday & sunday 9am', 'mon-fri 07:30, sat-sun 09:00'],
    ['8:00, mon-fri 18:00', 'mon-fri 08:00 18:00, sat-sun 08:00 | mon-fri 18:00, sat-sun 08:00'],
    ['8:00 mon-fri 18:00', 'mon-fri 08:00 18:00, sat-sun 08:00 | mon-fri 18:00, sat-sun 08:00'],
    ['8am; weekends 10am', 'mon-fri 08:00, sat-sun 08:00 10:00 | mon-fri 08:00, sat-sun 10:00'],
    ['8am mon-fri, 10am', 'mon-fri 08:00 10:00'],
    ['mon 8\ntue 9', 'mon 08:00, tue 09:00'],
    ['8am but 10am on weekends', 'mon-fri 08:00, sat-sun 10:00'],
    ['daily 08:00, sun 20:00', 'mon-sat 08:00, sun 08:00 20:00 | mon-sat 08:00, sun 20:00'],
    ['sat, 10am sun', ''],
    ['sat 8:00 sun', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('days that are left out', () => {
  const cases: Meanings = [
    ['8am except sunday', 'mon-sat 08:00'],
    ['8am but not sunday', 'mon-sat 08:00'],
    ['every day except sunday at 8', 'mon-sat 08:00'],
    ['every day but sunday 8am', 'mon-sat 08:00'],
    ['every day except weekends at 8am', 'mon-fri 08:00'],
    ['daily except sunday', 'mon-sat 08:00'],
    ['weekdays except friday at 8', 'mon-thu 08:00'],
    ['weekdays except friday 8am, friday 10am', 'mon-thu 08:00, fri 10:00'],
    ['not on sunday, 8am', 'mon-sat 08:00'],
    ['8am, no weekends', 'mon-fri 08:00'],
    ['8am, weekends off', 'mon-fri 08:00'],
    ['8am without weekends', 'mon-fri 08:00'],
    ['8am except sat and sun', 'mon-fri 08:00'],
    ['daily at 8 except sunday at 10', 'mon-sat 08:00, sun 10:00'],
    ['daily at 8 but sunday at 10', 'mon-sat 08:00, sun 10:00'],
    ['8am except sunday but 10am on sunday', 'mon-sat 08:00, sun 10:00'],
    ['mon-fri 8, sat 10, not on wednesday', 'mon-tue thu-fri 08:00, sat 10:00'],
    ['sun 8 except sunday', ''],
    ['8 except', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('the end of a day', () => {
  const cases: Meanings = [
    ['24:00', '00:00'],
    ['daily 24:00', '00:00'],
    ['sat 24:00', 'sun 00:00'],
    ['24:00 on sat', 'sun 00:00'],
    ['fri 24:00', 'sat 00:00'],
    ['sun 24:00', 'mon 00:00'],
    ['mon-fri 24:00', 'tue-sat 00:00'],
    ['sat, sun 24:00', 'mon sun 00:00'],
    ['sat 2400', 'sun 00:00'],
    ['sat 24h', 'sun 00:00'],
    ['sat 23:00 24:00', 'sat 23:00, sun 00:00'],
    ['sat 0:00', 'sat 00:00'],
    ['sat 12am', 'sat 00:00'],
    ['sat midnight', 'sat 00:00 | sun 00:00'],
    ['midnight on weekdays', 'mon-fri 00:00 | tue-sat 00:00'],
    ['sundays at midnight', 'sun 00:00 | mon 00:00'],
    ['sat noon and midnight', 'sat 00:00 12:00 | sat 12:00, sun 00:00'],
    ['daily except sat 24:00', 'mon-sat 00:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})
