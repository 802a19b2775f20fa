/** SQLite of a Durable Object: statements, and rows parsed by schemas. */
import * as v from 'valibot'
import type { TableChanges } from './table-changes.ts'

/** The result of a statement. */
export interface StatementCursor {
  toArray(): Record<string, SqlStorageValue>[]
  /** Final once the rows are fetched. */
  readonly rowsRead: number
  readonly rowsWritten: number
}

/** SQLite of one Durable Object; `transaction` is all or nothing and takes no promises. */
export interface Database {
  readonly sql: { exec(query: string, ...bindings: SqlStorageValue[]): StatementCursor }
  transaction<Value>(work: () => Value): Value
  /** Of a watched database: see watched-database.ts. */
  readonly changes?: TableChanges
}

/** A statement, or a part of one, with a `?` for each binding. */
export interface Statement {
  readonly text: string
  readonly bindings: readonly Binding[]
}
type Binding = string | number | null

/** Makes a statement of a template: values become bindings, other statements parts of it. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Binding | Statement)[]): Statement {
  let text = ''
  const bindings: Binding[] = []
  let index = 0
  for (const value of values) {
    text += parts[index++]
    if (typeof value === 'object' && value !== null) {
      text += value.text
      bindings.push(...value.bindings)
    } else {
      text += '?'
      bindings.push(value)
    }
  }
  text += parts[index]
  return { text, bindings }
}

/** A part of a statement without bindings, such as a table's name. */
export function raw(text: string): Statement {
  return { text, bindings: [] }
}

/** The base of the classes that read and write tables. */
export abstract class Table {
  protected readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  protected run({ text, bindings }: Statement): StatementCursor {
    return this.database.sql.exec(text, ...bindings)
  }

  protected rows<Schema extends v.GenericSchema>(schema: Schema, statement: Statement): v.InferOutput<Schema>[] {
    return readRows(schema, this.run(statement))
  }

  /** The values of a query with one column. */
  protected values<Schema extends v.GenericSchema>(schema: Schema, statement: Statement): v.InferOutput<Schema>[] {
    return this.run(statement)
      .toArray()
      .map((row) => v.parse(schema, Object.values(row)[0]))
  }

  /** A value that is read from tables, kept until one of them changes. Without a watched database it is read each time. */
  protected remembered<Value>(tables: readonly string[], read: () => Value): () => Value {
    const { changes } = this.database
    if (changes === undefined) return read
    let known: { readonly count: number; readonly value: Value } | null = null
    return () => {
      const count = changes.count(tables)
      if (known?.count !== count) known = { count, value: read() }
      return known.value
    }
  }
}

/** Parses all rows of a query. Only this code writes rows, so one that does not fit is a bug. */
export function readRows<Schema extends v.GenericSchema>(
  schema: Schema,
  cursor: Pick<StatementCursor, 'toArray'>,
): v.InferOutput<Schema>[] {
  return cursor.toArray().map((row) => v.parse(schema, row))
}

/** A column that holds JSON of a known shape. */
export function json<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema)
}

/** A column that holds 0 or 1. */
export const flag = v.pipe(
  v.number(),
  v.transform((value) => value !== 0),
)
