/** Converts between moments and the local time of a zone, by Intl. */
import { limits, secondMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute

/** Making a formatter costs about a hundred times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timezone, made)
  return made
}

/** The zone's offset from UTC in ms, read from Intl. */
function readOffset(moment: EpochMs, timezone: string): number {
  const whole = Math.floor(moment / secondMs) * secondMs
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(timezone).formatToParts(whole)) parts[type] = Number(value)
  const of = (type: string) => parts[type] ?? 0
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - whole
}

/** Intl costs microseconds a call, so the offset of each period without a clock change is cached; null: a change. */
const steadyMs = 4 * day
const steady = new Map<string, number | null>()

function offsetAt(moment: EpochMs, timezone: string): number {
  const index = Math.floor(moment / steadyMs)
  const key = `${index} ${timezone}`
  let offset = steady.get(key)
  if (offset === undefined) {
    const first = readOffset(index * steadyMs, timezone)
    // No zone changes its clocks twice in four days, so equal offsets at both ends hold throughout.
    offset = first === readOffset((index + 1) * steadyMs, timezone) ? first : null
    if (steady.size >= limits.digest.cachedOffsets) steady.clear()
    steady.set(key, offset)
  }
  return offset ?? readOffset(moment, timezone)
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
  const offsets = [offsetAt(local - day, timezone), offsetAt(local + day, timezone)] as const
  const moments = offsets
    .filter((offset) => offsetAt(local - offset, timezone) === offset)
    .map((offset) => local - offset)
  if (moments.length > 0) return Math.min(...moments)
  // Clocks skip `local`: search for the moment of the change.
  let before = local - Math.max(...offsets)
  let after = local - Math.min(...offsets)
  const earlier = offsetAt(before, timezone)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle, timezone) === earlier) before = middle
    else after = middle
  }
  return after
}
