/** Reads the elements of a feed that bound polling: `ttl`, `skipHours`, `skipDays`, and the syndication module. */
import { dayMinutes, hourMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type FeedHints, noFeedHints } from '../polling.ts'
import { child, children, childText, textOf, type XmlElement } from './xml/elements.ts'

const maxMinutes = limits.feed.intervalAtMostMs / minuteMs

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
 * A feed's hints: `ttl` in minutes, `skipHours` and `skipDays` in GMT (rssboard.org/rss-specification, rssboard.org/skip-hours-days;
 * in RSS 0.91 midnight is 24), and the syndication module. Invalid values are ignored, and so is a feed that skips all hours or days.
 * @param feed the element with the feed's own fields
 */
export function feedHintsOf(feed: XmlElement): FeedHints {
  const skipHours = distinct(
    valuesOf(feed, 'skiphours', 'hour')
      .filter((value) => /^(?:\d|0\d|1\d|2[0-4])$/u.test(value))
      .map((value) => Number(value) % 24),
  )
  const skipDays = distinct(valuesOf(feed, 'skipdays', 'day').map((value) => days.indexOf(value.toLowerCase()))).filter(
    (day) => day >= 0,
  )
  const feedHints: FeedHints = {
    minutes: inSteps(Math.max(numberOf(childText(feed, 'ttl')), updateMinutes(feed))),
    skipHours: skipHours.length === 24 ? [] : skipHours,
    skipDays: skipDays.length === 7 ? [] : skipDays,
  }
  const hasHints = feedHints.minutes > 0 || feedHints.skipHours.length + feedHints.skipDays.length > 0
  return hasHints ? feedHints : noFeedHints
}

function updateMinutes(feed: XmlElement): number {
  const period = periods.get(childText(feed, 'sy-updateperiod').toLowerCase()) ?? 0
  const times = numberOf(childText(feed, 'sy-updatefrequency') || '1')
  return times > 0 ? period / times : 0
}

/** Start of the skipped hours around `at`; null if `at` is in none. */
export function skippedSince({ skipHours, skipDays }: FeedHints, at: EpochMs): EpochMs | null {
  if (skipHours.length + skipDays.length === 0) return null
  const isSkipped = (hour: EpochMs) => {
    const date = new Date(hour)
    return skipHours.includes(date.getUTCHours()) || skipDays.includes(date.getUTCDay())
  }
  let start = Math.floor(at / hourMs) * hourMs
  if (!isSkipped(start)) return null
  // Skipped hours repeat every week.
  for (let hours = 0; hours < 7 * 24 && isSkipped(start - hourMs); hours++) start -= hourMs
  return start
}

/** Minutes rounded up: to whole ones up to ten, then to fives. */
export function inSteps(minutes: number): number {
  const step = minutes > 10 ? 5 : 1
  return Math.min(maxMinutes, Math.ceil(minutes / step) * step)
}

/**
 * What to store of a server's wait, in minutes. Some servers count down to the end of their cache's copy, so a wait that is somewhat
 * shorter than the known one changes nothing, and the row is not written at each poll.
 */
export function steadyWait(known: number, sent: number): number {
  return sent <= known && sent >= known - limits.feed.waitChangesMinutes ? known : sent
}

/** 0 for an invalid number. */
function numberOf(text: string): number {
  return /^\d{1,6}(?:\.\d{1,6})?$/u.test(text) ? Number(text) : 0
}

function valuesOf(feed: XmlElement, list: string, name: string): readonly string[] {
  const found = child(feed, list)
  return found === null ? [] : children(found, name).map(textOf)
}

function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
