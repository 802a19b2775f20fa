/** What the pages may use. */
import { isOwner } from '../bot/access/owners.ts'
import { DoorsAreDark } from '../cycle/request-quota.ts'
import { type ClickCounter, countClick } from '../links/clicks.ts'
import { logCaught } from '../log.ts'
import type { WebDeps } from '../web/deps.ts'
import { operatorDeps } from './admin.ts'
import { EnvironmentError, readEnvironment, readingKeyOf } from './environment.ts'
import { healthForAnybody } from './health.ts'
import { openCell, openDirectory } from './public-objects.ts'
import { type BotBindings, webhook } from './webhook.ts'

export interface WebBindings extends BotBindings {
  /** Optional: Workers Analytics Engine. */
  readonly CLICKS?: ClickCounter
}

/** Seconds that a place may remember what KV said; an edition that is not there yet must not be missing for long. */
const KV_SECONDS = 300

export function webDeps(env: WebBindings, later: (work: Promise<unknown>) => void): WebDeps {
  const now = Date.now()
  // A redirect needs none of these: what is not asked for is not made.
  const directory = () => openDirectory(env)
  const { CLICKS } = env
  const settings = () => readEnvironment(env)
  return {
    store: { get: (key) => env.STORE.get(key, { cacheTtl: KV_SECONDS }) },
    // Where the Worker runs in Node there is none.
    cache: typeof caches === 'undefined' ? null : caches.default,
    later: (work) => later(work.catch((error: unknown) => logCaught('work after the answer', error))),
    now,
    get publicUrl() {
      return publicUrlOf(env)
    },
    readingKey: (code) => readingKeyOf(settings(), code),
    operator: () => operatorDeps(env),
    visit: () => ({ ...operatorDeps(env), directory: directory() }),
    webhook: (request) => webhook(request, env),
    health: () => healthForAnybody(env),
    countClick: CLICKS === undefined ? null : (code) => countClick(CLICKS, code),
    page: async (name, known) => {
      const entry = await directory().channelNamed(name)
      if (entry?.username == null || entry.kind === 'private') return null
      return { username: entry.username, answer: await openCell(env, entry.cell).channel(entry.id).page(known) }
    },
    status: async () => {
      const cells = Array.from({ length: settings().CELLS }, (_, number) => openCell(env, number))
      const asked = await Promise.allSettled(cells.map((cell) => cell.status()))
      // Of a cell that does not answer, health tells.
      for (const cell of asked)
        if (cell.status === 'rejected' && !(cell.reason instanceof DoorsAreDark))
          logCaught('asking a cell for its status', cell.reason)
      return asked.flatMap((cell) => (cell.status === 'fulfilled' ? cell.value : []))
    },
    isOwner: async (session) => {
      const person = await directory().signedIn(session, now)
      return person !== null && isOwner({ ownerIds: settings().OWNER_IDS }, await directory().owners(), person)
    },
    signIn: (code, from) => directory().signIn(code, from, now),
    signOut: (session) => directory().signOut(session),
  }
}

/** Pages are shown whatever else is set wrong: `/health` says what. */
function publicUrlOf(env: WebBindings): string | null {
  try {
    return readEnvironment(env).PUBLIC_URL
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    return null
  }
}
