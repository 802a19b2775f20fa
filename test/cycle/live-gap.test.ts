/** A live channel with a cron of a minute gets the first headline at once, and the following ones in one digest when the gap ends. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { instant } from '../../src/digest/schedule/instant.ts'
import type { Channel, Schedule } from '../../src/model.ts'
import { entry, FEED, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const MINUTE = 60_000
const live = (gapMinutes: number): Schedule => ({ kind: 'live', gapMinutes })

/** Posts as `minute: headlines`. */
type Posts = readonly string[]

interface Case {
  readonly schedule?: Schedule
  /** The minutes at which a headline is published, each named by its minute. */
  readonly published: readonly number[]
  readonly minutes: number
  /** What happens before the cycle of a minute. */
  readonly at?: Readonly<Record<number, (cell: SimulatedCell, channel: Channel) => void>>
  /** The minutes whose cycle dies while it reads feeds. */
  readonly deaths?: readonly number[]
  readonly posts: Posts
}

/** Telegram takes no message of the channel for some minutes. */
const closedFor =
  (minutes: number) =>
  (cell: SimulatedCell, { chat }: Channel) => {
    const fault = { kind: 'too-many', retryAfter: minutes * 60 } as const
    cell.world.addFault({ fault, method: 'sendMessage', chat, times: 1 })
  }
const changed = (schedule: Schedule) => (cell: SimulatedCell, channel: Channel) =>
  cell.ledger.channels.reschedule({ ...channel, schedule }, cell.clock.now)

const cases: readonly (readonly [name: string, how: Case])[] = [
  ['sends the first headline at once', { published: [1], minutes: 3, posts: ['1: 1'] }],
  ['gathers what follows until the gap ends', { published: [1, 2, 5, 15], minutes: 20, posts: ['1: 1', '16: 2 5 15'] }],
  [
    'sends at once again after the gap without news',
    { published: [1, 17, 18], minutes: 33, posts: ['1: 1', '17: 17', '32: 18'] },
  ],
  [
    'begins a gap with each digest where news never stops',
    {
      schedule: live(5),
      published: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      minutes: 16,
      posts: ['1: 1', '6: 2 3 4 5 6', '11: 7 8 9 10 11', '16: 12'],
    },
  ],
  ['has a gap of a minute', { schedule: live(1), published: [1, 2, 3], minutes: 4, posts: ['1: 1', '2: 2', '3: 3'] }],
  [
    'has no gap where it is instant',
    { schedule: instant, published: [1, 2, 3], minutes: 4, posts: ['1: 1', '2: 2', '3: 3'] },
  ],
  [
    'sends the first headline in the cycle after one that died, and begins the gap there',
    { published: [1, 3], minutes: 20, deaths: [1], posts: ['2: 1', '17: 3'] },
  ],
  [
    'keeps its gap when the program starts again',
    { published: [1, 3], minutes: 20, deaths: [2, 7, 14], posts: ['1: 1', '16: 3'] },
  ],
  [
    'sends what was gathered in the cycle after one that died at the end of the gap',
    { published: [1, 3], minutes: 20, deaths: [16], posts: ['1: 1', '17: 3'] },
  ],
  [
    'counts the gap from when a digest was due, if Telegram took it later',
    { published: [1, 2, 12], minutes: 20, at: { 1: closedFor(10) }, posts: ['11: 1', '16: 2 12'] },
  ],
  [
    'sends what was gathered at once after a digest that Telegram took later than the gap',
    { published: [1, 2, 22, 24], minutes: 40, at: { 1: closedFor(20) }, posts: ['21: 1', '22: 2 22', '37: 24'] },
  ],
  [
    'has no gap left over from a digest at a set time long ago',
    {
      schedule: { kind: 'every', hours: 24 },
      published: [30],
      minutes: 31,
      at: { 30: changed(live(15)) },
      posts: ['30: 30'],
    },
  ],
  [
    'sends what waits at once when it becomes instant',
    { published: [1, 2, 3], minutes: 6, at: { 5: changed(instant) }, posts: ['1: 1', '5: 2', '5: 3'] },
  ],
]

describe('a live channel', () => {
  it.each(cases)('%s', (name, { schedule = live(15), published, minutes, at = {}, deaths = [], posts }) =>
    inCell(`live-${name}`, async (cell) => {
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', feed.site)
      const channel = cell.addChannel('First', { schedule })
      await cell.subscribe(channel, FEED)
      const begun = cell.clock.now
      const seen: string[] = []
      for (let minute = 1; minute <= minutes; minute += 1) {
        cell.clock.now = begun + minute * MINUTE
        if (published.includes(minute)) feed.publish(entry(String(minute)))
        at[minute]?.(cell, channel)
        const before = cell.posts(channel).length
        wakeFeeds(cell)
        await cell.run('scheduled', deaths.includes(minute) ? { step: 1, when: 'before' } : null)
        for (const text of cell.posts(channel).slice(before))
          seen.push(`${minute}: ${[...text.matchAll(/Headline (\d+)/gu)].map(([, number]) => number).join(' ')}`)
      }
      expect(seen).toEqual(posts)
    }),
  )
})
