/** Saves a cell as text and restores it: its tables, and the seen keys in KV that belong to them. */
import * as v from 'valibot'
import { forget } from '../cycle/cycle-memory.ts'
import { currentSeen, type SeenDeps, seenOwner } from '../cycle/seen-memory.ts'
import type { EpochMs } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { newestDays } from '../store/channel-days.ts'
import { newestNews } from '../store/channel-news.ts'
import type { Database } from '../store/database.ts'
import { newestPosts } from '../store/posts.ts'
import { nothingSeen, openSeen, putSeen, readSeen, writeSeen } from '../store/seen.ts'
import { restoreSnapshot, snapshotSchema, takeSnapshot } from '../store/snapshot.ts'
import { cellTables } from '../store/tables.ts'

export interface BackupDeps extends SeenDeps {
  readonly database: Database
}

/** What to do with items published since the backup: `skip`, if another deployment may have sent them. */
export type SinceBackup = 'send' | 'skip'

/** `already`: this backup was restored before, and nothing changes. */
export type Restored = 'restored' | 'already'

const cellSchema = v.object({ snapshot: snapshotSchema, seen: v.string() })

/** If KV holds another bot's newer keys, only the tables are saved. Of posts, counted days and headlines for readers, only the newest are. */
export async function saveCell(deps: BackupDeps): Promise<Result<string, StoreProblem>> {
  const seen = await currentSeen(deps)
  const isTablesOnly = !seen.ok && seen.problem.kind === 'namespace-shared' && !seen.problem.isOlder
  if (!seen.ok && !isTablesOnly) return seen
  const text = seen.ok ? seen.value.written() : writeSeen(nothingSeen)
  return ok(
    JSON.stringify({
      snapshot: takeSnapshot(deps.database, {
        posts: newestPosts,
        channel_days: newestDays,
        channel_news: newestNews,
      }),
      seen: text,
    }),
  )
}

/** Replaces the whole cell, once per backup. Another bot's keys in KV stay. @param backup when it was made, epoch ms */
export async function restoreCell(
  deps: BackupDeps,
  text: string,
  backup: EpochMs,
  since: SinceBackup,
  now: EpochMs,
): Promise<Result<Restored, StoreProblem>> {
  const { cell, store, ledger, database } = deps
  const { botId: bot } = deps.settings
  // A second restore would repeat what was sent since the first.
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
  // Higher than any version that KV may still return, so that stale answers are recognised.
  const version = ledger.nextSeenVersion(seen.value.version)
  ledger.bots.willWrite(bot)
  const put = await putSeen(store, cell, { ...seen.value, bot, version })
  if (!put.ok) return put
  // Today's usage counts against this account, not the backup's.
  const spent = ledger.spending.of(now)
  const restored = restoreSnapshot(database, cellTables, snapshot, () => {
    ledger.setSeenVersion(version)
    ledger.bots.hasWritten(bot)
    ledger.bots.refuseNone()
    ledger.setShutDown(false)
    ledger.setRestoredFrom(backup)
    ledger.openEditions.putAllAgain()
    // What was pushed since the backup has to be polled.
    ledger.hubSubscriptions.renewAll()
    ledger.spending.setDay(now, spent)
    if (since === 'skip') ledger.discardWaiting(now)
  })
  ledger.refresh()
  forget(deps.memory)
  return restored.ok ? ok('restored') : restored
}
