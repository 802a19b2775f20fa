/** When digests are due, including days on which clocks change. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDue, nextDigest, quietUntil } from '../../src/digest/due-times.ts'
import { parseSchedule } from '../../src/digest/schedule/schedule.ts'
import type { Schedule } from '../../src/model.ts'

const minute = 60_000
const hour = 60 * minute

function schedule(text: string): Schedule {
  const parsed = parseSchedule(text, 'en')
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

function at(iso: string): number {
  return Date.parse(iso)
}

describe('nextDigest', () => {
  const cases: readonly (readonly [name: string, text: string, zone: string, after: string, next: string])[] = [
    ['later today', '08:00 18:30', 'UTC', '2026-11-23T09:00Z', '2026-11-23T18:30Z'],
    ['tomorrow', '08:00 18:30', 'UTC', '2026-11-23T18:30Z', '2026-11-24T08:00Z'],
    ['just before', '08:00', 'UTC', '2026-11-23T07:59:59.999Z', '2026-11-23T08:00Z'],
    ['the time itself, which is past', '08:00', 'UTC', '2026-11-23T08:00Z', '2026-11-24T08:00Z'],
    ['Shanghai', '08:00', 'Asia/Shanghai', '2026-11-23T23:00Z', '2026-11-24T00:00Z'],
    ['Kathmandu', '08:00', 'Asia/Kathmandu', '2026-11-23T00:00Z', '2026-11-23T02:15Z'],
    ['an offset', '08:00', '+08:00', '2026-11-23T23:00Z', '2026-11-24T00:00Z'],
    ['New York in winter', '08:00', 'America/New_York', '2026-11-23T10:00Z', '2026-11-23T13:00Z'],
    ['New York in summer', '08:00', 'America/New_York', '2026-07-23T10:00Z', '2026-07-23T12:00Z'],
    ['a time that clocks skip', '02:30', 'America/New_York', '2026-03-08T05:00Z', '2026-03-08T07:00Z'],
    ['the day after a skipped time', '02:30', 'America/New_York', '2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    ['the first moment after the gap', '03:00', 'America/New_York', '2026-03-08T06:59Z', '2026-03-08T07:00Z'],
    ['the first of a repeated time', '01:30', 'America/New_York', '2026-11-01T05:00Z', '2026-11-01T05:30Z'],
    ['the second of a repeated time', '01:30', 'America/New_York', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ['a moment between both', '01:30', 'America/New_York', '2026-11-01T06:10Z', '2026-11-02T06:30Z'],
    ['two skipped times at once', '02:10 02:50', 'America/New_York', '2026-03-08T05:00Z', '2026-03-08T07:00Z'],
    ['the day after two skipped times', '02:10 02:50', 'America/New_York', '2026-03-08T07:00Z', '2026-03-09T06:10Z'],
    ['a skipped half hour', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:00Z', '2026-10-03T15:30Z'],
    ['a repeated half hour', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:00Z', '2026-04-04T14:45Z'],
    ['a skipped midnight', '00:00', 'Africa/Cairo', '2026-04-23T12:00Z', '2026-04-23T22:00Z'],
    ['midnight after a repeated 23:00', '00:00', 'Africa/Cairo', '2026-10-29T12:00Z', '2026-10-29T22:00Z'],
    ['a skipped day', '08:00', 'Pacific/Apia', '2011-12-30T00:00Z', '2011-12-30T10:00Z'],
    ['the day after a skipped day', '08:00', 'Pacific/Apia', '2011-12-30T10:00Z', '2011-12-30T18:00Z'],
    ['every 3 hours', 'every 3h', 'UTC', '2026-11-23T09:10Z', '2026-11-23T12:00Z'],
    ['every 5 hours, counted from midnight', 'every 5h', 'UTC', '2026-11-23T20:00Z', '2026-11-24T00:00Z'],
    ['every 24 hours', 'every 24h', 'Asia/Tokyo', '2026-11-23T09:10Z', '2026-11-23T15:00Z'],
    ['a leap day', '08:00', 'UTC', '2028-02-28T09:00Z', '2028-02-29T08:00Z'],
  ]
  it.each(cases)('is right for %s', (_, text, zone, after, next) => {
    expect(new Date(nextDigest(schedule(text), zone, at(after), null, 15)).toISOString()).toBe(
      new Date(next).toISOString(),
    )
  })

  const now = at('2026-11-23T12:00Z')
  const live: readonly (readonly [name: string, text: string, last: number | null, next: number])[] = [
    ['at once if nothing was sent yet', 'live', null, now],
    ['at once after the gap', 'live', now - 15 * minute, now],
    ['at the end of the gap', 'live', now - 5 * minute, now + 10 * minute],
    ['at the end of its own gap', 'live 1h', now - 5 * minute, now + 55 * minute],
    ['at once without a gap', 'live 0', now, now],
    ['a gap after now if the clock was a little ahead', 'live', now + minute, now + 15 * minute],
    ['at once if the clock was far ahead', 'live', now + hour, now],
  ]
  it.each(live)('of a live channel is %s', (_, text, last, next) => {
    expect(nextDigest(schedule(text), 'UTC', now, last, 15)).toBe(next)
  })

  it('comes once a day through a year with clock changes', () => {
    for (const zone of [
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Beirut',
      'America/Santiago',
      'Asia/Shanghai',
    ]) {
      for (const text of ['00:00', '00:30', '01:30', '02:30', '23:30']) {
        const daily = schedule(text)
        let count = 0
        let moment = at('2026-01-02T00:00Z')
        const end = at('2027-01-02T00:00Z')
        while (true) {
          const next = nextDigest(daily, zone, moment, null, 15)
          expect(next - moment).toBeLessThanOrEqual(26 * hour)
          if (next > end) break
          moment = next
          count++
        }
        expect([zone, text, count]).toEqual([zone, text, 365])
      }
    }
  })
})

describe('isDue', () => {
  const since = at('2026-11-20T00:00Z')
  const cases: readonly (readonly [
    name: string,
    text: string,
    now: string,
    last: string | null,
    since: string | null,
    due: boolean,
  ])[] = [
    ['the time itself', '08:00', '2026-11-23T08:00Z', '2026-11-22T08:00Z', null, true],
    ['a moment before the time', '08:00', '2026-11-23T07:55Z', '2026-11-22T08:00Z', null, false],
    ['a late cron', '08:00', '2026-11-23T08:07Z', '2026-11-22T08:00Z', null, true],
    ['a digest that was sent', '08:00', '2026-11-23T08:05Z', '2026-11-23T08:00Z', null, false],
    ['a missed cycle, hours later', '08:00', '2026-11-23T13:00Z', '2026-11-22T08:00Z', null, true],
    ['three missed days', '08:00', '2026-11-23T13:00Z', '2026-11-20T08:00Z', null, true],
    ['three missed days, after one digest', '08:00', '2026-11-23T13:05Z', '2026-11-23T13:00Z', null, false],
    ['a channel without a digest yet', '08:00', '2026-11-23T08:00Z', null, null, true],
    ['a channel registered after the time', '08:00', '2026-11-23T09:00Z', null, '2026-11-23T08:30Z', false],
    ['a channel registered before the time', '08:00', '2026-11-23T09:00Z', null, '2026-11-23T07:30Z', true],
    ['a channel registered at the time', '08:00', '2026-11-23T08:00Z', null, '2026-11-23T08:00Z', true],
    [
      'a schedule changed after the time',
      '08:00',
      '2026-11-23T09:00Z',
      '2026-11-22T20:00Z',
      '2026-11-23T08:30Z',
      false,
    ],
    ['the second time of a day', '08:00 18:30', '2026-11-23T18:30Z', '2026-11-23T08:00Z', null, true],
    ['every 3 hours', 'every 3h', '2026-11-23T09:02Z', '2026-11-23T06:00Z', null, true],
    ['every 3 hours, between', 'every 3h', '2026-11-23T11:59Z', '2026-11-23T09:00Z', null, false],
    ['a clock a little ahead', '08:00', '2026-11-23T08:00Z', '2026-11-23T08:00:08Z', null, false],
    ['a clock far ahead', '08:00', '2026-11-23T08:00Z', '2027-11-23T08:00Z', null, true],
    ['a Monday of weekdays', 'mon-fri 08:00', '2026-11-23T08:00Z', '2026-11-20T08:00Z', null, true],
    ['a Sunday of weekdays', 'mon-fri 08:00', '2026-11-22T08:00Z', '2026-11-20T08:00Z', null, false],
    ['a missed Friday', 'mon-fri 08:00', '2026-11-22T08:00Z', '2026-11-19T08:00Z', null, true],
    ['live, for the first time', 'live', '2026-11-23T08:00Z', null, '2026-11-23T08:00Z', true],
    ['live within the gap', 'live', '2026-11-23T08:14Z', '2026-11-23T08:00Z', null, false],
    ['live after the gap', 'live', '2026-11-23T08:15Z', '2026-11-23T08:00Z', null, true],
    ['live with its own gap', 'live 1h', '2026-11-23T08:59Z', '2026-11-23T08:00Z', null, false],
    ['live, a clock a little ahead', 'live', '2026-11-23T08:00Z', '2026-11-23T08:00:08Z', null, false],
    ['live, a clock far ahead', 'live', '2026-11-23T08:00Z', '2026-11-23T18:00Z', null, true],
  ]
  it.each(cases)('is right for %s', (_, text, now, last, from, due) => {
    const moments = {
      now: at(now),
      lastDigestAt: last === null ? null : at(last),
      since: from === null ? since : at(from),
    }
    expect(isDue(schedule(text), 'UTC', moments, 15)).toBe(due)
  })

  const changes: readonly (readonly [name: string, text: string, from: string, due: readonly string[]])[] = [
    ['a skipped time', '02:30', '2026-03-08T04:00Z', ['2026-03-08T07:00:00.000Z']],
    ['two in one gap', '02:10 02:50', '2026-03-08T04:00Z', ['2026-03-08T07:00:00.000Z']],
    ['a repeated time', '01:30', '2026-11-01T04:00Z', ['2026-11-01T05:30:00.000Z']],
  ]
  it.each(changes)('makes %s in New York one digest, with a cron every 5 minutes', (_, text, from, due) => {
    const start = at(from)
    const sent: number[] = []
    for (let now = start; now < start + 8 * hour; now += 5 * minute) {
      const moments = { now, lastDigestAt: sent.at(-1) ?? null, since: start }
      if (isDue(schedule(text), 'America/New_York', moments, 15)) sent.push(now)
    }
    expect(sent.map((moment) => new Date(moment).toISOString())).toEqual(due)
  })

  it('is true at each next digest, and not just before', () => {
    const zones = fc.constantFrom(
      'UTC',
      'America/New_York',
      'Europe/Dublin',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Chatham',
      '+05:45',
    )
    const texts = fc.constantFrom('08:00', '00:00 02:30 23:59', 'every 1h', 'every 7h', 'mon-fri 08:00, sun 02:30')
    const moments = fc.integer({ min: at('2024-01-01'), max: at('2029-01-01') })
    fc.assert(
      fc.property(zones, texts, moments, (zone, text, moment) => {
        const every = schedule(text)
        const next = nextDigest(every, zone, moment, null, 15)
        expect(next).toBeGreaterThan(moment)
        const due = (now: number) => isDue(every, zone, { now, lastDigestAt: moment, since: moment }, 15)
        expect(due(next)).toBe(true)
        expect(due(next - 1)).toBe(false)
      }),
    )
  })
})

describe('quiet hours', () => {
  const night = { from: 23 * 60, to: 7 * 60 }
  const noon = { from: 12 * 60, to: 13 * 60 }
  const cases: readonly (readonly [
    name: string,
    quiet: typeof night,
    zone: string,
    now: string,
    end: string | null,
  ])[] = [
    ['a moment before them', night, 'UTC', '2026-11-23T22:59Z', null],
    ['their beginning', night, 'UTC', '2026-11-23T23:00Z', '2026-11-24T07:00:00.000Z'],
    ['after midnight', night, 'UTC', '2026-11-24T03:00Z', '2026-11-24T07:00:00.000Z'],
    ['their end', night, 'UTC', '2026-11-24T07:00Z', null],
    ['another time zone', night, 'Asia/Shanghai', '2026-11-23T16:00Z', '2026-11-23T23:00:00.000Z'],
    ['hours within a day', noon, 'UTC', '2026-11-23T12:30Z', '2026-11-23T13:00:00.000Z'],
    ['a night that is an hour short', night, 'Europe/Berlin', '2026-03-29T00:30Z', '2026-03-29T05:00:00.000Z'],
    ['a night that is an hour long', night, 'Europe/Berlin', '2026-10-25T00:30Z', '2026-10-25T06:00:00.000Z'],
    ['an end that clocks skip', { from: 0, to: 150 }, 'Europe/Berlin', '2026-03-29T00:30Z', '2026-03-29T01:00:00.000Z'],
    ['an empty range', { from: 60, to: 60 }, 'UTC', '2026-11-23T01:00Z', null],
  ]
  it.each(cases)('end at the right time for %s', (_, quiet, zone, now, end) => {
    const until = quietUntil(quiet, zone, at(now))
    expect(until === null ? null : new Date(until).toISOString()).toBe(end)
  })

  it('postpone a digest until they end', () => {
    const moments = { lastDigestAt: at('2026-11-22T05:00Z'), since: at('2026-11-20T00:00Z') }
    const due = (now: string) => isDue(schedule('05:00'), 'UTC', { now: at(now), ...moments }, 15, night)
    expect([due('2026-11-23T05:00Z'), due('2026-11-23T06:55Z'), due('2026-11-23T07:00Z')]).toEqual([false, false, true])
    expect(nextDigest(schedule('05:00'), 'UTC', at('2026-11-23T01:00Z'), null, 15, night)).toBe(at('2026-11-23T07:00Z'))
    expect(nextDigest(schedule('live'), 'UTC', at('2026-11-23T23:30Z'), null, 15, night)).toBe(at('2026-11-24T07:00Z'))
  })
})
