/** The playground: the real Worker, a sample publisher and a simulated Telegram, with a page to use all of them. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Shutdown } from '../scripts/shutdown.ts'
import { messageOf, paint, type Terminal } from '../scripts/terminal.ts'
import { freePort, loopback } from '../simulators/ports.ts'
import { realSleep, startTelegramServer } from '../simulators/telegram/server/server.ts'
import { World } from '../simulators/telegram/world.ts'
import { type Cron, startCron } from '../simulators/workerd/cron.ts'
import { runWorker } from '../simulators/workerd/run-worker.ts'
import { perform } from './acts.ts'
import { followStory } from './arrivals.ts'
import { type Cast, type CastNames, gather, ownerId } from './cast.ts'
import { setWebhook, startDelivery } from './delivery.ts'
import { type FeedName, type Sample, startFeedServer } from './feed-server.ts'
import { startPageServer } from './page-server.ts'
import { firstScene, type SceneStep } from './scene.ts'
import { readSeed, seedFile } from './seed.ts'
import { viewOf } from './view.ts'

/** Ports of the page and the feeds; a busy port is skipped. */
const ports = { page: 8080, feeds: 8090 }
/** Cloudflare's cron runs every 5 minutes, which is too long to watch. */
const cronUsuallyEveryMs = 5000
/** Changes within this many ms are sent to the pages together. */
const gatherMs = 30

export interface Playground {
  /** Address of the page. */
  readonly url: string
  /** The first scene, which has not started yet. */
  readonly scene: readonly SceneStep[]
  readonly cron: Cron
  readonly cast: Cast
  /** Addresses of the sample feeds. */
  readonly feeds: Readonly<Record<FeedName, string>>
}

/** Plays the first scene. */
export async function runPlayground(
  root: string,
  terminal: Terminal,
  ending: Shutdown,
  options: PlaygroundOptions = {},
): Promise<Cron> {
  const started = Date.now()
  const { url, scene, cron } = await openPlayground(root, terminal, ending, options)
  terminal.say(`\n  Open ${paint('bold', url)} and watch:\n`)
  try {
    for (const { what, play } of scene) await terminal.step(what, play)
    terminal.say(`\n  Headlines are in the channel, ${Math.round((Date.now() - started) / 1000)} s after the start.`)
    terminal.say(`\n  ${paint('bold', `➜  ${url}`)}\n`)
    terminal.say('  Publish an item there, talk to the bot, press its buttons. Ctrl-C ends it.\n')
  } catch (problem) {
    // The page shows what happened instead.
    terminal.say(`  The first scene stopped: ${messageOf(problem)}`)
    terminal.say(`  The page goes on: ${url}`)
  }
  return cron
}

export interface PlaygroundOptions {
  /** Where the page is looked for. */
  readonly pagePort?: number
  /** Commands of the owner before the first feed. */
  readonly commands?: readonly string[]
  /** Interval between crons in ms; null: on request only. */
  readonly cronEveryMs?: number | null
  /** Shows all of the Worker's log, not only warnings. */
  readonly isTalkative?: boolean
  /** Replace the usual feeds. */
  readonly samples?: Readonly<Record<FeedName, Sample>>
  readonly names?: CastNames
  /** Time of Telegram, the publisher and the cron; the Worker keeps the machine's. ms since 1970 */
  readonly now?: () => number
}

