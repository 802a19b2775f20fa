/** A whole Paperboy in the simulated cloud, with a simulated Telegram and the feeds that it reads. */

import { cronExpression } from '../cron-expression.ts'
import type { Site } from '../published-feed.ts'
import { World, type WorldOptions } from '../telegram/world.ts'
import type { SimulatedWorkersAi } from '../workers-ai/workers-ai.ts'
import { VirtualClock } from './clock.ts'
import { Cloud, type CloudTape, type CronOutcome } from './cloud.ts'
import type { Crash } from './process-steps.ts'
import { player, recorder } from './tape.ts'

export const TOKEN = '4242:simulated'
export const SECRET = 'simulated-webhook-secret'
export const TELEGRAM = 'https://telegram.test'
export const PUBLIC_URL = 'https://paperboy.test'
export const OWNER = 1001
const MINUTE = 60_000
/** Noon on a Monday. */
const NOON = Date.UTC(2026, 0, 5, 12)

export interface SimulatedPaperboy {
  readonly cloud: Cloud
  readonly world: World
  /** By host. */
  readonly sites: Map<string, Site>
  readonly clock: VirtualClock
  /** Moves the clock to the next cron, `minutes` after the last. @returns its time */
  readonly toNextCron: (minutes?: number) => number
  /** Runs a cron `minutes` after the last, and before it the alarms in between. */
  readonly cron: (crash?: Crash | null, minutes?: number) => Promise<CronOutcome>
  /** Runs a cron at that time, or now if that is later, and before it the alarms in between. */
  readonly cronAt: (time: number) => Promise<CronOutcome>
  /** Number of messages that Telegram has accepted from the bot. */
  readonly sent: () => number
  /** Delivers waiting updates to the bot, once. */
  readonly deliver: (crash?: Crash | null) => Promise<void>
  /** Ids of the updates that the bot accepted, oldest first. */
  readonly accepted: readonly number[]
  /** Sends a message from the owner to the bot, and delivers it. */
  readonly say: (text: string) => Promise<void>
  readonly stop: () => void
}

export interface PaperboyOptions {
  readonly vars?: Readonly<Record<string, string>>
  /** The bot's token, if not `TOKEN`. */
  readonly token?: string
  /** Epoch ms. */
  readonly start?: number
  readonly world?: Partial<WorldOptions>
  /** Whether Telegram's rate limits apply. */
  readonly rateLimits?: boolean
  readonly externalSubrequests?: number
  /** The stand-in bound as AI; absent: the operator has bound none. */
  readonly ai?: SimulatedWorkersAi
  /** Distance of crons, 5 by default. */
  readonly cronMinutes?: number
  /** Whether objects lose their memory when they are idle, as at Cloudflare. */
  readonly hibernates?: boolean
  /** How long Telegram takes to answer, in ms. */
  readonly latency?: number | (() => number)
  /** Another simulation whose bot, people and feeds this one shares, on a separate Cloudflare account; the webhook stays. */
  readonly sharedWith?: Pick<SimulatedPaperboy, 'world' | 'sites' | 'clock'>
  /** Plays the beginning, up to `cloud.endTape()`, or records it. */
  readonly tape?: CloudTape | ((recorded: CloudTape) => void)
}

/** Starts a simulation with an owner who has pressed Start. It replaces the machine's clock and network until it is stopped. */
export async function startSimulated(options: PaperboyOptions = {}): Promise<SimulatedPaperboy> {
  const { vars = {}, token = TOKEN, start = NOON, rateLimits = false, latency = 0 } = options
  const { cronMinutes = 5, hibernates = false } = options
  const clock = options.sharedWith?.clock ?? new VirtualClock(start)
  const sites = options.sharedWith?.sites ?? new Map<string, Site>()
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const world =
    options.sharedWith?.world ??
    new World({ token, now: () => clock.now, ...(rateLimits ? {} : { flood: null }), sleep, ...options.world })
  let sent = 0
  const outside = async (request: Request): Promise<Response> => {
    const { origin, host } = new URL(request.url)
    if (origin === TELEGRAM) {
      const ms = typeof latency === 'number' ? latency : latency()
      if (ms > 0) await sleep(ms)
      const answer = await world.handle(request)
      if (answer.ok && /\/send(?:Message|Photo|RichMessage)$/u.test(request.url)) sent += 1
      return answer
    }
    const site = sites.get(host)
    if (site === undefined) throw new TypeError('no such host')
    return site(request)
  }
  const environment = {
    BOT_TOKEN: token,
    WEBHOOK_SECRET: SECRET,
    OWNER_IDS: String(OWNER),
    TELEGRAM_API_ROOT: TELEGRAM,
    PUBLIC_URL,
    LIVE_GAP_MINUTES: '0',
    ...vars,
  }
  const tape =
    typeof options.tape === 'function'
      ? recorder(clock, options.tape)
      : options.tape && player(options.tape, clock, outside)
  const cloud = new Cloud({
    clock,
    environment,
    ai: options.ai,
    outside,
    hibernates,
    cron: cronExpression(cronMinutes),
    ...(tape === undefined ? {} : { tape }),
    ...(options.externalSubrequests === undefined ? {} : { externalSubrequests: options.externalSubrequests }),
  })
  const uninstall = cloud.install()
  const accepted: number[] = []
  const deliver = async (crash: Crash | null = null) => {
    cloud.crashAt(crash)
    await world.deliver(
      async (request) => {
        const { update_id: update } = (await request.clone().json()) as { readonly update_id: number }
        const response = await cloud.fetch(request)
        if (response !== 'ended' && response.ok) accepted.push(update)
        // Telegram gets no answer from an invocation that ended, and delivers the update again.
        return response === 'ended' ? new Response(null, { status: 500 }) : response
      },
      { force: true },
    )
    cloud.crashAt(null)
  }
  let lastCron = options.sharedWith === undefined ? start : clock.now
  const toNextCron = (minutes = cronMinutes) => {
    lastCron = Math.max(lastCron + minutes * MINUTE, clock.now)
    clock.now = lastCron
    return lastCron
  }
  if (options.sharedWith === undefined) await startBot(world, token, deliver)
  return {
    cloud,
    world,
    sites,
    clock,
    accepted,
    deliver,
    toNextCron,
    sent: () => sent,
    cronAt: async (time) => {
      await cloud.runAlarms(time)
      lastCron = time
      clock.now = Math.max(clock.now, time)
      return cloud.cron(time)
    },
    cron: async (crash = null, minutes = cronMinutes) => {
      await cloud.runAlarms(lastCron + minutes * MINUTE)
      const time = toNextCron(minutes)
      cloud.crashAt(crash)
      const outcome = await cloud.cron(time)
      cloud.crashAt(null)
      return outcome
    },
    say: async (text) => {
      world.say({ from: OWNER, text })
      await deliver()
    },
    stop: uninstall,
  }
}

/** Sets the webhook, and presses Start as the owner. */
async function startBot(world: World, token: string, deliver: () => Promise<void>): Promise<void> {
  const hook = { url: `${PUBLIC_URL}/telegram/webhook`, secret_token: SECRET }
  const headers = { 'content-type': 'application/json' }
  await world.handle(
    new Request(`${TELEGRAM}/bot${token}/setWebhook`, { method: 'POST', headers, body: JSON.stringify(hook) }),
  )
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  await deliver()
}
