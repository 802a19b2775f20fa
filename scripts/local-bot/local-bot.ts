/** A real bot whose Worker runs on this machine, with long polling instead of a webhook. */
import path from 'node:path'
import { loopback } from '../../simulators/ports.ts'
import { type Cron, startCron } from '../../simulators/workerd/cron.ts'
import { runWorker } from '../../simulators/workerd/run-worker.ts'
import { claimCodeOf } from '../../src/composition/environment.ts'
import { type BotApi, BotApiProblem, botApi, type Me } from '../bot-api.ts'
import { proxyInUse } from '../operator/network-problem.ts'
import { telegramProblem } from '../operator/problem.ts'
import type { Shutdown } from '../shutdown.ts'
import { paint, type Terminal } from '../terminal.ts'
import { PollingRefused, pollUpdates, unknownToken } from './poll-updates.ts'
import { localVariables, persistentSecret, type Settings } from './settings.ts'

export class BotRefused extends Error {}

const MINUTE_MS = 60_000

/** Refuses a bot that is in use elsewhere; changes nothing. */
export async function checkBot(api: BotApi): Promise<Me> {
  try {
    const me = await api.me()
    const { url: webhook } = await api.webhook()
    if (webhook === '') return me
    const host = URL.canParse(webhook) ? new URL(webhook).host : 'another address'
    throw new BotRefused(
      `@${me.username} has a webhook at ${host}: it is in use elsewhere and is left alone. Make a test bot with @BotFather (/newbot) and put its token in .dev.vars.`,
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

export interface LocalBotOptions {
  /** Between two cycles; null: a cycle runs only on request. */
  readonly cronEveryMs?: number | null
  /** Shows everything the Worker logs, not only warnings. */
  readonly isVerbose?: boolean
  /** Called before polling starts. */
  readonly onStarted?: (cron: Cron) => void
}

/** @param settings with a BOT_TOKEN */
export async function runLocalBot(
  root: string,
  settings: Settings,
  terminal: Terminal,
  shutdown: Shutdown,
  { cronEveryMs = MINUTE_MS, isVerbose = false, onStarted = () => {} }: LocalBotOptions = {},
): Promise<void> {
  const {
    BOT_TOKEN = '',
    WEBHOOK_SECRET,
    OWNER_IDS = '',
    TELEGRAM_API_ROOT = 'https://api.telegram.org',
    ...vars
  } = settings
  if (!/^\d+:[\w-]+$/u.test(BOT_TOKEN))
    throw new BotRefused('BOT_TOKEN is not of the form 123456:ABC…. Copy it once more from @BotFather into .dev.vars.')
  // Each bot has its own state: another bot's owner and channels must not appear in it.
  const state = path.join(root, '.wrangler', 'state', `bot-${Number.parseInt(BOT_TOKEN, 10)}`)
  const api = botApi(TELEGRAM_API_ROOT, BOT_TOKEN)
  const stopping = new AbortController()
  shutdown.add('Polling', () => stopping.abort())

  const me = await terminal.step('Telegram knows the bot, and it is not in use elsewhere', () => checkBot(api))
  const secret = WEBHOOK_SECRET ?? (await persistentSecret(path.join(state, 'paperboy')))
  const worker = await terminal.step('The Worker runs, with its KV and Durable Objects in .wrangler/state', () =>
    runWorker(
      {
        config: path.join(root, 'wrangler.toml'),
        host: loopback,
        port: 0,
        state,
        watch: true,
        isVerbose,
        vars: localVariables({ ...vars, OWNER_IDS, TELEGRAM_API_ROOT }),
        secrets: { BOT_TOKEN, WEBHOOK_SECRET: secret },
      },
      (line) => terminal.say(paint('dim', `  ${line}`)),
      (stop) => shutdown.add('The Worker', stop),
    ),
  )
  void worker.ended.then((lines) => shutdown.end(`The Worker has ended unexpectedly.\n${lines}`, 1))
  const cron = startCron({ url: worker.url, everyMs: cronEveryMs, failed: terminal.say })
  shutdown.add('The cron', cron.stop)

  const link = `https://t.me/${me.username}`
  terminal.say(`\n  ${paint('bold', `@${me.username}`)} runs: ${paint('blue', link)}`)
  if (OWNER_IDS === '')
    terminal.say(
      `  If you have not claimed it yet, open ${paint('blue', `${link}?start=${claimCodeOf({ WEBHOOK_SECRET: secret })}`)}`,
    )
  const proxy = proxyInUse(process.env)
  if (proxy !== null)
    terminal.say(`  Telegram and the feeds are reached through the proxy ${proxy.address} (${proxy.variable}).`)
  if (cronEveryMs !== null) {
    const every = cronEveryMs === MINUTE_MS ? 'minute' : `${cronEveryMs / MINUTE_MS} minutes`
    terminal.say(`  A cycle runs every ${every}. Ctrl-C stops the bot.\n`)
  }
  onStarted(cron)

  try {
    const webhook = `${worker.url}/telegram/webhook`
    await pollUpdates({ api, webhook, secret, say: terminal.say, signal: stopping.signal })
  } catch (problem) {
    throw problem instanceof PollingRefused ? new BotRefused(problem.message) : problem
  }
}
