/** The initial state of most tests of cycles, and functions that count the results. */

import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import type { Channel } from '../../src/model.ts'
import type { SimulatedCell } from './simulated-cell.ts'

export const FEED = 'https://news.example/feed'
export const entry = (name: string) => ({ title: `Headline ${name}`, link: `https://news.example/${name}` })

/** One channel with one feed, which has shown its first item. */
export async function oneChannel(
  cell: SimulatedCell,
  channel = cell.addChannel('First'),
): Promise<{ feed: TestFeed; channel: Channel }> {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  await cell.subscribe(channel, FEED)
  return { feed, channel }
}

/** Number of times that each headline appears in the posts of a channel. */
export function counts(posts: readonly string[], names: readonly string[]): readonly number[] {
  const text = posts.join('\n')
  return names.map((name) => text.split(`Headline ${name}`).length - 1)
}

export async function untilQuiet(cell: SimulatedCell): Promise<void> {
  for (let round = 0; round < 6; round += 1) await cell.cron()
}

/** Has every feed polled in the next cycle, however short ago it was polled. */
export function wakeFeeds({ ledger, clock }: SimulatedCell): void {
  for (const feed of ledger.feeds.all()) ledger.feeds.wake(feed, clock.now)
}

/** A cron, and another one an hour later, which puts the edition and what was seen into KV; then the object leaves memory. */
export async function anHourLater(cell: SimulatedCell) {
  await cell.cron()
  const report = await cell.cron(null, 60)
  cell.evict()
  return report
}

/** The bot's messages to the owner. */
export function toldTo(cell: SimulatedCell): readonly string[] {
  return cell.world
    .messages(1001)
    .filter(({ byBot }) => byBot)
    .map(({ text }) => text)
}
