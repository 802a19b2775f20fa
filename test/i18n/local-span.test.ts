/** A digest shows two points in time without their days if both are today. */
import { expect, test } from 'vitest'
import { localSpan } from '../../src/i18n/local-time.ts'

const now = Date.UTC(2026, 0, 6, 12)
const span = (since: number, until: number) =>
  localSpan(since, until, now, 'Asia/Shanghai', 'en-GB', ({ day, clock }) => `${day}, ${clock}`)

test.each([
  ['both today', Date.UTC(2026, 0, 6, 5), Date.UTC(2026, 0, 6, 6), ['13:00', '14:00']],
  ['yesterday and today', Date.UTC(2026, 0, 5, 5), Date.UTC(2026, 0, 6, 5), ['5 Jan, 13:00', '6 Jan, 13:00']],
  ['both yesterday', Date.UTC(2026, 0, 5, 5), Date.UTC(2026, 0, 5, 6), ['5 Jan, 13:00', '5 Jan, 14:00']],
  ['today in the channel’s time zone', Date.UTC(2026, 0, 5, 17), Date.UTC(2026, 0, 6, 5), ['01:00', '13:00']],
] as const)('two points %s', (_, since, until, words) => {
  expect(span(since, until)).toEqual(words)
})
