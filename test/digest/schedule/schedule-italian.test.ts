/** Schedules as people write them in Italian. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

const inItalian = (text: string) => meaningOf(text, 'it')

describe('times of day', () => {
  const cases: Meanings = [
    ['alle 8', '08:00'],
    ['alle ore 8', '08:00'],
    ['ogni giorno alle 8', '08:00'],
    ['tutti i giorni alle otto', '08:00'],
    ['quotidiana alle 8', '08:00'],
    ['alle 8 e alle 18:30', '08:00 18:30'],
    ['8:30 e 18:30', '08:30 18:30'],
    ['alle 8.30', '08:30'],
    ['alle 7 e mezza', '07:30'],
    ['sette e mezzo', '07:30'],
    ['alle otto e un quarto', '08:15'],
    ['nove meno un quarto', '08:45'],
    ['nove meno dieci', '08:50'],
    ['otto e trenta', '08:30'],
    ['alle 8 in punto', '08:00'],
    ['alle 8 di sera', '20:00'],
    ['alle otto di mattina', '08:00'],
    ['le 3 del pomeriggio', '15:00'],
    ['alle 11 di notte', '23:00'],
    ['alle 2 di notte', '02:00'],
    ['all’una di notte', '01:00'],
    ['mezzogiorno', '12:00'],
    ['a mezzogiorno e a mezzanotte', '00:00 12:00'],
    ['mezzogiorno e mezzo', '12:30'],
    ['mezzanotte', '00:00'],
    ['la mattina', '08:00'],
    ['mattina e sera', '08:00 18:00'],
    ['mattina, mezzogiorno e sera', '08:00 12:00 18:00'],
    ['ogni sera', '18:00'],
    ['ogni sera alle 9', '21:00'],
    ['8 di mattina e 6 di sera', '08:00 18:00'],
    ['la rassegna delle 8', '08:00'],
    ['una rassegna alle 8', '08:00'],
    ['dopo pranzo', ''],
  ]
  it.each(cases)('%s: %s', (text, schedule) => expect(inItalian(text)).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['nei giorni feriali alle 8', 'mon-fri 08:00'],
    ['alle 8 nei feriali', 'mon-fri 08:00'],
    ['giorni lavorativi alle 8', 'mon-fri 08:00'],
    ['lun-ven 8:00', 'mon-fri 08:00'],
    ['8:00 lun-ven', 'mon-fri 08:00'],
    ['dal lunedì al venerdì alle 8', 'mon-fri 08:00'],
    ['da lunedi a venerdi alle 8', 'mon-fri 08:00'],
    ['lunedì e giovedì alle 9', 'mon thu 09:00'],
    ['il lunedì e il giovedì alle 9', 'mon thu 09:00'],
    ['ogni lunedì alle 8', 'mon 08:00'],
    ['tutti i lunedì alle 8', 'mon 08:00'],
    ['nel fine settimana alle 10', 'sat-sun 10:00'],
    ['weekend alle 10', 'sat-sun 10:00'],
    ['sabato e domenica alle 10', 'sat-sun 10:00'],
    ['lun-ven 8:00, sab 10:00', 'mon-fri 08:00, sat 10:00'],
    ['in settimana alle 8 e nel weekend alle 10', 'mon-fri 08:00, sat-sun 10:00'],
    ['lunedì mattina', 'mon 08:00'],
    ['venerdì sera alle 8', 'fri 20:00'],
    ['ogni giorno alle 8 tranne la domenica', 'mon-sat 08:00'],
    ['alle 8 tranne il weekend', 'mon-fri 08:00'],
    ['alle 8 ma non la domenica', 'mon-sat 08:00'],
    ['tutti i giorni alle 8, domenica esclusa', 'mon-sat 08:00'],
    ['alle 8 esclusa la domenica', 'mon-sat 08:00'],
    ['alle 8 escluso il weekend', 'mon-fri 08:00'],
    ['ogni mattina escluso il sabato', 'mon-fri sun 08:00'],
    ['sabato alle 10 e domenica alle 11', 'sat 10:00, sun 11:00'],
    ['una volta alla settimana', ''],
    ['ogni due giorni', ''],
  ]
  it.each(cases)('%s: %s', (text, schedule) => expect(inItalian(text)).toBe(schedule))
})

describe('intervals and frequencies', () => {
  const cases: Meanings = [
    ['ogni 3 ore', 'every 3h'],
    ['ogni 3h', 'every 3h'],
    ['ogni tre ore', 'every 3h'],
    ['ogni ora', 'every 1h'],
    ['una volta all’ora', 'every 1h'],
    ["ogni mezz'ora", 'live 30m'],
    ['ogni mezzora', 'live 30m'],
    ['ogni 45 minuti', 'live 45m'],
    ['ogni quarto d’ora', 'live 15m'],
    ['ogni ora e mezza', 'live 90m'],
    ['una volta al giorno', '08:00'],
    ['due volte al giorno', '08:00 18:00'],
    ['2 volte al giorno', '08:00 18:00'],
    ['2 volte al dì', '08:00 18:00'],
    ['tre volte al giorno', '08:00 12:00 18:00'],
    ['due volte al giorno alle 7 e alle 19', '07:00 19:00'],
    ['8-20 ogni 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['tra le 9 e le 17 ogni 2 ore', '09:00 11:00 13:00 15:00 17:00'],
    ['dalle 8 fino alle 18 ogni 2 ore', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['dalle 8 ogni 12 ore', '08:00 20:00'],
    ['in diretta', 'live'],
    ['in tempo reale', 'live'],
    ['appena escono', 'live'],
    ['subito', 'instant'],
    ['immediatamente', 'instant'],
    ['una alla volta', 'instant'],
    ['al massimo una volta all’ora', 'live 1h'],
    ['al massimo ogni 30 minuti', 'live 30m'],
    ['non più di una volta all’ora', 'live 1h'],
    ['live 30m', 'live 30m'],
    ['twice a day', '08:00 18:00'],
  ]
  it.each(cases)('%s: %s', (text, schedule) => expect(inItalian(text)).toBe(schedule))
})

describe('quiet hours', () => {
  it.each([
    ['dalle 23 alle 7', '23:00-07:00'],
    ['23-7', '23:00-07:00'],
    ['dalle 22.30 alle 6.30', '22:30-06:30'],
    ['dalle 11 di sera alle 7 di mattina', '23:00-07:00'],
    ['fra le 22 e le 7', '22:00-07:00'],
    ['da mezzanotte alle 8', '00:00-08:00'],
    ['di notte', '23:00-07:00'],
  ])('%s are %s', (text, hours) => {
    expect(quietReadings(text, 'it').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
  })
})
