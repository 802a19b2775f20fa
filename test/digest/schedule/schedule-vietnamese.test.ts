/** Schedules as people write them in Vietnamese, with marks and without. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

const means = (text: string) => meaningOf(text, 'vi')

describe('a time of day', () => {
  const cases: Meanings = [
    ['hằng ngày lúc 8 giờ', '08:00'],
    ['mỗi ngày lúc 8h', '08:00'],
    ['hang ngay luc 8 gio', '08:00'],
    ['8h30', '08:30'],
    ['8 giờ sáng', '08:00'],
    ['8h sáng', '08:00'],
    ['sáng 8h', '08:00'],
    ['tám giờ sáng', '08:00'],
    ['8 giờ rưỡi', '08:30'],
    ['bảy giờ rưỡi tối', '19:30'],
    ['8 rưỡi sáng', '08:30'],
    ['9 giờ kém 15', '08:45'],
    ['1 giờ sáng', '01:00'],
    ['11 giờ trưa', '11:00'],
    ['12 giờ trưa', '12:00'],
    ['1 giờ trưa', '13:00'],
    ['2 giờ chiều', '14:00'],
    ['7h tối', '19:00'],
    ['11 giờ đêm', '23:00'],
    ['12h đêm', '00:00'],
    ['hai mươi giờ', '20:00'],
    ['8:00 SA', '08:00'],
    ['8:00 CH', '20:00'],
    ['8h', 'every 8h | 08:00'],
    ['giữa trưa', '12:00'],
    ['nửa đêm', '00:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('several times', () => {
  const cases: Meanings = [
    ['8h và 18h30', '08:00 18:30'],
    ['8h sáng, 6h chiều', '08:00 18:00'],
    ['8 giờ sáng và 6 giờ chiều', '08:00 18:00'],
    ['hàng ngày 6h sáng và 9h tối', '06:00 21:00'],
    ['mỗi ngày hai lần', '08:00 18:00'],
    ['2 lần một ngày', '08:00 18:00'],
    ['2 lần/ngày', '08:00 18:00'],
    ['ngày hai lần', '08:00 18:00'],
    ['một ngày ba lần', '08:00 12:00 18:00'],
    ['mỗi ngày một lần', '08:00'],
    ['mỗi sáng', '08:00'],
    ['mỗi sáng và tối', '08:00 18:00'],
    ['sáng trưa chiều tối', '08:00 12:00 15:00 18:00'],
    ['sáng tối 8h', '08:00 20:00'],
    ['mỗi tối lúc 9 giờ', '21:00'],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['ngày thường 8 giờ sáng', 'mon-fri 08:00'],
    ['8 giờ sáng ngày thường', 'mon-fri 08:00'],
    ['từ thứ hai đến thứ sáu, 8 giờ sáng', 'mon-fri 08:00'],
    ['thu hai den thu sau luc 8 gio sang', 'mon-fri 08:00'],
    ['thứ hai-thứ sáu 08:00', 'mon-fri 08:00'],
    ['thứ hai và thứ năm lúc 8 giờ', 'mon thu 08:00'],
    ['thứ hai, thứ tư, thứ sáu lúc 7h', 'mon wed fri 07:00'],
    ['8h sáng thứ ba', 'tue 08:00'],
    ['8 giờ tối chủ nhật', 'sun 20:00'],
    ['cn 9h', 'sun 09:00'],
    ['sáng thứ hai và tối thứ sáu', 'mon 08:00, fri 18:00'],
    ['cuối tuần lúc 10h sáng', 'sat-sun 10:00'],
    ['thứ bảy và chủ nhật 10h', 'sat-sun 10:00'],
    ['ngày thường 8 giờ sáng, thứ bảy 10 giờ sáng', 'mon-fri 08:00, sat 10:00'],
    ['hằng ngày trừ chủ nhật lúc 8 giờ', 'mon-sat 08:00'],
    ['hằng ngày 8h, trừ cuối tuần', 'mon-fri 08:00'],
    ['8 giờ, chủ nhật nghỉ', 'mon-sat 08:00'],
    ['8h mỗi ngày nhưng chủ nhật 10h', 'mon-sat 08:00, sun 10:00'],
    ['mỗi tuần một lần, thứ hai 8h', 'mon 08:00'],
    ['2 ngày một lần', ''],
    ['mỗi tháng', ''],
  ]
  it.each(cases)('%s are %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('an interval', () => {
  const cases: Meanings = [
    ['mỗi 3 giờ', 'every 3h'],
    ['moi 3 gio', 'every 3h'],
    ['mỗi ba giờ', 'every 3h'],
    ['cứ 3 tiếng một lần', 'every 3h'],
    ['3 giờ một lần', 'every 3h'],
    ['mỗi giờ', 'every 1h'],
    ['mỗi giờ một lần', 'every 1h'],
    ['mỗi nửa tiếng', 'live 30m'],
    ['nửa giờ một lần', 'live 30m'],
    ['30 phút một lần', 'live 30m'],
    ['mỗi tiếng rưỡi', 'live 90m'],
    ['mỗi 90 phút', 'live 90m'],
    ['8-20 mỗi 3 giờ', '08:00 11:00 14:00 17:00 20:00'],
    ['từ 8 giờ đến 20 giờ mỗi 2 giờ', '08:00 10:00 12:00 14:00 16:00 18:00 20:00'],
    ['ngày thường mỗi giờ từ 9h đến 12h', 'mon-fri 09:00 10:00 11:00 12:00'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('a live or instant channel', () => {
  const cases: Meanings = [
    ['liên tục', 'live'],
    ['liên tục, có tin là gửi', 'live'],
    ['ngay khi có tin mới', 'live'],
    ['mỗi khi có tin mới', 'live'],
    ['liên tục 30 phút', 'live 30m'],
    ['liên tục, tối đa một bản tin mỗi 30 phút', 'live 30m'],
    ['tối đa mỗi giờ một lần', 'live 1h'],
    ['tức thì', 'instant'],
    ['ngay lập tức', 'instant'],
    ['tức thì, mỗi tin một tin nhắn', 'instant'],
  ]
  it.each(cases)('%s is %s', (text, schedule) => expect(means(text)).toBe(schedule))
})

describe('quiet hours', () => {
  it.each([
    ['từ 11 giờ đêm đến 7 giờ sáng', '23:00-07:00'],
    ['23h-7h', '23:00-07:00'],
    ['23h đến 7h sáng hôm sau', '23:00-07:00'],
    ['từ 22 giờ đến 6 giờ', '22:00-06:00'],
    ['từ 10h tối đến 6h sáng', '22:00-06:00'],
    ['nửa đêm đến 6 giờ sáng', '00:00-06:00'],
    ['ban đêm', '23:00-07:00'],
  ])('%s are %s', (text, hours) => {
    expect(quietReadings(text, 'vi').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
  })
})
