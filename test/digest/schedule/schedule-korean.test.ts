/** Schedules and quiet hours as people write them in Korean. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('a time of day', () => {
  const cases: Meanings = [
    ['매일 8시', '08:00'],
    ['매일 아침 8시에', '08:00'],
    ['매일아침8시', '08:00'],
    ['날마다 8시', '08:00'],
    ['아침마다', '08:00'],
    ['아침 여덟 시', '08:00'],
    ['여덟시 반', '08:30'],
    ['일곱 시 반', '07:30'],
    ['8시 15분', '08:15'],
    ['두 시 십오 분', '02:15'],
    ['오전8시30분', '08:30'],
    ['오후 일곱시 반', '19:30'],
    ['저녁 8시', '20:00'],
    ['매일 밤 10시', '22:00'],
    ['밤 12시', '00:00'],
    ['자정', '00:00'],
    ['정오', '12:00'],
    ['낮 12시', '12:00'],
    ['점심', '12:00'],
    ['새벽 5시', '05:00'],
    ['매일 저녁', '18:00'],
    ['밤마다', '22:00'],
    ['18시 30분', '18:30'],
    ['24시', '00:00'],
    ['8시 정각', '08:00'],
    ['8시쯤', '08:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'ko')).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['매일 08:00, 18:30', '08:00 18:30'],
    ['매일 8시와 18시 30분', '08:00 18:30'],
    ['아침 8시와 저녁 6시 반', '08:00 18:30'],
    ['오전 8시, 오후 6시 30분', '08:00 18:30'],
    ['아침8시저녁6시', '08:00 18:00'],
    ['아침 7시, 낮 12시, 밤 9시', '07:00 12:00 21:00'],
    ['매일 아침저녁', '08:00 18:00'],
    ['아침과 저녁', '08:00 18:00'],
    ['아침, 저녁으로', '08:00 18:00'],
    ['아침 점심 저녁', '08:00 12:00 18:00'],
    ['하루 두 번', '08:00 18:00'],
    ['하루에 세 번', '08:00 12:00 18:00'],
    ['하루 2회', '08:00 18:00'],
    ['하루에 한번', '08:00'],
    ['매일 두 번', '08:00 18:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'ko')).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['평일 8시', 'mon-fri 08:00'],
    ['평일 아침 8시, 토요일 10시', 'mon-fri 08:00, sat 10:00'],
    ['평일 저녁마다', 'mon-fri 18:00'],
    ['월~금 8시', 'mon-fri 08:00'],
    ['월요일부터 금요일까지 8시', 'mon-fri 08:00'],
    ['월화수목금 8시', 'mon-fri 08:00'],
    ['월수금 8시', 'mon wed fri 08:00'],
    ['월, 수, 금 8시', 'mon wed fri 08:00'],
    ['화요일과 목요일 9시', 'tue thu 09:00'],
    ['월요일 아침 8시 반, 금요일 저녁 7시', 'mon 08:30, fri 19:00'],
    ['매주 월요일 9시', 'mon 09:00'],
    ['월요일마다 9시', 'mon 09:00'],
    ['매주 일요일 저녁 8시', 'sun 20:00'],
    ['주말 10시', 'sat-sun 10:00'],
    ['주말마다 10시', 'sat-sun 10:00'],
    ['토일 10시', 'sat-sun 10:00'],
    ['금토일 20시', 'fri-sun 20:00'],
    ['평일엔 아침 7시 주말엔 9시', 'mon-fri 07:00, sat-sun 09:00'],
    ['토요일 밤 12시', 'sun 00:00'],
    ['토요일 자정', 'sat 00:00 | sun 00:00'],
    ['격주 월요일 8시', ''],
    ['이틀에 한 번', ''],
    ['2일마다', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'ko')).toBe(schedule))
})

describe('days that are left out', () => {
  const cases: Meanings = [
    ['일요일 빼고 매일 8시', 'mon-sat 08:00'],
    ['일요일만 빼고 8시', 'mon-sat 08:00'],
    ['매일 8시, 일요일 제외', 'mon-sat 08:00'],
    ['매일 8시, 주말은 제외', 'mon-fri 08:00'],
    ['토요일과 일요일을 제외하고 매일 아침 8시', 'mon-fri 08:00'],
    ['일요일은 쉬고 매일 8시', 'mon-sat 08:00'],
    ['매일 8시, 단 일요일은 10시', 'mon-sat 08:00, sun 10:00'],
    ['매일 8시, 주말 10시', 'mon-fri 08:00, sat-sun 08:00 10:00 | mon-fri 08:00, sat-sun 10:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'ko')).toBe(schedule))
})

describe('an interval', () => {
  const cases: Meanings = [
    ['3시간마다', 'every 3h'],
    ['세 시간마다', 'every 3h'],
    ['두시간마다', 'every 2h'],
    ['3시간에 한 번', 'every 3h'],
    ['두 시간에 한 번씩', 'every 2h'],
    ['6시간 간격으로', 'every 6h'],
    ['한 시간마다', 'every 1h'],
    ['매시간', 'every 1h'],
    ['매시 정각', 'every 1h'],
    ['반나절마다', 'every 12h'],
    ['1시간에 두 번', 'live 30m'],
    ['30분마다', 'live 30m'],
    ['삼십 분마다', 'live 30m'],
    ['반시간마다', 'live 30m'],
    ['한 시간 반마다', 'live 90m'],
    ['1시간 30분마다', 'live 90m'],
    ['8시부터 20시까지 3시간마다', '08:00 11:00 14:00 17:00 20:00'],
    ['8시부터20시까지3시간마다', '08:00 11:00 14:00 17:00 20:00'],
    ['평일 9시부터 12시까지 매시간', 'mon-fri 09:00 10:00 11:00 12:00'],
    ['9시에서 18시 사이 3시간마다', '09:00 12:00 15:00 18:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'ko')).toBe(schedule))
})

describe('a live or instant channel', () => {
  const cases: Meanings = [
    ['실시간', 'live'],
    ['실시간으로', 'live'],
    ['새 글이 오는 대로', 'live'],
    ['수시로', 'live'],
    ['새 글이 올라오면', 'live'],
    ['새 글 올라올 때마다', 'live'],
    ['실시간 30분', 'live 30m'],
    ['실시간, 최대 30분에 한 번', 'live 30m'],
    ['한 시간에 한 번까지', 'live 1h'],
    ['최대 한 시간에 한 번', 'live 1h'],
    ['즉시', 'instant'],
    ['바로 보내줘', 'instant'],
    ['나오는 대로 바로', 'instant'],
    ['하나씩 따로', 'instant'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'ko')).toBe(schedule))
})

it.each([
  ['23시부터 7시까지', '23:00-07:00'],
  ['밤 11시부터 아침 7시까지', '23:00-07:00'],
  ['밤 열한 시부터 아침 일곱 시까지', '23:00-07:00'],
  ['오후 11시부터 오전 7시까지', '23:00-07:00'],
  ['매일 밤 11시~아침 7시', '23:00-07:00'],
  ['밤 11시부터 다음 날 아침 7시까지', '23:00-07:00'],
  ['22시 30분부터 6시 30분까지', '22:30-06:30'],
  ['자정부터 아침 6시까지', '00:00-06:00'],
  ['밤', '23:00-07:00'],
])('quiet hours %s are %s', (text, hours) => {
  expect(quietReadings(text, 'ko').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
})
