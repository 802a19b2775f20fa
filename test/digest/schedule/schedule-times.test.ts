/** Times of day as people write them in English. */
import { describe, expect, it } from 'vitest'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('a time of day', () => {
  const cases: Meanings = [
    ["8 o'clock", '08:00'],
    ['8 o’clock', '08:00'],
    ['eight', '08:00'],
    ["eight o'clock in the evening", '20:00'],
    ['8.30', '08:30'],
    ['830', '08:30'],
    ['0800 hours', '08:00'],
    ['20h30', '20:30'],
    ['20h', '20:00'],
    ['8 h', 'every 8h | 08:00'],
    ['3h', 'every 3h | 03:00'],
    ['8:30pm', '20:30'],
    ['8 A.M. and 6.30 P.M.', '08:00 18:30'],
    ['8p', '20:00'],
    ['eight thirty', '08:30'],
    ['half past 8', '08:30'],
    ['half eight', '08:30'],
    ['quarter past 8', '08:15'],
    ['quarter to nine', '08:45'],
    ['a quarter to nine', '08:45'],
    ['ten past eight', '08:10'],
    ['twenty to nine', '08:40'],
    ['10 minutes to 9', '08:50'],
    ['quarter past nine pm', '21:15'],
    ['noon', '12:00'],
    ['12 noon', '12:00'],
    ['12 midnight', '00:00'],
    ['lunchtime', '12:00'],
    ['midnight', '00:00'],
    ['at midnight', '00:00'],
    ['daily at midnight', '00:00'],
    ['PM 8:30', '20:30'],
    ['0830 pm', '20:30'],
    ['20 h 30', '20:30'],
    ['8h 18h', '08:00 18:00'],
    ['8 30', ''],
    ['8:60', ''],
    ['8:30:00', '08:30'],
    ['08:00:00 18:00:00', '08:00 18:00'],
    ['8:30:15', ''],
    ['8: 30', '08:30'],
    ['8;00', '08:00'],
    ['8;05', '08:05'],
    ['8;18', '08:00 18:00'],
    ['9:15h', '09:15'],
    ['9:15 hrs', '09:15'],
    ['0800h', '08:00'],
    ['8 minutes', ''],
    ['3 at', ''],
    ['am', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('a part of the day', () => {
  const cases: Meanings = [
    ['every morning', '08:00'],
    ['mornings', '08:00'],
    ['every morning and evening', '08:00 18:00'],
    ['morning, noon and night', '08:00 12:00 22:00'],
    ['morning, lunch, evening', '08:00 12:00 18:00'],
    ['every night', '22:00'],
    ['nightly', '22:00'],
    ['at night', '22:00'],
    ['bedtime', '22:00'],
    ['early morning', '06:00'],
    ['8 in the morning and 6 in the evening', '08:00 18:00'],
    ['8 every morning', '08:00'],
    ['at 6 every evening', '18:00'],
    ['evenings at 7', '19:00'],
    ['every evening at 20:00', '20:00'],
    ['every evening 9pm', '21:00'],
    ['nightly at 11pm', '23:00'],
    ['morning 7am evening 8pm', '07:00 20:00'],
    ['mornings 7am, evenings 7pm', '07:00 19:00'],
    ['morning 6pm', ''],
    ['mornings and evenings 9pm', ''],
    ['morning 8, evening 6', '08:00 18:00'],
    ['morning and evening at 7', '07:00 19:00'],
    ['every morning and at noon', '08:00 12:00'],
    ['morning, 18:00', '08:00 18:00'],
    ['12 at night', '00:00'],
    ['2 at night', '02:00'],
    ['every night at midnight', '00:00'],
    ['every morning at 18:00', ''],
    ['13 in the morning', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['8:00 and 18:30', '08:00 18:30'],
    ['8, 12 and 18', '08:00 12:00 18:00'],
    ['8 & 18', '08:00 18:00'],
    ['8am/8pm', '08:00 20:00'],
    ['8am 6pm', '08:00 18:00'],
    ['8 am 9 pm', '08:00 21:00'],
    ['AM 8:00, PM 6:30', '08:00 18:30'],
    ['noon 8am', '08:00 12:00'],
    ['7am, noon, 7pm', '07:00 12:00 19:00'],
    ['7am6pm', '07:00 18:00'],
    ['noon and midnight', '00:00 12:00'],
    ['8:00; 18:00', '08:00 18:00'],
    ['8 plus 18', '08:00 18:00'],
    ['٠٨:٠٠ ژ', ''],
    ['٠٨:٠٠', '08:00'],
    ['०८:०० १८:३०', '08:00 18:30'],
    ['８：３０', '08:30'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('a frequency', () => {
  const cases: Meanings = [
    ['daily', '08:00'],
    ['every day', '08:00'],
    ['once a day', '08:00'],
    ['once daily at 7', '07:00'],
    ['every day at 8', '08:00'],
    ['8am daily', '08:00'],
    ['everyday 7am', '07:00'],
    ['twice a day', '08:00 18:00'],
    ['twice daily', '08:00 18:00'],
    ['2x a day', '08:00 18:00'],
    ['2x/day', '08:00 18:00'],
    ['2 times per day', '08:00 18:00'],
    ['three times a day', '08:00 12:00 18:00'],
    ['3 times daily', '08:00 12:00 18:00'],
    ['thrice a day', '08:00 12:00 18:00'],
    ['five times a day', '08:00 11:00 14:00 17:00 20:00'],
    ['8 times a day', 'every 3h'],
    ['24 times a day', 'every 1h'],
    ['9 times a day', ''],
    ['twice a day at 7 and 19', '07:00 19:00'],
    ['twice a day at 8', ''],
    ['twice a day, morning and evening', '08:00 18:00'],
    ['one digest a day', '08:00'],
    ['three times daily: 8, 12, 18', '08:00 12:00 18:00'],
    ['twice at 8 and 9', '08:00 09:00'],
    ['3 times', ''],
    ['once a month', ''],
    ['weekly on monday at 9', 'mon 09:00'],
    ['once a week on sunday at 10am', 'sun 10:00'],
    ['weekly', ''],
    ['once a week', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('a live channel', () => {
  const cases: Meanings = [
    ['real-time', 'live'],
    ['in real time', 'live'],
    ['as it happens', 'live'],
    ['as they come', 'live'],
    ['live, as headlines come', 'live'],
    ['live:30m', 'live 30m'],
    ['live 15', 'live 15m'],
    ['at most once an hour', 'live 1h'],
    ['at most every 30 minutes', 'live 30m'],
    ['no more than twice an hour', 'live 30m'],
    ['live at most every 30 minutes', 'live 30m'],
    ['live, at most one digest in 30 minutes', 'live 30m'],
    ['live every 2 hours', 'live 2h'],
    ['live 1h30', 'live 90m'],
    ['live on weekdays', ''],
    ['live 1.5m', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('an instant channel', () => {
  const cases: Meanings = [
    ['instant', 'instant'],
    ['INSTANT', 'instant'],
    ['asap', 'instant'],
    ['immediately', 'instant'],
    ['at once', 'instant'],
    ['right away', 'instant'],
    ['straight away, please', 'instant'],
    ['live 0', 'instant'],
    ['live 0m', 'instant'],
    ['live 0 min', 'instant'],
    ['live, immediately', 'instant'],
    ['immediately, as they come', 'instant'],
    ['send each story at once', 'instant'],
    ['one by one', 'instant'],
    ['instant, each story on its own', 'instant'],
    ['instant 30m', 'live 30m | instant'],
    ['instant 0', 'instant'],
    ['immediately, at most every 30 minutes', 'live 30m'],
    ['instant on weekdays', ''],
    ['instant at 8am', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})

describe('words around a schedule', () => {
  const cases: Meanings = [
    ['please send at 8am every day', '08:00'],
    ['Send me digests at 8am', '08:00'],
    ['@ 8am', '08:00'],
    ['weekdays only: 08:00', 'mon-fri 08:00'],
    ['08:00 (weekdays)', 'mon-fri 08:00'],
    ['“8am”', '08:00'],
    ['the news at 8', '08:00'],
    ['8ish', ''],
    ['around 8', ''],
    ['tomorrow at 8', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text)).toBe(schedule))
})
