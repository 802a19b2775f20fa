/** What dedup remembers: read from KV at the right version, put back with what the ledger marked; a dead cycle is finished first. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, PackedKeys } from '../model.ts'
import { type CycleProblem, ok, type Result, type StoreProblem } from '../result.ts'
import { nothingSeen, openSeen, putSeen, SeenMemory } from '../store/seen.ts'
import { putOpenEdition } from './edition.ts'
import { knownOf } from './known.ts'
import type { MeteredEdges } from './meter.ts'

/** A stale `seen` is read again after this, once; then the cycle is left. ms */
const STALE_MS = 2000

/**
 * What dedup remembers, once the cycle that died, if any, is finished: its edition and its memory go to KV. Its messages
 * are in the ledger and go on by themselves. Until that has worked, no new edition is begun.
 */
export async function recover(
  edges: MeteredEdges,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<SeenMemory, StoreProblem>> {
  const died = edges.ledger.openCycle()
  const put = died === null || died.editionPut ? ok(0) : await putOpenEdition(edges, died, now)
  if (!put.ok) return put
  const seen = await freshSeen(edges, now, problems)
  return died === null || !seen.ok ? seen : saveSeen(edges, seen.value)
}

/**
 * `seen` at the version that the ledger committed, or newer. KV may answer with an old value for a minute or so. One that is
 * old, or unreadable, for an hour is lost (a namespace made anew, a key deleted): the cell starts over, rather than standing still for ever.
 */
async function freshSeen(
  edges: MeteredEdges,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<SeenMemory, StoreProblem>> {
  const { ledger } = edges
  const read = () => openSeen(edges.store, edges.cell, ledger.seenVersion())
  let seen = await read()
  if (isLost(seen)) {
    await edges.stopwatch.sleep(STALE_MS)
    seen = await read()
  }
  if (seen.ok) ledger.notStale()
  if (!isLost(seen) || ledger.staleFor(now) < limits.cycle.staleMs) return seen
  ledger.transaction(() => ledger.startOver())
  problems.push({ kind: 'seen-lost' })
  // Put at once: what cannot be read would else be found again.
  const left = await read()
  if (!left.ok && left.problem.kind === 'kv-failed') problems.push(left.problem)
  return saveSeen(edges, left.ok ? left.value : SeenMemory.of(nothingSeen))
}

function isLost(seen: Result<SeenMemory, StoreProblem>): boolean {
  return !seen.ok && (seen.problem.kind === 'seen-stale' || seen.problem.kind === 'stored-broken')
}

/** Moves what the ledger marked as seen into KV, and closes the cycle once that has worked. */
export async function saveSeen(edges: MeteredEdges, before: SeenMemory): Promise<Result<SeenMemory, StoreProblem>> {
  const { ledger } = edges
  const { urls, changed } = ledger.feeds.memories()
  const marked = new Map(changed.map(({ url, marks }) => [url, marks]))
  const feeds = new Map(
    changed.map((feed): [FeedUrl, PackedKeys] => {
      return [feed.url, knownOf(feed, before)]
    }),
  )
  const version = Math.max(before.version, ledger.seenVersion()) + 1
  const put = await putSeen(edges.store, edges.cell, before.next(version, urls, feeds))
  if (put.ok) {
    ledger.transaction(() => {
      ledger.feeds.marksSaved(marked)
      ledger.close(version)
    })
  }
  return put
}
