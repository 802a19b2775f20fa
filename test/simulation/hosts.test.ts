/** Hosts that limit requests: each feed is read in time, few requests are refused, and every item arrives once. */
import { describe, expect, it } from 'vitest'
import { isLong } from '../runs.ts'
import {
  CYCLE,
  HOUR,
  type HostRule,
  hoursOf,
  type LimitedHostDay,
  oneIn,
  refusesFrom,
  withinWindow,
  withoutTime,
  withSeconds,
} from './limited-host.ts'

const MINUTE = 60_000
/** Hours of a host with the same limit all the time: one of learning, and some in which nothing changes. */
const hoursIn = (most: number, least: number) => (isLong ? most : least)
/** Two rounds of feeds that are due in every cycle, and a minute: a request is not at the same second of each cycle. */
const TWO_ROUNDS = 2 * CYCLE + 60_000

function expectNothingLost({ delivered, published, atOnce, notices }: LimitedHostDay): void {
  expect(delivered).toEqual(published)
  expect(atOnce).toBe(1)
  // The answer to Start is the only message.
  expect(notices).toHaveLength(1)
}

describe('ten feeds of a host that answers one request in 35 seconds', () => {
  it.each([
    ['429 with Retry-After', withSeconds(429), hoursIn(24, 6)],
    ['429 without a time', withoutTime, hoursIn(24, 6)],
    ['503 with Retry-After', withSeconds(503), hoursIn(6, 4)],
  ] as const)(
    'and otherwise %s are each read within two rounds, after an hour of learning',
    async (_, refusal, hours) => {
      const day = await hoursOf({ feeds: 10, hours, rule: oneIn(35_000, refusal), seed: hours })
      expectNothingLost(day)
      expect(Math.max(...day.longestGaps(HOUR))).toBeLessThanOrEqual(TWO_ROUNDS)
      expect(Math.max(...day.longestGaps(0))).toBeLessThanOrEqual(2 * TWO_ROUNDS)
      expect(day.refusals()).toBeLessThanOrEqual(5)
    },
  )

  it('are read within two rounds when another host does the same', async () => {
    const rules = [oneIn(35_000, withSeconds(429)), oneIn(35_000, withoutTime)]
    const day = await hoursOf({
      feeds: 20,
      hours: 4,
      hostOf: (feed) => `host${feed % 2}.example`,
      rule: (feed, now) => rules[feed % 2]?.(feed, now) ?? null,
    })
    expectNothingLost(day)
    expect(Math.max(...day.longestGaps(HOUR))).toBeLessThanOrEqual(TWO_ROUNDS)
  })
})

describe('with a cycle a minute', () => {
  const cycleMs = MINUTE

  it.each([
    ['35 seconds', 35_000, 10 * MINUTE],
    ['90 seconds', 90_000, 20 * MINUTE],
  ])(
    'ten feeds of a host that answers one request in %s are each read in turn, after an hour of learning',
    async (_, spacing, round) => {
      const day = await hoursOf({
        feeds: 10,
        hours: hoursIn(6, 3),
        rule: oneIn(spacing, withSeconds(429)),
        cycleMs,
      })
      expectNothingLost(day)
      expect(Math.max(...day.longestGaps(HOUR))).toBeLessThanOrEqual(round)
      expect(day.refusals()).toBeLessThanOrEqual(8)
      expect(day.longestCycle).toBeLessThan(MINUTE)
    },
  )

  it('a host that answers ten requests a minute is asked for 30 feeds', async () => {
    const day = await hoursOf({ feeds: 30, hours: 3, rule: withinWindow(10, MINUTE, withSeconds(429)), cycleMs })
    expectNothingLost(day)
    // Without a limit, feeds that publish once an hour are polled after 8 minutes at most.
    expect(Math.max(...day.longestGaps(HOUR))).toBeLessThanOrEqual(10 * MINUTE)
    expect(day.refusals()).toBeLessThanOrEqual(8)
  })

  // Every five minutes they are asked in `npm test` too.
  if (isLong) {
    it('a host that refuses everything for three hours is asked rarely, and read soon after', async () => {
      const day = await hoursOf({ feeds: 10, hours: 6, rule: refusesFrom(HOUR, 4 * HOUR, withoutTime), cycleMs })
      expectNothingLost(day)
      expect(day.refusals()).toBeLessThanOrEqual(8)
      expect(Math.max(...day.longestGaps(5.25 * HOUR))).toBeLessThanOrEqual(TWO_ROUNDS)
    })

    it('a host that refuses one feed only is asked for the others as usual', async () => {
      const rule: HostRule = (feed) => (feed === 3 ? withoutTime() : null)
      const day = await hoursOf({ feeds: 10, hours: 4, rule, cycleMs })
      const others = day.longestGaps(3 * HOUR).filter((_gap, feed) => feed !== 3)
      expect(Math.max(...others)).toBeLessThanOrEqual(TWO_ROUNDS)
    })
  }
})

