/** The playground: the real Worker, a sample publisher and a simulated Telegram, with a page to play all of them. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Shutdown } from '../scripts/shutdown.ts'
import { paint, type Terminal, wordsOf } from '../scripts/terminal.ts'
import { freePort, loopback } from '../simulators/ports.ts'
import { realSleep, startTelegramServer } from '../simulators/telegram/server/server.ts'
import { World } from '../simulators/telegram/world.ts'
import { type Cron, startCron } from '../simulators/workerd/cron.ts'
import { runWorker } from '../simulators/workerd/run-worker.ts'
import { perform } from './acts.ts'
import { followStory } from './arrivals.ts'
import { gather, ownerId } from './cast.ts'
import { setWebhook, startDelivery } from './delivery.ts'
import { startFeedServer } from './feed-server.ts'
import { startPageServer } from './page-server.ts'
import { firstScene, type SceneStep } from './scene.ts'
import { readSeed, seedFile } from './seed.ts'
import { viewOf } from './view.ts'

/** Where the page and the feeds are looked for; a busy port is stepped over. */
const ports = { page: 8080, feeds: 8090 }
/** Cloudflare's cron runs every 5 minutes, which is too long to watch. */
const cronUsuallyEveryMs = 5000
/** A burst of changes is sent to the pages as one. ms */
const gatherMs = 30

export interface Playground {
  /** Address of the page. */
  readonly url: string
  /** What happens before anybody has done anything, not begun yet. */
  readonly scene: readonly SceneStep[]
  readonly cron: Cron
}

/** Plays the first scene, then leaves the stage to whoever opens the page. */
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
    // The page is there to look at what happened instead.
    terminal.say(`  The first scene stopped: ${wordsOf(problem)}`)
    terminal.say(`  The page goes on: ${url}`)
  }
  return cron
}

export interface PlaygroundOptions {
  /** Where the page is looked for. */
  readonly pagePort?: number
  /** What the owner says before the first feed. */
  readonly commands?: readonly string[]
  /** Between two crons; null: one comes only when it is asked for. ms */
  readonly cronEveryMs?: number | null
  /** What the Worker logs is shown, not only its warnings. */
  readonly isTalkative?: boolean
}

export async function openPlayground(
  root: string,
  terminal: Terminal,
  ending: Shutdown,
  options: PlaygroundOptions = {},
): Promise<Playground> {
  const { pagePort = ports.page, commands = [], cronEveryMs = cronUsuallyEveryMs, isTalkative = false } = options
  const botToken = `4242:${randomBytes(18).toString('base64url')}`
  const webhookSecret = randomBytes(18).toString('base64url')

  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-'))
  ending.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

  const feeds = await startFeedServer({ seed: await readSeed(seedFile), port: ports.feeds })
  ending.add('The sample feeds', feeds.stop)
  const world = new World({
    token: botToken,
    now: Date.now,
    sleep: realSleep,
    localWebhooks: true,
    botName: 'Paperboy',
    botUsername: 'paperboy_sample_bot',
  })
  const telegram = await startTelegramServer({ world, port: 0 })
  ending.add('The simulated Telegram', telegram.close)
  terminal.say(`${paint('green', '✓')} Sample feeds and a simulated Telegram`)
  const cast = gather(world)

  // The Worker must know its own address before it runs: short links start with it.
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
  })
  ending.add('The cron', cron.stop)
  // Sent as a distance, since a page's clock may differ from ours.
  function clock() {
    const { running, nextAt, cycles } = cron.state()
    return { running, cycles, everyMs: cronEveryMs, inMs: nextAt === null ? null : Math.max(0, nextAt - Date.now()) }
  }

  return { url: page.url, cron, scene: firstScene(world, cast, [feeds.feed('rss'), feeds.feed('atom')], commands) }
}

/** Says a thing, but not the same one again and again. */
function once(say: (words: string) => void): (words: string) => void {
  let last = ''
  return (words) => {
    if (words !== last) say(`  ${words}`)
    last = words
  }
}

/** Does the work once, soon after it was first asked for. */
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
