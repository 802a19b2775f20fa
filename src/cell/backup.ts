/** A cell as one text, and back: its tables, and what KV remembers of its feeds, as they belong together. */
import * as v from 'valibot'
import { type OwnerDeps, seenOwner } from '../cycle/seen-memory.ts'
import type { EpochMs } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import type { KeyValue } from '../store/key-value.ts'
import { getSeen, nothingSeen, openSeen, putSeen, readSeen, writeSeen } from '../store/seen.ts'
import { restoreSnapshot, snapshotSchema, takeSnapshot } from '../store/snapshot.ts'
import { cellTables, type Database } from '../store/tables.ts'

export interface BackupDeps extends OwnerDeps {
  readonly store: KeyValue
  readonly database: Database
}

/**
 * What feeds have published since the backup was made: `send` it, as nobody else has; or `skip` it, as it may have been sent
 * already by whoever went on after the backup.
 */
export type SinceBackup = 'send' | 'skip'

/** `already`: it was restored from this backup before, and stays as it is. */
export type Restored = 'restored' | 'already'

const cellSchema = v.object({ snapshot: snapshotSchema, seen: v.string() })

/** Where KV holds another bot's memory, this one's is in the tables alone; unless it may be an old value from before this one's. */
export async function saveCell(deps: BackupDeps): Promise<Result<string, StoreProblem>> {
  const seen = await getSeen(deps.store, seenOwner(deps))
  const isAlone = !seen.ok && seen.problem.kind === 'namespace-shared' && !seen.problem.isOlder
  if (!seen.ok && !isAlone) return seen
  const text = writeSeen(seen.ok ? seen.value : nothingSeen)
  return ok(JSON.stringify({ snapshot: takeSnapshot(deps.database), seen: text }))
}

/**
 * Everything that the cell had before goes; but a backup that it was restored from already is not restored again, and what another
 * bot has in KV stays. @param backup when it was made
 */
export async function restoreCell(
  deps: BackupDeps,
  text: string,
  backup: EpochMs,
  since: SinceBackup,
  now: EpochMs,
): Promise<Result<Restored, StoreProblem>> {
  const { cell, store, ledger, database } = deps
  const { botId: bot } = deps.settings
  // Gone over twice, what was sent in between would be sent again.
  if (ledger.restoredFrom() === backup) return ok('already')
  const key = `backup of cell ${cell}`
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), cellSchema), text)
  if (!parsed.success) return err({ kind: 'stored-broken', key })
  const { snapshot, seen: seenText } = parsed.output
  if (snapshot.version > cellTables.length)
    return err({ kind: 'schema-newer', key, found: snapshot.version, known: cellTables.length })
  const seen = readSeen(key, seenText)
  if (!seen.ok) return seen
  const held = await openSeen(store, seenOwner(deps))
  if (!held.ok && (held.problem.kind === 'namespace-shared' || held.problem.kind === 'kv-failed')) return held
  // Above all that KV may still answer with: what it held before is then told from what is put here.
  const version = ledger.nextSeenVersion(seen.value.version)
  ledger.bots.runs(bot)
  const put = await putSeen(store, cell, { ...seen.value, bot, version })
  if (!put.ok) return put
  // Of this account's quotas, not of the other's.
  const spent = ledger.spending.of(now)
  const restored = restoreSnapshot(database, cellTables, snapshot, () => {
    ledger.setSeenVersion(version)
    ledger.bots.ran(bot)
    ledger.bots.refuseNone()
    ledger.setShutDown(false)
    ledger.wasRestoredFrom(backup)
    ledger.spending.costs(now, spent)
    if (since === 'skip') ledger.discardWaiting()
  })
  ledger.refresh()
  return restored.ok ? ok('restored') : restored
}
