/** Replaces `cloudflare:test` and `cloudflare:workers`: cells run on Node's SQLite, many times faster than in workerd. */
import { ObjectStorage } from '../../simulators/cloudflare/sqlite.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'

export { DurableObject, WorkerEntrypoint } from '../../simulators/cloudflare/workers-module.ts'

type Storage = ReturnType<ObjectStorage['open']>

export const env = { CELL: { getByName: (name: string) => name } }

/** Runs a test on new tables. */
export function runInDurableObject<Value>(
  _name: string,
  test: (cell: null, state: { readonly storage: Storage }) => Promise<Value>,
): Promise<Value> {
  const storage = new ObjectStorage().open({ check: () => {}, write: (_, effect) => effect() })
  // Node's row types are wider than those of Durable Objects.
  migrate({ sql: storage.sql, transaction: storage.transactionSync } as unknown as Database)
  return test(null, { storage })
}
