/** Counts the changes of a database's tables, so that what was read from them can be kept until they change. */
import { ValueCache } from '../value-cache.ts'

/** What a statement changes: all tables, one table, or the row with the id in its last binding. */
type Change = 'none' | 'all' | TableChange

interface TableChange {
  readonly table: string
  readonly isById: boolean
  /** The columns that an update sets; null: rows are added or deleted. */
  readonly columns: readonly string[] | null
}

const reads = /^\s*SELECT\b/iu
const writes = /^\s*(?:(?:INSERT|REPLACE)(?: OR \w+)? INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+(\w+)/iu
const byId = /^\s*UPDATE (?!OR\b)[\s\S]*\sWHERE id = \?\s*$/u
/** More statements than the program has. */
const STATEMENTS = 500

const changes = new ValueCache<string, Change>(STATEMENTS)

function changeOf(statement: string): Change {
  return changes.get(statement, () => {
    if (reads.test(statement)) return 'none'
    const table = writes.exec(statement)?.[1]?.toLowerCase()
    // A definition, for example.
    return table === undefined ? 'all' : { table, isById: byId.test(statement), columns: columnsOf(statement) }
  })
}

function columnsOf(statement: string): readonly string[] | null {
  const set = /^\s*UPDATE\s[\s\S]*?\sSET\s([\s\S]*?)(?:\sWHERE\s|$)/iu.exec(statement)?.[1]
  if (set === undefined) return null
  return [...set.matchAll(/(\w+)\s*=/gu)].map(([, column = '']) => column.toLowerCase())
}

/** The columns of a table on which a cache does not depend. */
export type Ignored = ReadonlySet<string>

function concerns({ columns }: TableChange, ignored: Ignored): boolean {
  return columns === null || columns.length === 0 || !columns.every((column) => ignored.has(column))
}

/** The rows of one table that have changed, for one cache. */
export class RowChanges {
  readonly ignored: Ignored
  readonly #ids = new Set<number>()
  #isAll = true

  constructor(ignored: Ignored) {
    this.ignored = ignored
  }

  change(id: number | null): void {
    if (id === null) this.#isAll = true
    else this.#ids.add(id)
  }

  /** The ids of the rows that were changed since the last call; `all`: others too, or rows were added or deleted. */
  take(): ReadonlySet<number> | 'all' {
    const ids = this.#isAll ? 'all' : new Set(this.#ids)
    this.#isAll = false
    this.#ids.clear()
    return ids
  }
}

export class TableChanges {
  readonly #counts = new Map<string, number>()
  readonly #rows = new Map<string, RowChanges[]>()
  readonly #listeners: {
    readonly table: string
    readonly ignored: Ignored
    readonly call: (isKnown: boolean) => void
  }[] = []
  #all = 0

  /** Call for each statement, before it runs. */
  note(statement: string, bindings: readonly unknown[]): void {
    const change = changeOf(statement)
    if (change === 'none') return
    if (change === 'all') {
      this.changeAll()
      return
    }
    const { table, isById } = change
    for (const each of this.#listeners) if (each.table === table && concerns(change, each.ignored)) each.call(true)
    this.#counts.set(table, (this.#counts.get(table) ?? 0) + 1)
    const id = bindings.at(-1)
    for (const each of this.#rows.get(table) ?? [])
      if (concerns(change, each.ignored)) each.change(isById && typeof id === 'number' ? id : null)
  }

  /** Any table may have changed. */
  changeAll(): void {
    this.#all += 1
    for (const { call } of this.#listeners) call(false)
    for (const each of [...this.#rows.values()].flat()) each.change(null)
  }

  /** A number that grows whenever one of these tables may have changed. */
  count(tables: readonly string[]): number {
    return tables.reduce((sum, table) => sum + (this.#counts.get(table) ?? 0), this.#all)
  }

  /** Calls back before a statement changes a table. `isKnown`: false when it may have changed in another way. */
  beforeChange(table: string, ignored: Ignored, call: (isKnown: boolean) => void): void {
    this.#listeners.push({ table, ignored, call })
  }

  /** The changed rows of a table, which has the column `id`. */
  rowsOf(table: string, ignored: Ignored): RowChanges {
    const rows = new RowChanges(ignored)
    this.#rows.set(table, [...(this.#rows.get(table) ?? []), rows])
    return rows
  }
}
