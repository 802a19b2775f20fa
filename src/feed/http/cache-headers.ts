/** Reads the headers that bound polling: Retry-After, Cache-Control, Expires. */
import { minuteMs } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'
import { parseDate } from '../date.ts'
import { inSteps } from '../feed-hints.ts'

/**
 * Minutes that a server asks to wait before the next poll: the longer of Retry-After (RFC 9110, section 10.2.3) and the freshness
 * lifetime (RFC 9111, sections 4.2.1 and 5.2.2). 0: no wait; null: the server does not say.
 */
export function serverWait(headers: Headers, now: EpochMs): number | null {
  const waits = [freshness(headers, now), retryAfter(headers, now)].filter((wait) => wait !== null)
  return waits.length === 0 ? null : inSteps(Math.max(...waits) / minuteMs)
}

/** Retry-After, seconds or a date (RFC 9110, section 10.2.3), in ms from now; null if it is absent. */
export function retryAfter(headers: Headers, now: EpochMs): number | null {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,15}$/u.test(value)) return Number(value) * 1000
  const until = parseDate(value, Number.MAX_SAFE_INTEGER)
  return until === null ? null : Math.max(0, until - now)
}

/** `max-age`, or `Expires` minus `Date`, in ms. `s-maxage` is for shared caches. */
function freshness(headers: Headers, now: EpochMs): number | null {
  const control = headers.get('cache-control')?.toLowerCase() ?? ''
  if (/(?:^|[,\s])no-(?:store|cache)(?=[,\s=]|$)/u.test(control)) return 0
  const age = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,15})/u.exec(control)?.[1]
  if (age !== undefined) return Number(age) * 1000
  const expires = headers.get('expires')
  if (expires === null) return null
  // An invalid date, such as 0, means that the answer has expired.
  const until = parseDate(expires, Number.MAX_SAFE_INTEGER) ?? 0
  const sent = parseDate(headers.get('date') ?? '', Number.MAX_SAFE_INTEGER) ?? now
  return Math.max(0, until - sent)
}
