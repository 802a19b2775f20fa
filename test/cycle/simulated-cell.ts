/** A cell whose dependencies are simulated, and whose steps are numbered, so that a test can end it before or after each of them. */

import type { Site } from '../../simulators/published-feed.ts'
import { World } from '../../simulators/telegram/world.ts'
import type { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { addFeed } from '../../src/cell/subscribe.ts'
import { cycleWords } from '../../src/composition/cycle-words.ts'
import { storedSummary } from '../../src/cycle/cell-summary.ts'
import { type CycleMemory, emptyMemory } from '../../src/cycle/cycle-memory.ts'
import type { CycleDeps } from '../../src/cycle/deps.ts'
import { quotasFor } from '../../src/cycle/governor.ts'
import { type CycleKind, type CycleReport, runCycle } from '../../src/cycle.ts'
import { defaultModel } from '../../src/machine/models.ts'
import type { TextModel } from '../../src/machine/text-model.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'
import type { Channel, UserId } from '../../src/model.ts'
import type { Credentials, FeedRequest, PushedDocument } from '../../src/polling.ts'
import type { Database } from '../../src/store/database.ts'
import { Ledger } from '../../src/store/ledger.ts'
import { watched } from '../../src/store/watched-database.ts'
import { telegramCaller } from '../../src/telegram/client.ts'
import { randomFrom } from '../torture/random.ts'
import { countedSql, type SqlCounts } from './counted-sql.ts'
import { simulatedHubs } from './simulated-hubs.ts'
import { fetchFrom, type ReaderTrouble, simulatedArticles, simulatedReader } from './simulated-reader.ts'
import { OWNER, usualChannel } from './usual-channel.ts'

const TOKEN = '4242:simulated'
export const PUBLIC_URL = 'https://paperboy.test'
const MINUTE = 60_000

/** Where a cycle dies: never, or before or after the effect of its n-th step, from 1. */
export type Death = { readonly step: number; readonly when: 'before' | 'after' } | null

export interface SimulatedCell extends SqlCounts {
  readonly ledger: Ledger
  /** The tables as they are, for what an earlier version left in them. */
  readonly sql: Database['sql']
  readonly world: World
  readonly kv: Map<string, string>
  readonly sites: Map<string, Site>
  /** Every step that was taken, by name, over all cycles. */
  readonly steps: string[]
  /**
   * Made to fail: `put` refuses writes, `stale` answers reads with what was there before the last write, and Telegram takes
   * `telegramMs` of the stopwatch for each answer.
   */
  readonly trouble: {
    put: boolean
    stale: boolean
    read: ReaderTrouble | null
    /** What calls of the article reader do. */
    article: ReaderTrouble['kind'] | null
    /** Whether the reader dies of these pushed documents. */
    pushed: (documents: readonly PushedDocument[]) => boolean
    telegramMs: number
  }
  /** Telegram's id of the bot that the cell runs. */
  readonly identity: { bot: number }
  /** What short links and callbacks begin with. */
  readonly settings: { linkBase: string | null; articlesADay: number; neuronsADay: number; everyMs: number }
  /** Workers AI; null: the operator has bound none. */
  readonly machine: { ai: SimulatedWorkersAi | null }
  /** The cycle's time, which is everybody's. */
  readonly clock: { now: number }
  /** People whom the directory does not know as readers. */
  readonly strangers: UserId[]
  /** What the cell keeps between cycles. */
  readonly memory: () => CycleMemory
  /** The object leaves memory. */
  readonly evict: () => void
  /** A cron, five minutes after the last if not stated otherwise. @returns its report, or null when it died */
  readonly cron: (death?: Death, minutes?: number) => Promise<CycleReport | null>
  readonly run: (kind: CycleKind, death?: Death) => Promise<CycleReport | null>
  /** A channel of Paperboy's: a new one with the bot as administrator that may only post, or a chat that is there. */
  readonly addChannel: (title: string, settings?: Partial<Channel>, chat?: number) => Channel
  readonly subscribe: (channel: Channel, url: string, credentials?: Credentials) => Promise<void>
  /** What the bot posted to a channel, in order. */
  readonly posts: (channel: Channel) => readonly string[]
}

/** Runs a test in a Durable Object's real SQLite. */
export async function inCell(name: string, test: (cell: SimulatedCell) => Promise<void>): Promise<void> {
  // Imported late: a cell on Node's SQLite is made where there is no workerd.
  const { runInDurableObject } = await import('cloudflare:test')
  const { env } = await import('cloudflare:workers')
  return runInDurableObject(env.CELL.getByName(name), (_, { storage }) =>
    test(simulatedCell({ sql: storage.sql, transaction: (work) => storage.transactionSync(work) })),
  )
}

/** Calls of the model are steps, at which a cycle may die. */
function asked(
  ai: SimulatedWorkersAi,
  step: (name: string, effect: () => Promise<unknown>) => Promise<unknown>,
): TextModel {
  return workersAi(
    { run: (name, input, options) => step('ask the model', () => ai.run(name, input, options)) },
    defaultModel,
  )
}

/** A cell on tables that are there already. */
export function simulatedCell({ sql, transaction }: Database): SimulatedCell {
  const { sql: counted, statements, rows } = countedSql(sql)
  const ledger = new Ledger(watched({ sql: counted, transaction }))
  const unwatched = new Ledger({ sql, transaction })
  const kv = new Map<string, string>()
  const before = new Map<string, string>()
  const sites = new Map<string, Site>()
  const steps: string[] = []
  const trouble: SimulatedCell['trouble'] = {
    put: false,
    stale: false,
    read: null,
    article: null,
    pushed: () => false,
    telegramMs: 0,
  }
  const identity = { bot: 4242 }
  const strangers: UserId[] = []
  const settings: SimulatedCell['settings'] = {
    linkBase: PUBLIC_URL,
    articlesADay: 20,
    neuronsADay: 9000,
    everyMs: 5 * MINUTE,
  }
  const machine: SimulatedCell['machine'] = { ai: null }
  const clock = { now: Date.UTC(2026, 0, 5, 12, 0) }
  const chance = randomFrom(1)
  const world = new World({ token: TOKEN, now: () => clock.now, flood: null })
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)

  const fetched = fetchFrom(sites)
  const read = simulatedReader(fetched, () => clock.now)
  const readPage = simulatedArticles(fetched, () => clock.now)
  const isStruck = (requests: readonly FeedRequest[]) =>
    requests.some(({ url }) => trouble.read?.because === null || trouble.read?.because.includes(url))

  let memory = emptyMemory()
  const deps = (death: Death, die: () => void): CycleDeps => {
    let taken = 0
    // A step that dies never comes back, as in an invocation that was ended.
    const step = async <Value>(name: string, effect: () => Promise<Value>): Promise<Value> => {
      taken += 1
      steps.push(name)
      const last = death?.step === taken ? death.when : null
      if (last === 'before') return dead(die)
      const value = await effect()
      return last === 'after' ? dead(die) : value
    }
    const call = telegramCaller({
      token: TOKEN,
      root: 'http://telegram.test',
      fetch: (url, init) => world.handle(new Request(url, init)),
    })
    let elapsed = 0
    const hanging = new WeakSet<Promise<unknown>>()
    const troubled = (name: string, requests: readonly FeedRequest[], struck: boolean) => {
      const call = step(name, () => {
        if (struck && trouble.read?.kind === 'throws') throw new Error('the reader died')
        return struck ? new Promise<never>(() => {}) : read(requests)
      })
      if (struck && trouble.read?.kind === 'hangs') hanging.add(call)
      return call
    }
    return {
      cell: 0,
      ledger,
      memory,
      store: {
        get: (key) => step(`get ${key}`, async () => (trouble.stale ? before : kv).get(key) ?? null),
        put: (key, value) =>
          step(`put ${key.split(':')[0]}`, async () => {
            if (trouble.put) throw new Error('KV PUT failed: 429 Too Many Requests')
            const old = kv.get(key)
            if (old !== undefined) before.set(key, old)
            kv.set(key, value)
          }),
      },
      readFeeds: (requests) => troubled(`read ${requests.length}`, requests, isStruck(requests)),
      readInObject: (_, requests) =>
        troubled('read in object', requests, trouble.read?.notInObjects !== true && isStruck(requests)),
      readArticle: (_, request) => {
        const call = step('read article', () => {
          if (trouble.article === 'throws') throw new Error('the reader died')
          return trouble.article === 'hangs' ? new Promise<never>(() => {}) : readPage(request)
        })
        if (trouble.article === 'hangs') hanging.add(call)
        return call
      },
      machine: machine.ai === null ? null : asked(machine.ai, step),
      hubs: simulatedHubs(
        step,
        fetched,
        (documents) => trouble.pushed(documents),
        () => clock.now,
      ),
      telegram: (method, payload) =>
        step(method, () => {
          elapsed += trouble.telegramMs
          return call(method, payload)
        }),
      operators: async () => [],
      elsewhere: null,
      stopwatch: {
        elapsed: () => elapsed,
        sleep: async (ms) => {
          elapsed += ms
        },
        // A call that hangs is late at once; every other call answers.
        within: async (work) => (hanging.has(work) ? 'late' : work),
      },
      wallClock: () => clock.now,
      random: () => chance.whole(0, 2 ** 32 - 1),
      channelMoved: () => step('channelMoved', async () => {}),
      channelRenamed: () => step('channelRenamed', async () => {}),
      channelForgotten: () => step('channelForgotten', async () => {}),
      readerGone: () => step('readerGone', async () => {}),
      strangersAmong: () => step('strangersAmong', async () => strangers),
      cellOfLink: () => step('cellOfLink', async () => null),
      newsAfter: (_, requests) => step('newsAfter', async () => requests.map(() => null)),
      words: cycleWords,
      settings: {
        botId: identity.bot,
        linkBase: settings.linkBase,
        linkTtlDays: 0,
        liveGapMinutes: 0,
        everyMs: settings.everyMs,
        externalSubrequests: 50,
        quotas: quotasFor('free', 1),
        articlesADay: settings.articlesADay,
        neuronsADay: settings.neuronsADay,
      },
    }
  }

  const run = async (kind: CycleKind, death: Death = null): Promise<CycleReport | null> => {
    let die = () => {}
    const died = new Promise<null>((resolve) => {
      die = () => resolve(null)
    })
    const report = await Promise.race([runCycle(deps(death, die), kind, clock.now), died])
    // A cell that died wakes up with an empty memory.
    if (report === null) memory = emptyMemory()
    const [remembered, held] = [ledger, unwatched].map(({ feeds }) => JSON.stringify(feeds.pollStates()))
    if (remembered !== held) throw new Error(`feeds are remembered as ${remembered}, and are ${held}`)
    return report
  }

  return {
    ledger,
    sql,
    rows,
    world,
    kv,
    sites,
    steps,
    trouble,
    identity,
    settings,
    machine,
    statements,
    clock,
    strangers,
    run,
    memory: () => memory,
    evict: () => {
      memory = emptyMemory()
    },
    cron: async (death = null, minutes = 5) => {
      clock.now += minutes * MINUTE
      const report = await run('scheduled', death)
      if (report === null) ledger.refresh()
      else {
        const summary = storedSummary(report.summary)
        ledger.cycleEnded({ at: clock.now, endedAt: clock.now, summary, everyMs: 5 * MINUTE, crons: [] })
      }
      return report
    },
    addChannel: (title, settings = {}, chat = newChannel(world, title)) => {
      const channel = usualChannel(chat, title, settings)
      ledger.channels.register(channel, clock.now)
      return channel
    },
    subscribe: async (channel, url, credentials) => {
      const stopwatch = { elapsed: () => 0, within: <Value>(work: Promise<Value>) => work }
      const added = await addFeed(
        {
          ledger,
          readFeeds: read,
          readInObject: (_, requests) => read(requests),
          stopwatch,
          allowPrivate: false,
          random: () => 0,
        },
        channel.id,
        url,
        null,
        clock.now,
        credentials ?? null,
      )
      if (added.kind !== 'added' && added.kind !== 'already')
        throw new Error(`${url} was not added: ${JSON.stringify(added)}`)
    },
    posts: (channel) =>
      world
        .messages(channel.chat)
        .filter(({ byBot }) => byBot)
        .map(({ text }) => text),
  }
}

function dead<Value>(die: () => void): Promise<Value> {
  die()
  return new Promise(() => {})
}

function newChannel(world: World, title: string): number {
  const { id } = world.addChannel({ title, creator: OWNER })
  world.addBot({ chat: id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  return id
}
