/** Schedules as people write them in Indonesian. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

const means = (text: string) => meaningOf(text, 'id')

describe('a time of day', () => {
  const cases: Meanings = [
    ['jam 8', '08:00'],
    ['jam 8 pagi', '08:00'],
    ['setiap hari jam 8', '08:00'],
    ['tiap hari pukul 08.00', '08:00'],
    ['jam delapan tiga puluh', '08:30'],
    ['setengah delapan', '07:30'],
    ['setengah delapan malam', '19:30'],
    ['jam 9 kurang 15', '08:45'],
    ['jam sembilan kurang seperempat', '08:45'],
    ['jam 5 pagi', '05:00'],
    ['jam 11 siang', '11:00'],
    ['jam 12 siang', '12:00'],
    ['jam 1 siang', '13:00'],
    ['siang jam 1', '13:00'],
    ['jam 3 sore', '15:00'],
    ['8 malam', '20:00'],
    ['jam 7.30 malam', '19:30'],
    ['jam 11 malam', '23:00'],
    ['jam 12 malam', '00:00'],
    ['pukul dua puluh', '20:00'],
    ['jam 24.00', '00:00'],
    ['jam 8 WIB', '08:00'],
    ['tengah hari', '12:00'],
    ['tengah malam', '00:00'],
    ['setengah 8', '07:30'],
    ['jam 8 lewat 15', '08:15'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['pukul 8 dan 18.30', '08:00 18:30'],
    ['jam 08.00, 18.30', '08:00 18:30'],
    ['jam 8 pagi dan jam 6 sore', '08:00 18:00'],
    ['dua kali sehari', '08:00 18:00'],
    ['2x sehari', '08:00 18:00'],
    ['sehari dua kali', '08:00 18:00'],
    ['tiga kali sehari', '08:00 12:00 18:00'],
    ['sehari sekali', '08:00'],
    ['setiap pagi', '08:00'],
    ['setiap pagi dan malam', '08:00 18:00'],
    ['pagi, siang, dan malam', '08:00 12:00 18:00'],
    ['pagi dan sore', '08:00 15:00'],
    ['setiap malam jam 9', '21:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['hari kerja jam 8', 'mon-fri 08:00'],
    ['senin sampai jumat jam 8 pagi', 'mon-fri 08:00'],
    ['senin-jumat jam 8', 'mon-fri 08:00'],
    ["senin-jum'at jam 8", 'mon-fri 08:00'],
    ['sen-jum 8 pagi, sab 10 pagi', 'mon-fri 08:00, sat 10:00'],
    ['setiap senin dan kamis pukul 9 pagi', 'mon thu 09:00'],
    ['senin, rabu, jumat jam 7', 'mon wed fri 07:00'],
    ['setiap hari senin jam 8', 'mon 08:00'],
    ['senin jam 8, kamis jam 9', 'mon 08:00, thu 09:00'],
    ['akhir pekan jam 10', 'sat-sun 10:00'],
    ['setiap malam minggu jam 8', 'sat 20:00'],
    ['malam jumat', 'thu 18:00'],
    ['minggu malam', 'sun 18:00'],
    ['sabtu dan minggu jam 10', 'sat-sun 10:00'],
    ['setiap hari kecuali minggu jam 8', 'mon-sat 08:00'],
    ['jam 8 kecuali hari minggu', 'mon-sat 08:00'],
    ['setiap hari jam 8, minggu libur', 'mon-sat 08:00'],
    ['setiap hari jam 8 tapi minggu jam 10', 'mon-sat 08:00, sun 10:00'],
    ['2 hari sekali', ''],
    ['setiap bulan', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('an interval', () => {
  const cases: Meanings = [
    ['setiap 3 jam', 'every 3h'],
    ['tiap 3 jam sekali', 'every 3h'],
    ['3 jam sekali', 'every 3h'],
    ['setiap dua jam', 'every 2h'],
    ['tiap 2j', 'every 2h'],
    ['setiap jam', 'every 1h'],
    ['sekali sejam', 'every 1h'],
    ['2 kali per jam', 'live 30m'],
    ['setiap setengah jam', 'live 30m'],
    ['30 menit sekali', 'live 30m'],
    ['setiap satu setengah jam', 'live 90m'],
    ['8-20 setiap 3 jam', '08:00 11:00 14:00 17:00 20:00'],
    ['dari jam 8 sampai jam 20 setiap 2 jam', '08:00 10:00 12:00 14:00 16:00 18:00 20:00'],
    ['hari kerja setiap jam dari jam 9 sampai 12', 'mon-fri 09:00 10:00 11:00 12:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('a live or instant channel', () => {
  const cases: Meanings = [
    ['langsung', 'live'],
    ['langsung, begitu ada judul', 'live'],
    ['begitu terbit', 'live'],
    ['langsung 30 menit', 'live 30m'],
    ['langsung, paling banyak satu edisi tiap 30 menit', 'live 30m'],
    ['paling banyak sekali sejam', 'live 1h'],
    ['paling sering sekali setiap jam', 'live 1h'],
    ['seketika', 'instant'],
    ['segera', 'instant'],
    ['satu per satu', 'instant'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('quiet hours', () => {
  it.each([
    ['23.00-07.00', '23:00-07:00'],
    ['dari jam 11 malam sampai jam 7 pagi', '23:00-07:00'],
    ['jam 11 malam sampai 7 pagi', '23:00-07:00'],
    ['pukul 23 sampai 7', '23:00-07:00'],
    ['antara jam 10 malam dan jam 6 pagi', '22:00-06:00'],
    ['tengah malam sampai jam 6', '00:00-06:00'],
  ])('%s are %s', (text, hours) => {
    expect(quietReadings(text, 'id').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
  })
})
