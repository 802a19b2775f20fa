/** The governor: the forecast of a day's cost, and slower polling so that no quota runs out. */
import { describe, expect, it } from 'vitest'
import { cycleWall, type GovernorInput, govern, linkDays, quotasFor } from '../../src/cycle/governor.ts'
import { nothingSpent, type Spent } from '../../src/store/spending.ts'

const DAY = 24 * 60 * 60 * 1000
const MIDNIGHT = Date.UTC(2026, 0, 5)
const noon = MIDNIGHT + DAY / 2
const free = quotasFor('free', 1)
const spent = (some: Partial<Spent>): Spent => ({ ...nothingSpent, ...some })
const day = (today: Partial<Spent>, yesterday: Partial<Spent> = {}, quotas = free): GovernorInput => ({
  today: spent(today),
  yesterday: spent(yesterday),
  quotas,
  feeds: [],
  everyMs: 5 * 60_000,
})

describe('the forecast of a day', () => {
  it.each([
    ['follows today’s rate at noon', noon, { kvWrites: 300 }, {}, 600],
    ['follows yesterday early in the day', MIDNIGHT + DAY / 24, { kvWrites: 20 }, { kvWrites: 480 }, 480],
    ['follows the higher rate', noon, { kvWrites: 300 }, { kvWrites: 800 }, 700],
    ['is today’s cost early on a first day', MIDNIGHT + DAY / 24, { kvWrites: 20 }, {}, 20],
  ])('%s', (_, now, today, yesterday, projected) => {
    expect(govern(day(today, yesterday), now).projected.kvWrites).toBe(projected)
  })
})

describe('the governor slows down', () => {
  it.each([
    ['nothing on a normal day', day({ kvWrites: 290, rowsWritten: 12_000, rowsRead: 600_000 }), 1, 1, null, null],
    ['nothing at 90 % of a quota', day({ rowsWritten: 45_000 }), 1, 1, null, null],
    ['quiet feeds by half up to a quarter more', day({ rowsWritten: 56_250 }), 2, 1, null, 'rowsWritten'],
    ['quiet feeds when rows run short', day({ rowsWritten: 55_000 }), 2, 1, null, 'rowsWritten'],
    ['quiet feeds more when rows run very short', day({ rowsWritten: 80_000 }), 8, 1, null, 'rowsWritten'],
    ['quiet feeds when KV writes run short', day({ kvWrites: 700 }), 4, 1, null, 'kvWrites'],
    ['everything when a quota is used up', day({ kvWrites: 971 }), 8, 1, 'kvWrites', 'kvWrites'],
    ['quiet feeds, when requests to objects run short', day({ objectRequests: 55_000 }), 2, 1, null, 'objectRequests'],
    ['quiet feeds, when object time runs short', day({ gbSeconds: 6500 }), 2, 1, null, 'gbSeconds'],
    ['all polls when hardly any object time is left', day({ gbSeconds: 11_000 }), 8, 2, null, 'gbSeconds'],
    ['everything, when object time is used up', day({ gbSeconds: 12_611 }), 8, 12, 'gbSeconds', 'gbSeconds'],
    ['everything, when rows are used up', day({ rowsWritten: 97_001 }), 8, 1, 'rowsWritten', 'rowsWritten'],
    ['but uses nothing up at 97 % exactly', day({ rowsWritten: 97_000 }), 8, 1, null, 'rowsWritten'],
    ['nothing on the paid plan', day({ kvWrites: 9e9, rowsRead: 9e12 }, {}, quotasFor('paid', 1)), 1, 1, null, null],
    ['sooner where cells share the quotas', day({ kvWrites: 300 }, {}, quotasFor('free', 2)), 4, 1, null, 'kvWrites'],
  ] as const)('%s', (_, input, stretch, every, used, because) => {
    expect(govern(input, noon)).toMatchObject({ stretch, every, spent: used, because })
  })

  it.each([
    ['every sixth cycle of a minute', 1, 10_600, 6],
    ['every second one of five minutes', 5, 11_634, 2],
    ['none but one an hour', 1, 11_700, 60],
    ['every cycle of two hours', 120, 11_699, 1],
  ])('to %s for the polls, as object time is left', (_, minutes, gbSeconds, every) => {
    const night = noon + 0.46 * DAY
    expect(govern({ ...day({ gbSeconds }), everyMs: minutes * 60_000 }, minutes === 1 ? noon : night).every).toBe(every)
  })

  it('quiet feeds when there are more than a cycle can poll', () => {
    const noFeedHints = { minutes: 0, skipHours: [], skipDays: [], server: 0 }
    // Each has news every two hours, and is read every eight minutes.
    const publishHistory = {
      awake: noon - DAY,
      times: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => noon - index * 2 * 60 * 60_000),
    }
    const feeds = Array.from({ length: 400 }, () => ({ publishHistory, pollingHints: noFeedHints, isPushed: false }))
    expect(govern({ ...day({}), feeds: feeds.slice(0, 250) }, noon)).toMatchObject({ stretch: 1, because: null })
    expect(govern({ ...day({}), feeds }, noon)).toMatchObject({ stretch: 2, because: 'feeds' })
    // Five cycles poll five times as many.
    expect(govern({ ...day({}), feeds, everyMs: 60_000 }, noon)).toMatchObject({ stretch: 1, because: null })
  })
})

