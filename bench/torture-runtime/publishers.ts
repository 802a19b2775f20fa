/** Feeds served on loopback, with a record of what each published. */

export interface Publishers {
  /** Paths of the feeds, such as `/feed/0`. */
  readonly paths: readonly string[]
  /** Adds this many items to a feed. */
  readonly publish: (path: string, count: number) => void
  /** Titles published since the start, by path, without each feed's first item. */
  readonly published: () => ReadonlyMap<string, readonly string[]>
  /** Answers a request for a feed; null for other requests. */
  readonly answer: (request: Request) => Response | null
}

/** A feed shows its newest items only. */
const SHOWN = 60

/** @param now epoch ms, the date of an item */
export function servePublishers(count: number, now: () => number): Publishers {
  const feeds = new Map(
    Array.from({ length: count }, (_, number) => [`/feed/${number}`, [{ title: `Start ${number}`, at: now() }]]),
  )
  return {
    paths: [...feeds.keys()],
    publish(path, items) {
      const feed = feeds.get(path)
      if (feed === undefined) throw new Error(`there is no feed ${path}`)
      // Unique words, so that no two titles are the same story.
      for (let item = 0; item < items; item += 1)
        feed.push({ title: `Headline f${path.split('/').at(-1)}n${feed.length}`, at: now() })
    },
    published: () => new Map([...feeds].map(([path, items]) => [path, items.slice(1).map(({ title }) => title)])),
    answer(request) {
      const { pathname } = new URL(request.url)
      const items = feeds.get(pathname)
      if (items === undefined) return null
      const etag = `"${items.length}"`
      if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
      const blocks = items
        .slice(-SHOWN)
        .toReversed()
        .map(
          ({ title, at }) =>
            `<item><title>${title}</title><link>https://news.example${pathname}/${title.replaceAll(' ', '-')}</link><guid>${pathname} ${title}</guid><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
        )
      const xml = `<rss version="2.0"><channel><title>Feed ${pathname}</title><link>https://news.example${pathname}</link>${blocks.join('')}</channel></rss>`
      return new Response(xml, { headers: { 'content-type': 'application/rss+xml', etag } })
    },
  }
}
