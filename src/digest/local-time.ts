/** Converts between moments and the local time of a zone with Intl. */
import { dayMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { ValueCache } from '../value-cache.ts'
import { zoneOffset } from '../zone-offset.ts'

const periodMs = 4 * dayMs
/** Intl takes microseconds, so the offset of each period without a clock change is cached; null: a change. */
const offsets = new ValueCache<string, number | null>(limits.digest.cachedOffsets)

function offsetAt(moment: EpochMs, timezone: string): number {
  const start = Math.floor(moment / periodMs) * periodMs
  const offset = offsets.get(`${start} ${timezone}`, () => {
    const first = zoneOffset(timezone, start)
    // No zone changes its clocks twice in four days, so equal offsets at both ends hold throughout.
    return first === zoneOffset(timezone, start + periodMs) ? first : null
  })
  return offset ?? zoneOffset(timezone, moment)
}

/**
 * The local time at a moment, as epoch ms of the same clock reading in UTC: local midnight is a multiple of a day.
 * @throws RangeError for a zone that Intl does not know
 */
export function localAt(moment: EpochMs, timezone: string): number {
  return moment + offsetAt(moment, timezone)
}

/**
 * The moment of a local time, as `localAt` returns it: the first of two if clocks are set back, and the moment of the change
 * if they skip it.
 */
export function momentOf(local: number, timezone: string): EpochMs {
  // No zone changes its clocks twice in two days, so `local` has one of these two offsets.
  const possible = [offsetAt(local - dayMs, timezone), offsetAt(local + dayMs, timezone)] as const
  const moments = possible
    .filter((offset) => offsetAt(local - offset, timezone) === offset)
    .map((offset) => local - offset)
  if (moments.length > 0) return Math.min(...moments)
  // Clocks skip `local`: search for the moment of the change.
  let before = local - Math.max(...possible)
  let after = local - Math.min(...possible)
  const earlier = offsetAt(before, timezone)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle, timezone) === earlier) before = middle
    else after = middle
  }
  return after
}
