/** The real bundle in workerd. The simulated Telegram and the test's feeds are its internet. */
import { createTestHarness } from 'wrangler'
import type { Site } from '../../simulators/published-feed.ts'
import { World } from '../../simulators/telegram/world.ts'
import { settingsOfTests } from '../settings.ts'

export const TOKEN = '4242:end-to-end'
export const SECRET = 'end-to-end-secret'
const TELEGRAM = settingsOfTests.TELEGRAM_API_ROOT
export const PUBLIC_URL = 'https://paperboy.test'
const MINUTE = 60_000

export interface Paperboy {
  readonly world: World
  /** What answers at each host. */
  readonly sites: Map<string, Site>
  /** Number of requests by address. */
  readonly asked: Map<string, number>
  /** Cron's time; each cron adds five minutes. */
  readonly clock: { now: number }
  /** Calls with a fault that makes them slow wait for this. */
  readonly slow: { until: Promise<void> }
  /** Delivers all updates, and waits for the bot's answers. */
  readonly settle: () => Promise<void>
  /** Runs one cron, five minutes after the last. */
  readonly cron: (minutes?: number) => Promise<void>
  readonly open: (path: string, init?: RequestInit) => Promise<Response>
  readonly stored: () => Promise<readonly string[]>
  readonly logs: () => string
  readonly stop: () => Promise<void>
}

/** Starts a Paperboy. @param vars override the defaults of tests @param configPath of another Worker that contains it */
export async function startPaperboy(
  vars: Record<string, string> = {},
  configPath: URL = new URL('../../wrangler.toml', import.meta.url),
): Promise<Paperboy> {
  const clock = { now: Date.now() }
  const slow = { until: Promise.resolve() }
  const world = new World({ token: TOKEN, now: () => clock.now, flood: null, sleep: () => slow.until })
  const sites = new Map<string, Site>()
  const asked = new Map<string, number>()
  const outside = globalThis.fetch
  // The Worker's requests use the fetch of this process.
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { host, href } = new URL(request.url)
    if (host === new URL(TELEGRAM).host) return world.handle(request)
    asked.set(href, (asked.get(href) ?? 0) + 1)
    const site = sites.get(host)
    if (site === undefined) throw new TypeError(`no such host: ${host}`)
    return site(request)
  }
  const server = createTestHarness({
    workers: [
      {
        configPath,
        vars: { ...settingsOfTests, OWNER_IDS: '', PUBLIC_URL, ...vars },
        secrets: { BOT_TOKEN: TOKEN, WEBHOOK_SECRET: SECRET },
      },
    ],
  })
  await server.listen()
  const worker = server.getWorker<{ STORE: KVNamespace }>()
  const hook = await world.handle(
    new Request(`${TELEGRAM}/bot${TOKEN}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `${PUBLIC_URL}/telegram/webhook`, secret_token: SECRET }),
    }),
  )
  if (!hook.ok) throw new Error('the simulated Telegram refused the webhook')
  const open = async (path: string, init?: RequestInit): Promise<Response> => {
    const answer = await server.fetch(new URL(path, PUBLIC_URL).href, { redirect: 'manual', ...init } as never)
    // The harness does not close while a body is unread.
    const body = await answer.arrayBuffer()
    const { status, headers } = answer
    return new Response(body.byteLength === 0 ? null : body, { status, headers: [...headers] })
  }
  return {
    world,
    sites,
    asked,
    clock,
    slow,
    open,
    settle: async () => {
      await world.deliver(
        async (request) => open(request.url, { method: 'POST', headers: request.headers, body: await request.text() }),
        { force: true },
      )
    },
    cron: async (minutes = 5) => {
      clock.now += minutes * MINUTE
      await worker.scheduled({ cron: '*/5 * * * *', scheduledTime: new Date(clock.now) })
    },
    stored: async () => {
      const env = await worker.getEnv()
      return (await env.STORE.list()).keys.map(({ name }) => name)
    },
    logs: () => JSON.stringify(server.getLogs()),
    stop: async () => {
      try {
        await server.close()
      } finally {
        globalThis.fetch = outside
      }
    },
  }
}
