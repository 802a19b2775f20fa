/** A Durable Object's SQLite storage on Node's SQLite: counts rows, nests transactions, and writes nothing after the process has ended. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Alarm, type AlarmState } from './alarm.ts'
import { objectSqlite } from './platform-limits.ts'
import {
  entriesQuery,
  indicesQuery,
  readIndex,
  rowsWritten,
  type TableIndex,
  type UpdateQueries,
  updateQueries,
} from './rows-written.ts'

/** Hooks around the calls of an object's storage. */
export interface StorageHooks {
  /** Throws if the process has ended. */
  readonly check: () => void
  /** Runs one step that writes, completely or not at all. */
  readonly write: <Value>(name: string, effect: () => Value) => Value
  /** The object's class handles alarms. */
  readonly hasAlarmHandler?: boolean
}

interface Prepared {
  readonly statement: StatementSync
  /** Whether it returns rows. */
  readonly isQuery: boolean
}

/** The database as SQLite serialises it, the alarm, and the billed rows. */
export interface ObjectState {
  readonly database: Uint8Array
  readonly alarm: AlarmState | null
  readonly rowsRead: number
  readonly rowsWritten: number
}

/** The storage of one object, which outlives the object's instances. */
export class ObjectStorage {
  readonly alarm: Alarm
  readonly #database = new DatabaseSync(':memory:', { limits: objectSqlite })
  readonly #statements = new Map<string, Prepared>()
  #indices: readonly TableIndex[] | null = null
  readonly #queries = new Map<string, IndexQueries>()
  #depth = 0
  /** Billed since the start. */
  rowsWritten = 0
  /** Billed since the start, except the rows that an index search skips. */
  rowsRead = 0
  readonly #rows = new Map<string, { age: number; rows: number }>()

  constructor(state: ObjectState | null = null) {
    this.alarm = new Alarm(state?.alarm)
    if (state === null) return
    this.#database.deserialize(state.database)
    this.rowsRead = state.rowsRead
    this.rowsWritten = state.rowsWritten
  }

  save(): ObjectState {
    const { rowsRead, rowsWritten } = this
    return { database: this.#database.serialize(), alarm: this.alarm.save(), rowsRead, rowsWritten }
  }

  /** The storage as an instance's `ctx.storage`. */
  open(hooks: StorageHooks) {
    const exec = (query: string, ...values: SqlStorageValue[]) => {
      hooks.check()
      return isReading(query) || this.#depth > 0
        ? this.#exec(query, values)
        : hooks.write(query.trim().split(/\s+/u).slice(0, 3).join(' '), () => this.#exec(query, values))
    }
    const transactionSync = <Value>(work: () => Value): Value => {
      hooks.check()
      return this.#depth > 0
        ? this.#nested(work)
        : hooks.write('transaction', () => this.#within('BEGIN', 'COMMIT', 'ROLLBACK', work))
    }
    return { sql: { exec }, transactionSync, ...this.#alarms(hooks) }
  }

  /** Setting and deleting an alarm are billed as a written row each: durable-objects/platform/pricing. */
  #alarms({ check, write, hasAlarmHandler = false }: StorageHooks) {
    const change = async (name: string, effect: () => void) => {
      if (!hasAlarmHandler) throw new TypeError('a class without an alarm() handler cannot have alarms')
      if (this.#depth > 0) throw new TypeError('an alarm is not part of a synchronous transaction')
      write(name, () => {
        effect()
        this.rowsWritten += 1
      })
    }
    return {
      getAlarm: async () => {
        check()
        this.rowsRead += 1
        return this.alarm.visible
      },
      setAlarm: (scheduled: number | Date) =>
        change('set alarm', () => {
          const at = Number(scheduled)
          if (!(at > 0)) throw new TypeError('setAlarm() cannot be called with an alarm time <= 0')
          this.alarm.set(at)
        }),
      deleteAlarm: () => change('delete alarm', () => this.alarm.delete()),
    }
  }

  /** Reads the storage from outside the program. */
  query(sql: string, ...values: readonly (string | number | null)[]): readonly Record<string, unknown>[] {
    return this.#prepared(sql).statement.all(...values)
  }

  /** Rows of each table. */
  sizes(): Readonly<Record<string, number>> {
    const tables = this.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return Object.fromEntries(
      tables.map(({ name }) => [String(name), Number(this.query(`SELECT count(*) AS rows FROM ${name}`)[0]?.['rows'])]),
    )
  }

  #nested<Value>(work: () => Value): Value {
    const name = `nested${this.#depth}`
    return this.#within(`SAVEPOINT ${name}`, `RELEASE ${name}`, `ROLLBACK TO ${name}`, work)
  }

  #within<Value>(begin: string, commit: string, rollback: string, work: () => Value): Value {
    this.#prepared(begin).statement.run()
    this.#depth += 1
    try {
      const value = work()
      if (value instanceof Promise) throw new TypeError('a transaction cannot be asynchronous')
      this.#prepared(commit).statement.run()
      return value
    } catch (error) {
      this.#prepared(rollback).statement.run()
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  #exec(query: string, values: readonly SqlStorageValue[]) {
    const { statement, isQuery } = this.#prepared(query)
    const bound = values as SQLInputValue[]
    const { tables, searches } = this.#planOf(query, values.length)
    const most = limitOf(query, values)
    const scanned = tables.reduce((sum, table) => sum + Math.min(most, this.#rowsOf(table)), 0)
    if (isReading(query)) {
      const found = statement.all(...bound)
      // Rows of the only table that is read are among the scanned ones.
      const read = tables.length === 1 && searches === 0 ? Math.max(scanned, found.length) : scanned + found.length
      this.rowsRead += read
      return cursor(found, read, 0)
    }
    this.rowsRead += scanned
    const before = isQuery ? this.#changes() : 0
    const isDefinition = /^\s*(?:CREATE|ALTER|DROP)\b/iu.test(query)
    const version = isDefinition ? this.#schemaVersion() : 0
    if (isDefinition) this.#forgetIndices()
    else this.#indices ??= this.query(indicesQuery).map(readIndex)
    const indices = this.#indices ?? []
    const { ofTable, update } = this.#indexQueries(query, indices)
    const entriesBefore = ofTable === null ? 0 : this.#entries(ofTable)
    const ids = update === null ? '[]' : this.#idsOf(update.ids, values)
    const rows = isQuery ? statement.all(...bound) : []
    const changes = isQuery ? this.#changes() - before : Number(statement.run(...bound).changes)
    // A table that exists is not created again.
    const isChanged = isDefinition && this.#schemaVersion() !== version
    const grown = ofTable === null ? undefined : this.#entries(ofTable) - entriesBefore
    const newEntries = update === null ? grown : this.#entries(update.entries, ids)
    const written = isDefinition ? Number(isChanged) : rowsWritten(query, changes, indices, newEntries)
    this.rowsWritten += written
    return cursor(rows, scanned, written)
  }

  #planOf(query: string, values: number): QueryPlan {
    const known = plans.get(query)
    if (known !== undefined) return known
    const isPlain = /^\s*(?:SELECT|UPDATE|DELETE)\b/iu.test(query)
    const rows = isPlain ? this.#database.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...Array(values).fill(1)) : []
    const lines = rows.map(({ detail }) => String(detail))
    const plan = {
      tables: lines.flatMap((line) => scanned.exec(line)?.[1] ?? []),
      searches: lines.filter((line) => line.startsWith('SEARCH ')).length,
    }
    plans.set(query, plan)
    return plan
  }

  /** An estimate, refreshed after 50 uses. */
  #rowsOf(name: string): number {
    const table = aliases[name] ?? name
    const known = this.#rows.get(table)
    if (known !== undefined && known.age < 50) {
      known.age += 1
      return known.rows
    }
    const rows = tableName.test(table) ? Number(this.query(`SELECT count(*) AS rows FROM ${table}`)[0]?.['rows']) : 0
    this.#rows.set(table, { age: 0, rows })
    return rows
  }

  #schemaVersion(): number {
    return Number(this.query('PRAGMA schema_version')[0]?.['schema_version'])
  }

  #entries(query: string, ...values: readonly string[]): number {
    return Number(this.query(query, ...values)[0]?.['entries'])
  }

  /** @param values the statement's; the query has its condition, and so its last bindings @returns JSON */
  #idsOf(query: string, values: readonly SqlStorageValue[]): string {
    const bound = values.slice(values.length - (query.split('?').length - 1)) as SQLInputValue[]
    const rows = this.#prepared(query).statement.all(...bound)
    return JSON.stringify(rows.map(({ id }) => Number(id)))
  }

