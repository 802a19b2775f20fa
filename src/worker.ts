/** The entry: fetch and cron; exports the Durable Objects and the feed reader; wires edges; the only reader of Env. */
import { WorkerEntrypoint } from 'cloudflare:workers'
import * as v from 'valibot'
import { apologise, handleUpdate } from './bot/bot.ts'
import { anyUpdateSchema, updateSchema } from './bot/hearing/updates.ts'
import { cycleWords } from './bot/notices.ts'
import { sendAgain } from './bot/reply.ts'
import type { BotEdges } from './bot/turn.ts'
import type { CellApi } from './cell/api.ts'
import type { CellOutside } from './cell/runner.ts'
import { CellObject } from './cell.ts'
import type { Stopwatch } from './cycle/edges.ts'
import { quotasFor } from './cycle/governor.ts'
import { Directory, type DirectoryApi } from './directory.ts'
import {
  botIdOf,
  claimCodeOf,
  type Environment,
  EnvironmentError,
  editionKeyOf,
  readEnvironment,
} from './environment.ts'
import { isPrivateHost } from './feed/asking/address.ts'
import { readFeeds } from './feed/read.ts'
import { warmUp } from './feed/warm-up.ts'
import { limits } from './limits.ts'
import { editionCodeAt } from './links/code.ts'
import type { FeedRequest } from './model.ts'
import type { FeedReading } from './result.ts'
import { NEWER_VERSION } from './store/tables.ts'
import { Telegram, telegramCaller } from './telegram/client.ts'
import { telegramFiles } from './telegram/files.ts'
import { receiveUpdate } from './telegram/webhook.ts'
import { app } from './web/app.ts'
import { healthOf } from './web/health.ts'

// While nobody waits and nothing is counted.
warmUp()

interface Bindings {
  readonly STORE: KVNamespace
  readonly CELL: DurableObjectNamespace
  readonly DIRECTORY: DurableObjectNamespace
}

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {}
    interface GlobalProps {
      mainModule: typeof import('./worker.ts')
    }
  }
}

export { Directory }

/** Reads feeds in an invocation of its own, so that what a feed does to it ends there. */
export class FeedReader extends WorkerEntrypoint {
  async read(requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
    const { ALLOW_PRIVATE_FEEDS, PUBLIC_URL } = readEnvironment(this.env)
    const base = PUBLIC_URL ?? (await learnedUrl(this.env))
    return readFeeds(requests, {
      fetch: (url, init) => fetch(url, init),
      now: Date.now(),
      allowPrivate: ALLOW_PRIVATE_FEEDS,
      // Publishers can see who is asking, and what it is.
      ...(base === null ? {} : { about: `${base}/about` }),
    })
  }
}

export class Cell extends CellObject {
  protected outside(): CellOutside {
    const environment = readEnvironment(this.env)
    const key = editionKeyOf(environment)
    // developers.cloudflare.com/changelog/post/2026-03-15-durable-object-id-name
    const cell = Number(this.ctx.id.name)
    // Two cells under one number would share their memory in KV.
    if (!Number.isInteger(cell)) throw new Error('a cell is named by its number')
    const reader = this.ctx.exports as unknown as { readonly FeedReader: Pick<FeedReader, 'read'> }
    return {
      cell,
      store: this.env.STORE,
      readFeeds: (requests) => reader.FeedReader.read(requests),
      telegram: telegramCaller(telegramEdges(environment)),
      stopwatch: stopwatch(),
      editionCode: (second) => editionCodeAt(key, second, cell),
      channelMoved: (from, { id, title, username, kind }) =>
        directoryOf(this.env).moveChannel(from, { id, title, username, kind, cell }),
      channelForgotten: (id) => directoryOf(this.env).forgetChannel(id),
      handover: {
        deliver: (to, parcel) => cellOf(this.env, to).takeOver(parcel, Date.now()),
        settled: (id, to, hops) => directoryOf(this.env).settleChannel(id, to, hops),
      },
      words: cycleWords,
      allowPrivate: environment.ALLOW_PRIVATE_FEEDS,
      settings: {
        botId: botIdOf(environment),
        linkTtlDays: environment.LINK_TTL_DAYS,
        liveGapMinutes: environment.LIVE_GAP_MINUTES,
        externalSubrequests: limits[environment.PLAN].externalSubrequests,
        quotas: quotasFor(environment.PLAN, environment.CELLS),
      },
    }
  }
}

export default {
  async fetch(request, env) {
    return app.fetch(request, {
      store: env.STORE,
      health: () => health(env),
      webhook: (delivery) => webhook(delivery, env),
    })
  },

  async scheduled(controller, env) {
    const { CELLS, PUBLIC_URL } = readEnvironment(env)
    // Should the directory be in trouble, headlines lead to the originals: better than no headlines.
    const linkBase = PUBLIC_URL ?? (await learnedUrl(env))
    const cells = Array.from({ length: CELLS }, (_, cell) => cellOf(env, cell))
    const reports = await Promise.allSettled(
      cells.map((cell) => cell.cycle('scheduled', { now: controller.scheduledTime, linkBase })),
    )
    for (const [cell, report] of reports.entries()) {
      if (report.status === 'fulfilled') console.log(JSON.stringify({ event: 'cycle', cell, report: report.value }))
      else console.error(JSON.stringify({ event: 'cycle-failed', cell, error: errorWords(report.reason) }))
    }
    if (reports.some(({ status }) => status === 'rejected')) throw new Error('a cell had no cycle')
  },
} satisfies ExportedHandler<Cloudflare.Env>

