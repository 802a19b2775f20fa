/** The real Worker in workerd with 500 feeds in a channel, a simulated Telegram, and publishers that answer "not modified". */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setWebhook } from '../../playground/delivery.ts'
import type { Shutdown } from '../../scripts/shutdown.ts'
import { freePort, loopback } from '../../simulators/ports.ts'
import { realSleep, startTelegramServer } from '../../simulators/telegram/telegram-server.ts'
import { World } from '../../simulators/telegram/world.ts'
import { runWorker } from '../../simulators/workerd/run-worker.ts'
import { EVICTION } from './eviction.ts'

const TOKEN = '4242:bench'
const SECRET = 'bench'
const OWNER = 1001
const CRON = 5 * 60_000
/** Items in each feed, so that `seen` has a common size. */
const ITEMS = 40
/** An item every eight hours, so that the feed is polled twice an hour. */
const HOUR = 3_600_000
const NEWEST = Date.now() - HOUR

export interface Stage {
  readonly inspectorPort: number
  /** Id of the process that started workerd. */
  readonly pid: number
  /** A cron, five minutes after the last. */
  readonly cron: () => Promise<void>
  /** Evicts the cell's object, as a quiet minute or two does. */
  readonly evict: () => Promise<void>
  /** Publishes an item in this many feeds. */
  readonly publish: (feeds: number) => void
  /** Sends this to the bot and waits for its answer. */
  readonly say: (text: string) => Promise<void>
  /** Requests a path of the Worker without following redirects. */
  readonly open: (path: string) => Promise<Response>
  /** A short link of a sent headline; null before the first. */
  readonly shortLink: () => string | null
}

export async function setStage(root: string, feeds: number, ending: Shutdown): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-bench-'))
  ending.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const world = new World({ token: TOKEN, now: Date.now, sleep: realSleep, localWebhooks: true, flood: null })
  const more = new Map<string, number>()
  const telegram = await startTelegramServer({ world, answerOther: async (request) => feedOf(request, more) })
  ending.add('The simulated Telegram', telegram.close)
  const [port, inspectorPort] = [await freePort(), await freePort()]
  const worker = await runWorker(
    {
      config: path.join(root, 'wrangler.toml'),
      entry: path.join(root, 'scripts', 'bench-cycle', 'worker.ts'),
      host: loopback,
      port,
      state: folder,
      watch: false,
      inspectorPort,
      vars: {
        OWNER_IDS: String(OWNER),
        PUBLIC_URL: `http://${loopback}:${port}`,
        TELEGRAM_API_ROOT: telegram.url,
        ALLOW_PRIVATE_FEEDS: 'true',
        LIVE_GAP_MINUTES: '0',
      },
      secrets: { BOT_TOKEN: TOKEN, WEBHOOK_SECRET: SECRET },
    },
    () => {},
    (stop) => ending.add('The Worker', stop),
  )
  await setWebhook(telegram.url, TOKEN, `${worker.url}/telegram/webhook`, SECRET)
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  const deliver = async () => {
    const { failed } = await world.deliver((request) => fetch(request), { force: true })
    if (failed > 0) throw new Error('The Worker did not take an update.')
  }
  const say = async (text: string) => {
    world.say({ from: OWNER, text })
    await deliver()
  }
  await deliver()
  for (let number = 0; number < feeds; number += 1) await say(`/add ${telegram.url}/feed/${number}`)
  let time = Math.ceil(Date.now() / CRON) * CRON
  const scheduled = async (cron: string) => {
    const query = new URLSearchParams({ cron, time: String(time) })
    const answer = await fetch(`${worker.url}/cdn-cgi/handler/scheduled?${query}`)
    if (!answer.ok) throw new Error(`The cycle ended with "${(await answer.text()).slice(0, 200)}".`)
    await answer.text()
  }
  return {
    inspectorPort,
    pid: worker.pid,
    say,
    publish: (count) => {
      for (let number = 0; number < count; number += 1)
        more.set(`/feed/${number}`, (more.get(`/feed/${number}`) ?? 0) + 1)
    },
    cron: async () => {
      time += CRON
      await scheduled('*/5 * * * *')
    },
    evict: () => scheduled(EVICTION),
    open: async (at) => {
      const response = await fetch(`${worker.url}${at}`, { redirect: 'manual' })
      await response.text()
      return response
    },
    shortLink: () => {
      const html = world.messages(OWNER).findLast(({ byBot, entities }) => byBot && entities.some(isShortLink))
      const link = html?.entities.find(isShortLink)
      return link !== undefined && 'url' in link ? new URL(String(link.url)).pathname : null
    },
  }
}

function isShortLink(entity: object): boolean {
  return 'url' in entity && /\/[0-9A-Za-z]{10}$/u.test(String(entity.url))
}

function feedOf(request: Request, more: ReadonlyMap<string, number>): Response | null {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith('/feed/')) return null
  const items = ITEMS + (more.get(pathname) ?? 0)
  const etag = `"${items}"`
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
  const description = 'Something that happened somewhere, told at some length. '.repeat(8)
  const blocks = Array.from({ length: ITEMS }, (_, index) => {
    const number = items - index
    const at = new Date(NEWEST + (number - ITEMS) * 8 * HOUR).toUTCString()
    return `<item><title>Story ${number} of ${pathname}</title><link>https://news.example${pathname}/${number}</link><guid>${pathname}-${number}</guid><pubDate>${at}</pubDate><description>${description}</description></item>`
  })
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${pathname}</title><link>https://news.example${pathname}</link>${blocks.join('')}</channel></rss>`
  return new Response(xml, { headers: { 'content-type': 'application/rss+xml', etag } })
}
