/** Schedules as people write them in Turkish. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('times of day', () => {
  const cases: Meanings = [
    ['her gün 8’de', '08:00'],
    ['her gün saat 8’de', '08:00'],
    ['hergun saat 08:00', '08:00'],
    ['8’de ve 18.30’da', '08:00 18:30'],
    ['sekizde', '08:00'],
    ['on sekizde', '18:00'],
    ['yirmide', '20:00'],
    ['sekiz otuz', '08:30'],
    ['on sekiz otuzda', '18:30'],
    ['akşam üzeri', '15:00'],
    ['7 buçuk', '07:30'],
    ['yedi buçukta', '07:30'],
    ['akşam 7 buçukta', '19:30'],
    ['8’i çeyrek geçe', '08:15'],
    ['8’e çeyrek kala', '07:45'],
    ['10’a çeyrek kala', '09:45'],
    ['sekize çeyrek var', '07:45'],
    ['sekizi on geçe', '08:10'],
    ['dokuza yirmi kala', '08:40'],
    ['akşam 8’de', '20:00'],
    ['akşam saat 8’de', '20:00'],
    ['akşam sekizde', '20:00'],
    ['aksam altida', '18:00'],
    ['sabah 8 akşam 6', '08:00 18:00'],
    ['her sabah 8’de', '08:00'],
    ['her sabah ve akşam', '08:00 18:00'],
    ['sabah akşam', '08:00 18:00'],
    ['sabahları ve akşamları', '08:00 18:00'],
    ['sabah, öğle ve akşam', '08:00 12:00 18:00'],
    ['öğlen', '12:00'],
    ['öğlen 12’de', '12:00'],
    ['öğlen 1’de', '13:00'],
    ['öğleden sonra 3’te', '15:00'],
    ['gece 1’de', '01:00'],
    ['gece 11’de', '23:00'],
    ['gece yarısı', '00:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'tr')).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['hafta içi 8’de', 'mon-fri 08:00'],
    ['hafta içi her gün 8’de', 'mon-fri 08:00'],
    ['haftaiçi saat 08.30', 'mon-fri 08:30'],
    ['pzt-cum 8:00', 'mon-fri 08:00'],
    ['pazartesiden cumaya 8’de', 'mon-fri 08:00'],
    ['pazartesiden cumaya kadar 8’de', 'mon-fri 08:00'],
    ['pazartesi ve perşembe 9’da', 'mon thu 09:00'],
    ['pazartesi ile perşembe 9’da', 'mon thu 09:00'],
    ['pazartesi ile cuma arası 8’de', 'mon-fri 08:00'],
    ['pazartesi ve perşembe günleri saat 9’da', 'mon thu 09:00'],
    ['pazartesi, çarşamba, cuma 8’de', 'mon wed fri 08:00'],
    ['pazartesileri ve perşembeleri 8’de', 'mon thu 08:00'],
    ['hafta sonu 10’da', 'sat-sun 10:00'],
    ['hafta içi 8’de, hafta sonu 10’da', 'mon-fri 08:00, sat-sun 10:00'],
    ['pzt-cum 8:00, cmt 10:00', 'mon-fri 08:00, sat 10:00'],
    ['her cuma akşamı 8’de', 'fri 20:00'],
    ['pazar akşamı', 'sun 18:00'],
    ['haftada bir pazartesi 8’de', 'mon 08:00'],
    ['pazar hariç her gün 8’de', 'mon-sat 08:00'],
    ['her gün 8’de, pazar hariç', 'mon-sat 08:00'],
    ['pazar günleri hariç her gün saat 8’de', 'mon-sat 08:00'],
    ['hafta sonu hariç 8’de', 'mon-fri 08:00'],
    ['her gün 8’de ama pazar 10’da', 'mon-sat 08:00, sun 10:00'],
    ['2 günde bir', ''],
    ['iki günde bir 8’de', ''],
    ['ayda bir', ''],
    ['haftada üç kez', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'tr')).toBe(schedule))
})

describe('intervals and frequencies', () => {
  const cases: Meanings = [
    ['3 saatte bir', 'every 3h'],
    ['her 3 saatte bir', 'every 3h'],
    ['üç saatte bir', 'every 3h'],
    ['her 3 saat', 'every 3h'],
    ['2 saat arayla', 'every 2h'],
    ['her saat', 'every 1h'],
    ['saat başı', 'every 1h'],
    ['saatte bir kez', 'every 1h'],
    ['her yarım saat', 'live 30m'],
    ['yarım saatte bir', 'live 30m'],
    ['30 dakikada bir', 'live 30m'],
    ['15 dk’da bir', 'live 15m'],
    ['bir buçuk saatte bir', 'live 90m'],
    ['1,5 saatte bir', 'live 90m'],
    ['saatte iki kez', 'live 30m'],
    ['günde iki kez', '08:00 18:00'],
    ['günde 2 kez', '08:00 18:00'],
    ['günde üç kere', '08:00 12:00 18:00'],
    ['günde bir kez 9’da', '09:00'],
    ['8’den 18’e kadar 2 saatte bir', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['8 ile 20 arası 3 saatte bir', '08:00 11:00 14:00 17:00 20:00'],
    ['8-20 arası 3 saatte bir', '08:00 11:00 14:00 17:00 20:00'],
    ['sabah 8’den akşam 6’ya kadar 2 saatte bir', '08:00 10:00 12:00 14:00 16:00 18:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'tr')).toBe(schedule))
})

describe('a live channel', () => {
  const cases: Meanings = [
    ['canlı', 'live'],
    ['başlıklar geldikçe', 'live'],
    ['sürekli', 'live'],
    ['anında', 'instant'],
    ['hemen', 'instant'],
    ['tek tek', 'instant'],
    ['her haber anında', 'instant'],
    ['en fazla saatte bir', 'live 1h'],
    ['canlı, en fazla 30 dakikada bir', 'live 30m'],
    ['canlı 30 dk', 'live 30m'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'tr')).toBe(schedule))
})

it.each([
  ['23’ten 7’ye kadar', '23:00-07:00'],
  ['geceleri', '23:00-07:00'],
  ['gece 11’den sabah 7’ye', '23:00-07:00'],
  ['gece on birden sabah yediye kadar', '23:00-07:00'],
  ['akşam 10 sabah 7', '22:00-07:00'],
  ['gece yarısından sabah 8’e', '00:00-08:00'],
  ['23 ile 7 arası', '23:00-07:00'],
  ['bütün gece', '23:00-07:00'],
  ['akşam on buçuktan sabah altı buçuğa kadar', '22:30-06:30'],
])('quiet hours: %s are %s', (text, hours) => {
  expect(quietReadings(text, 'tr').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
})
