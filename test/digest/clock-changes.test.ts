/** Intervals of hours on days on which clocks change. Changes: github.com/eggert/tz. */
import { describe, expect, it } from 'vitest'
import { isDue, nextDigest } from '../../src/digest/due-times.ts'
import type { Schedule } from '../../src/model.ts'
import { zoneOffset } from '../../src/zone-offset.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const every = (hours: number): Schedule => ({ kind: 'every', hours })

/** Days of a year on which a zone's clocks change. */
function changesOf(zone: string, year: number): readonly number[] {
  return Array.from({ length: 366 }, (_, at) => Date.UTC(year, 0, 1) + at * day).filter(
    (start) => zoneOffset(zone, start) !== zoneOffset(zone, start + day),
  )
}

/** The times of an interval's digests between two moments, as hours and minutes of UTC. */
function digests(hours: number, zone: string, from: string, until: string): string {
  const found: string[] = []
  let moment = Date.parse(from) - 1
  while (true) {
    moment = nextDigest(every(hours), zone, moment, null, 15)
    if (moment > Date.parse(until)) return found.join(' ')
    found.push(new Date(moment).toISOString().slice(11, 16))
  }
}

describe('every few hours', () => {
  const cases: readonly (readonly [
    name: string,
    hours: number,
    zone: string,
    from: string,
    until: string,
    digests: string,
  ])[] = [
    // Clocks go back.
    [
      'Berlin repeats 02:00',
      1,
      'Europe/Berlin',
      '2026-10-24T22:00Z',
      '2026-10-25T03:00Z',
      '22:00 23:00 00:00 01:00 02:00 03:00',
    ],
    [
      'Berlin repeats 02:00',
      2,
      'Europe/Berlin',
      '2026-10-24T22:00Z',
      '2026-10-25T05:00Z',
      '22:00 00:00 01:00 03:00 05:00',
    ],
    [
      'Berlin repeats no third hour',
      3,
      'Europe/Berlin',
      '2026-10-24T22:00Z',
      '2026-10-25T08:00Z',
      '22:00 02:00 05:00 08:00',
    ],
    [
      'Berlin repeats no fifth hour',
      5,
      'Europe/Berlin',
      '2026-10-24T22:00Z',
      '2026-10-25T23:00Z',
      '22:00 04:00 09:00 14:00 19:00 23:00',
    ],
    [
      'New York repeats 01:00',
      1,
      'America/New_York',
      '2026-11-01T04:00Z',
      '2026-11-01T08:00Z',
      '04:00 05:00 06:00 07:00 08:00',
    ],
    [
      'Lord Howe repeats half an hour',
      1,
      'Australia/Lord_Howe',
      '2026-04-04T13:00Z',
      '2026-04-04T16:30Z',
      '13:00 14:00 15:30 16:30',
    ],
    [
      'Chatham repeats 03:00',
      1,
      'Pacific/Chatham',
      '2026-04-04T12:15Z',
      '2026-04-04T16:15Z',
      '12:15 13:15 14:15 15:15 16:15',
    ],
    [
      'Havana repeats midnight',
      1,
      'America/Havana',
      '2026-11-01T03:00Z',
      '2026-11-01T07:00Z',
      '03:00 04:00 05:00 06:00 07:00',
    ],
    [
      'Havana repeats midnight',
      3,
      'America/Havana',
      '2026-11-01T01:00Z',
      '2026-11-01T11:00Z',
      '01:00 04:00 05:00 08:00 11:00',
    ],
    [
      'Havana has one digest a day',
      24,
      'America/Havana',
      '2026-10-31T00:00Z',
      '2026-11-02T12:00Z',
      '04:00 04:00 05:00',
    ],
    [
      'Beirut repeats 23:00',
      1,
      'Asia/Beirut',
      '2026-10-24T19:00Z',
      '2026-10-24T23:00Z',
      '19:00 20:00 21:00 22:00 23:00',
    ],
    [
      'Asuncion repeats 23:00 of a Saturday',
      1,
      'America/Asuncion',
      '2024-03-24T01:00Z',
      '2024-03-24T05:00Z',
      '01:00 02:00 03:00 04:00 05:00',
    ],
    [
      'Casablanca repeats 02:00 as Ramadan begins',
      1,
      'Africa/Casablanca',
      '2026-02-15T00:00Z',
      '2026-02-15T04:00Z',
      '00:00 01:00 02:00 03:00 04:00',
    ],
    [
      'Troll repeats two hours',
      1,
      'Antarctica/Troll',
      '2026-10-24T23:00Z',
      '2026-10-25T04:00Z',
      '23:00 00:00 01:00 02:00 03:00 04:00',
    ],
    // Clocks go forward.
    [
      'Berlin skips 02:00',
      1,
      'Europe/Berlin',
      '2026-03-28T23:00Z',
      '2026-03-29T03:00Z',
      '23:00 00:00 01:00 02:00 03:00',
    ],
    ['Berlin skips 02:00', 2, 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T04:00Z', '23:00 01:00 02:00 04:00'],
    [
      'Berlin skips no third hour',
      3,
      'Europe/Berlin',
      '2026-03-28T23:00Z',
      '2026-03-29T07:00Z',
      '23:00 01:00 04:00 07:00',
    ],
    [
      'New York skips 02:00',
      1,
      'America/New_York',
      '2026-03-08T05:00Z',
      '2026-03-08T09:00Z',
      '05:00 06:00 07:00 08:00 09:00',
    ],
    [
      'Lord Howe skips half an hour',
      1,
      'Australia/Lord_Howe',
      '2026-10-03T13:30Z',
      '2026-10-03T17:00Z',
      '13:30 14:30 16:00 17:00',
    ],
    [
      'Chatham skips 03:00',
      1,
      'Pacific/Chatham',
      '2026-09-26T12:15Z',
      '2026-09-26T16:15Z',
      '12:15 13:15 14:15 15:15 16:15',
    ],
    [
      'Havana skips midnight',
      1,
      'America/Havana',
      '2026-03-08T03:00Z',
      '2026-03-08T07:00Z',
      '03:00 04:00 05:00 06:00 07:00',
    ],
    [
      'Havana skips midnight',
      12,
      'America/Havana',
      '2026-03-07T05:00Z',
      '2026-03-09T04:00Z',
      '05:00 17:00 05:00 16:00 04:00',
    ],
    [
      'Beirut skips midnight',
      1,
      'Asia/Beirut',
      '2026-03-28T20:00Z',
      '2026-03-29T00:00Z',
      '20:00 21:00 22:00 23:00 00:00',
    ],
    [
      'Asuncion skips midnight',
      1,
      'America/Asuncion',
      '2023-10-01T02:00Z',
      '2023-10-01T06:00Z',
      '02:00 03:00 04:00 05:00 06:00',
    ],
    [
      'Casablanca skips 02:00 as Ramadan ends',
      1,
      'Africa/Casablanca',
      '2026-03-22T00:00Z',
      '2026-03-22T04:00Z',
      '00:00 01:00 02:00 03:00 04:00',
    ],
    ['Apia skips a day', 1, 'Pacific/Apia', '2011-12-30T08:00Z', '2011-12-30T12:00Z', '08:00 09:00 10:00 11:00 12:00'],
    ['Apia skips a day', 3, 'Pacific/Apia', '2011-12-30T04:00Z', '2011-12-30T16:00Z', '04:00 07:00 10:00 13:00 16:00'],
  ]
  it.each(cases)('%s: every %i h', (_, hours, zone, from, until, expected) => {
    expect(digests(hours, zone, from, until)).toBe(expected)
  })

  it('are never two hours apart for an hourly channel, and never closer than an hour', () => {
    for (const zone of [
      'Europe/Berlin',
      'America/Havana',
      'Africa/Cairo',
      'Africa/Casablanca',
      'Asia/Gaza',
      'Pacific/Chatham',
    ]) {
      const changes = changesOf(zone, 2026)
      const waits = changes.flatMap((change) => {
        let moment = change - 2 * day
        return Array.from({ length: 4 * 24 }, () => {
          const last = moment
          moment = nextDigest(every(1), zone, last, null, 15)
          return moment - last
        }).slice(1)
      })
      expect(changes.length).toBeGreaterThan(1)
      expect([zone, ...new Set(waits)]).toEqual([zone, hour])
    }
  })

  it.each([
    [1, '2026-10-24T21:58Z', [22, 23, 0, 1, 2, 3, 4]],
    [1, '2026-03-28T21:58Z', [22, 23, 0, 1, 2, 3, 4]],
    [2, '2026-10-24T21:58Z', [22, 0, 1, 3]],
  ])('every %i h from %s, each is due once with a cron every 5 minutes', (hours, from, expected) => {
    const since = Date.parse(from)
    const sent: number[] = []
    for (let now = since + 2 * minute; now <= since + 6 * hour + 2 * minute; now += 5 * minute) {
      if (isDue(every(hours), 'Europe/Berlin', { now, lastDigestAt: sent.at(-1) ?? null, since }, 15)) sent.push(now)
    }
    expect(sent.map((moment) => new Date(moment).getUTCHours())).toEqual(expected)
    expect(sent.filter((moment) => moment % hour !== 0)).toEqual([])
  })
})
