/** Queries that return many rows of the table `feeds` as one JSON text, because creating row objects costs several times as much as reading them. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { FeedUrl } from '../model.ts'
import { type Database, json, readRows } from './database.ts'
import {
  type Feed,
  type FeedPollState,
  feedColumns,
  feedOf,
  isFeedUrl,
  pollStateElement,
  pollStateOf,
} from './feed-row.ts'

/** Ids of the feeds that some channel uses, from the index alone, as rows of subscriptions are long. */
export const SUBSCRIBED = 'SELECT feed FROM subscriptions WHERE removed_at IS NULL'

const { pollStatesAQuery, urlsAQuery, feedsAQuery } = limits.store

/** A text with an array per row, whose values are checked one by one. */
const elements = v.object({ elements: json(v.custom<readonly (readonly unknown[])[]>(Array.isArray)) })

/** The poll states of the feeds that some channel uses. */
export function readPollStates(database: Database): readonly FeedPollState[] {
  const used = usedIds(database)
  const some = `SELECT id, ${pollStateElement} AS state FROM feeds WHERE id > ? ORDER BY id LIMIT ${pollStatesAQuery}`
  const query = `SELECT '[' || coalesce(group_concat(state), '') || ']' AS elements FROM (${some})`
  const all: FeedPollState[] = []
  for (let last = 0; ; ) {
    const states = (readRows(elements, database.sql.exec(query, last))[0]?.elements ?? []).map(pollStateOf)
    for (const state of states) if (used.has(state.id)) all.push(state)
    last = states.at(-1)?.id ?? last
    if (states.length < pollStatesAQuery) return all
  }
}

/** The poll states of the feeds with these ids, used or not. */
export function pollStatesOf(database: Database, ids: readonly number[]): readonly FeedPollState[] {
  const query = `SELECT '[' || coalesce(group_concat(${pollStateElement}), '') || ']' AS elements FROM feeds
    WHERE id IN (SELECT value FROM json_each(?))`
  return Array.from({ length: Math.ceil(ids.length / feedsAQuery) }, (_, part) => {
    const some = JSON.stringify(ids.slice(part * feedsAQuery, (part + 1) * feedsAQuery))
    return (readRows(elements, database.sql.exec(query, some))[0]?.elements ?? []).map(pollStateOf)
  }).flat()
}

/** Filtering in SQL would double the cost. */
function usedIds({ sql }: Database): ReadonlySet<number> {
  const row = v.object({ ids: v.nullable(json(v.custom<readonly number[]>(Array.isArray))) })
  const query = `SELECT '[' || group_concat(feed) || ']' AS ids FROM (${SUBSCRIBED})`
  return new Set(readRows(row, sql.exec(query))[0]?.ids)
}

/** The feeds with these ids or addresses, in no order, without those that no longer exist. */
export function feedsAmong(
  database: Database,
  column: 'id' | 'url',
  values: readonly (number | string)[],
): readonly Feed[] {
  const columns = `json_array(${feedColumns.join(', ')}, marks <> '' OR unmarks <> '' OR credentials IS NOT NULL)`
  const among = `${column} IN (SELECT value FROM json_each(?))`
  const query = `SELECT json_group_array(${columns}) AS elements FROM feeds WHERE ${among}`
  const rows = Array.from({ length: Math.ceil(values.length / feedsAQuery) }, (_, part) => {
    const some = JSON.stringify(values.slice(part * feedsAQuery, (part + 1) * feedsAQuery))
    return readRows(elements, database.sql.exec(query, some)).flatMap((found) => found.elements)
  }).flat()
  const long = longColumnsOf(
    database,
    rows.flatMap((cells) => (cells.at(-1) === 1 ? [cells[0]] : [])),
  )
  return rows.map((cells) => {
    const row: Record<string, unknown> = { marks: '', unmarks: '', credentials: null, ...long.get(cells[0]) }
    for (const [at, name] of feedColumns.entries()) row[name] = cells[at]
    return feedOf(row)
  })
}

/** Keys and credentials can be long, so they are read row by row. */
function longColumnsOf({ sql }: Database, ids: readonly unknown[]): ReadonlyMap<unknown, object> {
  if (ids.length === 0) return new Map()
  const query = 'SELECT id, marks, unmarks, credentials FROM feeds WHERE id IN (SELECT value FROM json_each(?))'
  const rows = sql.exec(query, JSON.stringify(ids)).toArray()
  return new Map(rows.map((row) => [row['id'], row]))
}

/** The addresses of all feeds, in the order of their ids. */
export function feedUrls({ sql }: Database): readonly FeedUrl[] {
  const some = `SELECT id, url FROM feeds WHERE id > ? ORDER BY id LIMIT ${urlsAQuery}`
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