  #indexQueries(query: string, indices: readonly TableIndex[]): IndexQueries {
    const known = this.#queries.get(query)
    if (known !== undefined) return known
    const queries = { ofTable: entriesQuery(query, indices), update: updateQueries(query, indices) }
    this.#queries.set(query, queries)
    return queries
  }

  #forgetIndices(): void {
    this.#indices = null
    this.#queries.clear()
  }

  #changes(): number {
    return Number(this.query('SELECT total_changes() AS changes')[0]?.['changes'])
  }

  #prepared(query: string): Prepared {
    const known = this.#statements.get(query)
    if (known !== undefined) return known
    const statement = this.#database.prepare(query)
    const prepared = { statement, isQuery: statement.columns().length > 0 }
    this.#statements.set(query, prepared)
    return prepared
  }
}

/** What counts a statement's index entries: see rows-written.ts. */
interface IndexQueries {
  /** The entries in the partial indexes of its table. */
  readonly ofTable: string | null
  readonly update: UpdateQueries | null
}

interface QueryPlan {
  /** The tables that the statement scans. */
  readonly tables: readonly string[]
  /** How often it searches an index. */
  readonly searches: number
}

/** Cached by statement for all objects: a query plan costs more than most statements. */
const plans = new Map<string, QueryPlan>()

/** How many rows a scan without a condition reads at most. */
function limitOf(query: string, values: readonly SqlStorageValue[]): number {
  const limit = /\bFROM \w+ ORDER BY id DESC LIMIT \?/u.exec(query)
  if (limit === null) return Number.POSITIVE_INFINITY
  return Number(values[query.slice(0, limit.index).split('?').length - 1])
}

/** Aliases of tables in the program's statements. */
const aliases: Readonly<Record<string, string>> = { s: 'subscriptions', f: 'feeds', p: 'pending', m: 'messages' }
/** Indices with a condition hold few rows, and virtual tables no stored ones. */
const scanned =
  /^SCAN (?!CONSTANT)(\w+)\b(?! VIRTUAL TABLE| USING (?:COVERING )?INDEX (?:messages_unsent|feeds_|subscriptions_new|pending_urgent))/u
const tableName = /^[a-z_]+$/u

const isReading = (query: string): boolean => /^\s*SELECT\b/iu.test(query)

function cursor(rows: readonly Record<string, unknown>[], rowsRead: number, written: number) {
  return { toArray: () => rows.map((row) => ({ ...row })), rowsRead, rowsWritten: written }
}