export async function openPlayground(
  root: string,
  terminal: Terminal,
  ending: Shutdown,
  options: PlaygroundOptions = {},
): Promise<Playground> {
  const { pagePort = ports.page, commands = [], cronEveryMs = cronUsuallyEveryMs, isTalkative = false } = options
  const { samples, names, now = Date.now } = options
  const botToken = `4242:${randomBytes(18).toString('base64url')}`
  const webhookSecret = randomBytes(18).toString('base64url')

  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-'))
  ending.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

  const feeds = await startFeedServer({
    seed: await readSeed(seedFile),
    port: ports.feeds,
    now,
    ...(samples === undefined ? {} : { samples }),
  })
  ending.add('The sample feeds', feeds.stop)
  const world = new World({
    token: botToken,
    now,
    sleep: realSleep,
    localWebhooks: true,
    botName: 'Paperboy',
    botUsername: 'paperboy_sample_bot',
  })
  const telegram = await startTelegramServer({ world, port: 0 })
  ending.add('The simulated Telegram', telegram.close)
  terminal.say(`${paint('green', '✓')} Sample feeds and a simulated Telegram`)
  const cast = gather(world, names)

  // The Worker needs its own address before it runs: short links start with it.
  const port = await freePort()
  const worker = await terminal.step('The Worker, in workerd with its KV and Durable Objects', () =>
    runWorker(
      {
        config: path.join(root, 'wrangler.toml'),
        host: loopback,
        port,
        state: folder,
        watch: true,
        isTalkative,
        vars: {
          OWNER_IDS: String(ownerId),
          PUBLIC_URL: `http://${loopback}:${port}`,
          TELEGRAM_API_ROOT: telegram.url,
          ALLOW_PRIVATE_FEEDS: 'true',
          LIVE_GAP_MINUTES: '0',
        },
        secrets: { BOT_TOKEN: botToken, WEBHOOK_SECRET: webhookSecret },
      },
      (line) => terminal.say(paint('dim', `  ${line}`)),
      (stop) => ending.add('The Worker', stop),
    ),
  )
  void worker.ended.then((lines) => ending.end(`The Worker has ended unexpectedly.\n${lines}`, 1))

  const delivery = startDelivery(world, (request) => fetch(request))
  ending.add('The delivery of updates', delivery.stop)
  await setWebhook(telegram.url, botToken, `${worker.url}/telegram/webhook`, webhookSecret)

  const changed = gathered(gatherMs, () => page.send('state', everything()))
  const story = followStory(world, changed)
  const everything = () => ({
    ...viewOf(world),
    owner: cast.owner,
    channel: cast.channel,
    feeds: (['rss', 'atom'] as const).map((name) => {
      const { title, address, items, language } = feeds.feed(name)
      return { name, title, address, language, items: items.length, ...feeds.asked(name) }
    }),
    story: story.lines(),
    worker: worker.url,
  })
  const page = await startPageServer({
    port: pagePort,
    busy: (port) => terminal.say(`  Port ${port} is busy, taking the next one.`),
    first: () => [
      ['state', everything()],
      ['cron', clock()],
    ],
    act: (received) => perform({ world, feeds, published: story.published }, received),
  })
  ending.add('The page', page.stop)
  world.subscribe((change) => {
    if (change.kind !== 'call') changed()
  })

  const failures = once(terminal.say)
  const cron = startCron({
    url: worker.url,
    everyMs: cronEveryMs,
    changed: () => page.send('cron', clock()),
    failed: failures,
    now,
  })
  ending.add('The cron', cron.stop)
  // Sent as a duration, since the page's clock may differ.
  function clock() {
    const { running, nextAt, cycles } = cron.state()
    return { running, cycles, everyMs: cronEveryMs, inMs: nextAt === null ? null : Math.max(0, nextAt - now()) }
  }

  const [rss, atom] = [feeds.feed('rss'), feeds.feed('atom')]
  const addresses = { rss: rss.address, atom: atom.address }
  return { url: page.url, cron, cast, feeds: addresses, scene: firstScene(world, cast, [rss, atom], commands) }
}

/** Prints a line unless it repeats the last. */
function once(say: (words: string) => void): (words: string) => void {
  let last = ''
  return (words) => {
    if (words !== last) say(`  ${words}`)
    last = words
  }
}

/** Runs the work once, shortly after the first request. */
function gathered(ms: number, work: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      work()
    }, ms)
  }
}
