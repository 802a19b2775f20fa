/** The governor: what a day will cost, and what is slowed so that no quota runs out. */
import { describe, expect, it } from 'vitest'
import { type GovernorInput, govern, linkDays, quotasFor } from '../../src/cycle/governor.ts'
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
  isReading: false,
})

describe('projects what the day will cost', () => {
  it.each([
    ['from today, in the middle of it', noon, { kvWrites: 300 }, {}, 600],
    ['from yesterday, at its beginning', MIDNIGHT + DAY / 24, { kvWrites: 20 }, { kvWrites: 480 }, 480],
    ['from the dearer of the two', noon, { kvWrites: 300 }, { kvWrites: 800 }, 700],
    ['a first day, early', MIDNIGHT + DAY / 24, { kvWrites: 20 }, {}, 20],
  ])('%s', (_, now, today, yesterday, projected) => {
    expect(govern(day(today, yesterday), now).projected.kvWrites).toBe(projected)
  })
})

describe('slows down', () => {
  it.each([
    ['nothing, on a common day', day({ kvWrites: 290, rowsWritten: 12_000, rowsRead: 600_000 }), 1, 1, null, null],
    ['quiet feeds, when rows run short', day({ rowsWritten: 55_000 }), 2, 1, null, 'rowsWritten'],
    ['them more, when they run very short', day({ rowsWritten: 80_000 }), 8, 1, null, 'rowsWritten'],
    ['readings, when writes to KV run short', day({ kvWrites: 700 }), 4, 2, null, 'kvWrites'],
    ['everything, when a quota is used up', day({ kvWrites: 969 }), 8, 12, 'kvWrites', 'kvWrites'],
    ['everything, when rows are used up', day({ rowsWritten: 97_001 }), 8, 1, 'rowsWritten', 'rowsWritten'],
    [
      'nothing, where nobody counts',
      day({ kvWrites: 9e9, rowsRead: 9e12 }, {}, quotasFor('paid', 1)),
      1,
      1,
      null,
      null,
    ],
    ['sooner, where cells share the quotas', day({ kvWrites: 300 }, {}, quotasFor('free', 2)), 4, 2, null, 'kvWrites'],
  ] as const)('%s', (_, input, stretch, every, used, because) => {
    expect(govern(input, noon)).toMatchObject({ stretch, every, spent: used, because })
  })

  it('quiet feeds, when there are more than a cycle can read', () => {
    const noWishes = { minutes: 0, skipHours: [], skipDays: [], server: 0 }
    // Each has news every two hours, and is read every half hour.
    const rhythm = { awake: noon - DAY, times: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => noon - index * 2 * 60 * 60_000) }
    const feeds = Array.from({ length: 2000 }, (_, id) => ({ id, rhythm, asked: noWishes }))
    expect(govern({ ...day({}), feeds: feeds.slice(0, 1000) }, noon)).toMatchObject({ stretch: 1, because: null })
    expect(govern({ ...day({}), feeds }, noon)).toMatchObject({ stretch: 2, because: 'feeds' })
  })
})

describe('how long new links live', () => {
  const quota = 1_000_000_000
  it.each([
    ['for ever, while there is room', 0, { bytes: 500_000_000, forEver: 500_000_000 }, 1_000_000, 0],
    ['as set, while there is room', 90, { bytes: 100_000_000, forEver: 0 }, 1_000_000, 90],
    [
      'as long as the room lasts, when it is nearly full',
      0,
      { bytes: 850_000_000, forEver: 850_000_000 },
      1_000_000,
      120,
    ],
    ['no longer than set', 90, { bytes: 850_000_000, forEver: 850_000_000 }, 1_000_000, 90],
    ['for 8 days at least, as headlines may wait for 7', 0, { bytes: 980_000_000, forEver: 980_000_000 }, 1_000_000, 8],
  ])('%s', (_, set, stored, bytesADay, days) => {
    expect(linkDays(set, stored, bytesADay, quota)).toBe(days)
  })

  it('the room that they need is never more than there is', () => {
    // Years of a megabyte a day: what lives for ever stops growing, and the rest comes and goes.
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
