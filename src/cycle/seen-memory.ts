/** What dedup remembers: read from KV at the right version, put back with what the ledger marked; a dead cycle is finished first. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, PackedKeys } from '../model.ts'
import { type CycleProblem, ok, type Result, type StoreProblem } from '../result.ts'
import type { Ledger } from '../store/ledger.ts'
import { nothingSeen, openSeen, putSeen, SeenMemory, type SeenOwner } from '../store/seen.ts'
import { putOpenEdition } from './edition.ts'
import { isInLedger, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** A stale `seen` is read again after this, once; then the cycle is left. ms */
const STALE_MS = 2000

export interface OwnerDeps {
  readonly cell: number
  readonly ledger: Ledger
  readonly settings: { readonly botId: number }
}

/** Dedup's memory, and whether it has to be put before anything else is done with it. */
interface Found {
  readonly memory: SeenMemory
  readonly isLost: boolean
}

/**
 * What dedup remembers, once the cycle that died, if any, is finished: its edition and its memory go to KV. Its messages
 * are in the ledger and go on by themselves. Until that has worked, no new edition is begun.
 */
export async function recover(
  deps: MeteredDeps,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<SeenMemory, StoreProblem>> {
  const found = await findSeen(deps, now, problems)
  if (!found.ok) return found
  const { memory, isLost } = found.value
  const died = deps.ledger.openCycle()
  const put = died === null || died.editionPut ? ok(0) : await putOpenEdition(deps, died, memory, now)
  if (!put.ok) return put
  return died === null && !isLost ? ok(memory) : saveSeen(deps, memory)
}

/**
 * `seen` at the version that the ledger committed, or newer. KV may answer with an old value for a minute or so. One that stays
 * old, unreadable or missing is lost (a namespace made anew, a key deleted): the cell starts over, rather than standing still for
 * ever. Another bot's is neither used nor written over; the cell starts over in the ledger, and waits for a namespace of its own.
 */
async function findSeen(
  deps: MeteredDeps,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<Found, StoreProblem>> {
  const { ledger } = deps
  const read = () => openSeen(deps.store, seenOwner(deps))
  let seen = await read()
  if (!seen.ok && (patienceFor(seen.problem) ?? 0) > 0) {
    await deps.stopwatch.sleep(STALE_MS)
    seen = await read()
  }
  if (seen.ok) {
    ledger.notStale()
    ledger.bots.refuseNone()
    return ok({ memory: seen.value, isLost: false })
  }
  const { problem } = seen
  const patience = patienceFor(problem)
  if (patience === null || (patience > 0 && ledger.staleFor(now) < patience)) return seen
  const isShared = problem.kind === 'namespace-shared'
  if (isShared && ledger.bots.isRefused(problem.bot)) return seen
  ledger.transaction(() => {
    const lost = ledger.feeds.all().filter((feed) => !isInLedger(feed))
    ledger.startOver(
      lost.map(({ id }) => id),
      now,
    )
    if (isShared) ledger.bots.refuse(problem.bot)
  })
  if (isShared) return seen
  problems.push({ kind: 'seen-lost' })
  const left = await read()
  if (!left.ok && left.problem.kind === 'namespace-shared') return left
  if (!left.ok && left.problem.kind === 'kv-failed') problems.push(left.problem)
  // Put at once: what cannot be read would else be found again.
  return ok({ memory: left.ok ? left.value : SeenMemory.of(nothingSeen), isLost: true })
}

/** ms for which KV may go on answering like that before the cell starts over; null: for ever. */
function patienceFor(problem: StoreProblem): number | null {
  switch (problem.kind) {
    case 'seen-stale':
      return problem.found === nothingSeen.version ? limits.cycle.missingMs : limits.cycle.staleMs
    case 'stored-broken':
      return limits.cycle.staleMs
    case 'namespace-shared':
      return problem.isOlder ? limits.cycle.staleMs : 0
    default:
      return null
  }
}

/** How the cell's memory in KV is told from an old value, and from another bot's. */
export function seenOwner({ cell, ledger, settings }: OwnerDeps): SeenOwner {
  return { cell, expected: ledger.seenVersion(), isOwn: (bot) => ledger.bots.isOwn(bot, settings.botId) }
}

/** Moves what the ledger marked as seen into KV, and closes the cycle once that has worked. */
export async function saveSeen(deps: MeteredDeps, before: SeenMemory): Promise<Result<SeenMemory, StoreProblem>> {
  const { ledger } = deps
  const { urls, changed } = ledger.feeds.memories()
  const marked = new Map(changed.map(({ url, pendingKeys }) => [url, pendingKeys]))
  const feeds = new Map(
    changed.map((feed): [FeedUrl, PackedKeys] => {
      return [feed.url, knownOf(feed, before)]
    }),
  )
  const version = ledger.nextSeenVersion(before.version)
  const { botId: bot } = deps.settings
  // Before the put: whoever reads it after a crash, or after yet another bot, has to know it.
  ledger.bots.runs(bot)
  const put = await putSeen(deps.store, deps.cell, before.next({ bot, version }, urls, feeds))
  if (put.ok) {
    ledger.transaction(() => {
      ledger.bots.ran(bot)
      ledger.feeds.marksSaved(marked)
      ledger.close(version)
    })
  }
  return put
}
