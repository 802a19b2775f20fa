/** A Worker with content on every page, for a stranger and for its owner, on loopback addresses. */
import { gzipSync } from 'node:zlib'
import { quietWrangler } from '../../scripts/run-program.ts'
import { testFeed } from '../../simulators/published-feed.ts'
import { startSiteServer } from '../../simulators/site-server.ts'
import { converse, ownChannel } from '../../test/e2e/conversation.ts'
import { type Paperboy, PUBLIC_URL, startPaperboy } from '../../test/e2e/paperboy.ts'
import { articles, shortEntries } from './articles.ts'

const OWNER = 1001

/** A kind of visitor. */
export interface Visitor {
  readonly open: (path: string) => Promise<Response>
  /** The loopback address, without a trailing slash. */
  readonly url: string
}

export interface Site {
  readonly stranger: Visitor
  readonly owner: Visitor
  /** Path of the channel's page. */
  readonly channel: string
  /** Path of its numbers, for owners. */
  readonly stats: string
  /** Takes an article back. */
  readonly retract: (link: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Publishes and sends everything; the articles come last. */
export async function startSite(): Promise<Site> {
  // wrangler would ask Cloudflare for a sample of `request.cf`.
  Object.assign(process.env, quietWrangler, { CLOUDFLARE_CF_FETCH_ENABLED: 'false' })
  const paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  const owned = await ownChannel(paperboy, OWNER, 'Morning Headlines')
  const { tell } = owned.conversation
  const feeds = Object.entries(articles).map(([host, { feed, entry }]) => {
    const published = testFeed(feed, [{ title: `Old of ${host}`, link: `https://${host}/old` }])
    paperboy.sites.set(host, published.site)
    return { host, published, entry }
  })
  for (const { host } of feeds) await tell(`/add https://${host}/feed`)
  await tell('/page on')
  await tell('/reading on')
  feeds[0]?.published.publish(...shortEntries)
  await paperboy.cron(20)
  await paperboy.cron(20)
  for (const { published, entry } of feeds) published.publish(entry)
  await paperboy.cron(20)
  const cookie = await signIn(paperboy)
  const stranger = await visitor(paperboy, {})
  const owner = await visitor(paperboy, { cookie })
  return {
    stranger,
    owner,
    channel: '/c/morningheadlines_news',
    stats: `/stats/${owned.channel}`,
    retract: async (link) => void (await tell(`/retract ${link}`)),
    stop: async () => {
      await Promise.all([stranger.close(), owner.close()])
      await paperboy.stop()
    },
  }
}

/** @returns the cookie of a signed-in owner */
async function signIn(paperboy: Paperboy): Promise<string> {
  const link = /\/login\?code=(\S+)/u.exec(await converse(paperboy, OWNER).tell('/quota'))
  const answer = await paperboy.open('/login', {
    method: 'POST',
    headers: { origin: PUBLIC_URL, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code: link?.[1] ?? '' }).toString(),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`signing in answered ${answer.status}`)
  return cookie
}

/** Compresses answers, as Cloudflare does. */
async function visitor(paperboy: Paperboy, headers: Record<string, string>) {
  const open = (path: string) => paperboy.open(path, { headers: { 'accept-language': 'en', ...headers } })
  const server = await startSiteServer(async (request) => {
    const { pathname, search } = new URL(request.url)
    const answer = await open(pathname + search)
    const kept = new Headers(answer.headers)
    kept.delete('content-length')
    kept.set('content-encoding', 'gzip')
    return new Response(gzipSync(Buffer.from(await answer.arrayBuffer())), { status: answer.status, headers: kept })
  })
  return { open, url: server.url, close: server.close }
}
