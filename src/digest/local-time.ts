/** Local time by Intl: what a zone's clocks show at a moment, and the moment at which they show a time. */
import type { EpochMs } from '../model.ts'

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute

/** Making a formatter costs some hundred times what using it does. */
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

/** The zone's offset from UTC at a moment, as Intl has it. */
function readOffset(moment: EpochMs, timezone: string): number {
  const whole = Math.floor(moment / second) * second
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(timezone).formatToParts(whole)) parts[type] = Number(value)
  const of = (type: string) => parts[type] ?? 0
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - whole
}

/** Asking Intl costs microseconds, and each due time asks often; so the offset of a few days without a change is kept. */
const steadyMs = 4 * day
const steadyKept = 1000
const steady = new Map<string, number | null>()

function offsetAt(moment: EpochMs, timezone: string): number {
  const index = Math.floor(moment / steadyMs)
  const key = `${index} ${timezone}`
  let offset = steady.get(key)
  if (offset === undefined) {
    const first = readOffset(index * steadyMs, timezone)
    // No zone changes its clocks to and fro in four days, so what begins and ends alike is alike between.
    offset = first === readOffset((index + 1) * steadyMs, timezone) ? first : null
    if (steady.size >= steadyKept) steady.clear()
    steady.set(key, offset)
  }
  return offset ?? readOffset(moment, timezone)
}

/**
 * What the zone's clocks show at a moment, as if they showed UTC: local midnight is a multiple of a day.
 * @throws RangeError for a zone that Intl does not know.
 */
export function localAt(moment: EpochMs, timezone: string): number {
  return moment + offsetAt(moment, timezone)
}

/**
 * The moment at which the zone's clocks show `local` (as localAt gives it). A time that they show twice is its first; one
 * that they skip is the moment at which they skip it.
 */
export function momentOf(local: number, timezone: string): EpochMs {
  // No zone changes its clocks twice in two days, so these are the two offsets that `local` can have.
  const offsets = [offsetAt(local - day, timezone), offsetAt(local + day, timezone)] as const
  const moments = offsets
    .filter((offset) => offsetAt(local - offset, timezone) === offset)
    .map((offset) => local - offset)
  if (moments.length > 0) return Math.min(...moments)
  // Skipped: the clocks jump somewhere between the two readings.
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
