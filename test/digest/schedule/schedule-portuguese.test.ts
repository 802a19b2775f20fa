/** Schedules as people write them in Brazilian Portuguese, with and without accents. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('a time of day', () => {
  const cases: Meanings = [
    ['às 8', '08:00'],
    ['as 8', '08:00'],
    ['às 8h', '08:00'],
    ['às 8 horas', '08:00'],
    ['8h30', '08:30'],
    ['às 8h30 da noite', '20:30'],
    ['às oito em ponto', '08:00'],
    ['às sete e meia', '07:30'],
    ['às sete e quinze', '07:15'],
    ['às oito e vinte e cinco', '08:25'],
    ['quinze para as nove', '08:45'],
    ['dez para as oito', '07:50'],
    ['oito e meia da manhã', '08:30'],
    ['8 da manha', '08:00'],
    ['3 da tarde', '15:00'],
    ['às 7 da noite', '19:00'],
    ['12 da noite', '00:00'],
    ['3 da madrugada', '03:00'],
    ['à uma da tarde', '13:00'],
    ['ao meio-dia', '12:00'],
    ['meio-dia e meia', '12:30'],
    ['meia-noite', '00:00'],
    ['às vinte horas', '20:00'],
    ['vinte e trinta', '20:30'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['todo dia às 8', '08:00'],
    ['todos os dias às 8', '08:00'],
    ['diariamente às 8h', '08:00'],
    ['às 8 e às 18:30', '08:00 18:30'],
    ['8am e 6pm', '08:00 18:00'],
    ['às 6 da manhã e às 6 da tarde', '06:00 18:00'],
    ['ao meio-dia e à meia-noite', '00:00 12:00'],
    ['de manhã e à noite', '08:00 22:00'],
    ['manhã, tarde e noite', '08:00 15:00 22:00'],
    ['de manhã às 8 e à noite às 9', '08:00 21:00'],
    ['toda manhã', '08:00'],
    ['um boletim de manhã', '08:00'],
    ['logo cedo e depois do jantar', '08:00 22:00'],
    ['à zero hora', '00:00'],
    ['toda noite às 9', '21:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('a frequency', () => {
  const cases: Meanings = [
    ['uma vez por dia', '08:00'],
    ['duas vezes por dia', '08:00 18:00'],
    ['duas vezes ao dia', '08:00 18:00'],
    ['um resumo por dia', '08:00'],
    ['2x por dia', '08:00 18:00'],
    ['três vezes ao dia', '08:00 12:00 18:00'],
    ['duas vezes por dia, às 7 e às 19', '07:00 19:00'],
    ['uma vez por semana, às segundas às 8', 'mon 08:00'],
    ['uma vez por semana', ''],
    ['dia sim, dia não', ''],
    ['mensal', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['de segunda a sexta às 8', 'mon-fri 08:00'],
    ['da segunda à sexta às 8', 'mon-fri 08:00'],
    ['segunda-feira a sexta-feira às 8', 'mon-fri 08:00'],
    ['às 8 de segunda a sexta', 'mon-fri 08:00'],
    ['seg-sex 8h', 'mon-fri 08:00'],
    ['seg a sex 8h', 'mon-fri 08:00'],
    ['segundas e quintas às 9', 'mon thu 09:00'],
    ['seg, qua e sex às 8', 'mon wed fri 08:00'],
    ['terca e quinta às sete da noite', 'tue thu 19:00'],
    ['toda segunda-feira de manhã', 'mon 08:00'],
    ['em dias úteis às 8 e nos fins de semana às 10', 'mon-fri 08:00, sat-sun 10:00'],
    ['seg-sex 8h, sáb 10h', 'mon-fri 08:00, sat 10:00'],
    ['fim de semana às 10', 'sat-sun 10:00'],
    ['aos domingos às 9', 'sun 09:00'],
    ['domingo às 8 da noite', 'sun 20:00'],
    ['sextas à noite', 'fri 22:00'],
    ['sábado à meia-noite', 'sat 00:00 | sun 00:00'],
    ['às 8 e às 20 de segunda a sexta e às 10 no fim de semana', 'mon-fri 08:00 20:00, sat-sun 10:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('days that are left out', () => {
  const cases: Meanings = [
    ['todo dia às 8 exceto domingo', 'mon-sat 08:00'],
    ['todos os dias às 8 menos aos domingos', 'mon-sat 08:00'],
    ['às 8, exceto fins de semana', 'mon-fri 08:00'],
    ['todo dia às 8, mas não aos domingos', 'mon-sat 08:00'],
    ['todo dia às 8, domingo não', 'mon-sat 08:00'],
    ['todo dia às 8, mas domingo às 10', 'mon-sat 08:00, sun 10:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('an interval', () => {
  const cases: Meanings = [
    ['a cada hora', 'every 1h'],
    ['de hora em hora', 'every 1h'],
    ['de quinze em quinze minutos', 'live 15m'],
    ['a cada 3 horas', 'every 3h'],
    ['cada três horas', 'every 3h'],
    ['de duas em duas horas', 'every 2h'],
    ['de 6 em 6 horas', 'every 6h'],
    ['a cada meia hora', 'live 30m'],
    ['a cada hora e meia', 'live 90m'],
    ['a cada 2 horas e meia', 'live 150m'],
    ['a cada 15 min', 'live 15m'],
    ['duas vezes por hora', 'live 30m'],
    ['8-20 a cada 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['de 8 a 20 a cada 3 horas', '08:00 11:00 14:00 17:00 20:00'],
    ['das 8 até as 20 a cada 3 horas', '08:00 11:00 14:00 17:00 20:00'],
    ['entre as 9 e as 12 a cada hora', '09:00 10:00 11:00 12:00'],
    ['seg-sex de 9 a 12 a cada hora', 'mon-fri 09:00 10:00 11:00 12:00'],
    ['a cada dois dias', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('a live or instant channel', () => {
  const cases: Meanings = [
    ['em tempo real', 'live'],
    ['ao vivo', 'live'],
    ['conforme chegam', 'live'],
    ['assim que saírem', 'live'],
    ['conforme forem chegando', 'live'],
    ['logo que sair', 'live'],
    ['no máximo um por hora', 'live 1h'],
    ['em tempo real 30 min', 'live 30m'],
    ['no máximo uma vez por hora', 'live 1h'],
    ['em tempo real, no maximo a cada 2 horas', 'live 2h'],
    ['na hora', 'instant'],
    ['no mesmo instante', 'instant'],
    ['imediatamente', 'instant'],
    ['uma por uma', 'instant'],
    ['cada notícia em separado', 'instant'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'pt-br')).toBe(schedule))
})

describe('quiet hours', () => {
  const cases: Meanings = [
    ['das 23 às 7', '23:00-07:00'],
    ['das 11 da noite às 7 da manhã', '23:00-07:00'],
    ['das 23h até as 7h', '23:00-07:00'],
    ['entre 22 e 6', '22:00-06:00'],
    ['da meia-noite às 8', '00:00-08:00'],
    ['das dez e meia da noite às seis', '22:30-06:00'],
    ['à noite', '23:00-07:00'],
    ['todas as noites', '23:00-07:00'],
    ['a noite toda', '23:00-07:00'],
  ]
  it.each(cases)('%s are %s', (text, hours) => {
    expect(quietReadings(text, 'pt-br').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
  })
})
