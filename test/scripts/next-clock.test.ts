/** The time of the next digest, for the film in the documents. */
import { expect, it } from 'vitest'
import { nextClock } from '../../playground/picture/next-clock.ts'

it.each([
  ['the same morning', '2026-11-30T06:15:30Z', 'UTC', '2026-11-30T08:00:00Z'],
  ['in the evening, if the morning is over', '2026-11-30T08:00:00Z', 'UTC', '2026-11-30T18:30:00Z'],
  ['the next morning, if the evening is over', '2026-11-30T19:00:00Z', 'UTC', '2026-12-01T08:00:00Z'],
  ['by the clock of the time zone', '2026-11-30T06:15:30Z', 'Asia/Shanghai', '2026-11-30T10:30:00Z'],
])('the next digest comes %s', (_when, now, timezone, expected) => {
  expect(nextClock(Date.parse(now), ['08:00', '18:30'], timezone)).toBe(Date.parse(expected))
})
