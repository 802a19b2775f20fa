/** What the pages may use. */
import { isOwner } from '../bot/hearing/access.ts'
import { readEnvironment, readingKeyOf } from '../environment.ts'
import { type ClickCounter, countClick } from '../links/clicks.ts'
import type { WebEdges } from '../web/edges.ts'
import { health } from './health.ts'
import { cellOf, cellsOf, directoryOf } from './objects.ts'
import { operatorEdges } from './operator.ts'
import { type BotBindings, webhook } from './webhook.ts'

export interface WebBindings extends BotBindings {
  /** Optional: Workers Analytics Engine. */
  readonly CLICKS?: ClickCounter
}

/** Seconds that a place may remember what KV said; an edition that is not there yet must not be missing for long. */
const KV_SECONDS = 300

export function webEdges(env: WebBindings, later: (work: Promise<unknown>) => void): WebEdges {
  const now = Date.now()
  // A redirect needs none of these: what is not asked for is not made.
  const directory = () => directoryOf(env)
  const { CLICKS } = env
  const settings = () => readEnvironment(env)
  return {
    store: { get: (key) => env.STORE.get(key, { cacheTtl: KV_SECONDS }) },
    // Where the Worker runs in Node there is none.
    cache: typeof caches === 'undefined' ? null : caches.default,
    later,
    now,
    get publicUrl() {
      return publicUrlOf(env)
    },
    readingKey: (code) => readingKeyOf(settings(), code),
    operator: () => operatorEdges(env),
    webhook: (request) => webhook(request, env),
    health: () => health(env),
    countClick: CLICKS === undefined ? null : (code) => countClick(CLICKS, code),
    page: async (name, known) => {
      const entry = await directory().channelNamed(name)
      if (entry?.username == null || entry.kind === 'private') return null
      return { username: entry.username, answer: await cellOf(env, entry.cell).page(entry.id, known, now) }
    },
    status: async () => {
      const asked = await Promise.allSettled(cellsOf(env, settings().CELLS).map((cell) => cell.status(now)))
      // Of a cell that does not answer, health tells.
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
  } catch {
    return null
  }
}
