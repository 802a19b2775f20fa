/** Quiet hours on days on which clocks change. Changes: github.com/eggert/tz. */
import { describe, expect, it } from 'vitest'
import { isDue, quietUntil } from '../../src/digest/due-times.ts'

const minute = 60_000
const hour = 60 * minute

describe('quiet hours', () => {
  const from0230 = { from: 150, to: 420 }
  const until0230 = { from: 0, to: 150 }
  const cases: readonly (readonly [
    name: string,
    quiet: { readonly from: number; readonly to: number },
    now: string,
    end: string | null,
  ])[] = [
    ['begin at the first 02:30', from0230, '2026-10-25T00:30Z', '2026-10-25T06:00:00.000Z'],
    ['go on at the second 02:00', from0230, '2026-10-25T01:00Z', '2026-10-25T06:00:00.000Z'],
    ['are not before the first 02:30', from0230, '2026-10-25T00:29Z', null],
    ['end at the first 02:30', until0230, '2026-10-25T00:29Z', '2026-10-25T00:30:00.000Z'],
    ['do not come back at the second 02:00', until0230, '2026-10-25T01:00Z', null],
    ['begin at the change where 02:30 is skipped', from0230, '2026-03-29T01:00Z', '2026-03-29T05:00:00.000Z'],
    ['are not before the change', from0230, '2026-03-29T00:59Z', null],
    ['end at the change where 02:30 is skipped', until0230, '2026-03-29T00:59Z', '2026-03-29T01:00:00.000Z'],
  ]
  it.each(cases)('%s in Berlin', (_, quiet, now, end) => {
    const until = quietUntil(quiet, 'Europe/Berlin', Date.parse(now))
    expect(until === null ? null : new Date(until).toISOString()).toBe(end)
  })

  it('postpone the digests of an hourly channel to their end, once', () => {
    const since = Date.parse('2026-10-24T21:58Z')
    const sent: number[] = []
    for (let now = since + 2 * minute; now <= since + 8 * hour + 2 * minute; now += 5 * minute) {
      const moments = { now, lastDigestAt: sent.at(-1) ?? null, since }
      if (isDue({ kind: 'every', hours: 1 }, 'Europe/Berlin', moments, 15, from0230)) sent.push(now)
    }
    expect(sent.map((moment) => new Date(moment).getUTCHours())).toEqual([22, 23, 0, 6])
  })
})
