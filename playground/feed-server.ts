/** The sample publisher on loopback: two feeds with ETag and 304, to which items can be added, a list of more, and a page without a feed. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { close, listen, loopback } from '../simulators/ports.ts'
import {
  articlePage,
  atomDocument,
  listPage,
  opmlDocument,
  rssDocument,
  type SampleFeed,
  type SampleItem,
} from './feed-document.ts'
import { type FeedName, feedNames, type Sample, type SampleTexts } from './samples/sample-texts.ts'
import { inventHeadline } from './samples/samples.ts'
import type { Seed } from './seed.ts'

export interface FeedServer {
  /** Base address. */
  readonly url: string
  feed(name: FeedName): SampleFeed
  /** Address of a page that lists articles and has no feed. */
  readonly page: string
  /** A list of more feeds, to import. */
  readonly list: { readonly name: string; readonly text: string }
  /** Adds an item to a feed; without a title it invents one. */
  publish(name: FeedName, title?: string): SampleItem
  /** Requests of a feed, and those answered with 304. */
  requests(name: FeedName): { readonly times: number; readonly unchanged: number }
  /** Has the hub push the feed at this address, if there is one. */
  push(address: string): void
  stop(): Promise<void>
}

export interface FeedServerOptions {
  readonly seed: Seed
  readonly texts: SampleTexts
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
  readonly sample: Sample
  readonly path: string
  readonly type: string
  readonly write: (feed: SampleFeed) => string
  readonly items: SampleItem[]
  invented: number
  times: number
  unchanged: number
}

const fontFolder = path.join(import.meta.dirname, 'page')
const MINUTE_MS = 60_000
/** Items in a feed document. */
const MAX_ITEMS = 30

export async function startFeedServer({
  seed,
  texts,
  port = 0,
  now = Date.now,
  hub,
}: FeedServerOptions): Promise<FeedServer> {
  const server = createServer((request, response) => answer(request, response))
  const url = `http://${loopback}:${await listen(server, port)}`

  const item = (path: string, sample: Sample, number: number, title: string, published: number): SampleItem => ({
    id: `urn:paperboy:sample:${path}:${number}`,
    title,
    link: `${url}/${path}/${number}`,
    published,
    summary: `${title}${texts.remark}`,
    ...textOf(sample, title, number),
  })
  const recent = (path: string, sample: Sample) =>
    sample.headlines.map((title, place) =>
      item(path, sample, sample.headlines.length - place, title, now() - (place + 1) * 47 * MINUTE_MS),
    )
  const page: SampleFeed = {
    title: texts.notices.title,
    language: texts.notices.language,
    address: `${url}/notices`,
    items: texts.notices.headlines.map((title, place) => ({
      id: String(place),
      title,
      link: `${url}/notices/${place + 1}`,
      published: now(),
      summary: `${title}${texts.remark}`,
    })),
  }
  // Their paths are not common ones, as the page without a feed is on the same site.
  const more: readonly SampleFeed[] = texts.list.map((sample, place) => ({
    title: sample.title,
    language: sample.language,
    address: `${url}/section-${place + 1}.xml`,
    items: recent(`section-${place + 1}`, sample),
  }))
  const createFeed = (
    settings: Pick<ServedFeed, 'title' | 'sample' | 'path' | 'type' | 'write' | 'items'>,
  ): ServedFeed => ({
    ...settings,
    invented: 0,
    times: 0,
    unchanged: 0,
  })
  const { rss, atom } = texts.feeds
  const served: Readonly<Record<FeedName, ServedFeed>> = {
    rss: createFeed({
      title: texts.hasSeed ? `${seed.feedTitle}（样例）` : rss.title,
      sample: rss,
      path: '/first.xml',
      type: 'application/rss+xml; charset=utf-8',
      write: rssDocument,
      // The seed article is the oldest, so it is the first headline of the first digest. Its link opens without a network.
      items: [
        ...(texts.hasSeed ? [{ ...seed.item, link: `${url}/rss/seed`, original: seed.item.link }] : []),
        ...recent('rss', rss),
      ],
    }),
    atom: createFeed({
      title: atom.title,
      sample: atom,
      path: '/second.xml',
      type: 'application/atom+xml; charset=utf-8',
      write: atomDocument,
      items: recent('atom', atom),
    }),
  }

  const feed = (name: FeedName): SampleFeed => {
    const { title, sample, path, items } = served[name]
    const address = `${url}${path}`
    return {
      title,
      language: sample.language,
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
    const section = more.find(({ address }) => address === `${url}${path}`)
    if (section !== undefined) {
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(rssDocument(section))
      return
    }
    const type = fontType(path)
    if (type !== null) {
      response.writeHead(200, { 'content-type': type })
      createReadStream(`${fontFolder}${path}`).pipe(response)
      return
    }
    const html = pageAt(`${url}${path}`)
    if (html === null) response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n')
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  }

  /** The page without a feed, or that of an item; null: there is none. */
  function pageAt(address: string): string | null {
    if (address === page.address) return listPage(page)
    for (const each of [page, ...more, ...feedNames.map((name) => ({ ...feed(name), items: served[name].items }))]) {
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
    list: { name: 'feeds.opml', text: opmlDocument(more) },
    publish(name, title) {
      const current = served[name]
      const headline = title ?? inventHeadline(texts.invented, current.invented++)
      const published = item(name, current.sample, current.items.length + 1, headline, now())
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

/** The media type of a file for pages on machines without Chinese fonts; null: it is none. */
function fontType(path: string): string | null {
  if (path === '/fonts.css') return 'text/css; charset=utf-8'
  return /^\/noto-sans-(?:sc|tc)\.woff2$/u.test(path) ? 'font/woff2' : null
}

/** The last paragraph says that the story is invented; the others take turns to begin, so that summaries differ. */
function textOf({ texts, article }: Sample, title: string, number: number): Pick<SampleItem, 'text'> {
  const story = article?.slice(0, -1) ?? []
  const start = number % Math.max(1, story.length)
  const paragraphs = article && [...story.slice(start), ...story.slice(0, start), ...article.slice(-1)]
  const text = texts?.[title] ?? paragraphs?.map((paragraph) => `<p>${paragraph}</p>`).join('')
  return text === undefined ? {} : { text }
}

/** Whether the client's copy is current: by ETag if it sends one, else by date (RFC 9110, section 13.2.2). */
function isCurrent(request: IncomingMessage, etag: string, newest: number): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag)
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return Math.floor(newest / 1000) * 1000 <= since
}
