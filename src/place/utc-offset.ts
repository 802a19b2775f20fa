/** Parses offsets from UTC. */
import { withAsciiDigits } from '../text/decimal-digits.ts'

/** In Chinese, zones are counted in hours east or west: 东八区. */
const chineseHours = '一 二 三 四 五 六 七 八 九 十 十一 十二'.split(' ')
const chineseZone = /^([东東西])(\d{1,2}|[一二三四五六七八九十]{1,2})(?:时|時)?[区區]$/u

/** In Russia, zones are counted in hours from Moscow's: МСК+3. */
const MOSCOW_MINUTES = 180

/** What people write, in ASCII digits and signs. */
function tidy(text: string): string {
  return withAsciiDigits(text.normalize('NFKC').trim()).replace(/[\u2010-\u2015\u2212]/gu, '-')
}

/** `UTC+8`, `GMT-3`, `+05:30`, `UTC+5.75`, `UTC 8`, МСК+3, 东八区: an offset such as `+08:00`, from -12:00 to +14:00; null: none. */
export function parseOffset(text: string): string | null {
  const written = tidy(text)
  const [, side, count = ''] = chineseZone.exec(written) ?? []
  if (side !== undefined) {
    const hour = chineseHours.indexOf(count) + 1 || Number(count)
    return Number.isNaN(hour) ? null : formatOffset(side === '西' ? -60 * hour : 60 * hour)
  }
  const pattern =
    /^(utc|gmt|z|msk|мск)?\s*([+-]?)\s*(\d{1,2})(?:(?::|h)?([0-5]\d)|[.,](\d{1,2}))?(?:\s*(?:h|hours?|小时|小時))?$/iu
  const [, base, sign, hours, minutes = '0', decimals] = pattern.exec(written) ?? []
  if (hours === undefined || (base === undefined && sign === '')) return null
  const past = decimals === undefined ? Number(minutes) : Number(`0.${decimals}`) * 60
  // No zone lies between two quarters of an hour.
  if (past % 15 !== 0) return null
  const isMoscow = /^(?:msk|мск)$/iu.test(base ?? '')
  if (isMoscow && sign === '') return null
  return formatOffset((isMoscow ? MOSCOW_MINUTES : 0) + (sign === '-' ? -1 : 1) * (Number(hours) * 60 + past))
}

/** A bare number may be an offset east or west of UTC: both; empty: the text is no such number. */
export function offsetsOfNumber(text: string): readonly string[] {
  const written = tidy(text)
  if (!/^\d{1,2}$/u.test(written) || Number(written) === 0) return []
  return [60 * Number(written), -60 * Number(written)].flatMap((minutes) => formatOffset(minutes) ?? [])
}

/** @param minutes east of UTC. @returns null: no zone has it */
function formatOffset(minutes: number): string | null {
  if (minutes < -12 * 60 || minutes > 14 * 60) return null
  if (minutes === 0) return 'UTC'
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
