/** Three publishers in one channel, who may report the same stories. */
import { type Entry, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import type { SimulatedCell } from './simulated-cell.ts'

export const TITLE = 'Kim to meet Putin in Russia next week'

export const at = (host: string, path: string, title: string): Entry => ({ title, link: `https://${host}/${path}` })

/** Feeds of three publishers in one channel. */
export async function threeFeeds(cell: SimulatedCell, settings: Parameters<SimulatedCell['addChannel']>[1] = {}) {
  const feed = (host: string, title: string): TestFeed => {
    const made = testFeed(title, [at(host, 'old', `Old ${host}`)])
    cell.sites.set(host, made.site)
    return made
  }
  const [bbc, nyt, chosun] = [feed('bbc.example', 'BBC'), feed('nyt.example', 'NYT'), feed('chosun.example', 'Chosun')]
  const channel = cell.addChannel('First', settings)
  for (const host of ['bbc', 'nyt', 'chosun']) await cell.subscribe(channel, `https://${host}.example/feed`)
  await cell.cron()
  return { bbc, nyt, chosun, channel }
}

/** The headline lines of all posts. */
export const lines = (posts: readonly string[]) =>
  posts.flatMap((post) => post.split('\n')).filter((line) => line.startsWith('•'))
