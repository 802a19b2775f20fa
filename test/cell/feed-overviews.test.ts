/** How the news of a channel's feeds comes, and how late it was, according to the cycles that read them. */
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { feedOverviews } from '../../src/cell/list-feeds.ts'
import { FEED } from '../cycle/scene.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A channel whose feed has published an hour before it was added. */
async function begun(cell: SimulatedCell) {
  const story = (name: string, ago: number | null) => ({
    title: `Headline ${name}`,
    link: `https://news.example/${name}`,
    ...(ago === null ? {} : { published: new Date(cell.clock.now - ago) }),
  })
  const feed = testFeed('News', [story('old', 60 * MINUTE)])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('First')
  await cell.subscribe(channel, FEED)
  const overview = () => feedOverviews(cell.ledger, channel.id, cell.clock.now)[0]
  return { feed, story, overview }
}

it('an added feed is polled, and its lateness is unknown, because its first items are no news', () =>
  inCell('overview-added', async (cell) => {
    const { overview } = await begun(cell)
    await cell.cron()
    expect(overview()).toMatchObject({ arrival: { kind: 'polled' }, latenessMs: null })
  }))

it('the lateness is the time from the publication to the cycle that read the news', () =>
  inCell('overview-late', async (cell) => {
    const { feed, story, overview } = await begun(cell)
    for (const [name, ago] of [
      ['a', 2 * MINUTE],
      ['b', -MINUTE],
      ['c', -2 * MINUTE],
    ] as const) {
      feed.publish(story(name, ago))
      await cell.cron()
    }
    // Read 7, 4 and 3 minutes after they were published.
    expect(overview()?.latenessMs).toBe(4 * MINUTE)
    feed.publish(story('undated', null), story('much older', 9 * DAY))
    await cell.cron()
    expect(overview()?.latenessMs).toBe(4 * MINUTE)
    cell.clock.now += 8 * DAY
    expect(overview()?.latenessMs).toBeNull()
  }))

it('a poll without news and a failed poll do not change the lateness', () =>
  inCell('overview-quiet', async (cell) => {
    const { feed, story, overview } = await begun(cell)
    feed.publish(story('a', 0))
    await cell.cron()
    await cell.cron()
    cell.sites.set('news.example', () => new Response(null, { status: 500 }))
    await cell.cron()
    expect(overview()).toMatchObject({ latenessMs: 5 * MINUTE, failingSince: cell.clock.now })
  }))
