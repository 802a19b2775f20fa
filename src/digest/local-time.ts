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

/** The moments of a local time, as `localAt` returns it: two if clocks are set back; the moment of the change if they skip it. */
export function momentsOf(local: number, timezone: string): readonly [first: EpochMs, second?: EpochMs] {
  // No zone changes its clocks twice in two days, so `local` has one of these two offsets.
  const [before, after] = [offsetAt(local - dayMs, timezone), offsetAt(local + dayMs, timezone)]
  const [first, second] = [...new Set([Math.max(before, after), Math.min(before, after)])]
    .filter((offset) => offsetAt(local - offset, timezone) === offset)
    .map((offset) => local - offset)
  if (first === undefined) return [changeAfter(local, before, after, timezone)]
  return second === undefined ? [first] : [first, second]
}

/** The first moment of a local time. */
export function momentOf(local: number, timezone: string): EpochMs {
  return momentsOf(local, timezone)[0]
}

/** The moment at which clocks skip `local`. */
function changeAfter(local: number, before: number, after: number, timezone: string): EpochMs {
  let early = local - Math.max(before, after)
  let late = local - Math.min(before, after)
  const earlier = offsetAt(early, timezone)
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (offsetAt(middle, timezone) === earlier) early = middle
    else late = middle
  }
  return late
}