describe('the maximum time of a cycle is', () => {
  const minutes = 60_000
  it.each([
    ['four minutes on a normal day', noon, { gbSeconds: 700 }, {}, 4 * minutes],
    ['four minutes while object time lasts until midnight', noon, { gbSeconds: 5800 }, {}, 4 * minutes],
    // 11,700 planned: 5,200 are left for 144 cycles.
    ['still four minutes when the share of the rest is longer', noon, { gbSeconds: 6500 }, {}, 4 * minutes],
    ['an equal share of the rest', noon, { gbSeconds: 9000 }, {}, 146_484],
    ['zero when nothing is left', noon, { gbSeconds: 11_700 }, {}, 0],
    ['four minutes in the morning after a heavy day', MIDNIGHT, {}, { gbSeconds: 13_000 }, 4 * minutes],
  ])('%s', (_, now, today, yesterday, wallMs) => {
    expect(cycleWall(day(today, yesterday), now)).toBe(wallMs)
  })

  it.each([1, 5, 30])(
    'short enough that cells waiting all day stay within the quota, with a cron in %i minutes',
    (every) => {
      const cells = 4
      const quotas = quotasFor('free', cells)
      const everyMs = every * minutes
      let [today, yesterday, busyUntil] = [0, 0, 0]
      for (let now = MIDNIGHT; now < MIDNIGHT + 3 * DAY; now += everyMs) {
        if (now % DAY === 0) [today, yesterday] = [0, today]
        // A cron during a cycle is skipped.
        if (now < busyUntil) continue
        const wallMs = cycleWall({ ...day({ gbSeconds: today }, { gbSeconds: yesterday }, quotas), everyMs }, now)
        // What was begun is waited for: a call of Telegram's.
        const awakeMs = wallMs === 0 ? 0 : wallMs + 20_000
        busyUntil = now + awakeMs
        today += (awakeMs / 1000) * 0.128
        expect(today * cells).toBeLessThan(13_000)
      }
    },
  )

  it('not limited on the paid plan', () => {
    expect(cycleWall(day({ gbSeconds: 9e9 }, {}, quotasFor('paid', 1)), noon)).toBe(4 * minutes)
  })
})

describe('the lifetime of new links is', () => {
  const quota = 1_000_000_000
  it.each([
    ['for ever while there is space', 0, { bytes: 500_000_000, forEver: 500_000_000 }, 1_000_000, 0],
    ['as set while there is space', 90, { bytes: 100_000_000, forEver: 0 }, 1_000_000, 90],
    [
      'as long as the space lasts when KV is nearly full',
      0,
      { bytes: 850_000_000, forEver: 850_000_000 },
      1_000_000,
      120,
    ],
    ['no longer than set', 90, { bytes: 850_000_000, forEver: 850_000_000 }, 1_000_000, 90],
    ['8 days at least, as headlines may wait for 7', 0, { bytes: 980_000_000, forEver: 980_000_000 }, 1_000_000, 8],
  ])('%s', (_, set, stored, bytesADay, days) => {
    expect(linkDays(set, stored, bytesADay, quota)).toBe(days)
  })

  it('short enough that KV never overflows', () => {
    // A megabyte a day for years: links that live for ever stop growing, and the others expire.
    const alive: { readonly until: number; readonly bytes: number }[] = []
    let forEver = 0
    for (let today = 0; today < 2000; today += 1) {
      const bytes = forEver + alive.filter(({ until }) => until > today).reduce((sum, each) => sum + each.bytes, 0)
      expect(bytes).toBeLessThan(quota)
      const days = linkDays(0, { bytes, forEver }, 1_000_000, quota)
      if (days === 0) forEver += 1_000_000
      else alive.push({ until: today + days, bytes: 1_000_000 })
    }
    expect(forEver).toBeGreaterThan(0.8 * quota)
  })
})
