/** Many rows of the table `feeds` at once, each query's as one text: to make objects of rows costs several times what it costs to read them. */
import * as v from 'valibot'
import type { FeedUrl } from '../model.ts'
import { type Feed, type FeedTurn, feedColumns, feedOf, isFeedUrl, turnElement, turnOf } from './feed-row.ts'
import { type Database, json, readRows } from './tables.ts'

/** Ids of the feeds that a channel uses, from the index alone: rows of subscriptions are long. */
export const SUBSCRIBED = 'SELECT feed FROM subscriptions WHERE removed_at IS NULL'

/** A value holds 2 MB at most: developers.cloudflare.com/durable-objects/platform/limits. */
const TURNS_A_QUERY = 1000
const URLS_A_QUERY = 500
/** Without their keys, rows of feeds have up to 15 KB. */
const FEEDS_A_QUERY = 100

/** A text that holds an array for each row; what is in them is checked one by one. */
const elements = v.object({ elements: json(v.custom<readonly (readonly unknown[])[]>(Array.isArray)) })

/** The turns of the feeds that a channel uses. */
export function readTurns(database: Database): readonly FeedTurn[] {
  const used = usedIds(database)
  const some = `SELECT id, ${turnElement} AS turn FROM feeds WHERE id > ? ORDER BY id LIMIT ${TURNS_A_QUERY}`
  const query = `SELECT '[' || coalesce(group_concat(turn), '') || ']' AS elements FROM (${some})`
  const all: FeedTurn[] = []
  for (let last = 0; ; ) {
    const turns = (readRows(elements, database.sql.exec(query, last))[0]?.elements ?? []).map(turnOf)
    for (const turn of turns) if (used.has(turn.id)) all.push(turn)
    last = turns.at(-1)?.id ?? last
    if (turns.length < TURNS_A_QUERY) return all
  }
}

/** A set of them in SQL would cost as much as all the rest. */
function usedIds({ sql }: Database): ReadonlySet<number> {
  const row = v.object({ ids: v.nullable(json(v.custom<readonly number[]>(Array.isArray))) })
  const query = `SELECT '[' || group_concat(feed) || ']' AS ids FROM (${SUBSCRIBED})`
  return new Set(readRows(row, sql.exec(query))[0]?.ids)
}

/** The feeds with these ids, or of these addresses, in no order; those that are gone are left out. */
export function feedsAmong(
  database: Database,
  column: 'id' | 'url',
  values: readonly (number | string)[],
): readonly Feed[] {
  const columns = `json_array(${feedColumns.join(', ')}, marks <> '' OR unmarks <> '')`
  const wanted = `${column} IN (SELECT value FROM json_each(?))`
  const query = `SELECT json_group_array(${columns}) AS elements FROM feeds WHERE ${wanted}`
  const rows = Array.from({ length: Math.ceil(values.length / FEEDS_A_QUERY) }, (_, part) => {
    const some = JSON.stringify(values.slice(part * FEEDS_A_QUERY, (part + 1) * FEEDS_A_QUERY))
    return readRows(elements, database.sql.exec(query, some)).flatMap((found) => found.elements)
  }).flat()
  const keys = keysOf(
    database,
    rows.flatMap((cells) => (cells.at(-1) === 1 ? [cells[0]] : [])),
  )
  return rows.map((cells) => {
    const row: Record<string, unknown> = { marks: '', unmarks: '', ...keys.get(cells[0]) }
    for (const [at, name] of feedColumns.entries()) row[name] = cells[at]
    return feedOf(row)
  })
}

/** Keys can be many: they come row by row. */
function keysOf({ sql }: Database, ids: readonly unknown[]): ReadonlyMap<unknown, object> {
  if (ids.length === 0) return new Map()
  const query = 'SELECT id, marks, unmarks FROM feeds WHERE id IN (SELECT value FROM json_each(?))'
  const rows = sql.exec(query, JSON.stringify(ids)).toArray()
  return new Map(rows.map((row) => [row['id'], row]))
}

/** The addresses of all feeds, by id. */
export function feedUrls({ sql }: Database): readonly FeedUrl[] {
  const some = `SELECT id, url FROM feeds WHERE id > ? ORDER BY id LIMIT ${URLS_A_QUERY}`
  const query = `SELECT json_group_array(url) AS urls, max(id) AS last FROM (${some})`
  const row = v.object({ urls: json(v.array(v.custom<FeedUrl>(isFeedUrl))), last: v.nullable(v.number()) })
  const all: FeedUrl[] = []
  for (let last = 0; ; ) {
    const [found] = readRows(row, sql.exec(query, last))
    if (found === undefined || found.last === null) return all
    all.push(...found.urls)
    last = found.last
  }
}
