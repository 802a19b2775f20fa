/** Dedup's memory: kept between cycles or read from KV at the committed version, and put back with the pending keys about hourly. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, PackedKeys } from '../model.ts'
import { type CycleProblem, err, ok, type Result, type StoreProblem } from '../result.ts'
import type { Ledger } from '../store/ledger.ts'
import { nothingSeen, openSeen, putSeen, SeenMemory, type SeenOwner } from '../store/seen.ts'
import type { CycleDeps } from './deps.ts'
import { isInLedger, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isPast } from './put-editions.ts'

/** What reading the memory takes. */
export type SeenDeps = OwnerDeps & Pick<CycleDeps, 'memory' | 'store'>

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

/** The memory that was kept since an earlier cycle; null: there is none, or it is older than the committed version. */
function keptMemory({ ledger, memory: { seen } }: Pick<CycleDeps, 'ledger' | 'memory'>): SeenMemory | null {
  return seen !== null && seen.version >= ledger.seenVersion() ? seen : null
}

/** Dedup's memory, between two cycles. One KV read, or none if it was kept. */
export async function currentSeen(deps: SeenDeps): Promise<Result<SeenMemory, StoreProblem>> {
  const kept = keptMemory(deps)
  return kept === null ? openSeen(deps.store, seenOwner(deps)) : ok(kept)
}

/** Dedup's memory for this cycle. If KV has lost it, it is put at once. */
export async function openMemory(
  deps: MeteredDeps,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<SeenMemory, StoreProblem>> {
  const kept = keptMemory(deps)
  if (kept !== null) return ok(kept)
  const found = await findSeen(deps, now, problems)
  if (!found.ok) return found
  const { memory, isLost } = found.value
  deps.memory.seen = memory
  return isLost ? saveSeen(deps, memory, now) : ok(memory)
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
  deps.memory.seen = null
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

/** Puts the memory into KV if that was last done an hour ago, or if many keys have come since. */
export async function saveSeenIfDue(
  deps: MeteredDeps,
  before: SeenMemory,
  now: EpochMs,
): Promise<Result<SeenMemory, StoreProblem>> {
  const { ledger, memory } = deps
  const { seenPutMs, pendingKeysUnits } = limits.cycle
  const since = ledger.seenPutAt()
  // The first hour begins with the first cycle.
  if (since === null) ledger.setSeenPutAt(now)
  const isAged = since !== null && isPast(since, seenPutMs, now)
  if (!isAged && memory.pendingKeysUnits <= pendingKeysUnits) return ok(before)
  if (!ledger.feeds.hasUnsavedKeys()) {
    ledger.setSeenPutAt(now)
    return ok(before)
  }
  return saveSeen(deps, before, now)
}

/** Moves the pending keys into KV. Another bot's memory, or a newer version's, is not overwritten. */
async function saveSeen(
  deps: MeteredDeps,
  before: SeenMemory,
  now: EpochMs,
): Promise<Result<SeenMemory, StoreProblem>> {
  const { ledger, memory } = deps
  const there = await versionThere(deps)
  if (!there.ok) {
    // The next cycle finds out what became of it.
    memory.seen = null
    return there
  }
  const { urls, changed } = ledger.feeds.nextSeen()
  const pending = new Map(changed.map(({ url, pendingKeys }) => [url, pendingKeys]))
  const feeds = new Map(
    changed.map((feed): [FeedUrl, PackedKeys] => {
      return [feed.url, knownOf(feed, before)]
    }),
  )
  const version = ledger.nextSeenVersion(Math.max(before.version, there.value))
  const { botId: bot } = deps.settings
  ledger.transaction(() => {
    // After a put without an answer, the next one gets another version, so that no two values share one.
    ledger.attemptSeenVersion(version)
    // After a crash the next cycle has to recognise its own value.
    ledger.bots.willWrite(bot)
  })
  const put = await putSeen(deps.store, deps.cell, before.next({ bot, version }, urls, feeds))
  if (put.ok) {
    ledger.transaction(() => {
      ledger.bots.hasWritten(bot)
      ledger.feeds.pendingKeysSaved(pending)
      ledger.setSeenVersion(version)
      ledger.setSeenPutAt(now)
    })
    memory.seen = put.value
    memory.pendingKeysUnits = 0
  }
  return put
}

/** The version of this bot's memory in KV; 0 if there is none, or it is unreadable. */
async function versionThere(deps: MeteredDeps): Promise<Result<number, StoreProblem>> {
  const seen = await openSeen(deps.store, { ...seenOwner(deps), expected: 0 })
  if (seen.ok) return ok(seen.value.version)
  const { problem } = seen
  if (problem.kind === 'stored-broken') return ok(0)
  return problem.kind === 'namespace-shared' ? err({ ...problem, isOlder: false }) : seen
}
