/** The real Worker with feeds in one channel, and publishers that answer “not modified”. */
import path from 'node:path'
import type { Shutdown } from '../../scripts/shutdown.ts'
import { freePort } from '../../simulators/ports.ts'
import { testFeed } from '../../simulators/published-feed.ts'
import { OWNER, startWorkerHarness } from '../worker-harness.ts'
import { EVICTION } from './eviction.ts'

/** Items in each feed, so that `seen` has a common size. */
const ITEMS = 40
const HOUR = 3_600_000
const NEWEST = Date.now() - HOUR
const TEXT = 'Something that happened somewhere, described at some length. '.repeat(8)

export interface CycleHarness {
  readonly inspectorPort: number
  /** Id of the process that started workerd. */
  readonly pid: number
  /** Runs a cycle, five minutes after the last one. */
  readonly cycle: () => Promise<void>
  /** Evicts the cell's object, as a quiet minute or two does. */
  readonly evict: () => Promise<void>
  /** Publishes an item in this many feeds. */
  readonly publish: (feeds: number) => void
  /** Sends this to the bot, and waits for its answer. */
  readonly say: (text: string) => Promise<void>
  /** Requests a path of the Worker without following redirects. */
  readonly open: (path: string) => Promise<Response>
  /** Path of a short link in the last message that has one; null: none was sent. */
  readonly shortLink: () => string | null
}

export async function startCycleHarness(feeds: number, shutdown: Shutdown): Promise<CycleHarness> {
  const paths = Array.from({ length: feeds }, (_, number) => `/feed/${number}`)
  const published = new Map(paths.map((feed) => [feed, ITEMS]))
  const testFeeds = new Map(
    paths.map((feed) => [
      feed,
      testFeed(
        `Feed ${feed}`,
        Array.from({ length: ITEMS }, (_, index) => entryOf(feed, ITEMS - index)),
      ),
    ]),
  )
  const inspectorPort = await freePort()
  const harness = await startWorkerHarness(shutdown, {
    feeds: new Map([...testFeeds].map(([feed, { site }]) => [feed, site])),
    worker: { entry: path.join(import.meta.dirname, 'worker.ts'), inspectorPort },
  })
  const { world, url, feedUrl, worker, cycle, trigger } = harness
  const say = async (text: string) => {
    if (!(await harness.say(text))) throw new Error('The Worker did not accept an update.')
  }
  for (const feed of paths) await say(`/add ${feedUrl(feed)}`)
  return {
    inspectorPort,
    pid: worker().pid,
    say,
    cycle,
    evict: () => trigger(EVICTION),
    publish: (count) => {
      for (const feed of paths.slice(0, count)) {
        const number = (published.get(feed) ?? 0) + 1
        published.set(feed, number)
        testFeeds.get(feed)?.publish(entryOf(feed, number))
        testFeeds.get(feed)?.withdraw(entryOf(feed, number - ITEMS))
      }
    },
    open: async (at) => {
      const response = await fetch(`${url}${at}`, { redirect: 'manual' })
      await response.text()
      return response
    },
    shortLink: () => {
      const links = world
        .messages(OWNER)
        .flatMap(({ byBot, entities }) => (byBot ? entities : []).flatMap(({ url: link }) => link ?? []))
      const found = links.findLast((link) => /\/[0-9A-Za-z]{10}$/u.test(link))
      return found === undefined ? null : new URL(found).pathname
    },
  }
}

/** One item every eight hours, so that a feed is polled twice an hour. */
function entryOf(feed: string, number: number) {
  return {
    title: `Story ${number} of ${feed}`,
    link: `https://news.example${feed}/${number}`,
    published: new Date(NEWEST + (number - ITEMS) * 8 * HOUR),
    text: TEXT,
  }
}
