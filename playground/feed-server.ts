/** The sample publisher on loopback: two feeds with ETag and 304, to which items can be added, and a page without a feed. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { close, listen, loopback } from '../simulators/ports.ts'
import { articlePage, atomDocument, listPage, rssDocument, type SampleFeed, type SampleItem } from './feed-document.ts'
import { inventHeadline, notices, startInChinese, startInEnglish } from './headlines.ts'
import type { Seed } from './seed.ts'

const feedNames = ['rss', 'atom'] as const
export type FeedName = (typeof feedNames)[number]

export interface FeedServer {
  /** Base address. */
  readonly url: string
  feed(name: FeedName): SampleFeed
  /** Address of a page that lists articles and has no feed. */
  readonly page: string
  /** Adds an item to a feed; without a title it invents one. */
  publish(name: FeedName, title?: string): SampleItem
  /** Requests of a feed, and those answered with 304. */
  requests(name: FeedName): { readonly times: number; readonly unchanged: number }
  /** Has the hub push the feed at this address, if there is one. */
  push(address: string): void
  stop(): Promise<void>
}

/** The content of a feed. */
export interface Sample {
  readonly title: string
  readonly language: string
  /** Headlines at the start, newest first. */
  readonly headlines: readonly string[]
  /** Full texts (HTML) by headline, also for headlines that are published later. */
  readonly texts?: Readonly<Record<string, string>>
}

export interface FeedServerOptions {
  readonly seed: Seed
  /** Replace the default feeds and their seed article. */
  readonly samples?: Readonly<Record<FeedName, Sample>>
  /** 0: any free port. */
  readonly port?: number
  readonly now?: () => number
  readonly hub?: Hub
}

/** The hub that the feeds announce, which pushes them to subscribers. */
interface Hub {
  readonly url: string
  readonly publish: (topic: string, body: string, contentType: string) => void
}

/** The state of one feed. */
interface ServedFeed {
  readonly title: string
  readonly language: string
  readonly path: string
  readonly type: string
  readonly write: (feed: SampleFeed) => string
  readonly items: SampleItem[]
  invented: number
  times: number
  unchanged: number
}

const MINUTE_MS = 60_000
/** Items in a feed document. */
const MAX_ITEMS = 30

export async function startFeedServer({
  seed,
  samples,
  port = 0,
  now = Date.now,
  hub,
}: FeedServerOptions): Promise<FeedServer> {
  const server = createServer((request, response) => answer(request, response))
  const url = `http://${loopback}:${await listen(server, port)}`

  const item = (name: FeedName, number: number, title: string, published: number): SampleItem => ({
    id: `urn:paperboy:sample:${name}:${number}`,
    title,
    link: `${url}/${name}/${number}`,
    published,
    summary: name === 'rss' ? `${title}。这是样例，文章是虚构的。` : `${title}. A sample: the story is invented.`,
    ...textOf(samples?.[name], title),
  })
  const page: SampleFeed = {
    title: 'Harbour town notices',
    language: 'en',
    address: `${url}/notices`,
    items: notices.map((title, place) => ({
      id: String(place),
      title,
      link: `${url}/notices/${place + 1}`,
      published: now(),
      summary: 'A sample: the notice is invented.',
    })),
  }
  const recent = (name: FeedName, titles: readonly string[]) =>
    titles.map((title, place) => item(name, titles.length - place, title, now() - (place + 1) * 47 * MINUTE_MS))
  const createFeed = (
    settings: Pick<ServedFeed, 'title' | 'language' | 'path' | 'type' | 'write' | 'items'>,
  ): ServedFeed => ({
    ...settings,
    invented: 0,
    times: 0,
    unchanged: 0,
  })
  const served: Readonly<Record<FeedName, ServedFeed>> = {
    rss: createFeed({
      title: samples?.rss.title ?? `${seed.feedTitle}（样例）`,
      language: samples?.rss.language ?? 'zh',
      // Not a common path, as the page without a feed is on the same site.
      path: '/rfi.xml',
      type: 'application/rss+xml; charset=utf-8',
      write: rssDocument,
      // The seed article is the oldest, so it is the first headline of the first digest. Its link opens without a network.
      items:
        samples === undefined
          ? [{ ...seed.item, link: `${url}/rss/seed`, original: seed.item.link }, ...recent('rss', startInChinese)]
          : recent('rss', samples.rss.headlines),
    }),
    atom: createFeed({
      title: samples?.atom.title ?? 'The Harbour Gazette',
      language: samples?.atom.language ?? 'en',
      path: '/gazette.xml',
      type: 'application/atom+xml; charset=utf-8',
      write: atomDocument,
      items: recent('atom', samples?.atom.headlines ?? startInEnglish),
    }),
  }

  const feed = (name: FeedName): SampleFeed => {
    const { title, language, path, items } = served[name]
    const address = `${url}${path}`
    return {
      title,
      language,
      address,
      items: items.slice(0, MAX_ITEMS),
      ...(hub === undefined ? {} : { hub: hub.url }),
    }
  }

  function push(name: FeedName): void {
    const { write, type } = served[name]
    hub?.publish(feed(name).address, write(feed(name)), type)
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', url).pathname
    const name = feedNames.find((each) => served[each].path === path)
    if (name !== undefined) {
      answerFeed(name, request, response)
      return
    }
    const html = pageAt(`${url}${path}`)
    if (html === null) response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n')
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  }

  /** The page without a feed, or that of an item; null: there is none. */
  function pageAt(address: string): string | null {
    if (address === page.address) return listPage(page)
    for (const each of [page, ...feedNames.map((name) => ({ ...feed(name), items: served[name].items }))]) {
      const item = each.items.find(({ link }) => link === address)
      if (item !== undefined) return articlePage(each, item)
    }
    return null
  }

  function answerFeed(name: FeedName, request: IncomingMessage, response: ServerResponse): void {
    const current = served[name]
    const body = current.write(feed(name))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
    const newest = Math.max(...current.items.map(({ published }) => published))
    const headers = { etag, 'last-modified': new Date(newest).toUTCString(), 'content-type': current.type }
    current.times++
    if (isCurrent(request, etag, newest)) {
      current.unchanged++
      response.writeHead(304, headers).end()
    } else response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body)
  }

  return {
    url,
    feed,
    page: page.address,
    publish(name, title) {
      const current = served[name]
      const headline = title ?? inventHeadline(current.language.startsWith('zh') ? 'zh' : 'en', current.invented++)
      const published = item(name, current.items.length + 1, headline, now())
      current.items.unshift(published)
      push(name)
      return published
    },
    requests: (name) => ({ times: served[name].times, unchanged: served[name].unchanged }),
    push(address) {
      const name = feedNames.find((each) => feed(each).address === address)
      if (name !== undefined) push(name)
    },
    stop: () => close(server),
  }
}

function textOf(sample: Sample | undefined, title: string): Pick<SampleItem, 'text'> {
  const text = sample?.texts?.[title]
  return text === undefined ? {} : { text }
}

/** Whether the client's copy is current: by ETag if it sends one, else by date (RFC 9110, section 13.2.2). */
function isCurrent(request: IncomingMessage, etag: string, newest: number): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag)
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return Math.floor(newest / 1000) * 1000 <= since
}
