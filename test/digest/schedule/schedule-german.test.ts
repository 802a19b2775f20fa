/** Schedules as people write them in German. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('times of day', () => {
  const cases: Meanings = [
    ['täglich um 8', '08:00'],
    ['Täglich um 8 Uhr', '08:00'],
    ['taeglich um 8', '08:00'],
    ['taglich um 8', '08:00'],
    ['um 8 und 18:30', '08:00 18:30'],
    ['um 8 und 18.30 Uhr', '08:00 18:30'],
    ['acht Uhr dreißig', '08:30'],
    ['zwanzig Uhr fünfzehn', '20:15'],
    ['achtzehn Uhr', '18:00'],
    ['halb acht', '07:30'],
    ['um halb 8', '07:30'],
    ['halb acht abends', '19:30'],
    ['abends um halb acht', '19:30'],
    ['mittags um halb eins', '12:30'],
    ['Viertel vor acht', '07:45'],
    ['Viertel nach acht', '08:15'],
    ['dreiviertel acht', '07:45'],
    ['viertel acht', '07:15'],
    ['abends um viertel acht', '19:15'],
    ['zur Mittagszeit', '12:00'],
    ['fünf nach halb neun', '08:35'],
    ['zwanzig vor neun', '08:40'],
    ['8 Uhr abends', '20:00'],
    ['abends um 8', '20:00'],
    ['jeden Abend um 20 Uhr', '20:00'],
    ['jeden Morgen um 7', '07:00'],
    ['sechs Uhr früh', '06:00'],
    ['nachmittags um 3', '15:00'],
    ['nachts um 1', '01:00'],
    ['um ein Uhr nachts', '01:00'],
    ['morgens um 7 und abends um 6', '07:00 18:00'],
    ['morgens und abends', '08:00 18:00'],
    ['morgens, mittags und abends', '08:00 12:00 18:00'],
    ['12 Uhr mittags', '12:00'],
    ['mittags', '12:00'],
    ['um Mitternacht', '00:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'de')).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['werktags um 8', 'mon-fri 08:00'],
    ['an Werktagen um 8 Uhr', 'mon-fri 08:00'],
    ['wochentags um 8:30', 'mon-fri 08:30'],
    ['unter der Woche um 8', 'mon-fri 08:00'],
    ['Mo-Fr 8 Uhr', 'mon-fri 08:00'],
    ['Mo bis Fr um 8', 'mon-fri 08:00'],
    ['von Montag bis Freitag um 8 Uhr', 'mon-fri 08:00'],
    ['montags und donnerstags um 9', 'mon thu 09:00'],
    ['Mo, Mi, Fr 8:00', 'mon wed fri 08:00'],
    ['am Wochenende um 10', 'sat-sun 10:00'],
    ['mo-fr 8 Uhr, sa 10 Uhr', 'mon-fri 08:00, sat 10:00'],
    ['jeden Freitagabend um 8', 'fri 20:00'],
    ['Sonntagabend', 'sun 18:00'],
    ['sonnabends 10 Uhr', 'sat 10:00'],
    ['einmal pro Woche montags um 8', 'mon 08:00'],
    ['täglich außer sonntags um 8', 'mon-sat 08:00'],
    ['täglich um 8, ausser am Sonntag', 'mon-sat 08:00'],
    ['täglich um 8 Uhr, sonntags nicht', 'mon-sat 08:00'],
    ['täglich um 8, aber nicht sonntags', 'mon-sat 08:00'],
    ['täglich um 8, aber sonntags um 10', 'mon-sat 08:00, sun 10:00'],
    ['alle zwei Tage', ''],
    ['alle zwei Wochen montags um 8', ''],
    ['monatlich', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'de')).toBe(schedule))
})

describe('intervals and frequencies', () => {
  const cases: Meanings = [
    ['alle 3 Stunden', 'every 3h'],
    ['alle 3h', 'every 3h'],
    ['jede Stunde', 'every 1h'],
    ['stündlich', 'every 1h'],
    ['2-stündlich', 'every 2h'],
    ['zweistündlich', 'every 2h'],
    ['jede zweite Stunde', 'every 2h'],
    ['jede halbe Stunde', 'live 30m'],
    ['alle anderthalb Stunden', 'live 90m'],
    ['alle 1,5 Stunden', 'live 90m'],
    ['jede Viertelstunde', 'live 15m'],
    ['zweimal am Tag', '08:00 18:00'],
    ['zweimal täglich', '08:00 18:00'],
    ['2x täglich', '08:00 18:00'],
    ['dreimal am Tag', '08:00 12:00 18:00'],
    ['einmal täglich um 9', '09:00'],
    ['von 8 bis 18 Uhr alle 2 Stunden', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['8-20 Uhr alle 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['zwischen 8 und 11 Uhr stündlich', '08:00 09:00 10:00 11:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'de')).toBe(schedule))
})

describe('a live channel', () => {
  const cases: Meanings = [
    ['live', 'live'],
    ['laufend', 'live'],
    ['in Echtzeit', 'live'],
    ['sobald es Neues gibt', 'live'],
    ['sofort', 'instant'],
    ['jede Meldung sofort', 'instant'],
    ['so schnell wie möglich', 'instant'],
    ['höchstens einmal pro Stunde', 'live 1h'],
    ['maximal einmal in der Stunde', 'live 1h'],
    ['live, höchstens alle 30 Minuten', 'live 30m'],
    ['live 30 Min', 'live 30m'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'de')).toBe(schedule))
})

it.each([
  ['von 23 bis 7 Uhr', '23:00-07:00'],
  ['nachts', '23:00-07:00'],
  ['von 11 Uhr abends bis 7 Uhr morgens', '23:00-07:00'],
  ['nachts von 11 bis 7', '23:00-07:00'],
  ['zwischen 22 und 7 Uhr', '22:00-07:00'],
  ['von Mitternacht bis 8', '00:00-08:00'],
])('quiet hours: %s are %s', (text, hours) => {
  expect(quietReadings(text, 'de').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
})
