/** How watched pages are requested: with fewer redirects than feeds, and at most once an hour. */
import { limits, minuteMs } from '../../limits.ts'
import type { PageRequest } from '../../polling.ts'
import type { FeedReading } from '../../result.ts'
import type { FetchBounds } from '../http/fetch-document.ts'

const { minutes, redirects } = limits.watching

/** The limits of a fetch: with its robots.txt, a watched page takes as many subrequests as a feed. @param page absent: a feed */
export function boundsOf(page: PageRequest | undefined): FetchBounds {
  return page === undefined || page.rule === null ? limits.feed : { ...limits.feed, redirects }
}

/** A reading of a page, which is not read again within an hour, whatever it answered. */
export function atMostHourly(reading: FeedReading): FeedReading {
  switch (reading.kind) {
    case 'read':
    case 'unchanged': {
      const { waitMinutes } = reading.advice
      // A 304 that says nothing keeps what was said before.
      if (waitMinutes === null && reading.kind === 'unchanged') return reading
      return { ...reading, advice: { ...reading.advice, waitMinutes: Math.max(minutes, waitMinutes ?? 0) } }
    }
    case 'failed':
      return { ...reading, retryAfterMs: Math.max(minutes * minuteMs, reading.retryAfterMs ?? 0) }
    case 'page':
      return reading
  }
}
