/** Single values of an object: table `facts`, JSON by key. */
import * as v from 'valibot'
import { json, type Statement, sql, Table } from './database.ts'
import { POLL_STATES } from './stored-poll-states.ts'

const row = v.object({ key: v.string(), value: v.string() })

export class Facts extends Table {
  /** Every value but the poll states, which are long, in a watched database. */
  #known: { readonly count: number; readonly values: ReadonlyMap<string, string> } | null = null

  /** @returns null where nothing is stored under the key */
  get<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | null {
    const text = this.#text(key)
    return text === null ? null : v.parse(json(schema), text)
  }

  number(key: string): number | null {
    return this.get(key, v.number())
  }

  /** Writes only another value than the present one. */
  set(key: string, value: unknown): void {
    const text = JSON.stringify(value)
    if (this.#all()?.get(key) === text) return
    this.#change(
      sql`INSERT INTO facts (key, value) VALUES (${key}, ${text}) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      (values) => values.set(key, text),
    )
  }

  remove(key: string): void {
    if (this.#all()?.has(key) === false) return
    this.#change(sql`DELETE FROM facts WHERE key = ${key}`, (values) => values.delete(key))
  }

  #text(key: string): string | null {
    const all = this.#all()
    if (all !== null) return all.get(key) ?? null
    return this.values(v.string(), sql`SELECT value FROM facts WHERE key = ${key}`)[0] ?? null
  }

  /** Null: the database is not watched. */
  #all(): ReadonlyMap<string, string> | null {
    const count = this.#count()
    if (count === null) return null
    if (this.#known?.count !== count) {
      const others = sql`SELECT key, value FROM facts WHERE key < ${POLL_STATES} OR key > ${`${POLL_STATES}~`}`
      const rows = this.rows(row, others)
      this.#known = { count, values: new Map(rows.map(({ key, value }) => [key, value])) }
    }
    return this.#known.values
  }

  /** Its own changes do not make it read the table again. */
  #change(statement: Statement, change: (values: Map<string, string>) => unknown): void {
    const values = new Map(this.#all() ?? [])
    this.run(statement)
    change(values)
    const count = this.#count()
    if (count !== null) this.#known = { count, values }
  }

  #count(): number | null {
    return this.database.changes?.count(['facts']) ?? null
  }
}
