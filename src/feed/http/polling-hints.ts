/** What a server and a feed ask of those who read it: how long to wait, and when not to come. */
import { dayMinutes, hourMs, limits, minuteMs } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'
import { type FeedHints, noFeedHints } from '../../polling.ts'
import { parseDate } from '../date.ts'

const slotMinutes = limits.feed.slotMs / minuteMs
const mostMinutes = limits.feed.intervalAtMostMs / minuteMs

/**
 * Minutes that a server asks to wait until the next reading: `max-age` of Cache-Control, or else `Expires` less `Date`
 * (RFC 9111, sections 4.2.1 and 5.2.2), and Retry-After (RFC 9110, section 10.2.3), whichever is longest. 0 where it wants no
 * wait; null where it says nothing of it. `s-maxage` is for caches that many share.
 */
export function serverWait(headers: Headers, now: EpochMs): number | null {
  const waits = [freshness(headers, now), retryAfter(headers, now)].filter((wait) => wait !== null)
  return waits.length === 0 ? null : inSlots(Math.max(...waits) / minuteMs)
}

/** Seconds, or a date (RFC 9110, section 10.2.3), as milliseconds from now; null where there is none. */
export function retryAfter(headers: Headers, now: EpochMs): number | null {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/u.test(value)) return Number(value) * 1000
  const until = parseDate(value, Number.MAX_SAFE_INTEGER)
  return until === null ? null : Math.max(0, until - now)
}

function freshness(headers: Headers, now: EpochMs): number | null {
  const control = headers.get('cache-control')?.toLowerCase() ?? ''
  if (/(?:^|[,\s])no-(?:store|cache)(?=[,\s=]|$)/u.test(control)) return 0
  const age = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,15})/u.exec(control)?.[1]
  if (age !== undefined) return Number(age) * 1000
  const expires = headers.get('expires')
  if (expires === null) return null
  // What is no date, such as 0, has expired.
  const until = parseDate(expires, Number.MAX_SAFE_INTEGER) ?? 0
  const sent = parseDate(headers.get('date') ?? '', Number.MAX_SAFE_INTEGER) ?? now
  return Math.max(0, until - sent)
}

/** Periods of the syndication module (web.resource.org/rss/1.0/modules/syndication), in minutes. */
const periods = new Map([
  ['hourly', 60],
  ['daily', dayMinutes],
  ['weekly', 7 * dayMinutes],
  ['monthly', 30 * dayMinutes],
  ['yearly', 365 * dayMinutes],
])
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/**
 * What a feed's head asks: `ttl` in minutes, `skipHours` and `skipDays` in GMT (rssboard.org/rss-specification,
 * rssboard.org/skip-hours-days; RSS 0.91 has midnight as 24), and the syndication module's updates a period. What makes no
 * sense asks for nothing, and so does a feed that would never be read.
 * @param head the document without its items
 */
export function feedHintsOf(head: string): FeedHints {
  const xml = head.toLowerCase()
  const skipHours = distinct(
    valuesIn(xml, 'skiphours', 'hour')
      .filter((value) => /^(?:\d|0\d|1\d|2[0-4])$/u.test(value))
      .map((value) => Number(value) % 24),
  )
  const skipDays = distinct(valuesIn(xml, 'skipdays', 'day').map((value) => days.indexOf(value))).filter(
    (day) => day >= 0,
  )
  const feedHints: FeedHints = {
    minutes: inSlots(Math.max(numberOf(textOf(xml, 'ttl')), updateMinutes(xml))),
    skipHours: skipHours.length === 24 ? [] : skipHours,
    skipDays: skipDays.length === 7 ? [] : skipDays,
  }
  return feedHints.minutes === 0 && feedHints.skipHours.length + feedHints.skipDays.length === 0
    ? noFeedHints
    : feedHints
}

function updateMinutes(xml: string): number {
  const period = periods.get(textOf(xml, 'updateperiod')) ?? 0
  if (period === 0) return 0
  const times = numberOf(textOf(xml, 'updatefrequency') || '1')
  return times > 0 ? period / times : 0
}

/** The start of an hour that is to be skipped, with all such hours right before it; null where `at` is in none. */
export function skippedSince({ skipHours, skipDays }: FeedHints, at: EpochMs): EpochMs | null {
  if (skipHours.length + skipDays.length === 0) return null
  const isSkipped = (hour: EpochMs) => {
    const date = new Date(hour)
    return skipHours.includes(date.getUTCHours()) || skipDays.includes(date.getUTCDay())
  }
  let start = Math.floor(at / hourMs) * hourMs
  if (!isSkipped(start)) return null
  // Whatever hours and days are skipped together, it is told by a week.
  for (let hours = 0; hours < 7 * 24 && isSkipped(start - hourMs); hours++) start -= hourMs
  return start
}

/** Whole slots of the grid, as minutes: what is asked from one reading to the next is mostly the same then. */
function inSlots(minutes: number): number {
  return Math.min(mostMinutes, Math.ceil(minutes / slotMinutes) * slotMinutes)
}

/** 0 for what is no number, or none that makes sense. */
function numberOf(text: string): number {
  return /^\d{1,6}(?:\.\d{1,6})?$/u.test(text) ? Number(text) : 0
}

/** An element's text, of XML in lower case; empty where it is absent or holds other elements. */
function textOf(xml: string, name: string): string {
  return textsOf(xml, name)[0] ?? ''
}

function valuesIn(xml: string, list: string, name: string): readonly string[] {
  if (!xml.includes(list)) return []
  const tag = (slash: string) => new RegExp(`<${slash}(?:[\\w.-]{1,40}:)?${list}[\\s>]`, 'u')
  const start = tag('').exec(xml)?.index
  if (start === undefined) return []
  const rest = xml.slice(start, start + listUnits)
  const end = tag('/').exec(rest)?.index
  return end === undefined ? [] : textsOf(rest.slice(0, end), name)
}

/** 24 hours, each on a line of its own, take less. */
const listUnits = 4096

function textsOf(xml: string, name: string): readonly string[] {
  if (!xml.includes(name)) return []
  const text = '\\s{0,20}<!\\[cdata\\[[^<>]{0,100}\\]\\]>\\s{0,20}|[^<>]{0,100}'
  const element = new RegExp(`<(?:[\\w.-]{1,40}:)?${name}(?:\\s[^<>]{0,200})?>(${text})</`, 'gu')
  return [...xml.matchAll(element)].map(([, value = '']) => value.replace(/^\s*<!\[cdata\[|\]\]>\s*$/gu, '').trim())
}

function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
