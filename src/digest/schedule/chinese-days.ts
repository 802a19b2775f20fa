/** Reads days and numbers that are written without spaces in Chinese: 周一三五八点. */
import { matchAt } from '../../text/match-at.ts'
import { chineseNumber } from './chinese-numbers.ts'
import { type Weekday, weekdays } from './weekdays.ts'

/** Days, a number, or a number behind days. */
export interface DaysAndNumber {
  readonly days: readonly Weekday[]
  /** UTF-16 units of the days. */
  readonly daysLength: number
  readonly number: number | null
  /** UTF-16 units of both. */
  readonly length: number
}

const names = '一二三四五六日'
const numerals = '零〇一二三四五六七八九十两'
/** 每周一, 星期日, 周1; in 每周五一次, 一 is no day. The text is in Simplified characters, with ASCII digits. */
const namedDays = new RegExp(`(?:每个?|每?逢)?(?:周|星期|礼拜)(?:([${numerals}日天]+)(?![次回遍])|([1-7]+))`, 'uy')
const numeralRun = new RegExp(`[${numerals}]+`, 'uy')
/** 、三 in 周一、三. A number before 点 is an hour. */
const furtherDay = new RegExp(`\\s*[、,/和及与]\\s*([一二三四五六日天])(?![点时:半${numerals}])`, 'uy')
const furtherDigit = /\s*[、,/和及与]\s*([1-7])(?![\d点时:.h])/uy
/** What follows an hour. 时间 is a duration. */
const clock = /\s*(?:点|时(?!间|候)|:\d)/uy

function dayOf(numeral: string): readonly Weekday[] {
  const at = names.indexOf(numeral === '天' || numeral === '7' ? '日' : numeral)
  return weekdays.filter((day) => day === (at >= 0 ? at : Number(numeral) - 1))
}

function daysIn(run: string): readonly Weekday[] {
  return [...run].flatMap(dayOf)
}

/** The longest end of a run that is an hour: 二十 in 周一二十点. @param least numerals that are left */
function hourBehind(run: string, least: number): { readonly start: number; readonly hour: number } | null {
  for (let start = least; start < run.length; start++) {
    const hour = /^\d+$/u.test(run) ? Number(run.slice(start)) : chineseNumber(run.slice(start))
    if (hour !== null && hour <= 24) return { start, hour }
  }
  return null
}

/** Days with their prefix at a place of a text, such as 周一三五, and the hour that follows in 周一八点; null: none. */
export function namedDaysAt(text: string, at: number): DaysAndNumber | null {
  const match = matchAt(namedDays, text, at)
  if (match === null) return null
  const run = match[1] ?? match[2] ?? ''
  const end = at + match[0].length
  const hour = matchAt(clock, text, end) === null ? null : hourBehind(run, 1)
  const written = hour === null ? run : run.slice(0, hour.start)
  const days = daysIn(written)
  if (days.length !== written.length) return null
  const daysLength = match[0].length - (run.length - written.length)
  if (hour !== null) return { days, daysLength, number: hour.hour, length: match[0].length }
  const more = [...days]
  let last = end
  const further = match[1] === undefined ? furtherDigit : furtherDay
  for (let next = matchAt(further, text, last); next !== null; next = matchAt(further, text, last)) {
    more.push(...dayOf(next[1] ?? ''))
    last += next[0].length
  }
  return { days: more, daysLength: last - at, number: null, length: last - at }
}

/**
 * A number in Chinese digits at a place of a text. Ascending ones without a unit are days (一三五), also before an hour
 * (一三五八点); null: none.
 * @param isMinute the number follows an hour
 */
export function numberOrDaysAt(text: string, at: number, isMinute: boolean): DaysAndNumber | null {
  const run = matchAt(numeralRun, text, at)?.[0]
  if (run === undefined) return null
  const { length } = run
  const number = { days: [], daysLength: 0, number: chineseNumber(run), length }
  if (isMinute) return number
  const hour = matchAt(clock, text, at + length) === null ? null : hourBehind(run, 0)
  const written = run.slice(0, hour?.start ?? length)
  const days = daysIn(written)
  if (days.length !== written.length) return number
  const isAscending = days.every((day, index) => index === 0 || day > (days[index - 1] ?? day))
  if (hour !== null && isAscending) return { days, daysLength: written.length, number: hour.hour, length }
  return hour === null && isAscending && days.length > 1 ? { days, daysLength: length, number: null, length } : number
}
