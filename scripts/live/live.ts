/** `npm start` with a real BOT_TOKEN: the Worker on this machine, and a long poll in place of the webhook. */
import path from 'node:path'
import { claimCodeOf } from '../../src/composition/environment.ts'
import { type BotApi, BotApiProblem, botApi, type Me } from '../bot-api.ts'
import type { Ending } from '../ending.ts'
import { proxyInUse } from '../operator/network-problem.ts'
import { telegramProblem } from '../operator/problem.ts'
import { loopback } from '../ports.ts'
import { paint, type Terminal } from '../terminal.ts'
import { type Cron, startCron } from '../worker/cron.ts'
import { runWorker } from '../worker/run.ts'
import { PollingRefused, poll, unknownToken } from './poll.ts'
import { keptSecret, type Settings } from './settings.ts'

/** A bot that this script will not run, in words for whoever started it. */
export class BotRefused extends Error {}

const cronUsuallyEveryMs = 5 * 60_000

/** Asks Telegram who the bot is; refuses one that is in use elsewhere, and changes nothing about it. */
export async function checkBot(api: BotApi): Promise<Me> {
  try {
    const me = await api.me()
    const { url: webhook } = await api.webhook()
    if (webhook === '') return me
    const host = URL.canParse(webhook) ? new URL(webhook).host : 'another address'
    throw new BotRefused(
      `@${me.username} has a webhook at ${host}: it is in use elsewhere, and stays untouched. Make a test bot with @BotFather (/newbot) and put its token in .dev.vars.`,
    )
  } catch (problem) {
    if (!(problem instanceof BotApiProblem)) throw problem
    if (problem.status === 401 || problem.status === 404) throw new BotRefused(unknownToken)
    const { message, advice } = telegramProblem(problem)
    throw new BotRefused(
      `${message}\n${advice}\nWithout a BOT_TOKEN, npm start is the playground, which needs no network.`,
    )
  }
}

export interface LiveOptions {
  /** Between two crons; null: one comes only when it is asked for. ms */
  readonly cronEveryMs?: number | null
  /** What the Worker logs is shown, not only its warnings. */
  readonly isTalkative?: boolean
  /** Gets the cron, before the long poll begins. */
  readonly begun?: (cron: Cron) => void
}

/** @param settings with a BOT_TOKEN */
export async function runLive(
  root: string,
  settings: Settings,
  terminal: Terminal,
  ending: Ending,
  { cronEveryMs = cronUsuallyEveryMs, isTalkative = false, begun = () => {} }: LiveOptions = {},
): Promise<void> {
  const {
    BOT_TOKEN = '',
    WEBHOOK_SECRET,
    OWNER_IDS = '',
    TELEGRAM_API_ROOT = 'https://api.telegram.org',
    ...vars
  } = settings
  if (!/^\d+:[\w-]+$/u.test(BOT_TOKEN)) {
    throw new BotRefused(
      'BOT_TOKEN is not of the form 123456:ABC… that @BotFather gives. Copy it once more, into .dev.vars.',
    )
  }
  // Each bot has a memory of its own: another one's owner and channels are nothing to it.
  const state = path.join(root, '.wrangler', 'state', `bot-${Number.parseInt(BOT_TOKEN, 10)}`)
  const api = botApi(TELEGRAM_API_ROOT, BOT_TOKEN)
  const stopping = new AbortController()
  ending.add('The long poll', () => stopping.abort())

  const me = await terminal.step('Telegram knows the bot, and nobody else uses it', () => checkBot(api))
  const secret = WEBHOOK_SECRET ?? (await keptSecret(path.join(state, 'paperboy')))
  const worker = await terminal.step('The Worker runs, with its KV and Durable Objects in .wrangler/state', () =>
    runWorker(
      {
        config: path.join(root, 'wrangler.toml'),
        host: loopback,
        port: 0,
        state,
        watch: true,
        isTalkative,
        vars: { ...vars, OWNER_IDS, TELEGRAM_API_ROOT },
        secrets: { BOT_TOKEN, WEBHOOK_SECRET: secret },
      },
      (line) => terminal.say(paint('dim', `  ${line}`)),
      (stop) => ending.add('The Worker', stop),
    ),
  )
  void worker.ended.then((lines) => ending.end(`The Worker has ended unexpectedly.\n${lines}`, 1))

  const cron = startCron({ url: worker.url, everyMs: cronEveryMs, failed: terminal.say })
  ending.add('The cron', cron.stop)

  terminal.say(
    `\n  ${paint('bold', `@${me.username}`)} is yours to talk to: ${paint('blue', `https://t.me/${me.username}`)}`,
  )
  if (OWNER_IDS === '')
    terminal.say(
      `  It has no owner yet, unless you claimed it before. Claim it: ${paint('blue', `https://t.me/${me.username}?start=${claimCodeOf({ WEBHOOK_SECRET: secret })}`)}`,
    )
  const proxy = proxyInUse(process.env)
  if (proxy !== null)
    terminal.say(`  Telegram and the feeds are reached through the proxy ${proxy.address} (${proxy.variable}).`)
  if (cronEveryMs !== null) terminal.say(`  Feeds are read every ${cronEveryMs / 60_000} minutes. Ctrl-C ends it.\n`)
  begun(cron)

  try {
    const webhook = `${worker.url}/telegram/webhook`
    await poll({ api, webhook, secret, say: terminal.say, signal: stopping.signal })
  } catch (problem) {
    if (!(problem instanceof PollingRefused)) throw problem
    throw new BotRefused(problem.message)
  }
}
