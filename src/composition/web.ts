/** The dependencies of the web pages. */
import { isOwner } from '../bot/access/owners.ts'
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import { limits } from '../limits.ts'
import { type ClickCounter, countClick, openedInStatistics } from '../links/clicks.ts'
import { readerLink } from '../links/reader-link.ts'
import { logCaught } from '../log.ts'
import type { WebDeps } from '../web/deps.ts'
import { operatorDeps } from './admin.ts'
import { type Environment, EnvironmentError, readEnvironment, readingKeyOf } from './environment.ts'
import { frontDoor } from './front-door.ts'
import { publicHealth } from './health.ts'
import { hubCallback } from './hub-callback.ts'
import { learnedBotName } from './objects.ts'
import { publicCell, publicDirectory, publicEditions } from './public-objects.ts'
import { openedLinks } from './shared-deps.ts'
import { type BotBindings, webhook } from './webhook.ts'

export interface WebBindings extends BotBindings {
  /** Optional: Workers Analytics Engine. */
  readonly CLICKS?: ClickCounter
}

export function webDeps(env: WebBindings, later: (work: Promise<unknown>) => void): WebDeps {
  const now = Date.now()
  // Created lazily: a redirect needs none of these.
  const directory = () => publicDirectory(env)
  const { CLICKS } = env
  const settings = () => readEnvironment(env)
  return {
    store: { get: (key) => env.STORE.get(key, { cacheTtl: limits.web.kvCacheSeconds }) },
    editionsOf: (cell) => publicEditions(env, cell),
    // Absent in Node.
    cache: typeof caches === 'undefined' ? null : caches.default,
    later: (work) => later(work.catch((error: unknown) => logCaught('work after the answer', error))),
    now,
    get publicUrl() {
      return publicSettings(env)?.PUBLIC_URL ?? null
    },
    get coversSubdomains() {
      return publicSettings(env)?.HSTS_SUBDOMAINS ?? false
    },
    readingKey: (code) => readingKeyOf(settings(), code),
    operator: () => operatorDeps(env),
    setup: () => ({ ...operatorDeps(env), directory: directory() }),
    webhook: (request) => webhook(request, env),
    hubCallback: (token) => hubCallback(env, token),
    health: () => publicHealth(env),
    countClick: CLICKS === undefined ? null : (code) => countClick(CLICKS, code),
    page: async (name, known) => {
      const found = await publicChannel(env, name)
      if (found === null) return null
      const answer = await found.channel.page(known)
      const code = answer.kind === 'page' ? answer.page.readers : undefined
      const bot = code === undefined ? null : await learnedBotName(env)
      const link = code === undefined || bot === null ? {} : { readers: readerLink(bot, code) }
      return { username: found.username, answer, ...link }
    },
    feed: async (name, inquiry) => {
      const found = await publicChannel(env, name)
      if (found === null) return null
      const { username, channel } = found
      return { username, answer: await channel.feed({ ...inquiry, username }) }
    },
    day: async (name, day, number) => (await publicChannel(env, name))?.channel.day(day, number) ?? null,
    postsOf: (cell) => publicEditions(env, cell),
    frontDoor: () => frontDoor(env),
    status: async () => {
      const cells = Array.from({ length: settings().CELLS }, (_, number) => publicCell(env, number))
      const statuses = await Promise.allSettled(cells.map((cell) => cell.status()))
      // `/health` reports a cell that does not answer.
      for (const cell of statuses)
        if (cell.status === 'rejected' && !(cell.reason instanceof RequestQuotaSpent))
          logCaught('asking a cell for its status', cell.reason)
      return statuses.flatMap((cell) => (cell.status === 'fulfilled' ? cell.value : []))
    },
    isOwner: async (session) => {
      const person = await directory().signedIn(session, now)
      return person !== null && isOwner({ ownerIds: settings().OWNER_IDS }, await directory().owners(), person)
    },
    stats: async (channel) => {
      const entry = await directory().channel(channel)
      if (entry === null) return null
      const opened = await openedLinks(settings(), openedInStatistics)
      const links = opened.ok ? opened.value.map(({ code, times }) => [code, times] as const) : null
      return publicCell(env, entry.cell).channel(channel).stats(links)
    },
    signIn: (code, from) => directory().signIn(code, from, now),
    signOut: (session) => directory().signOut(session),
  }
}

/** The channel with an @name; null: none, or a private chat. @throws RequestQuotaSpent */
async function publicChannel(env: WebBindings, name: string) {
  const entry = await publicDirectory(env).channelNamed(name)
  if (entry?.username == null || entry.kind === 'private') return null
  return { username: entry.username, channel: publicCell(env, entry.cell).channel(entry.id) }
}

/** Pages work even if a setting is invalid; `/health` names it. */
function publicSettings(env: WebBindings): Environment | null {
  try {
    return readEnvironment(env)
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    return null
  }
}
