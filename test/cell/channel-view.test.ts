/** The time that the bot shows for a channel's next digest. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { channelView } from '../../src/cell/channel-view.ts'
import type { Pause, Schedule } from '../../src/model.ts'
import { inCell } from '../cycle/simulated-cell.ts'

const live: Schedule = { kind: 'live', gapMinutes: null }
const eightOClock: Schedule = { kind: 'times', minutes: [8 * 60] }
const paused: Pause = { by: 'owner', since: 0 }
const day = (number: number, hour: number) => Date.UTC(2026, 0, number, hour)
const GAP_MINUTES = 15

const story = (number: number) => ({ title: `Headline ${number}`, link: `https://news.example/${number}` })

describe('the next digest of a channel', () => {
  // The channel is registered on the 5th at 12:00. `now` is set after the cycle that reads the feed.
  const cases: readonly (readonly [
    string,
    Schedule,
    Pause | null,
    isWaiting: boolean,
    now: number,
    number | 'now' | null,
  ])[] = [
    ['missed its time and headlines wait: it comes now', eightOClock, null, true, day(6, 9), 'now'],
    ['missed its time and nothing waits: it comes at the next time', eightOClock, null, false, day(6, 9), day(7, 8)],
    ['has its time ahead and headlines wait: it comes at that time', eightOClock, null, true, day(6, 7), day(6, 8)],
    ['is live: it comes now even if nothing waits', live, null, false, day(6, 9), 'now'],
    ['is paused: it does not come', eightOClock, paused, true, day(6, 9), null],
  ]
  it.each(cases)('%s', (name, schedule, pause, isWaiting, now, next) =>
    inCell(`view ${name}`, async (cell) => {
      const feed = testFeed('News', [story(1)])
      cell.sites.set('news.example', feed.site)
      const channel = cell.addChannel('News', { schedule: eightOClock })
      await cell.subscribe(channel, 'https://news.example/feed')
      if (isWaiting) feed.publish(story(2))
      await cell.cron()
      cell.ledger.channels.configure({ ...channel, schedule, pause })
      const view = channelView(cell.ledger, channel.id, now, GAP_MINUTES)
      expect(view).toMatchObject({ waiting: isWaiting ? 1 : 0, nextDigest: next })
    }),
  )
})
