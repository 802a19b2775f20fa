/** Decides which half of the day the ends of a range of times are in. */
import { dayMinutes } from '../../limits.ts'
import type { TimeOfDay } from './time-of-day.ts'

const half = dayMinutes / 2

/** The minutes from one time to the next occurrence of another. */
function lengthOf(from: number, to: number): number {
  return (to - from + 2 * dayMinutes - 1) % dayMinutes
}

function inOtherHalf(time: TimeOfDay): TimeOfDay {
  return { ...time, minutes: (time.minutes + half) % dayMinutes }
}

/** A range as it is meant. One end may tell the half of the day of the other: 8-10pm, 10-7am, 9am to 5, 9 to 5. */
export function resolvedRange(from: TimeOfDay, to: TimeOfDay): { readonly from: TimeOfDay; readonly to: TimeOfDay } {
  const written = lengthOf(from.minutes, to.minutes)
  if (to.hasPart) {
    const isShorter = from.isBare && lengthOf(inOtherHalf(from).minutes, to.minutes) < written
    return { from: isShorter ? inOtherHalf(from) : from, to }
  }
  const isShorter = from.hasPart && lengthOf(from.minutes, inOtherHalf(to).minutes) < written
  const isBackwards = from.isBare && to.minutes <= from.minutes
  return { from, to: to.isBare && (isShorter || isBackwards) ? inOtherHalf(to) : to }
}
