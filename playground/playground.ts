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
import { openCellReader } from './cell-reader.ts'
import { setUpWorker, startDelivery } from './delivery.ts'
import type { DemoStep } from './demo.ts'
import { type PageServer, startPageServer } from './page-server.ts'
import { ownerIds, type SamplePeople } from './sample-people.ts'
import type { FeedName, SampleLanguage, SampleTexts } from './samples/sample-texts.ts'
import { samples } from './samples/samples.ts'
import { openScene, type Scene } from './scene.ts'
import { readSeed, seedFile } from './seed.ts'
import { standInForAi } from './stand-in-ai.ts'
import { startWorkerProxy } from './worker-proxy.ts'

/** First ports to try. */
const ports = { page: 8080, feeds: 8090 }
/** The Worker's setting: headlines are sent at once. */
const LIVE_GAP_MINUTES = 0
/** Shorter than Cloudflare's minute, so that one need not wait. */
const CRON_EVERY_MS = 5000
/** Changes within this time are sent to the pages together. */
const BATCH_MS = 30
/** What the cell stores after its last message is looked up again after this time. */
const SETTLED_MS = 700

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
  /** Interval between crons in ms; null: on request only. */
  readonly cronEveryMs?: number | null
  /** Shows the Worker's whole log, not only warnings. */
  readonly isVerbose?: boolean
  /** The language at the start; others are opened for pages in them. */
  readonly language?: SampleLanguage
  /** Replaces the samples of all languages. */
  readonly onlySample?: SampleTexts
  /** The time of Telegram, the publisher and the cron (epoch ms); the Worker uses the machine's */
  readonly now?: () => number
}

export async function openPlayground(
  root: string,
  terminal: Terminal,
  shutdown: Shutdown,
  options: PlaygroundOptions = {},
): Promise<Playground> {
  const { pagePort = ports.page, cronEveryMs = CRON_EVERY_MS, isVerbose = false } = options
  const { language = 'en', onlySample, now = Date.now } = options
  const botToken = `4242:${randomBytes(18).toString('base64url')}`
  const webhookSecret = randomBytes(18).toString('base64url')

  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-'))
  shutdown.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const cell = openCellReader(folder)
  shutdown.add('The reader of the cell', async () => cell.close())

  const scenes = new Map<SampleLanguage, Scene>()
  // What was published before the subscription is pushed at its beginning.
  const hub = await startHubServer({
    confirmed: (topic) => {
      for (const { feeds } of scenes.values()) feeds.push(topic)
    },
  })
  shutdown.add('The simulated hub', hub.close)
  const seed = await readSeed(seedFile)
  const world = new World({
    token: botToken,
    now,
    sleep: realSleep,
    localWebhooks: true,
    botName: 'Paperboy',
    botUsername: 'paperboy_sample_bot',
  })
  const telegram = await startTelegramServer({ world, answerOther: standInForAi(now) })
  shutdown.add('The simulated Telegram', telegram.close)
  const open = async (of: SampleLanguage): Promise<Scene> => {
    const scene = await openScene({
      texts: onlySample ?? samples[of],
      world,
      seed,
      port: ports.feeds,
      now,
      hub: { url: `${hub.url}/`, publish: (...document) => void hub.publish(...document) },
      liveGapMinutes: LIVE_GAP_MINUTES,
    })
    shutdown.add(`The sample feeds in ${of}`, scene.feeds.stop)
    scenes.set(of, scene)
    return scene
  }
  const first = await open(language)
  terminal.say(`${paint('green', '✓')} Sample feeds with a hub that pushes them, and a simulated Telegram`)

  let page: PageServer | null = null
  const port = await freePort()
  // The Worker needs its public address before it starts: short links begin with it.
  const proxy = await startWorkerProxy({
    worker: port,
    page: () => page?.url ?? null,
    opened(code) {
      for (const { checklist } of scenes.values()) checklist.opened(code)
      changed()
    },
  })
  shutdown.add('The Worker’s public address', proxy.stop)
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
          OWNER_IDS: ownerIds.join(','),
          PUBLIC_URL: proxy.url,
          TELEGRAM_API_ROOT: telegram.url,
          // Workers AI runs only on Cloudflare: on this machine a stand-in marks what would be translated.
          AI_API_ROOT: telegram.url,
          AI_MODEL: '',
          ALLOW_PRIVATE_FEEDS: 'true',
          LIVE_GAP_MINUTES: String(LIVE_GAP_MINUTES),
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
  await setUpWorker(proxy.url, webhookSecret)

  const isPushed = (topic: string) => hub.hub.subscriptions.some((each) => each.topic === topic)
  const sceneOf = (of: SampleLanguage) => (onlySample === undefined ? scenes.get(of) : first)
  const stateIn = (of: SampleLanguage) => {
    const scene = sceneOf(of)
    return scene === undefined ? null : { ...scene.state(cell, isPushed), worker: proxy.url }
  }
  const send = () => page?.send('state', stateIn)
  const changed = batched(BATCH_MS, () => {
    send()
    settled()
  })
  const settled = batched(SETTLED_MS, send)
  /** A page in a language that no page had before: its sample introduces itself there. */
  const opening = new Set<SampleLanguage>([language])
  const show = async (of: SampleLanguage) => {
    if (onlySample !== undefined || opening.has(of)) return
    opening.add(of)
    const scene = await open(of)
    changed()
    try {
      for (const { run } of scene.demo) await run()
    } catch (problem) {
      terminal.say(`  The demonstration in ${of} stopped: ${messageOf(problem)}`)
    }
  }
  page = await startPageServer({
    port: pagePort,
    busy: (port) => terminal.say(`  Port ${port} is busy, taking the next one.`),
    first: (of) => {
      void show(of)
      return [
        ['state', stateIn(of)],
        ['cron', clock()],
      ]
    },
    act: (received, of) => performAction({ world, ...(sceneOf(of) ?? first) }, received),
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
      page?.send('cron', clock)
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

  const addresses = { rss: first.feeds.feed('rss').address, atom: first.feeds.feed('atom').address }
  return { url: page.url, cron, people: first.people, feeds: addresses, demo: first.demo }
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