describe('a host', () => {
  it.each([
    ['with', withSeconds(429)],
    ['without', withoutTime],
  ] as const)(
    'that answers ten requests a minute, and says so %s a time, is asked for 60 feeds within three rounds',
    async (_, refusal) => {
      const day = await hoursOf({ feeds: 60, hours: 3, rule: withinWindow(10, 60_000, refusal) })
      expectNothingLost(day)
      // A request may come at the beginning of one cycle, and two minutes into the other.
      expect(Math.max(...day.longestGaps(HOUR))).toBeLessThanOrEqual(3 * CYCLE + 120_000)
      expect(day.refusals()).toBeLessThanOrEqual(6)
    },
  )

  const outage = [HOUR, 4 * HOUR] as const
  it.each<readonly [name: string, rule: HostRule, refusals: number]>([
    ['without a time', refusesFrom(...outage, () => withoutTime()), 8],
    ['with a short time', refusesFrom(...outage, () => withSeconds(429)(120_000)), 8],
    ['with the right time', refusesFrom(...outage, (left) => withSeconds(503)(left)), 1],
  ])('that refuses everything for three hours %s is asked rarely, and read soon after', async (_, rule, refusals) => {
    const day = await hoursOf({ feeds: 10, hours: 7, rule })
    expectNothingLost(day)
    expect(day.refusals()).toBeLessThanOrEqual(refusals)
    expect(Math.max(...day.longestGaps(0))).toBeLessThanOrEqual(4 * HOUR)
    expect(Math.max(...day.longestGaps(5.5 * HOUR))).toBeLessThanOrEqual(TWO_ROUNDS)
  })

  it.each([
    ['without a time', () => withoutTime()],
    ['for an hour', () => withSeconds(429)(HOUR)],
  ] as const)('that refuses one feed only, %s, is soon asked for the others as usual', async (_, refusal) => {
    const day = await hoursOf({ feeds: 10, hours: 6, rule: (feed) => (feed === 3 ? refusal() : null) })
    const others = (gaps: readonly number[]) => gaps.filter((_gap, feed) => feed !== 3)
    expect(Math.max(...others(day.longestGaps(0)))).toBeLessThanOrEqual(1.5 * HOUR)
    expect(Math.max(...others(day.longestGaps(3 * HOUR)))).toBeLessThanOrEqual(TWO_ROUNDS)
    expect(day.delivered).toEqual(day.published.filter((name) => !name.startsWith('n3x')))
  })

  it.each([
    [50, 500],
    [170, 300],
  ])('without a limit is asked for %i new feeds in every cycle', async (feeds, latency) => {
    const day = await hoursOf({ feeds, hours: 0.5, rule: () => null, latency })
    expect(Math.max(...day.longestGaps(0))).toBeLessThanOrEqual(CYCLE + 60_000)
    expect(day.atOnce).toBe(1)
  })

  it('that never answers does not keep a cycle waiting for each of its feeds', async () => {
    const day = await hoursOf({
      feeds: 31,
      hours: 2,
      hostOf: (feed) => (feed === 0 ? 'well.example' : 'silent.example'),
      rule: (feed) => (feed === 0 ? null : 'silence'),
    })
    expect(day.delivered).toEqual(day.published.filter((name) => name.startsWith('n0x')))
    // Its news comes once an hour, so it is polled at least in every other cycle.
    expect(day.longestGaps(0)[0]).toBeLessThanOrEqual(TWO_ROUNDS)
    expect(day.longestCycle).toBeLessThan(60_000)
  })
})
