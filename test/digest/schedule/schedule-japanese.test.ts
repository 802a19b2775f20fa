/** Schedules and quiet hours as people write them in Japanese. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

describe('a time of day', () => {
  const cases: Meanings = [
    ['毎日8時', '08:00'],
    ['毎日8時に', '08:00'],
    ['毎朝8時', '08:00'],
    ['まいにち8じ', '08:00'],
    ['毎朝', '08:00'],
    ['８時３０分', '08:30'],
    ['七時半', '07:30'],
    ['午後7時半', '19:30'],
    ['毎日午後3時15分', '15:15'],
    ['夜8時', '20:00'],
    ['夜の8時', '20:00'],
    ['毎晩10時', '22:00'],
    ['夜12時', '00:00'],
    ['深夜0時', '00:00'],
    ['深夜1時', '01:00'],
    ['正午', '12:00'],
    ['昼12時', '12:00'],
    ['0時', '00:00'],
    ['24時', '00:00'],
    ['夕方', '18:00'],
    ['寝る前', '22:00'],
    ['毎日早朝', '06:00'],
    ['8時ちょうど', '08:00'],
    ['8時ごろ', '08:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'ja')).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['毎日 08:00、18:30', '08:00 18:30'],
    ['8時と18時30分', '08:00 18:30'],
    ['朝8時と夕方6時半', '08:00 18:30'],
    ['午前8時、午後6時半', '08:00 18:30'],
    ['8時と12時と18時に通知', '08:00 12:00 18:00'],
    ['朝7時、昼12時、夜9時', '07:00 12:00 21:00'],
    ['毎日 朝と夜', '08:00 18:00'],
    ['朝と夜に送って', '08:00 18:00'],
    ['朝夕', '08:00 18:00'],
    ['朝昼晩', '08:00 12:00 18:00'],
    ['毎日2回', '08:00 18:00'],
    ['朝夕2回', '08:00 18:00'],
    ['日に3度', '08:00 12:00 18:00'],
    ['一日二回', '08:00 18:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'ja')).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['平日8時', 'mon-fri 08:00'],
    ['平日の朝8時', 'mon-fri 08:00'],
    ['平日 朝8時、土曜 10時', 'mon-fri 08:00, sat 10:00'],
    ['平日毎朝7時', 'mon-fri 07:00'],
    ['月〜金 8時', 'mon-fri 08:00'],
    ['月-金 8時', 'mon-fri 08:00'],
    ['月〜日 8時', '08:00'],
    ['月曜から金曜まで8時', 'mon-fri 08:00'],
    ['月曜日から金曜日の朝8時', 'mon-fri 08:00'],
    ['月水金 8時', 'mon wed fri 08:00'],
    ['月、水、金 8時', 'mon wed fri 08:00'],
    ['月曜と木曜の9時', 'mon thu 09:00'],
    ['月曜8時、水曜9時', 'mon 08:00, wed 09:00'],
    ['毎週月曜 9時', 'mon 09:00'],
    ['毎週日曜8時', 'sun 08:00'],
    ['日曜日の20時', 'sun 20:00'],
    ['週末10時', 'sat-sun 10:00'],
    ['土日は10時', 'sat-sun 10:00'],
    ['金土日 20時', 'fri-sun 20:00'],
    ['休日は10時、平日は7時', 'mon-fri 07:00, sat-sun 10:00'],
    ['土曜日の夜12時', 'sun 00:00'],
    ['土曜の深夜', 'sat 00:00 | sun 00:00'],
    ['隔週月曜 8時', ''],
    ['1日おき', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'ja')).toBe(schedule))
})

describe('days that are left out', () => {
  const cases: Meanings = [
    ['日曜以外は8時', 'mon-sat 08:00'],
    ['日曜以外 毎日8時', 'mon-sat 08:00'],
    ['毎日8時、日曜を除く', 'mon-sat 08:00'],
    ['毎日8時（土日を除く）', 'mon-fri 08:00'],
    ['土日除く8時', 'mon-fri 08:00'],
    ['日曜は休み、ほかは8時', 'mon-sat 08:00'],
    ['毎日8時、ただし日曜は10時', 'mon-sat 08:00, sun 10:00'],
    ['毎日8時、土日は10時', 'mon-fri 08:00, sat-sun 08:00 10:00 | mon-fri 08:00, sat-sun 10:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(meaningOf(text, 'ja')).toBe(schedule))
})

describe('an interval', () => {
  const cases: Meanings = [
    ['3時間ごと', 'every 3h'],
    ['3時間おき', 'every 3h'],
    ['3時間毎', 'every 3h'],
    ['二時間おきに', 'every 2h'],
    ['2時間に1回', 'every 2h'],
    ['1時間に2回', 'live 30m'],
    ['毎時', 'every 1h'],
    ['半日ごと', 'every 12h'],
    ['30分ごと', 'live 30m'],
    ['半時間ごと', 'live 30m'],
    ['15分間隔', 'live 15m'],
    ['1時間30分ごと', 'live 90m'],
    ['一時間半ごと', 'live 90m'],
    ['8時〜18時 2時間ごと', '08:00 10:00 12:00 14:00 16:00 18:00'],
    ['8時から20時まで3時間ごと', '08:00 11:00 14:00 17:00 20:00'],
    ['平日の9時から12時まで1時間ごと', 'mon-fri 09:00 10:00 11:00 12:00'],
    ['9時から12時まで毎時', '09:00 10:00 11:00 12:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'ja')).toBe(schedule))
})

describe('a live or instant channel', () => {
  const cases: Meanings = [
    ['随時', 'live'],
    ['リアルタイム', 'live'],
    ['届きしだい', 'live'],
    ['新着しだい', 'live'],
    ['新着があったら', 'live'],
    ['更新のたびに', 'live'],
    ['随時 30分', 'live 30m'],
    ['随時、30分に1回まで', 'live 30m'],
    ['1時間に1回まで', 'live 1h'],
    ['最大1時間に1回', 'live 1h'],
    ['すぐに', 'instant'],
    ['即時', 'instant'],
    ['届いたらすぐに送って', 'instant'],
    ['一件ずつ', 'instant'],
    ['個別に', 'instant'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(meaningOf(text, 'ja')).toBe(schedule))
})

it.each([
  ['23時から7時まで', '23:00-07:00'],
  ['夜11時から朝7時まで', '23:00-07:00'],
  ['夜の十一時から朝の七時まで', '23:00-07:00'],
  ['午後11時から午前7時', '23:00-07:00'],
  ['毎日23時〜7時', '23:00-07:00'],
  ['22時半から6時半', '22:30-06:30'],
  ['23時から翌朝7時まで', '23:00-07:00'],
  ['午後11時〜翌午前7時', '23:00-07:00'],
  ['夜間', '23:00-07:00'],
  ['夜中', '23:00-07:00'],
])('quiet hours %s are %s', (text, hours) => {
  expect(quietReadings(text, 'ja').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
})
