/** Counts the rows that Cloudflare bills as written for a statement: each changed row, and its entry in each index that changes. */

/** An index of a table with its columns, or the counter of an AUTOINCREMENT table. */
export interface TableIndex {
  readonly table: string
  readonly columns: readonly string[]
  readonly isCounter: boolean
}

/** Every index and counter of a database, for `readIndex`. */
export const indicesQuery = `SELECT s.tbl_name AS owner, s.type AS type, s.sql AS definition, group_concat(i.name, ',') AS columns
  FROM sqlite_schema s LEFT JOIN pragma_index_info(s.name) i
  WHERE s.type = 'index' OR s.sql LIKE '%AUTOINCREMENT%' GROUP BY s.name`

export function readIndex({ owner, type, definition, columns }: Readonly<Record<string, unknown>>): TableIndex {
  if (type === 'table') return { table: String(owner), columns: [], isCounter: true }
  const condition = /\bWHERE\s+(\w+)/iu.exec(String(definition))?.slice(1) ?? []
  return { table: String(owner), columns: [...String(columns).split(','), ...condition], isCounter: false }
}

const statementForm = /^\s*(?:(INSERT|REPLACE)(?: OR \w+)? INTO|(UPDATE)(?: OR \w+)?|(DELETE) FROM)\s+(\w+)/iu

/**
 * Index updates count as rows: developers.cloudflare.com/durable-objects/platform/pricing. The result is an upper bound of what
 * workerd counts, which omits unchanged index entries.
 * @param changes rows that SQLite reports as changed
 */
export function rowsWritten(statement: string, changes: number, indices: readonly TableIndex[]): number {
  const [, insert, update, , table] = statementForm.exec(statement) ?? []
  if (table === undefined) return 0
  const own = indices.filter((index) => index.table === table)
  // A partial index also depends on the columns of its condition.
  const set = update === undefined ? '' : (statement.split(/\bWHERE\b/iu)[0] ?? '')
  const touched = own.filter(({ columns }) => columns.some((column) => new RegExp(`\\b${column}\\b`, 'u').test(set)))
  const all = insert === undefined ? own.filter(({ isCounter }) => !isCounter) : own
  const entries = update === undefined ? all.length : touched.length
  return changes * (1 + entries * (insert === undefined && update !== undefined ? 2 : 1))
}
