/** Single values of an object: table `facts`, JSON by key. */
import * as v from 'valibot'
import { type Database, json, readRows } from './tables.ts'

export class Facts {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** @returns null where nothing is stored under the key */
  get<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | null {
    const row = v.object({ value: json(schema) })
    return readRows(row, this.#database.sql.exec('SELECT value FROM facts WHERE key = ?', key))[0]?.value ?? null
  }

  number(key: string): number | null {
    return this.get(key, v.number())
  }

  set(key: string, value: unknown): void {
    this.#database.sql.exec(
      'INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      JSON.stringify(value),
    )
  }

  remove(key: string): void {
    this.#database.sql.exec('DELETE FROM facts WHERE key = ?', key)
  }
}
