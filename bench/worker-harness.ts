/** The real Worker in workerd, with a simulated Telegram and feeds on loopback, and an owner who has started the bot. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Shutdown } from '../scripts/shutdown.ts'
import { freePort, loopback } from '../simulators/ports.ts'
import type { Site } from '../simulators/published-feed.ts'
import { realSleep, startTelegramServer } from '../simulators/telegram/telegram-server.ts'
import { World } from '../simulators/telegram/world.ts'
import type { WorkerOrder } from '../simulators/workerd/messages.ts'
import { type RunningWorker, runWorker } from '../simulators/workerd/run-worker.ts'
import { allowedUpdates } from '../src/telegram/updates.ts'

export const OWNER = 1001

const root = path.resolve(import.meta.dirname, '..')
const TOKEN = '4242:bench'
const SECRET = 'bench-webhook-secret'
const CRON_MS = 5 * 60_000

export interface WorkerHarness {
  readonly world: World
  readonly url: string
  readonly feedUrl: (path: string) => string
  readonly worker: () => RunningWorker
  /** Starts the Worker again after its process has ended. */
  readonly restart: () => Promise<void>
  /** The owner sends this to the bot. @returns whether the Worker accepted it */
  readonly say: (text: string) => Promise<boolean>
  /** Delivers pending updates once. @returns whether the Worker accepted all of them */
  readonly deliver: () => Promise<boolean>
  /** Runs a cycle, five minutes after the last one. */
  readonly cycle: () => Promise<void>
  /** Triggers another cron expression now. */
  readonly trigger: (cron: string) => Promise<void>
}

export interface HarnessOptions {
  /** Feeds by path. */
  readonly feeds: ReadonlyMap<string, Site>
  /** Wraps each answer of Telegram and of a feed to the Worker. */
  readonly observe?: (answer: () => Promise<Response>) => Promise<Response>
  /** The Worker's public address, if not its own. */
  readonly publicUrl?: string
  /** An entry instead of src/worker.ts, and an inspector. */
  readonly worker?: Pick<WorkerOrder, 'entry' | 'inspectorPort'>
}

export async function startWorkerHarness(
  shutdown: Shutdown,
  { feeds, observe = (answer) => answer(), publicUrl, worker: override = {} }: HarnessOptions,
): Promise<WorkerHarness> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-bench-'))
  shutdown.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const world = new World({ token: TOKEN, now: Date.now, sleep: realSleep, localWebhooks: true, flood: null })
  const handle = world.handle.bind(world)
  world.handle = (request) => observe(() => handle(request))
  const telegram = await startTelegramServer({
    world,
    answerOther: async (request) => {
      const site = feeds.get(new URL(request.url).pathname)
      return site === undefined ? null : observe(async () => site(request))
    },
  })
  shutdown.add('The simulated Telegram', telegram.close)
  const port = await freePort()
  const url = `http://${loopback}:${port}`
  const order: WorkerOrder = {
    config: path.join(root, 'wrangler.toml'),
    host: loopback,
    port,
    state: path.join(folder, 'state'),
    watch: false,
    vars: {
      OWNER_IDS: String(OWNER),
      PUBLIC_URL: publicUrl ?? url,
      TELEGRAM_API_ROOT: telegram.url,
      ALLOW_PRIVATE_FEEDS: 'true',
      LIVE_GAP_MINUTES: '0',
    },
    secrets: { BOT_TOKEN: TOKEN, WEBHOOK_SECRET: SECRET },
    ...override,
  }
  let stop = async () => {}
  shutdown.add('The Worker', () => stop())
  const start = () =>
    runWorker(
      order,
      () => {},
      (stopWorker) => {
        stop = stopWorker
      },
    )
  let worker = await start()
  await setWebhook(telegram.url, TOKEN, `${url}/telegram/webhook`, SECRET)
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  const deliver = async () => (await world.deliver((request) => fetch(request), { force: true })).failed === 0
  await deliver()
  let time = Math.ceil(Date.now() / CRON_MS) * CRON_MS
  const trigger = async (cron: string) => {
    const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?${new URLSearchParams({ cron, time: String(time) })}`)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The cycle failed: ${text.slice(0, 200)}`)
  }
  return {
    world,
    url,
    feedUrl: (path) => `${telegram.url}${path}`,
    worker: () => worker,
    async restart() {
      worker = await start()
    },
    async say(text) {
      world.say({ from: OWNER, text })
      return deliver()
    },
    deliver,
    async cycle() {
      time += CRON_MS
      await trigger('*/5 * * * *')
    },
    trigger,
  }
}

/** Sets the webhook alone, so that nothing else is measured. */
async function setWebhook(apiRoot: string, token: string, webhook: string, secret: string): Promise<void> {
  const answer = await fetch(`${apiRoot}/bot${token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: webhook, secret_token: secret, allowed_updates: allowedUpdates }),
  })
  if (!answer.ok) throw new Error(`setWebhook was refused: ${await answer.text()}`)
}
