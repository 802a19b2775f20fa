/** A small publisher: two feeds on loopback with ETag and 304, to which items can be added. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { close, listen, loopback } from '../simulators/ports.ts'
import { article, atom, rss, type SampleFeed, type SampleItem } from './feed-document.ts'
import { inventHeadline, startInChinese, startInEnglish } from './headlines.ts'
import type { Seed } from './seed.ts'

export type FeedName = 'rss' | 'atom'

export interface FeedServer {
  /** Base address. */
  readonly url: string
  feed(name: FeedName): SampleFeed
  /** Adds an item on top of a feed; without a title it invents one. */
  publish(name: FeedName, title?: string): SampleItem
  /** Requests of a feed, and how many were answered with 304. */
  asked(name: FeedName): { readonly times: number; readonly unchanged: number }
  stop(): Promise<void>
}

/** What one of the two feeds says. */
export interface Sample {
  readonly title: string
  readonly language: string
  /** Headlines that are there at the start, newest first. */
  readonly headlines: readonly string[]
  /** By headline: an article's whole text (HTML), for those that have one. */
  readonly texts?: Readonly<Record<string, string>>
}

export interface FeedServerOptions {
  readonly seed: Seed
  /** Replace the usual feeds, and with them the seed article. */
  readonly samples?: Readonly<Record<FeedName, Sample>>
  /** 0: any free port. */
  readonly port?: number
  readonly now?: () => number
}

/** A publisher's state of one feed. */
interface Shelf {
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

const minute = 60_000
/** Items in a feed document. */
const shown = 30

export async function startFeedServer({
  seed,
  samples,
  port = 0,
  now = Date.now,
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
  const recent = (name: FeedName, titles: readonly string[]) =>
    titles.map((title, place) => item(name, titles.length - place, title, now() - (place + 1) * 47 * minute))
  const shelf = (settings: Pick<Shelf, 'title' | 'language' | 'path' | 'type' | 'write' | 'items'>): Shelf => ({
    ...settings,
    invented: 0,
    times: 0,
    unchanged: 0,
  })
  const shelves: Readonly<Record<FeedName, Shelf>> = {
    rss: shelf({
      title: samples?.rss.title ?? `${seed.feedTitle}（样例）`,
      language: samples?.rss.language ?? 'zh',
      path: '/rss.xml',
      type: 'application/rss+xml; charset=utf-8',
      write: rss,
      // The first item, and by its date the oldest: a digest tells the oldest first, so it leads the first one too.
      // Its link stays on this machine, where no network is needed to open it.
      items:
        samples === undefined
          ? [{ ...seed.item, link: `${url}/rss/seed`, original: seed.item.link }, ...recent('rss', startInChinese)]
          : recent('rss', samples.rss.headlines),
    }),
    atom: shelf({
      title: samples?.atom.title ?? 'The Harbour Gazette',
      language: samples?.atom.language ?? 'en',
      path: '/atom.xml',
      type: 'application/atom+xml; charset=utf-8',
      write: atom,
      items: recent('atom', samples?.atom.headlines ?? startInEnglish),
    }),
  }

  const feed = (name: FeedName): SampleFeed => {
    const { title, language, path, items } = shelves[name]
    return { title, language, address: `${url}${path}`, items: items.slice(0, shown) }
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', url).pathname
    for (const name of ['rss', 'atom'] as const) {
      if (path === shelves[name].path) {
        answerFeed(name, request, response)
        return
      }
      const found = shelves[name].items.find(({ link }) => link === `${url}${path}`)
      if (found === undefined) continue
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(article(feed(name), found))
      return
    }
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n')
  }

  function answerFeed(name: FeedName, request: IncomingMessage, response: ServerResponse): void {
    const shelf = shelves[name]
    const body = shelf.write(feed(name))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
    const newest = Math.max(...shelf.items.map(({ published }) => published))
    const headers = { etag, 'last-modified': new Date(newest).toUTCString(), 'content-type': shelf.type }
    shelf.times++
    if (isKnown(request, etag, newest)) {
      shelf.unchanged++
      response.writeHead(304, headers).end()
    } else response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body)
  }

  return {
    url,
    feed,
    publish(name, title) {
      const shelf = shelves[name]
      const words = title ?? inventHeadline(shelf.language.startsWith('zh') ? 'zh' : 'en', shelf.invented++)
      const published = item(name, shelf.items.length + 1, words, now())
      shelf.items.unshift(published)
      return published
    },
    asked: (name) => ({ times: shelves[name].times, unchanged: shelves[name].unchanged }),
    stop: () => close(server),
  }
}

function textOf(sample: Sample | undefined, title: string): Pick<SampleItem, 'text'> {
  const text = sample?.texts?.[title]
  return text === undefined ? {} : { text }
}

/** RFC 9110: the tag decides, or else the date. */
function isKnown(request: IncomingMessage, etag: string, newest: number): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag)
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return Math.floor(newest / 1000) * 1000 <= since
}
