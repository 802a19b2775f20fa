/** Phrasings that several languages share, by the rule that reads them. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import type { Language } from '../../../src/language.ts'
import { meaningOf } from './schedule-meanings.ts'

type Cases = readonly (readonly [language: Language, text: string, schedule: string])[]

describe('minutes before and past an hour', () => {
  const cases: Cases = [
    ['de', '8 Uhr und halb neun', '08:00 08:30'],
    ['de', '8 Uhr, halb neun', '08:00 08:30'],
    ['de', 'halb eins', '12:30'],
    ['de', 'Viertel vor eins', '12:45'],
    ['tr', 'sekize on kala', '07:50'],
    ['tr', '8’e 10 kala', '07:50'],
    ['tr', '8’i 10 geçe', '08:10'],
    ['tr', 'akşam 8’e 10 kala', '19:50'],
    ['tr', 'sekizi on geçe', '08:10'],
    ['tr', '8’i 20 geçiyor', '08:20'],
    ['ja', '8時10分前', '07:50'],
    ['ja', '午後8時10分前', '19:50'],
    ['ko', '8시 10분 전', '07:50'],
    ['ko', '저녁 8시 10분 전', '19:50'],
    ['en', 'quarter to one', '12:45'],
    ['en', '8 and half past nine', '08:00 09:30'],
    ['en', '8h and half past nine', '08:00 09:30'],
    ['en', '8 o’clock, quarter past 9', '08:00 09:15'],
    ['ru', 'без десяти восемь', '07:50'],
    ['uk', 'за десять восьма', '07:50'],
    ['vi', '8 giờ kém 10', '07:50'],
    ['id', 'setengah 8', '07:30'],
    ['id', 'setengah delapan malam', '19:30'],
    ['id', 'setengah satu', '12:30'],
    ['id', 'jam 8 kurang 10', '07:50'],
    ['de', 'halb 8', '07:30'],
    ['de', '5 vor 8', '07:55'],
    ['de', 'Viertel vor 8', '07:45'],
    ['de', '5 nach 8', '08:05'],
    ['de', 'fünf vor acht', '07:55'],
    ['de', '10 Minuten vor 8', '07:50'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('minutes behind the word for hours', () => {
  const cases: Cases = [
    ['es', 'a las 8 y 30', '08:30'],
    ['es', '8 horas y 30', '08:30'],
    ['es', '8 horas 30 minutos', '08:30'],
    ['pt-br', 'às 8 horas e 30', '08:30'],
    ['pt-br', '8 horas e 30 minutos', '08:30'],
    ['pt-br', '8 horas 30', '08:30'],
    ['pt-br', 'às 8 e 30', '08:30'],
    ['fr', '8 heures 30', '08:30'],
    ['fr', 'à 8 heures et 30 minutes', '08:30'],
    ['fr', 'huit heures trente', '08:30'],
    ['fr', 'huit heures et demie', '08:30'],
    ['it', 'ore 18.30', '18:30'],
    ['it', 'alle 8 e 30', '08:30'],
    ['de', '8 Uhr 30', '08:30'],
    ['de', '20 Uhr 15', '20:15'],
    ['de', '8 Uhr 5', '08:05'],
    ['de', 'um acht Uhr fünfzehn', '08:15'],
    ['tr', 'saat 8.30', '08:30'],
    ['tr', 'saat 8.30’da', '08:30'],
    ['ja', '8時30分', '08:30'],
    ['ja', '8時 30分', '08:30'],
    ['ko', '8시 30분', '08:30'],
    ['ko', '여덟시 삼십분', '08:30'],
    ['zh', '8点 30分', '08:30'],
    ['ru', '8 часов 30 минут', '08:30'],
    ['uk', 'о 8 годині 30 хвилин', '08:30'],
    ['vi', '8 giờ 30', '08:30'],
    ['vi', '8 giờ 30 phút', '08:30'],
    ['vi', 'mười giờ ba mươi', '10:30'],
    ['vi', 'lúc 8 giờ và 18 giờ 30', '08:00 18:30'],
    ['id', 'jam 8 lewat 15', '08:15'],
    ['ru', 'в 8 часов 30 минут', '08:30'],
    ['ru', '8 ч 30 мин', '08:30'],
    ['ru', 'в 8-30', '08:30'],
    ['ru', '18ч30', '18:30'],
    ['ar', '8 و15 دقيقة', '08:15'],
    ['fa', 'ساعت 8 و 20 دقیقه', '08:20'],
    ['es', 'a las 18 horas y 30 minutos', '18:30'],
    ['pt-br', '8h30min', '08:30'],
    ['pt-br', 'às 8h30min', '08:30'],
    ['fr', '19 heures 30', '19:30'],
    ['fa', '۱۲:۳۰ ظهر', '12:30'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('a time of day', () => {
  const cases: Cases = [
    ['it', 'alle ore 8', '08:00'],
    ['it', 'ore 8 e 18', '08:00 18:00'],
    ['de', '8 Uhr und 18 Uhr', '08:00 18:00'],
    ['de', 'taeglich 8 Uhr', '08:00'],
    ['de', 'taeglich um fuenf Uhr', '05:00'],
    ['tr', 'saat 8', '08:00'],
    ['tr', 'saat 8 ve 18', '08:00 18:00'],
    ['ja', '8時・18時', '08:00 18:00'],
    ['zh', '8点·18点', '08:00 18:00'],
    ['en', '8 o’clock and 9', '08:00 09:00'],
    ['ru', '8 часов вечера', '20:00'],
    ['vi', '8h 20h', '08:00 20:00'],
    ['id', 'setiap jam 8 pagi', '08:00'],
    ['id', 'jam 8, 12, 18', '08:00 12:00 18:00'],
    ['id', 'jam 8 jam 12', '08:00 12:00'],
    ['ru', 'в 8 ч. и в 18 ч.', '08:00 18:00'],
    ['uk', 'о 8-й', '08:00'],
    ['uk', 'о 8-ій', '08:00'],
    ['en', '18 00', '18:00'],
    ['ru', '18 00', '18:00'],
    ['ar', 'الساعة 8', '08:00'],
    ['fa', 'ساعت 8 و 20', '08:00 20:00'],
    ['fa', 'هر روز ساعت 8', '08:00'],
    ['es', 'un resumen a las 8 y otro a las 20', '08:00 20:00'],
    ['it', 'h 8', '08:00'],
    ['it', 'ore 8', '08:00'],
    ['it', 'ogni giorno ore 8', '08:00'],
    ['ru', 'в 21 00', '21:00'],
    ['ru', 'в 8-00 и 20-00', '08:00 20:00'],
    ['ru', 'в 12 дня', '12:00'],
    ['ru', 'в 2 дня', '14:00'],
    ['ru', '8 утра, 2 дня и 8 вечера', '08:00 14:00 20:00'],
    ['uk', 'о 2 дня', '14:00'],
    ['fa', '۱ ظهر', '13:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('quiet hours', () => {
  const cases: Cases = [
    ['de', 'von zehn bis sieben', '22:00-07:00 | 10:00-19:00'],
    ['de', '23 Uhr 30 bis 7 Uhr', '23:30-07:00'],
    ['ru', 'не беспокоить с 23 до 7', '23:00-07:00'],
    ['uk', 'не турбувати з 23 до 7', '23:00-07:00'],
    ['en', 'from ten to seven', '22:00-07:00 | 10:00-19:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, hours) => {
    const written = quietReadings(text, language).map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)
    expect(written.join(' | ')).toBe(hours)
  })
})
