/** The playground: the real Worker, a sample publisher and a simulated Telegram, with a page to use them. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Shutdown } from '../scripts/shutdown.ts'
import { messageOf, paint, type Terminal } from '../scripts/terminal.ts'
import { freePort, loopback } from '../simulators/ports.ts'
import { realSleep, startTelegramServer } from '../simulators/telegram/telegram-server.ts'
import { World } from '../simulators/telegram/world.ts'
import { startHubServer } from '../simulators/websub/hub-server.ts'
import { type Cron, startCron } from '../simulators/workerd/cron.ts'
import { runWorker } from '../simulators/workerd/run-worker.ts'
import { performAction } from './actions.ts'
import { followArrivals } from './arrivals.ts'
import { setWebhook, startDelivery } from './delivery.ts'
import { type DemoStep, demoSteps } from './demo.ts'
import { type FeedName, type Sample, startFeedServer } from './feed-server.ts'
import { startPageServer } from './page-server.ts'
import { addSamplePeople, ownerId, type SampleNames, type SamplePeople } from './sample-people.ts'
import { readSeed, seedFile } from './seed.ts'
import { viewOf } from './view.ts'

/** First ports to try. */
const ports = { page: 8080, feeds: 8090 }
/** Shorter than Cloudflare's minute, so that one need not wait. */
const CRON_EVERY_MS = 5000
/** Changes within this time are sent to the pages together. */
const BATCH_MS = 30

export interface Playground {
  /** Address of the page. */
  readonly url: string
  /** The demonstration's steps, which have not run yet. */
  readonly demo: readonly DemoStep[]
  readonly cron: Cron
  readonly people: SamplePeople
  /** Addresses of the sample feeds. */
  readonly feeds: Readonly<Record<FeedName, string>>
}

/** Opens the playground, and runs the demonstration. */
export async function runPlayground(
  root: string,
  terminal: Terminal,
  shutdown: Shutdown,
  options: PlaygroundOptions = {},
): Promise<Cron> {
  const started = Date.now()
  const { url, demo, cron } = await openPlayground(root, terminal, shutdown, options)
  terminal.say(`\n  Open ${paint('bold', url)} and watch:\n`)
  try {
    for (const { what, run } of demo) await terminal.step(what, run)
    terminal.say(`\n  The first headlines arrived ${Math.round((Date.now() - started) / 1000)} s after the start.`)
    terminal.say(`\n  ${paint('bold', `➜  ${url}`)}\n`)
    terminal.say('  Publish an item there, talk to the bot, press its buttons. Stop with Ctrl-C.\n')
  } catch (problem) {
    terminal.say(`  The demonstration stopped: ${messageOf(problem)}`)
    terminal.say(`  The page still works: ${url}`)
  }
  return cron
}

export interface PlaygroundOptions {
  /** The page's first port to try. */
  readonly pagePort?: number
  /** Commands of the owner before the first feed. */
  readonly commands?: readonly string[]
  /** Interval between crons in ms; null: on request only. */
  readonly cronEveryMs?: number | null
  /** Shows the Worker's whole log, not only warnings. */
  readonly isVerbose?: boolean
  /** Replace the default feeds. */
  readonly samples?: Readonly<Record<FeedName, Sample>>
  readonly names?: SampleNames
  /** The time of Telegram, the publisher and the cron (epoch ms); the Worker uses the machine's */
  readonly now?: () => number
}

