/** What the bot may use, and its door: an update comes in, is acted on once, and is answered. */
import * as v from 'valibot'
import { apologise, handleUpdate } from '../bot/bot.ts'
import { anyUpdateSchema, concernsBot, type IncomingUpdate, updateSchema } from '../bot/hearing/updates.ts'
import { sendAgain } from '../bot/reply.ts'
import type { BotEdges } from '../bot/turn.ts'
import { DoorsAreDark } from '../cycle/doors.ts'
import type { DirectoryApi } from '../directory.ts'
import { botIdOf, claimCodeOf, type Environment, readEnvironment } from '../environment.ts'
import { isPrivateHost } from '../feed/asking/address.ts'
import { limits } from '../limits.ts'
import { mostOpened } from '../links/clicks.ts'
import { readShortCode } from '../links/code.ts'
import { errorWords, log, logCaught, logCause, loggedCalls, logProblem } from '../log.ts'
import { getItem } from '../store/editions.ts'
import type { Begun } from '../store/updates.ts'
import { Telegram, telegramCaller } from '../telegram/client.ts'
import { telegramFiles } from '../telegram/files.ts'
import { receiveUpdate } from '../telegram/webhook.ts'
import { openDirectory } from './doors.ts'
import { clicksAccess, stopwatch, telegramEdges } from './edges.ts'
import { cellOf, directoryOf, type ObjectBindings } from './objects.ts'

const { leaseAtMostMs, leaseRenewedMs } = limits.store

export interface BotBindings extends ObjectBindings {
  readonly STORE: KVNamespace
}

export async function webhook(request: Request, env: BotBindings): Promise<Response> {
  const environment = readEnvironment(env)
  const directory = directoryOf(env)
  const now = Date.now()
  return receiveUpdate(request, {
    secret: environment.WEBHOOK_SECRET,
    parse,
    begin: async (update) => {
      const begun = await begin(env, environment, update, (asked) => asked.beginUpdate(update.update_id, now))
      return begun.kind === 'busy' ? { kind: 'busy', ms: begun.until - now } : begun
    },
    act: async (update) => {
      const edges = botEdges(env, environment, directory, await linkBaseOf(request, environment, directory), now)
      await leased(handled(update, edges), () => directory.renewUpdate(update.update_id, Date.now()))
      await directory.endUpdate(update.update_id, edges.unsent)
      return edges.unsent.length === 0
    },
    answer: async (update, answers) => {
      const edges = botEdges(env, environment, directory, null, now)
      await sendAgain(edges, answers)
      await directory.endUpdate(update.update_id, edges.unsent)
      return edges.unsent.length === 0
    },
  })
}

/** Strangers come by the door. When it is closed for today their update counts as done: nothing comes of it. */
async function begin(
  env: BotBindings,
  { OWNER_IDS }: Environment,
  { message, callback_query, my_chat_member }: IncomingUpdate,
  ask: (directory: DirectoryApi) => Promise<Begun>,
): Promise<Begun> {
  const person = (message?.from ?? callback_query?.from ?? my_chat_member?.from)?.id ?? null
  if (person !== null && OWNER_IDS.includes(person)) return ask(directoryOf(env))
  try {
    return await ask(openDirectory(env, person))
  } catch (error) {
    if (error instanceof DoorsAreDark) return { kind: 'done' }
    throw error
  }
}

function parse(body: unknown): IncomingUpdate | 'unknown' | null {
  const update = v.safeParse(updateSchema, body)
  if (update.success) return concernsBot(update.output) ? update.output : 'unknown'
  if (!v.is(anyUpdateSchema, body)) return null
  log({
    event: 'update-unknown',
    kinds: Object.keys(body)
      .slice(0, 5)
      .map((kind) => kind.slice(0, 40)),
  })
  return 'unknown'
}

async function handled(update: IncomingUpdate, edges: BotEdges): Promise<void> {
  try {
    await handleUpdate(update, edges)
  } catch (error) {
    // Acting on it again would fail again: it counts as done, and the person is told.
    log({ event: 'update-failed', error: errorWords(error) })
    await apologise(update, edges)
  }
}

/** Renews the lease of an update while it is being handled; most are done before that is needed. */
async function leased(work: Promise<void>, renew: () => Promise<void>): Promise<void> {
  const { within, elapsed } = stopwatch()
  while ((await within(work, leaseRenewedMs)) === 'late' && elapsed() < leaseAtMostMs) {
    // A directory that cannot be reached just now: the next time it may.
    await renew().catch((error: unknown) => logCaught('renewing the lease of an update', error))
  }
  await work
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
  env: BotBindings,
  environment: Environment,
  directory: DirectoryApi,
  linkBase: string | null,
  now: number,
): BotEdges {
  const call = loggedCalls(telegramCaller(telegramEdges(environment)))
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
    files: telegramFiles(telegramEdges(environment), call, (way, error) =>
      logCaught(way === 'from' ? 'fetching a file from Telegram' : 'sending a file to Telegram', error),
    ),
    mostOpened: async () => {
      const opened = await mostOpened(clicksAccess(environment))
      if (!opened.ok && opened.problem.kind === 'refused') logCause('asking for clicks', opened.problem.cause)
      return opened
    },
    itemOf: async (text) => {
      const link = readShortCode(text, now)
      const found = link === null ? null : await getItem(env.STORE, link)
      if (found?.ok === false) logProblem(found.problem)
      return found?.ok === true ? (found.value?.item ?? null) : null
    },
    unsent: [],
  }
}