async function webhook(request: Request, env: Cloudflare.Env): Promise<Response> {
  const environment = readEnvironment(env)
  const directory = directoryOf(env)
  const now = Date.now()
  return receiveUpdate(request, {
    secret: environment.WEBHOOK_SECRET,
    parse: (body) => {
      const update = v.safeParse(updateSchema, body)
      if (update.success) return update.output
      if (!v.is(anyUpdateSchema, body)) return null
      console.error(JSON.stringify({ event: 'update-unknown', kinds: Object.keys(body) }))
      return 'unknown'
    },
    idOf: (update) => update.update_id,
    begin: (id) => directory.beginUpdate(id, now),
    end: (id) => directory.endUpdate(id),
    act: async (update) => {
      const edges = botEdges(env, environment, directory, await linkBaseOf(request, environment, directory), now)
      try {
        await handleUpdate(update, edges)
      } catch (error) {
        // Acting on it again would fail again: it counts as done, and the person is told.
        console.error(JSON.stringify({ event: 'update-failed', error: errorWords(error) }))
        await apologise(update, edges)
      }
      if (edges.unsent.length > 0) await directory.keepUnsent(update.update_id, edges.unsent)
      return edges.unsent.length === 0
    },
    answer: async (update) => {
      const edges = botEdges(env, environment, directory, null, now)
      await sendAgain(edges, await directory.unsent(update.update_id))
      await directory.keepUnsent(update.update_id, edges.unsent)
      return edges.unsent.length === 0
    },
  })
}

/** The address that Telegram reached the Worker at; null while that is not known, or cannot be asked. */
function learnedUrl(env: Cloudflare.Env): Promise<string | null> {
  return directoryOf(env)
    .fact('public-url')
    .catch(() => null)
}

/** The operator's address, or the one that Telegram reached the Worker at, which is kept. */
async function linkBaseOf(
  request: Request,
  { PUBLIC_URL }: Environment,
  directory: DirectoryApi,
): Promise<string | null> {
  if (PUBLIC_URL !== null) return PUBLIC_URL
  const { host, hostname } = new URL(request.url)
  const known = await directory.fact('public-url')
  // A local Worker that is handed updates by hand has no public address.
  if (known !== null || isPrivateHost(hostname)) return known
  const base = `https://${host}`
  await directory.setFact('public-url', base)
  return base
}

function botEdges(
  env: Cloudflare.Env,
  environment: Environment,
  directory: DirectoryApi,
  linkBase: string | null,
  now: number,
): BotEdges {
  const call = telegramCaller(telegramEdges(environment))
  return {
    directory,
    cell: (number) => cellOf(env, number),
    call,
    telegram: new Telegram(call),
    settings: {
      ownerIds: environment.OWNER_IDS,
      publicBot: environment.PUBLIC_BOT,
      claimCode: claimCodeOf(environment),
      cells: environment.CELLS,
      botId: botIdOf(environment),
      linkBase,
    },
    now,
    sleep: stopwatch().sleep,
    files: telegramFiles(telegramEdges(environment), call),
    unsent: [],
  }
}

async function health(env: Cloudflare.Env) {
  try {
    const { CELLS } = readEnvironment(env)
    const asked = [
      ...Array.from({ length: CELLS }, (_, cell) => cellOf(env, cell).health(Date.now())),
      directoryOf(env)
        .fact('public-url')
        .then(() => null),
    ]
    const answers = await Promise.allSettled(asked)
    return healthOf(
      answers.flatMap((answer, index) =>
        answer.status === 'fulfilled'
          ? (answer.value ?? [])
          : silent(answer.reason, index < CELLS ? `cell ${index}` : 'the directory'),
      ),
    )
  } catch (error) {
    if (error instanceof EnvironmentError) return healthOf([{ silent: error.message }])
    throw error
  }
}

/** Of an error only words of our own may be shown. */
function silent(reason: unknown, who: string) {
  const newer = reason instanceof Error && reason.message.includes(NEWER_VERSION)
  return { silent: newer ? NEWER_VERSION : `${who} does not answer` }
}

// A stub of an object answers by RPC what the object's interface says; the platform's own type for that gives up on
// branded ids, so the two are named here, once.
function directoryOf(env: Bindings): DirectoryApi {
  return env.DIRECTORY.getByName('directory') as unknown as DirectoryApi
}

function cellOf(env: Bindings, number: number): CellApi {
  return env.CELL.getByName(String(number)) as unknown as CellApi
}

function telegramEdges({ BOT_TOKEN, TELEGRAM_API_ROOT }: Environment) {
  return { fetch: (url: string, init: RequestInit) => fetch(url, init), token: BOT_TOKEN, root: TELEGRAM_API_ROOT }
}

function stopwatch(): Stopwatch {
  const began = Date.now()
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  return {
    elapsed: () => Date.now() - began,
    sleep,
    within: async (work, ms) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), ms)
      })
      try {
        return await Promise.race([work, late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

/** An error for the log: its place, but not its text, which may hold what a log must not. Our own texts are safe. */
function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  if (error.message.includes(NEWER_VERSION)) return NEWER_VERSION
  return [
    error.name,
    ...(error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /u.test(line))
      .slice(0, 5) ?? []),
  ].join('')
}
