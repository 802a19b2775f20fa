/** Single values of an object: table `facts`, JSON by key. */
import * as v from 'valibot'
import { json, sql, Table } from './database.ts'

export class Facts extends Table {
  /** @returns null where nothing is stored under the key */
  get<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | null {
    return this.values(json(schema), sql`SELECT value FROM facts WHERE key = ${key}`)[0] ?? null
  }

  number(key: string): number | null {
    return this.get(key, v.number())
  }

  set(key: string, value: unknown): void {
    this.run(sql`INSERT INTO facts (key, value) VALUES (${key}, ${JSON.stringify(value)})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
  }

  remove(key: string): void {
    this.run(sql`DELETE FROM facts WHERE key = ${key}`)
  }
}
