/** Dedup's memory: reads it from KV at the committed version, and puts it back with the pending keys. Finishes a cycle that died first. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, PackedKeys } from '../model.ts'
import { type CycleProblem, ok, type Result, type StoreProblem } from '../result.ts'
import type { Ledger } from '../store/ledger.ts'
import { nothingSeen, openSeen, putSeen, SeenMemory, type SeenOwner } from '../store/seen.ts'
import { putOpenEdition } from './edition.ts'
import { isInLedger, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'

export interface OwnerDeps {
  readonly cell: number
  readonly ledger: Ledger
  readonly settings: { readonly botId: number }
}

/** `isLost`: the memory has to be put before anything else. */
interface Found {
  readonly memory: SeenMemory
  readonly isLost: boolean
}

/**
 * Finishes a cycle that died: puts its edition and its seen keys into KV. Its messages are in the ledger. No new edition is opened
 * before that.
 * @returns dedup's memory
 */
export async function recover(
  deps: MeteredDeps,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<SeenMemory, StoreProblem>> {
  const found = await findSeen(deps, now, problems)
  if (!found.ok) return found
  const { memory, isLost } = found.value
  const died = deps.ledger.openCycles.current()
  const put = died === null || died.editionPut ? ok(0) : await putOpenEdition(deps, died, memory, now)
  if (!put.ok) return put
  return died === null && !isLost ? ok(memory) : saveSeen(deps, memory)
}

/**
 * `seen` at the committed version or newer. KV may return an old value for about a minute. A value that stays old, unreadable or
 * missing is lost (the namespace was created again, the key deleted), and the cell starts over. Another bot's value is neither used
 * nor overwritten: the cell starts over in the ledger, and waits for a namespace of its own.
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
    await deps.stopwatch.sleep(limits.cycle.staleRetryMs)
    seen = await read()
  }
  if (seen.ok) {
    ledger.clearStale()
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
  // Write now; otherwise the next cycle hits the same unreadable value.
  return ok({ memory: left.ok ? left.value : SeenMemory.of(nothingSeen), isLost: true })
}

/** ms until the cell starts over if KV keeps returning this; null: never. */
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

/** Distinguishes the cell's memory from an old value and from another bot's. */
export function seenOwner({ cell, ledger, settings }: OwnerDeps): SeenOwner {
  return { cell, expected: ledger.seenVersion(), isOwn: (bot) => ledger.bots.isOwn(bot, settings.botId) }
}

/** Moves the pending keys into KV, then closes the cycle. */
export async function saveSeen(deps: MeteredDeps, before: SeenMemory): Promise<Result<SeenMemory, StoreProblem>> {
  const { ledger } = deps
  const { urls, changed } = ledger.feeds.nextSeen()
  const pending = new Map(changed.map(({ url, pendingKeys }) => [url, pendingKeys]))
  const feeds = new Map(
    changed.map((feed): [FeedUrl, PackedKeys] => {
      return [feed.url, knownOf(feed, before)]
    }),
  )
  const version = ledger.nextSeenVersion(before.version)
  const { botId: bot } = deps.settings
  // Before the put: after a crash the next cycle has to recognise its own value.
  ledger.bots.willWrite(bot)
  const put = await putSeen(deps.store, deps.cell, before.next({ bot, version }, urls, feeds))
  if (put.ok) {
    ledger.transaction(() => {
      ledger.bots.hasWritten(bot)
      ledger.feeds.pendingKeysSaved(pending)
      ledger.setSeenVersion(version)
      ledger.openCycles.end()
    })
  }
  return put
}
