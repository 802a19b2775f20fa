/** The real Worker in workerd with its storage on disk, a simulated Telegram and feeds beside it; it can be killed and started again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setWebhook } from '../../playground/delivery.ts'
import { postOnly } from '../../playground/sample-people.ts'
import type { Shutdown } from '../../scripts/shutdown.ts'
import { freePort, loopback } from '../../simulators/ports.ts'
import { realSleep, startTelegramServer } from '../../simulators/telegram/telegram-server.ts'
import { World } from '../../simulators/telegram/world.ts'
import type { WorkerOrder } from '../../simulators/workerd/messages.ts'
import { type RunningWorker, runWorker } from '../../simulators/workerd/run-worker.ts'
import { type Publishers, servePublishers } from './publishers.ts'

const TOKEN = '4242:torture'
const SECRET = 'torture-webhook-secret'
const OWNER = 1001
const CHANNELS = 3
const FEEDS = 6
const CRON = 5 * 60_000

/** When the Worker is killed: at one of its calls, before or after that call was answered, or after this many ms. */
export type Moment =
  | { readonly kind: 'call'; readonly number: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'time'; readonly ms: number }

export interface Stage {
  readonly publishers: Publishers
  /** Titles in the posts of each channel, a title as often as it stands there. */
  readonly posted: () => readonly (readonly string[])[]
  /** A cycle, five minutes after the last one. @returns whether it ended by itself */
  readonly cycle: () => Promise<boolean>
  /** The owner says something to the bot, and the Worker is brought it once. */
  readonly say: (text: string) => Promise<void>
  /** Brings what the Worker did not take, again and again, until it has. */
  readonly bringAll: () => Promise<void>
  /** What the bot said to its owner. */
  readonly answers: () => readonly string[]
  /** Kills the Worker at this moment of `work`, and starts it again. @returns whether it was killed before `work` ended */
  readonly killDuring: (moment: Moment, work: () => Promise<unknown>) => Promise<boolean>
  readonly feedUrl: (path: string) => string
  readonly channelName: (number: number) => string
}

export async function setStage(root: string, ending: Shutdown): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-torture-'))
  ending.add('The temporary folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const world = new World({ token: TOKEN, now: Date.now, sleep: realSleep, localWebhooks: true, flood: null })
  const publishers = servePublishers(FEEDS, Date.now)
  let calls = 0
  let called: (number: number, when: 'before' | 'after') => void = () => {}
  /** Hears of each call that the Worker makes, before and after it has had its effect. */
  const heard = async (answer: () => Promise<Response>): Promise<Response> => {
    calls += 1
    const number = calls
    called(number, 'before')
    const response = await answer()
    called(number, 'after')
    return response
  }
  const handle = world.handle.bind(world)
  world.handle = (request) => heard(() => handle(request))
  const telegram = await startTelegramServer({
    world,
    answerOther: async (request) => {
      const feed = publishers.answer(request)
      return feed === null ? null : heard(async () => feed)
    },
  })
  ending.add('The simulated Telegram', telegram.close)
  const order: WorkerOrder = {
    config: path.join(root, 'wrangler.toml'),
    host: loopback,
    port: await freePort(),
    state: path.join(folder, 'state'),
    watch: false,
    vars: {
      OWNER_IDS: String(OWNER),
      PUBLIC_URL: 'https://paperboy.example',
      TELEGRAM_API_ROOT: telegram.url,
      ALLOW_PRIVATE_FEEDS: 'true',
      LIVE_GAP_MINUTES: '0',
    },
    secrets: { BOT_TOKEN: TOKEN, WEBHOOK_SECRET: SECRET },
  }
  const start = () => runWorker(order, () => {})
  let worker: RunningWorker = await start()
  ending.add('The Worker', () => worker.stop())
  const base = `http://${loopback}:${order.port}`
  await setWebhook(telegram.url, TOKEN, `${base}/telegram/webhook`, SECRET)
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  const deliver = () => world.deliver((request) => fetch(request), { force: true })
  const channels = Array.from({ length: CHANNELS }, (_, number) => {
    const { id } = world.addChannel({ title: `Channel ${number}`, creator: OWNER, username: `channel_${number}_news` })
    world.addBot({ chat: id, by: OWNER, rights: postOnly })
    return id
  })
  await deliver()
  let time = Math.ceil(Date.now() / CRON) * CRON
  return {
    publishers,
    posted: () =>
      channels.map((chat) =>
        world
          .messages(chat)
          .filter(({ byBot }) => byBot)
          .flatMap(({ text }) => [...text.matchAll(/Headline \w+/gu)].map(([title]) => title)),
      ),
    async cycle() {
      time += CRON
      const query = new URLSearchParams({ cron: '*/5 * * * *', time: String(time) })
      try {
        const answer = await fetch(`${base}/cdn-cgi/handler/scheduled?${query}`)
        await answer.text()
        return answer.ok
      } catch {
        // It was killed.
        return false
      }
    },
    async say(text) {
      world.say({ from: OWNER, text })
      await deliver()
    },
    async bringAll() {
      for (let tries = 0; world.pending().length > 0; tries += 1) {
        if (tries > 40) throw new Error('The Worker does not take an update.')
        await deliver()
        // An interrupted command holds its lease for a while.
        if (world.pending().length > 0) await realSleep(2000)
      }
    },
    answers: () =>
      world
        .messages(OWNER)
        .filter(({ byBot }) => byBot)
        .map(({ text }) => text),
    async killDuring(moment, work) {
      const { pid } = worker
      let isKilled = false
      const kill = () => {
        if (isKilled) return
        isKilled = true
        process.kill(-pid, 'SIGKILL')
      }
      const from = calls
      called = (number, when) => {
        if (moment.kind === 'call' && number - from === moment.number && when === moment.when) kill()
      }
      const timer = moment.kind === 'time' ? setTimeout(kill, moment.ms) : undefined
      await work()
      called = () => {}
      clearTimeout(timer)
      const isInTime = isKilled
      kill()
      await worker.ended
      worker = await start()
      return isInTime
    },
    feedUrl: (at) => `${telegram.url}${at}`,
    channelName: (number) => `@channel_${number}_news`,
  }
}
