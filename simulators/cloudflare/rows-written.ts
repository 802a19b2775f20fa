/** Counts the rows that Cloudflare bills as written for a statement: each changed row, and its entry in each index that changes. */

/** An index of a table with its columns, or the counter of an AUTOINCREMENT table. */
export interface TableIndex {
  readonly table: string
  readonly columns: readonly string[]
  /** Of a partial index; null: it has every row. */
  readonly condition: string | null
}

/** Every index and counter of a database, for `readIndex`. */
export const indicesQuery = `SELECT s.tbl_name AS owner, s.type AS type, s.sql AS definition, group_concat(i.name, ',') AS columns
  FROM sqlite_schema s LEFT JOIN pragma_index_info(s.name) i
  WHERE s.type = 'index' OR s.sql LIKE '%AUTOINCREMENT%' GROUP BY s.name`

export function readIndex({ owner, type, definition, columns }: Readonly<Record<string, unknown>>): TableIndex {
  const table = String(owner)
  if (type === 'table') return { table, columns: [], condition: null }
  const condition = /\bWHERE\s+(.+)$/isu.exec(String(definition))?.[1] ?? null
  const [first] = /^\w+/u.exec(condition ?? '') ?? []
  return { table, columns: [...String(columns).split(','), ...(first === undefined ? [] : [first])], condition }
}

/** A query for the entries in the partial indexes of the table that a statement adds rows to; null: there are none, or it may replace rows. */
export function entriesQuery(statement: string, indices: readonly TableIndex[]): string | null {
  const [, insert, , , table] = statementForm.exec(statement) ?? []
  const conditions = indices.flatMap((index) => (index.table === table ? (index.condition ?? []) : []))
  if (insert === undefined || conditions.length === 0 || /\bOR REPLACE\b|\bON CONFLICT\b/iu.test(statement)) return null
  return `SELECT ${conditions.map((each) => `(SELECT count(*) FROM ${table} WHERE ${each})`).join(' + ')} AS entries`
}

/** Queries for the rows that an UPDATE changes, and for their entries in the partial indexes that it touches. */
export interface UpdateQueries {
  /** Its bindings are the statement's last ones. */
  readonly ids: string
  /** Its only binding, as often as it is there, is the JSON array of the ids. */
  readonly entries: string
}

/** Null: the statement touches no partial index, or its rows are not found by their ids. */
export function updateQueries(statement: string, indices: readonly TableIndex[]): UpdateQueries | null {
  const [, , update, , table] = statementForm.exec(statement) ?? []
  const [set = '', where, more] = statement.split(/\bWHERE\b/iu)
  if (update === undefined || where === undefined || more !== undefined || !hasIds(indices, table)) return null
  const conditions = touchedBy(set, indices, table).flatMap(({ condition }) => condition ?? [])
  const among = 'id IN (SELECT value FROM json_each(?1))'
  if (conditions.length === 0) return null
  return {
    ids: `SELECT id FROM ${table} WHERE ${where.replace(/\bRETURNING\b.*/isu, '')}`,
    entries: `SELECT ${conditions.map((condition) => `(SELECT count(*) FROM ${table} WHERE ${among} AND ${condition})`).join(' + ')} AS entries`,
  }
}

/** Whether a table numbers its rows: AUTOINCREMENT is listed as an index without columns. */
function hasIds(indices: readonly TableIndex[], table: string | undefined): boolean {
  return indices.some((index) => index.table === table && index.columns.length === 0)
}

/** A partial index also depends on the columns of its condition. */
function touchedBy(set: string, indices: readonly TableIndex[], table: string | undefined): readonly TableIndex[] {
  const isSet = (column: string) => new RegExp(`\\b${column}\\b`, 'u').test(set)
  return indices.filter((index) => index.table === table && index.columns.some(isSet))
}

const statementForm = /^\s*(?:(INSERT|REPLACE)(?: OR \w+)? INTO|(UPDATE)(?: OR \w+)?|(DELETE) FROM)\s+(\w+)/iu

/**
 * New index entries count as rows, and removed ones do not: developers.cloudflare.com/durable-objects/platform/pricing, and what workerd
 * counts. The result is an upper bound, as an update may leave a row outside a partial index.
 * @param changes rows that SQLite reports as changed
 * @param entries by which an INSERT made partial indexes grow, or which an UPDATE's rows have in those that it touches; absent: one a
 *   row and index
 */
export function rowsWritten(
  statement: string,
  changes: number,
  indices: readonly TableIndex[],
  entries?: number,
): number {
  const [, insert, update, , table] = statementForm.exec(statement) ?? []
  if (table === undefined) return 0
  if (insert === undefined && update === undefined) return changes
  const own = indices.filter((index) => index.table === table)
  if (insert !== undefined) {
    const whole = own.filter(({ condition }) => condition === null)
    return changes * (1 + whole.length) + Math.max(0, entries ?? changes * (own.length - whole.length))
  }
  const touched = touchedBy(statement.split(/\bWHERE\b/iu)[0] ?? '', indices, table)
  const whole = touched.filter(({ condition }) => condition === null)
  return changes * (1 + whole.length) + (entries ?? changes * (touched.length - whole.length))
}
