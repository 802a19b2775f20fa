/** Feeds with a record of what each has published. */
import { type Site, testFeed } from '../../simulators/published-feed.ts'

export interface Publishers {
  /** Feeds by path, such as `/feed/0`. */
  readonly sites: ReadonlyMap<string, Site>
  /** Adds this many items to a feed. */
  readonly publish: (path: string, count: number) => void
  /** Titles published since the start, by path, without each feed's first item. */
  readonly published: () => ReadonlyMap<string, readonly string[]>
}

/** A feed shows only its newest items. */
const SHOWN = 60

/** @param now epoch ms, the date of an item */
export function createPublishers(count: number, now: () => number): Publishers {
  const feeds = new Map(
    Array.from({ length: count }, (_, number) => {
      const path = `/feed/${number}`
      const first = entryOf(path, `Start ${number}`, now())
      return [path, { feed: testFeed(`Feed ${path}`, [first]), entries: [first] }]
    }),
  )
  return {
    sites: new Map([...feeds].map(([path, { feed }]) => [path, feed.site])),
    publish(path, items) {
      const found = feeds.get(path)
      if (found === undefined) throw new Error(`There is no feed ${path}.`)
      const { feed, entries } = found
      for (let item = 0; item < items; item += 1) {
        // Unique words, so that no two titles are the same story.
        const entry = entryOf(path, `Headline f${path.split('/').at(-1)}n${entries.length}`, now())
        entries.push(entry)
        feed.publish(entry)
      }
      feed.withdraw(...entries.slice(0, -SHOWN))
    },
    published: () =>
      new Map([...feeds].map(([path, { entries }]) => [path, entries.slice(1).map(({ title }) => title)])),
  }
}

function entryOf(path: string, title: string, at: number) {
  const link = `https://news.example${path}/${title.replaceAll(' ', '-')}`
  return { title, link, published: new Date(at) }
}
