/** Replaces the directory by a saved one. */
import * as v from 'valibot'
import type { EpochMs } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import type { Database } from '../store/database.ts'
import { directoryTables } from '../store/directory-tables.ts'
import type { Owners } from '../store/owners.ts'
import { factNames, type People } from '../store/people.ts'
import { restoreSnapshot, snapshotSchema } from '../store/snapshot.ts'
import type { Spending } from '../store/spending.ts'

export interface DirectoryStores {
  readonly database: Database
  readonly people: People
  readonly owners: Owners
  readonly spending: Spending
}

/** @param backup when it was made, epoch ms; the same one is restored once */
export function restoreDirectory(
  { database, people, owners, spending }: DirectoryStores,
  text: string,
  backup: EpochMs,
  now: EpochMs,
): Result<'restored' | 'already', StoreProblem> {
  if (people.fact('restored-from') === String(backup)) return ok('already')
  const snapshot = v.safeParse(v.pipe(v.string(), v.parseJson(), snapshotSchema), text)
  if (!snapshot.success) return err({ kind: 'stored-broken', key: 'backup of the directory' })
  const own = factNames.map((name) => [name, people.fact(name)] as const)
  // Today's usage counts against this account, not the backup's.
  const spent = spending.of(now)
  const restored = restoreSnapshot(database, directoryTables, snapshot.output, () => {
    for (const [name, value] of own) people.setFact(name, value)
    people.setFact('restored-from', String(backup))
    spending.setDay(now, spent)
  })
  people.refresh()
  owners.refresh()
  return restored.ok ? ok('restored') : restored
}
