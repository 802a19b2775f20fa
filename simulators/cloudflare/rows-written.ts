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
 * New index entries count as rows, and removed ones do not: developers.cloudflare.com/durable-objects/platform/pricing, and what workerd
 * counts. The result is an upper bound, as it does not evaluate the conditions of partial indexes.
 * @param changes rows that SQLite reports as changed
 */
export function rowsWritten(statement: string, changes: number, indices: readonly TableIndex[]): number {
  const [, insert, update, , table] = statementForm.exec(statement) ?? []
  if (table === undefined) return 0
  if (insert === undefined && update === undefined) return changes
  const own = indices.filter((index) => index.table === table)
  if (insert !== undefined) return changes * (1 + own.length)
  // A partial index also depends on the columns of its condition.
  const set = statement.split(/\bWHERE\b/iu)[0] ?? ''
  const touched = own.filter(({ columns }) => columns.some((column) => new RegExp(`\\b${column}\\b`, 'u').test(set)))
  return changes * (1 + touched.length)
}
