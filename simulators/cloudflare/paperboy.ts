/** A whole Paperboy in the simulated cloud, with a simulated Telegram and the feeds that it reads. */
import type { Site } from '../published-feed.ts'
import { World, type WorldOptions } from '../telegram/world.ts'
import { VirtualClock } from './clock.ts'
import { Cloud, type CloudTape, type Death } from './cloud.ts'
import { player, recorder } from './tape.ts'

export const TOKEN = '4242:simulated'
export const SECRET = 'simulated-webhook-secret'
export const TELEGRAM = 'https://telegram.test'
export const PUBLIC_URL = 'https://paperboy.test'
export const OWNER = 1001
const MINUTE = 60_000
/** A Monday noon. */
const NOON = Date.UTC(2026, 0, 5, 12)

export interface SimulatedPaperboy {
  readonly cloud: Cloud
  readonly world: World
  /** By host. */
  readonly sites: Map<string, Site>
  readonly clock: VirtualClock
  /** Goes to the time of the next cron. @returns that time */
  readonly moveOn: (minutes?: number) => number
  /** One cron, `minutes` after the last. */
  readonly cron: (death?: Death | null, minutes?: number) => Promise<'done' | 'failed' | 'ended'>
  /** One cron at that time, and no earlier than now. */
  readonly cronAt: (time: number) => Promise<'done' | 'failed' | 'ended'>
  /** Messages that Telegram took from the bot so far. */
  readonly sent: () => number
  /** Lets what people did reach the bot, once. */
  readonly deliver: (death?: Death | null) => Promise<void>
  /** Updates that the bot was given and took, oldest first. */
  readonly taken: readonly number[]
  /** The owner says this to the bot, and it is heard. */
  readonly say: (text: string) => Promise<void>
  readonly stop: () => void
}

export interface PaperboyOptions {
  readonly vars?: Readonly<Record<string, string>>
  /** Another bot's than `TOKEN`. */
  readonly token?: string
  readonly start?: number
  readonly world?: Partial<WorldOptions>
  /** Telegram limits how much is sent; otherwise it does not. */
  readonly floods?: boolean
  readonly externalSubrequests?: number
  /** ms that Telegram takes for an answer. */
  readonly latency?: number | (() => number)
  /** The same bot, people and feeds as another's, on an account of its own; its webhook is not set. */
  readonly of?: Pick<SimulatedPaperboy, 'world' | 'sites' | 'clock'>
  /** Plays the beginning, up to `cloud.endTape()`, or records it. */
  readonly tape?: CloudTape | ((recorded: CloudTape) => void)
}

/** Starts one, with an owner who has pressed Start. To be stopped: until then the machine's clock and network are its own. */
export async function startSimulated(options: PaperboyOptions = {}): Promise<SimulatedPaperboy> {
  const { vars = {}, token = TOKEN, start = NOON, floods = false, latency = 0 } = options
  const clock = options.of?.clock ?? new VirtualClock(start)
  const sites = options.of?.sites ?? new Map<string, Site>()
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const world =
    options.of?.world ??
    new World({ token, now: () => clock.now, ...(floods ? {} : { flood: null }), sleep, ...options.world })
  let sent = 0
  const outside = async (request: Request): Promise<Response> => {
    const { origin, host } = new URL(request.url)
    if (origin === TELEGRAM) {
      const ms = typeof latency === 'number' ? latency : latency()
      if (ms > 0) await sleep(ms)
      const answer = await world.handle(request)
      if (answer.ok && request.url.endsWith('/sendMessage')) sent += 1
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
    outside,
    ...(tape === undefined ? {} : { tape }),
    ...(options.externalSubrequests === undefined ? {} : { externalSubrequests: options.externalSubrequests }),
  })
  const uninstall = cloud.install()
  const taken: number[] = []
  const deliver = async (death: Death | null = null) => {
    cloud.doom(death)
    await world.deliver(
      async (request) => {
        const { update_id: update } = (await request.clone().json()) as { readonly update_id: number }
        const response = await cloud.fetch(request)
        if (response !== 'ended' && response.ok) taken.push(update)
        // Of an invocation that ended Telegram hears nothing, and brings the update again.
        return response === 'ended' ? new Response(null, { status: 500 }) : response
      },
      { force: true },
    )
    cloud.doom(null)
  }
  let lastCron = options.of === undefined ? start : clock.now
  const moveOn = (minutes = 5) => {
    lastCron = Math.max(lastCron + minutes * MINUTE, clock.now)
    clock.now = lastCron
    return lastCron
  }
  if (options.of === undefined) await begin(world, token, deliver)
  return {
    cloud,
    world,
    sites,
    clock,
    taken,
    deliver,
    moveOn,
    sent: () => sent,
    cronAt: (time) => {
      lastCron = time
      clock.now = Math.max(clock.now, time)
      return cloud.cron(time)
    },
    cron: async (death = null, minutes = 5) => {
      const time = moveOn(minutes)
      cloud.doom(death)
      const end = await cloud.cron(time)
      cloud.doom(null)
      return end
    },
    say: async (text) => {
      world.say({ from: OWNER, text })
      await deliver()
    },
    stop: uninstall,
  }
}

/** An owner has pressed Start, and the bot has heard of it. */
async function begin(world: World, token: string, deliver: () => Promise<void>): Promise<void> {
  const hook = { url: `${PUBLIC_URL}/telegram/webhook`, secret_token: SECRET }
  const headers = { 'content-type': 'application/json' }
  await world.handle(
    new Request(`${TELEGRAM}/bot${token}/setWebhook`, { method: 'POST', headers, body: JSON.stringify(hook) }),
  )
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  await deliver()
}
