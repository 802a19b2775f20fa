/** Schedules as people write them in Spanish, with and without accents. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('a time of day', () => {
  const cases: Meanings = [
    ['a las 8', '08:00'],
    ['a las 8h', '08:00'],
    ['a las 8 horas', '08:00'],
    ['18 hs', '18:00'],
    ['8h30', '08:30'],
    ['20.30', '20:30'],
    ['a las ocho en punto', '08:00'],
    ['a las siete y media', '07:30'],
    ['a las siete y cuarto', '07:15'],
    ['a las ocho y diez', '08:10'],
    ['a las nueve menos cuarto', '08:45'],
    ['un cuarto para las nueve', '08:45'],
    ['10 para las 8', '07:50'],
    ['15 para las 9', '08:45'],
    ['10 para la 1', '12:50'],
    ['diez para las ocho', '07:50'],
    ['ocho y media de la mañana', '08:30'],
    ['8 de la manana', '08:00'],
    ['a las 8 de la tarde', '20:00'],
    ['8 de la noche', '20:00'],
    ['12 de la noche', '00:00'],
    ['3 de la madrugada', '03:00'],
    ['a la una', '01:00'],
    ['a la una y media de la tarde', '13:30'],
    ['8:30 p. m.', '20:30'],
    ['a mediodía', '12:00'],
    ['12 del mediodía', '12:00'],
    ['medianoche', '00:00'],
    ['veinte treinta', '20:30'],
    ['a las veinte horas', '20:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['todos los días a las 8', '08:00'],
    ['cada día a las 8', '08:00'],
    ['a diario, 8h', '08:00'],
    ['a las 8 y a las 18:30', '08:00 18:30'],
    ['a las ocho y a las veinte', '08:00 20:00'],
    ['8 y media y 6 de la tarde', '08:30 18:00'],
    ['8am y 6pm', '08:00 18:00'],
    ['al mediodía y a medianoche', '00:00 12:00'],
    ['mañana y noche', '08:00 22:00'],
    ['mañanas y tardes', '08:00 15:00'],
    ['por la mañana a las 8 y por la noche a las 9', '08:00 21:00'],
    ['todas las mañanas', '08:00'],
    ['cada mañana a las 7', '07:00'],
    ['un boletín por la mañana', '08:00'],
    ['boletín matutino y vespertino', '08:00 18:00'],
    ['a primera hora y después de cenar', '08:00 22:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('a frequency', () => {
  const cases: Meanings = [
    ['una vez al día', '08:00'],
    ['dos veces al día', '08:00 18:00'],
    ['2 veces por día', '08:00 18:00'],
    ['tres veces al día', '08:00 12:00 18:00'],
    ['dos veces diarias', '08:00 18:00'],
    ['un resumen al día', '08:00'],
    ['dos veces al día: 7 y 19', '07:00 19:00'],
    ['una vez a la semana, los lunes a las 8', 'mon 08:00'],
    ['una vez a la semana', ''],
    ['un día sí y otro no', ''],
    ['mensual', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['de lunes a viernes a las 8', 'mon-fri 08:00'],
    ['a las 8 de lunes a viernes', 'mon-fri 08:00'],
    ['lun-vie 8h', 'mon-fri 08:00'],
    ['L-V 8h', 'mon-fri 08:00'],
    ['L M X J V 8h', 'mon-fri 08:00'],
    ['los lunes y jueves a las 9', 'mon thu 09:00'],
    ['lunes, miercoles y viernes a las 8', 'mon wed fri 08:00'],
    ['mar jue 19:30', 'tue thu 19:30'],
    ['días laborables a las 8', 'mon-fri 08:00'],
    ['entre semana a las 8 y fines de semana a las 10', 'mon-fri 08:00, sat-sun 10:00'],
    ['lun-vie 8h, sáb 10h', 'mon-fri 08:00, sat 10:00'],
    ['los fines de semana a las 10', 'sat-sun 10:00'],
    ['finde 10h', 'sat-sun 10:00'],
    ['todos los domingos a las 9', 'sun 09:00'],
    ['domingo a las 8 de la tarde', 'sun 20:00'],
    ['todos los lunes por la mañana', 'mon 08:00'],
    ['los viernes por la noche', 'fri 22:00'],
    ['el sábado a medianoche', 'sat 00:00 | sun 00:00'],
    ['a las 8 y a las 20 de lunes a viernes y a las 10 los fines de semana', 'mon-fri 08:00 20:00, sat-sun 10:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('days that are left out', () => {
  const cases: Meanings = [
    ['todos los días a las 8 excepto el domingo', 'mon-sat 08:00'],
    ['todos los días menos los domingos a las 8', 'mon-sat 08:00'],
    ['a las 8 salvo fines de semana', 'mon-fri 08:00'],
    ['todos los días a las 8, pero no los domingos', 'mon-sat 08:00'],
    ['todos los días a las 8, los domingos no', 'mon-sat 08:00'],
    ['todos los días a las 8, pero los domingos a las 10', 'mon-sat 08:00, sun 10:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('an interval', () => {
  const cases: Meanings = [
    ['cada hora', 'every 1h'],
    ['cada 3 horas', 'every 3h'],
    ['cada tres horas', 'every 3h'],
    ['cada media hora', 'live 30m'],
    ['cada cuarto de hora', 'live 15m'],
    ['cada hora y media', 'live 90m'],
    ['cada 2 horas y media', 'live 150m'],
    ['cada 90 minutos', 'live 90m'],
    ['dos veces por hora', 'live 30m'],
    ['8-20 cada 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['de 8 a 20 cada 3 horas', '08:00 11:00 14:00 17:00 20:00'],
    ['desde las 9 hasta las 17 cada 2 horas', '09:00 11:00 13:00 15:00 17:00'],
    ['entre las 9 y las 12 cada hora', '09:00 10:00 11:00 12:00'],
    ['lun-vie de 9 a 12 cada hora', 'mon-fri 09:00 10:00 11:00 12:00'],
    ['cada dos días', ''],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('a live or instant channel', () => {
  const cases: Meanings = [
    ['en tiempo real', 'live'],
    ['en directo', 'live'],
    ['en vivo', 'live'],
    ['según llegan', 'live'],
    ['en cuanto salgan', 'live'],
    ['conforme vayan llegando', 'live'],
    ['apenas salgan', 'live'],
    ['no más de una por hora', 'live 1h'],
    ['en tiempo real 30 min', 'live 30m'],
    ['como máximo una vez por hora', 'live 1h'],
    ['en tiempo real, como mucho cada 2 horas', 'live 2h'],
    ['al instante', 'instant'],
    ['de inmediato', 'instant'],
    ['enseguida', 'instant'],
    ['lo más rápido posible', 'instant'],
    ['una por una', 'instant'],
    ['cada noticia por separado', 'instant'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'es')).toBe(schedule))
})

describe('quiet hours', () => {
  const cases: Meanings = [
    ['de 23 a 7', '23:00-07:00'],
    ['de las 11 de la noche a las 7 de la mañana', '23:00-07:00'],
    ['desde las 23 hasta las 7', '23:00-07:00'],
    ['entre las 22 y las 6', '22:00-06:00'],
    ['de medianoche a 8', '00:00-08:00'],
    ['once y media de la noche a siete de la mañana', '23:30-07:00'],
    ['por la noche', '23:00-07:00'],
    ['todas las noches', '23:00-07:00'],
    ['toda la noche', '23:00-07:00'],
  ]
  it.each(cases)('%s are %s', (text, hours) => {
    expect(quietReadings(text, 'es').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
  })
})
