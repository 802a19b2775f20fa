/** The webhook. Each update is handled and answered once; a repeated delivery continues where an earlier one stopped. */
import * as v from 'valibot'
import { sendUnsent } from '../bot/reply.ts'
import type { BotDeps } from '../bot/request-context.ts'
import { handleUpdate, reportFailure } from '../bot/router.ts'
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import type { DirectoryApi } from '../directory/directory-api.ts'
import { isPrivateHost } from '../feed/http/address.ts'
import { credentialSeal } from '../feed/http/credential-seal.ts'
import { limits } from '../limits.ts'
import { openedInStatistics } from '../links/clicks.ts'
import { readShortCode } from '../links/short-code.ts'
import { errorWords, log, logCaught, loggedCalls, logProblem } from '../log.ts'
import type { Calls } from '../store/journal.ts'
import type { Begun } from '../store/updates.ts'
import { telegramCaller } from '../telegram/client.ts'
import { telegramFiles } from '../telegram/files.ts'
import { anyUpdateSchema, concernsBot, type IncomingUpdate, updateSchema } from '../telegram/updates.ts'
import { receiveUpdate } from '../telegram/webhook.ts'
import { findItem } from '../web/find-item.ts'
import { botIdOf, claimCodeOf, type Environment, readEnvironment } from './environment.ts'
import { type MachineBindings, machineKind } from './machine.ts'
import { cellMethodsOf, cellsOf, directoryOf, type ObjectBindings } from './objects.ts'
import { publicDirectory, publicEditions } from './public-objects.ts'
import { passReactions } from './reaction-reports.ts'
import { Replay, replayedCell, replayedDirectory, replayedFiles, replayedTelegram } from './replay.ts'
import { openedLinks, stopwatch, telegramDeps } from './shared-deps.ts'

const { leaseAtMostMs, leaseRenewedMs } = limits.store

export interface BotBindings extends ObjectBindings, MachineBindings {
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
      // It may come twice, so that it needs no lease.
      if (update.message_reaction_count !== undefined) {
        await passReactions(env, update.message_reaction_count, now)
        return { kind: 'done' }
      }
      const begun = await begin(env, environment, update, (asked) => asked.beginUpdate(update.update_id, now))
      return begun.kind === 'busy' ? { kind: 'busy', ms: begun.until - now } : begun
    },
    act: async (update, since) => {
      const id = update.update_id
      const replay = new Replay({
        update: id,
        now: since ?? now,
        recorded: since === null ? [] : await recordedCalls(env, environment, id),
        store: (calls) => directory.keepCalls(id, calls, now),
      })
      const linkBase = await linkBaseOf(request, environment, directory)
      const deps = botDeps(env, environment, linkBase, since ?? now, replay)
      await leased(handled(update, deps), () => directory.renewUpdate(id, Date.now()))
      await directory.endUpdate(id, deps.unsent)
      return deps.unsent.length === 0
    },
    answer: async (update, answers) => {
      const nothing = new Replay({ update: update.update_id, now, recorded: [], store: async () => {} })
      const deps = botDeps(env, environment, null, now, nothing)
      await sendUnsent(deps, answers)
      await directory.endUpdate(update.update_id, deps.unsent)
      return deps.unsent.length === 0
    },
  })
}

/** The calls of earlier deliveries. The object of the last change has stored all of them. */
async function recordedCalls(env: BotBindings, { CELLS }: Environment, update: number): Promise<Calls> {
  const answers = [directoryOf(env), ...cellsOf(env, CELLS)].map((object) => object.callsOf(update))
  const recorded = (await Promise.all(answers)).map((calls) => calls ?? [])
  return recorded.reduce((longest, calls) => (calls.length > longest.length ? calls : longest), [])
}

/** Updates of people who are not named as owners are charged to the share of requests from outside. Once that is used up for today, they count as done. */
async function begin(
  env: BotBindings,
  { OWNER_IDS }: Environment,
  { message, callback_query, my_chat_member }: IncomingUpdate,
  ask: (directory: DirectoryApi) => Promise<Begun>,
): Promise<Begun> {
  const person = (message?.from ?? callback_query?.from ?? my_chat_member?.from)?.id ?? null
  if (person !== null && OWNER_IDS.includes(person)) return ask(directoryOf(env))
  try {
    return await ask(publicDirectory(env, person))
  } catch (error) {
    if (error instanceof RequestQuotaSpent) return { kind: 'done' }
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

async function handled(update: IncomingUpdate, deps: BotDeps): Promise<void> {
  try {
    await handleUpdate(update, deps)
  } catch (error) {
    // It would fail again, so it counts as done.
    log({ event: 'update-failed', error: errorWords(error) })
    await reportFailure(update, deps)
  }
}

/** Renews the lease of an update while it is being handled. */
async function leased(work: Promise<void>, renew: () => Promise<void>): Promise<void> {
  const { within, elapsed } = stopwatch()
  while ((await within(work, leaseRenewedMs)) === 'late' && elapsed() < leaseAtMostMs) {
    // The next renewal may succeed.
    await renew().catch((error: unknown) => logCaught('renewing the lease of an update', error))
  }
  await work
}

/** The operator's address, or the one at which Telegram reached the Worker first. */
async function linkBaseOf(
  request: Request,
  { PUBLIC_URL }: Environment,
  directory: DirectoryApi,
): Promise<string | null> {
  if (PUBLIC_URL !== null) return PUBLIC_URL
  const { host, hostname } = new URL(request.url)
  const known = await directory.fact('public-url')
  // A Worker that runs locally has no public address.
  if (known !== null || isPrivateHost(hostname)) return known
  const base = `https://${host}`
  await directory.setFact('public-url', base)
  return base
}

function botDeps(
  env: BotBindings,
  environment: Environment,
  linkBase: string | null,
  now: number,
  replay: Replay,
): BotDeps {
  const machine = machineKind(env, environment)
  const call = replayedTelegram(loggedCalls(telegramCaller(telegramDeps(environment))), replay)
  return {
    directory: replayedDirectory(directoryOf(env), replay),
    cell: (number) => replayedCell(cellMethodsOf(env, number), replay),
    call,
    settings: {
      ownerIds: environment.OWNER_IDS,
      publicBot: environment.PUBLIC_BOT,
      claimCode: claimCodeOf(environment),
      cells: environment.CELLS,
      botId: botIdOf(environment),
      readers: environment.READERS ?? limits.readers.inAll[environment.PLAN],
      hasMachine: machine !== 'none',
      isStandIn: machine === 'stand-in',
      linkBase,
    },
    now,
    seal: credentialSeal(environment.WEBHOOK_SECRET),
    sleep: stopwatch().sleep,
    files: replayedFiles(
      telegramFiles(telegramDeps(environment), call, (way, error) =>
        logCaught(way === 'from' ? 'fetching a file from Telegram' : 'sending a file to Telegram', error),
      ),
      replay,
    ),
    mostOpened: () => openedLinks(environment),
    openedLinks: () => openedLinks(environment, openedInStatistics),
    itemOf: async (text) => {
      const link = readShortCode(text, now)
      const found =
        link === null
          ? null
          : await findItem({ store: env.STORE, editionsOf: (cell) => publicEditions(env, cell), now }, link)
      if (found?.ok === false) logProblem(found.problem)
      return found?.ok === true ? (found.value?.item ?? null) : null
    },
    unsent: [],
  }
}
