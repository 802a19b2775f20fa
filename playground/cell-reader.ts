/** Reads what the Worker's cell has stored, from its database on disk, while the Worker runs. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Database } from '../src/store/database.ts'
import { Ledger } from '../src/store/ledger.ts'

export interface CellReader {
  /** Null: the cell has stored nothing yet, or its database is busy; the next time it answers. */
  read<Value>(work: (ledger: Ledger) => Value): Value | null
  close(): void
}

/** @param state folder of KV and Durable Objects, as workerd writes it */
export function openCellReader(state: string): CellReader {
  const folder = path.join(state, 'v3', 'do', 'paperboy-Cell')
  let opened: DatabaseSync | null = null
  const open = () => {
    const file = readdirSync(folder).find((name) => /^[0-9a-f]{64}\.sqlite$/u.test(name))
    opened = file === undefined ? null : new DatabaseSync(path.join(folder, file), { readOnly: true })
    return opened
  }
  return {
    read(work) {
      try {
        const database = opened ?? open()
        // A new ledger each time, as it remembers what it has read.
        return database === null ? null : work(new Ledger(readingOnly(database)))
      } catch {
        return null
      }
    },
    close: () => opened?.close(),
  }
}

function readingOnly(database: DatabaseSync): Database {
  return {
    sql: {
      exec(query, ...bindings) {
        const rows = database.prepare(query).all(...bindings.map(plainValue))
        const toArray = () =>
          rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)])))
        return { toArray, rowsRead: 0, rowsWritten: 0 }
      },
    },
    transaction: (work) => work(),
  }
}

function plainValue(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError('cells store only texts and numbers')
}
