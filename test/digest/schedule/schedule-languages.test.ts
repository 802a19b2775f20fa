/** Phrasings that several languages share, by the rule that reads them. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/language.ts'
import { meaningOf } from './schedule-meanings.ts'

type Cases = readonly (readonly [language: Language, text: string, schedule: string])[]

describe('the same word before both ends of a range', () => {
  const cases: Cases = [
    ['es', 'de las 9 a las 17 cada 2 horas', '09:00 11:00 13:00 15:00 17:00'],
    ['es', 'cada 2 horas de las 9 a las 17', '09:00 11:00 13:00 15:00 17:00'],
    ['es', 'desde las 9 a las 17 cada 2 horas', '09:00 11:00 13:00 15:00 17:00'],
    ['es', 'de las 9 a las 12', '09:00 12:00 | 09:00 10:00 11:00 12:00'],
    ['es', 'de las 8 de la mañana a las 12 cada hora', '08:00 09:00 10:00 11:00 12:00'],
    ['es', 'lunes de las 9 a las 12', 'mon 09:00 12:00 | mon 09:00 10:00 11:00 12:00'],
    ['es', 'de lunes a viernes de las 9 a las 12 cada hora', 'mon-fri 09:00 10:00 11:00 12:00'],
    ['pt-br', 'das 9 às 17 a cada 2 horas', '09:00 11:00 13:00 15:00 17:00'],
    ['pt-br', 'das 9 às 12', '09:00 12:00 | 09:00 10:00 11:00 12:00'],
    ['pt-br', 'das 8h às 18h a cada 2h', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['pt-br', 'seg a sex das 9 às 12 a cada hora', 'mon-fri 09:00 10:00 11:00 12:00'],
    ['fr', 'de 8h30 à 18h30 toutes les 2h', '08:30 10:30 12:30 14:30 16:30 18:30'],
    ['fr', 'de 8 à 12', '08:00 12:00 | 08:00 09:00 10:00 11:00 12:00'],
    ['fr', 'de 8 h à 20 h toutes les 3 h', '08:00 11:00 14:00 17:00 20:00'],
    ['fr', 'lundi de 9h à 12h toutes les heures', 'mon 09:00 10:00 11:00 12:00'],
    ['it', 'dalle 8 alle 20 ogni 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['it', 'dalle 8 alle 18', '08:00 18:00 | 08:00 09:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00 18:00'],
    ['it', 'dalle ore 8 alle ore 20 ogni 3 ore', '08:00 11:00 14:00 17:00 20:00'],
    ['pt-br', 'a cada 3 horas das 9 às 21', '09:00 12:00 15:00 18:00 21:00'],
    ['fr', 'lun. à ven. 8h', 'mon-fri 08:00'],
    ['it', 'ogni ora dalle 9 alle 17', '09:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('an interval from a time on', () => {
  const cases: Cases = [
    ['es', 'desde las 8 cada 3 horas', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['fr', 'à partir de 8h toutes les 3h', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['it', 'dalle 8 ogni 3 ore', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['de', 'ab 8 Uhr alle 3 Stunden', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['tr', '8’den itibaren 3 saatte bir', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['ja', '8時から3時間ごと', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['ja', '朝8時から3時間おき', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['ko', '8시부터 3시간마다', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['ru', 'с 8 каждые 3 часа', '02:00 05:00 08:00 11:00 14:00 17:00 20:00 23:00'],
    ['ar', 'من 9 صباحا كل 4 ساعات', '01:00 05:00 09:00 13:00 17:00 21:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('days by their numbers', () => {
  const cases: Cases = [
    ['pt-br', '2ª a 6ª 8h', 'mon-fri 08:00'],
    ['pt-br', '2a a 6a 8h', 'mon-fri 08:00'],
    ['pt-br', '2ª, 4ª e 6ª às 8h', 'mon wed fri 08:00'],
    ['pt-br', '2ª-feira 8h', 'mon 08:00'],
    ['pt-br', 'de 2ª a 6ª às 8h e sábado às 10h', 'mon-fri 08:00, sat 10:00'],
    ['vi', 'thứ 2 đến thứ 6 8h', 'mon-fri 08:00'],
    ['vi', 't2-t6 8h', 'mon-fri 08:00'],
    ['vi', 'T2-6 lúc 8h', 'mon-fri 08:00'],
    ['vi', 'thứ 2, 4, 6 lúc 8h', 'mon wed fri 08:00'],
    ['vi', 'thứ 2 8h', 'mon 08:00'],
    ['pt-br', '2ª, 4ª e 6ª às 7h', 'mon wed fri 07:00'],
    ['fa', '5 شنبه 8', 'thu 08:00'],
    ['fa', '۳شنبه ساعت ۸', 'tue 08:00'],
    ['fa', '1شنبه 8', 'sun 08:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('what is not read', () => {
  const cases: Cases = [
    ['es', 'cada dos días', ''],
    ['es', 'cada 2 semanas lunes 8h', ''],
    ['pt-br', 'a cada dois dias', ''],
    ['pt-br', 'de 2 em 2 dias', ''],
    ['pt-br', 'de dois em dois dias às 8', ''],
    ['fr', 'tous les 2 jours', ''],
    ['it', 'ogni 2 giorni', ''],
    ['de', 'alle 2 Tage', ''],
    ['de', 'alle 2 Wochen montags 8 Uhr', ''],
    ['tr', '8’den 18’e kadar 20 dakikada bir', ''],
    ['tr', '2 günde bir kez', ''],
    ['tr', '2 günde bir', ''],
    ['tr', '2 haftada bir pazartesi 8’de', ''],
    ['tr', 'her 2 haftada bir pazartesi 8’de', ''],
    ['tr', 'iki haftada bir pazartesi 8’de', ''],
    ['ja', '2日に1回', ''],
    ['ja', '2週に1回月曜8時', ''],
    ['ja', '2週ごと月曜8時', ''],
    ['ko', '2일에 한 번', ''],
    ['ko', '2주에 한 번 월요일 8시', ''],
    ['zh', '8点5', ''],
    ['en', 'every 2 weeks on monday at 8', ''],
    ['ru', 'каждые 2 дня', ''],
    ['ru', 'каждые 2 недели по понедельникам в 8', ''],
    ['ru', 'раз в 2 недели в понедельник в 8', ''],
    ['uk', 'кожні 2 дні', ''],
    ['vi', '2 ngày một lần', ''],
    ['id', '2 hari sekali', ''],
    ['ru', '8 30', ''],
    ['ru', 'каждые 2 дня в 8', ''],
    ['ru', 'раз в 3 дня', ''],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('an interval', () => {
  const cases: Cases = [
    ['es', 'de 3 en 3 horas', 'every 3h'],
    ['es', 'de dos en dos horas', 'every 2h'],
    ['pt-br', 'de 30 em 30 minutos', 'live 30m'],
    ['pt-br', 'de 3 em 3 horas', 'every 3h'],
    ['pt-br', 'de duas em duas horas', 'every 2h'],
    ['pt-br', 'de hora em hora', 'every 1h'],
    ['fr', 'toutes les 2 heures et demie', 'live 150m'],
    ['fr', 'toutes les deux heures et demie', 'live 150m'],
    ['fr', 'toutes les 2 heures 30', 'live 150m'],
    ['it', 'ogni 3 ore', 'every 3h'],
    ['it', 'in diretta 2 ore', 'live 2h'],
    ['it', 'ogni 2 ore e mezza', 'live 150m'],
    ['tr', 'canlı 2 saat', 'live 2h'],
    ['tr', 'her 3 saatte', 'every 3h'],
    ['tr', '3 saatte bir', 'every 3h'],
    ['tr', 'her 2 saatte bir', 'every 2h'],
    ['tr', '2 buçuk saatte bir', 'live 150m'],
    ['tr', 'iki buçuk saatte bir', 'live 150m'],
    ['tr', '1 buçuk saatte bir', 'live 90m'],
    ['tr', 'saatte 2 kez', 'live 30m'],
    ['ja', '3時間ごと', 'every 3h'],
    ['ja', '3時間に1回', 'every 3h'],
    ['ja', '2時間半ごと', 'live 150m'],
    ['ko', '3시간마다', 'every 3h'],
    ['ko', '2시간 반마다', 'live 150m'],
    ['ru', 'каждые 2,5 часа', 'live 150m'],
    ['ru', 'каждые два с половиной часа', 'live 150m'],
    ['id', 'setiap 1,5 jam', 'live 90m'],
    ['id', 'setiap 1 jam 30 menit', 'live 90m'],
    ['id', 'langsung 2 jam', 'live 2h'],
    ['id', 'setiap jam', 'every 1h'],
    ['id', '3 jam sekali', 'every 3h'],
    ['ru', '1 раз в час', 'every 1h'],
    ['ru', '1 раз в 3 часа', 'every 3h'],
    ['id', 'setiap 3 jam', 'every 3h'],
    ['ar', 'كل 3 ساعات ونصف', 'live 210m'],
    ['ar', 'كل 3 ساعات', 'every 3h'],
    ['ar', 'مرة في الساعة', 'every 1h'],
    ['ar', '12 مرة في اليوم', 'every 2h'],
    ['fa', 'زنده 2 ساعت', 'live 2h'],
    ['fa', 'هر 3 ساعت', 'every 3h'],
    ['pt-br', 'de 15 em 15 minutos', 'live 15m'],
    ['pt-br', 'de quinze em quinze minutos', 'live 15m'],
    ['tr', '2 saatte 1', 'every 2h'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('at most', () => {
  const cases: Cases = [
    ['es', 'como máximo 1 vez por hora', 'live 1h'],
    ['es', 'como máximo 1 por hora', 'live 1h'],
    ['es', 'no más de 2 boletines por hora', 'live 30m'],
    ['pt-br', 'no máximo uma vez por hora', 'live 1h'],
    ['pt-br', 'no máximo 1 vez por hora', 'live 1h'],
    ['pt-br', 'no máximo 1 por hora', 'live 1h'],
    ['fr', 'au plus 1 bulletin par heure', 'live 1h'],
    ['fr', 'au plus un bulletin par heure', 'live 1h'],
    ['fr', 'au plus une fois par heure', 'live 1h'],
    ['fr', 'au plus 1 fois par heure', 'live 1h'],
    ['fr', 'au plus 2 bulletins par heure', 'live 30m'],
    ['it', 'al massimo 1 volta all’ora', 'live 1h'],
    ['it', 'al massimo una volta all’ora', 'live 1h'],
    ['de', 'höchstens einmal pro Stunde', 'live 1h'],
    ['de', 'höchstens 1 mal pro Stunde', 'live 1h'],
    ['de', 'hoechstens einmal pro Stunde', 'live 1h'],
    ['de', 'höchstens 1 pro Stunde', 'live 1h'],
    ['tr', 'en fazla saatte 1 kez', 'live 1h'],
    ['en', 'at most 1 digest per hour', 'live 1h'],
    ['en', 'at most 2 per hour', 'live 30m'],
    ['ru', 'не чаще 1 раза в час', 'live 1h'],
    ['uk', 'не частіше 1 разу на годину', 'live 1h'],
    ['tr', 'saatte en fazla bir', 'live 1h'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('times a day', () => {
  const cases: Cases = [
    ['tr', 'günde bir kez', '08:00'],
    ['tr', 'günde bir', '08:00'],
    ['ja', '1日2回', '08:00 18:00'],
    ['ja', '1日1回', '08:00'],
    ['ja', '1日に3回', '08:00 12:00 18:00'],
    ['ko', '1일 2회', '08:00 18:00'],
    ['ko', '1일 1회', '08:00'],
    ['ko', '하루 2회', '08:00 18:00'],
    ['zh', '1天两次', '08:00 18:00'],
    ['zh', '1天2次', '08:00 18:00'],
    ['zh', '每1天1次', '08:00'],
    ['ru', 'раз в день', '08:00'],
    ['ru', 'один раз в день', '08:00'],
    ['ru', '1 раз в день', '08:00'],
    ['ru', '2 раза в день', '08:00 18:00'],
    ['uk', 'раз на день', '08:00'],
    ['vi', 'ngày 2 lần', '08:00 18:00'],
    ['tr', 'günde iki', '08:00 18:00'],
    ['tr', 'günde 2', '08:00 18:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('days in a list', () => {
  const cases: Cases = [
    ['de', 'werktaeglich um 8', 'mon-fri 08:00'],
    ['de', 'täglich ausser Sonntag 8 Uhr', 'mon-sat 08:00'],
    ['tr', 'haftada bir kez pazartesi 8’de', 'mon 08:00'],
    ['ja', '月・水・金 8時', 'mon wed fri 08:00'],
    ['ja', '月曜・木曜 9時', 'mon thu 09:00'],
    ['ja', '土・日 10時', 'sat-sun 10:00'],
    ['ja', '土、日 10時', 'sat-sun 10:00'],
    ['ja', '土，日は10時', 'sat-sun 10:00'],
    ['ja', '日・月 10時', 'mon sun 10:00'],
    ['ko', '월·수·금 8시', 'mon wed fri 08:00'],
    ['ko', '토, 일 10시', 'sat-sun 10:00'],
    ['ko', '토·일 10시', 'sat-sun 10:00'],
    ['ko', '토일 10시', 'sat-sun 10:00'],
    ['zh', '周一・周三 8点', 'mon wed 08:00'],
    ['ru', 'по вт и чт в 8', 'tue thu 08:00'],
    ['vi', 'thứ hai tới thứ sáu 8h', 'mon-fri 08:00'],
    ['vi', 'tối thứ bảy 8h', 'sat 20:00'],
    ['id', 'senin s/d jumat 8', 'mon-fri 08:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})

describe('an interval within a range', () => {
  const cases: Cases = [
    ['de', 'von 8 bis 20 Uhr alle 3 Stunden', '08:00 11:00 14:00 17:00 20:00'],
    ['de', '8-18 Uhr, alle 2 Stunden', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['tr', '9’dan 12’ye kadar 30 dakikada bir', '09:00 09:30 10:00 10:30 11:00 11:30 12:00'],
    ['ja', '8時から20時まで、3時間ごと', '08:00 11:00 14:00 17:00 20:00'],
    ['ja', '8時から20時まで3時間ごと', '08:00 11:00 14:00 17:00 20:00'],
    ['ja', '9時から12時まで30分ごと', '09:00 09:30 10:00 10:30 11:00 11:30 12:00'],
    ['ko', '8시부터 20시까지, 3시간마다', '08:00 11:00 14:00 17:00 20:00'],
    ['ko', '9시부터 12시까지 30분마다', '09:00 09:30 10:00 10:30 11:00 11:30 12:00'],
    ['en', '8-18, every 2h', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['en', '8-18 every 2h', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['ru', 'с 9 до 17 каждые 2 часа', '09:00 11:00 13:00 15:00 17:00'],
    ['uk', 'з 9 до 17 кожні 2 години', '09:00 11:00 13:00 15:00 17:00'],
    ['vi', 'từ 8h tới 18h mỗi 2 giờ', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['vi', 'từ 8 giờ tới 18 giờ mỗi 2 giờ', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['fa', 'هر ۳ ساعت شنبه تا چهارشنبه', 'mon-wed sat-sun 00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00'],
    ['ar', 'من 8 صباحا كل 4 ساعات', '00:00 04:00 08:00 12:00 16:00 20:00'],
  ]
  it.each(cases)('%s: %s is %s', (language, text, schedule) => expect(meaningOf(text, language)).toBe(schedule))
})