export async function openPlayground(
  root: string,
  terminal: Terminal,
  shutdown: Shutdown,
  options: PlaygroundOptions = {},
): Promise<Playground> {
  const { pagePort = ports.page, commands = [], cronEveryMs = CRON_EVERY_MS, isVerbose = false } = options
  const { samples, names, now = Date.now } = options
  const botToken = `4242:${randomBytes(18).toString('base64url')}`
  const webhookSecret = randomBytes(18).toString('base64url')

  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-'))
  shutdown.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

  // What was published before the subscription is pushed at its beginning.
  const hub = await startHubServer({ confirmed: (topic) => feeds.push(topic) })
  shutdown.add('The simulated hub', hub.close)
  const feeds = await startFeedServer({
    seed: await readSeed(seedFile),
    port: ports.feeds,
    now,
    hub: { url: `${hub.url}/`, publish: (...document) => void hub.publish(...document) },
    ...(samples === undefined ? {} : { samples }),
  })
  shutdown.add('The sample feeds', feeds.stop)
  const world = new World({
    token: botToken,
    now,
    sleep: realSleep,
    localWebhooks: true,
    botName: 'Paperboy',
    botUsername: 'paperboy_sample_bot',
  })
  const telegram = await startTelegramServer({ world })
  shutdown.add('The simulated Telegram', telegram.close)
  terminal.say(`${paint('green', '✓')} Sample feeds with a hub that pushes them, and a simulated Telegram`)
  const people = addSamplePeople(world, names)

  // The Worker needs its address before it starts: short links begin with it.
  const port = await freePort()
  const worker = await terminal.step('The Worker, in workerd with its KV and Durable Objects', () =>
    runWorker(
      {
        config: path.join(root, 'wrangler.toml'),
        host: loopback,
        port,
        state: folder,
        watch: true,
        isVerbose,
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
      (stop) => shutdown.add('The Worker', stop),
    ),
  )
  void worker.ended.then((lines) => shutdown.end(`The Worker has ended unexpectedly.\n${lines}`, 1))

  const delivery = startDelivery(world, (request) => fetch(request))
  shutdown.add('The delivery of updates', delivery.stop)
  await setWebhook(telegram.url, botToken, `${worker.url}/telegram/webhook`, webhookSecret)

  const changed = batched(BATCH_MS, () => page.send('state', everything()))
  const arrivals = followArrivals(world, changed)
  const everything = () => ({
    ...viewOf(world),
    owner: people.owner,
    channel: people.channel,
    feeds: (['rss', 'atom'] as const).map((name) => {
      const { title, address, items, language } = feeds.feed(name)
      const pushed = hub.hub.subscriptions.some(({ topic }) => topic === address)
      return { name, title, address, language, items: items.length, pushed, ...feeds.requests(name) }
    }),
    page: feeds.page,
    arrivals: arrivals.lines(),
    worker: worker.url,
  })
  const page = await startPageServer({
    port: pagePort,
    busy: (port) => terminal.say(`  Port ${port} is busy, taking the next one.`),
    first: () => [
      ['state', everything()],
      ['cron', clock()],
    ],
    act: (received) => performAction({ world, feeds, published: arrivals.published }, received),
  })
  shutdown.add('The page', page.stop)
  world.subscribe((change) => {
    if (change.kind !== 'call') changed()
  })

  const failures = once(terminal.say)
  const cron = startCron({
    url: worker.url,
    everyMs: cronEveryMs,
    changed() {
      page.send('cron', clock())
      changed()
    },
    failed: failures,
    now,
  })
  shutdown.add('The cron', cron.stop)
  // A duration, since the page's clock may differ.
  function clock() {
    const { running, nextAt, cycles } = cron.state()
    return { running, cycles, everyMs: cronEveryMs, inMs: nextAt === null ? null : Math.max(0, nextAt - now()) }
  }

  const [rss, atom] = [feeds.feed('rss'), feeds.feed('atom')]
  const addresses = { rss: rss.address, atom: atom.address }
  return { url: page.url, cron, people, feeds: addresses, demo: demoSteps(world, people, [rss, atom], commands) }
}

/** Prints a line unless it repeats the last. */
function once(say: (line: string) => void): (line: string) => void {
  let last = ''
  return (line) => {
    if (line !== last) say(`  ${line}`)
    last = line
  }
}

/** Runs the work once for all calls within `ms`. */
function batched(ms: number, work: () => void): () => void {
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
