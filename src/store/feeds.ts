/** The cell's feeds: table `feeds`, with their validators, rhythm and health, and what is seen but not yet in KV. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import {
  type Asked,
  type ChannelId,
  type EpochMs,
  type FeedUrl,
  type FeedWishes,
  feedUrlSchema,
  noKeys,
  noWishes,
  type PackedKeys,
  packedKeysSchema,
  type Rhythm,
} from '../model.ts'
import type { FeedProblem, FeedReading, Manner } from '../result.ts'
import { type Feed, type FeedTurn, feedColumns, feedOf, isFeedUrl, turnElement, turnOf } from './feed-row.ts'
import { type Database, json, readRows } from './tables.ts'

const { movedReadings } = limits.feed
/** From the index alone: rows of subscriptions are long. */
const SUBSCRIBED = 'SELECT feed FROM subscriptions WHERE removed_at IS NULL'

type Read = Extract<FeedReading, { kind: 'read' }>
type Unchanged = Extract<FeedReading, { kind: 'unchanged' }>

/** A value holds 2 MB at most: developers.cloudflare.com/durable-objects/platform/limits. */
const TURNS_A_QUERY = 1000
/** Without their keys, rows of feeds have up to 15 KB. */
const FEEDS_A_QUERY = 100

/** A text that holds an array for each row; what is in them is checked one by one. */
const elements = v.object({ elements: json(v.custom<readonly (readonly unknown[])[]>(Array.isArray)) })

export class Feeds {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  #feeds(query: string, ...bindings: SqlStorageValue[]): readonly Feed[] {
    return this.#database.sql
      .exec(query, ...bindings)
      .toArray()
      .map(feedOf)
  }

  all(): readonly Feed[] {
    return this.#feeds('SELECT * FROM feeds ORDER BY id')
  }

  /**
   * When those that a channel uses have their turns: every cycle goes through all of them. They come as one text, since
   * to make objects of rows costs several times what it costs to read them.
   */
  turns(): readonly FeedTurn[] {
    const used = this.#usedIds()
    const some = `SELECT id, ${turnElement} AS turn FROM feeds WHERE id > ? ORDER BY id LIMIT ${TURNS_A_QUERY}`
    const query = `SELECT '[' || coalesce(group_concat(turn), '') || ']' AS elements FROM (${some})`
    const all: FeedTurn[] = []
    for (let last = 0; ; ) {
      const turns = (readRows(elements, this.#database.sql.exec(query, last))[0]?.elements ?? []).map(turnOf)
      for (const turn of turns) if (used.has(turn.id)) all.push(turn)
      last = turns.at(-1)?.id ?? last
      if (turns.length < TURNS_A_QUERY) return all
    }
  }

  /** Ids of those whose last reading failed, whoever uses them: a row each. */
  failing(): readonly number[] {
    const cursor = this.#database.sql.exec('SELECT id FROM feeds WHERE failures > 0')
    return readRows(v.object({ id: v.number() }), cursor).map(({ id }) => id)
  }

  /** Ids of the feeds that a channel uses; a set of them in SQL would cost as much as all the rest. */
  #usedIds(): ReadonlySet<number> {
    const row = v.object({ ids: v.nullable(json(v.custom<readonly number[]>(Array.isArray))) })
    const query = `SELECT '[' || group_concat(feed) || ']' AS ids FROM (${SUBSCRIBED})`
    return new Set(readRows(row, this.#database.sql.exec(query))[0]?.ids)
  }

  /** These feeds, in this order; those that are gone are left out. @param ids of feeds */
  these(ids: readonly number[]): readonly Feed[] {
    const found = new Map(this.#among('id', ids).map((feed) => [feed.id, feed]))
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  /** The feeds of these addresses; those that are gone are left out. */
  at(urls: readonly FeedUrl[]): readonly Feed[] {
    return this.#among('url', urls)
  }

  /** Many feeds come as texts, like turns. */
  #among(column: 'id' | 'url', values: readonly (number | string)[]): readonly Feed[] {
    const columns = `json_array(${feedColumns.join(', ')}, marks <> '' OR unmarks <> '')`
    const wanted = `${column} IN (SELECT value FROM json_each(?))`
    const query = `SELECT json_group_array(${columns}) AS elements FROM feeds WHERE ${wanted}`
    const rows = Array.from({ length: Math.ceil(values.length / FEEDS_A_QUERY) }, (_, part) => {
      const some = JSON.stringify(values.slice(part * FEEDS_A_QUERY, (part + 1) * FEEDS_A_QUERY))
      return readRows(elements, this.#database.sql.exec(query, some)).flatMap((found) => found.elements)
    }).flat()
    const keys = this.#keysOf(rows.flatMap((cells) => (cells.at(-1) === 1 ? [cells[0]] : [])))
    return rows.map((cells) => {
      const row: Record<string, unknown> = { marks: '', unmarks: '', ...keys.get(cells[0]) }
      for (const [at, name] of feedColumns.entries()) row[name] = cells[at]
      return feedOf(row)
    })
  }

  /** Keys can be many: they come row by row. */
  #keysOf(ids: readonly unknown[]): ReadonlyMap<unknown, object> {
    if (ids.length === 0) return new Map()
    const query = 'SELECT id, marks, unmarks FROM feeds WHERE id IN (SELECT value FROM json_each(?))'
    return new Map(
      this.#database.sql
        .exec(query, JSON.stringify(ids))
        .toArray()
        .map((row) => [row['id'], row]),
    )
  }

  /** Those that a channel uses; the others wait for the day in which they may be put back. */
  used(): readonly Feed[] {
    return this.#feeds(`SELECT * FROM feeds WHERE id IN (${SUBSCRIBED}) ORDER BY id`)
  }

  /** Those that one channel uses. */
  usedBy(channel: ChannelId): readonly Feed[] {
    const subscribed = 'SELECT feed FROM subscriptions WHERE channel = ? AND removed_at IS NULL'
    return this.#feeds(`SELECT * FROM feeds WHERE id IN (${subscribed})`, channel)
  }

  /** Those whose permanent redirect was met often enough to be believed. */
  moved(): readonly Feed[] {
    // The number as it stands in the index: a parameter would have every feed gone through.
    return this.#feeds('SELECT * FROM feeds WHERE moved_times >= 3')
  }

  /** What `seen` in KV is to be made of: every feed that it holds, and what is to be added to and taken from some. */
  memories(): {
    readonly urls: readonly FeedUrl[]
    readonly changed: readonly Pick<Feed, 'url' | 'marks' | 'unmarks'>[]
  } {
    const { sql } = this.#database
    const row = v.object({ url: feedUrlSchema, marks: packedKeysSchema, unmarks: packedKeysSchema })
    const changed = "SELECT url, marks, unmarks FROM feeds WHERE marks <> '' OR unmarks <> ''"
    return { urls: this.#urls(), changed: readRows(row, sql.exec(changed)) }
  }

  #urls(): readonly FeedUrl[] {
    const some = `SELECT id, url FROM feeds WHERE id > ? ORDER BY id LIMIT ${TURNS_A_QUERY / 2}`
    const query = `SELECT json_group_array(url) AS urls, max(id) AS last FROM (${some})`
    const row = v.object({ urls: json(v.array(v.custom<FeedUrl>(isFeedUrl))), last: v.nullable(v.number()) })
    const all: FeedUrl[] = []
    for (let last = 0; ; ) {
      const [found] = readRows(row, this.#database.sql.exec(query, last))
      if (found === undefined || found.last === null) return all
      all.push(...found.urls)
      last = found.last
    }
  }

  get(url: FeedUrl): Feed | null {
    return this.#feeds('SELECT * FROM feeds WHERE url = ?', url)[0] ?? null
  }

  byId(id: number): Feed | null {
    return this.#feeds('SELECT * FROM feeds WHERE id = ?', id)[0] ?? null
  }

  /** A feed as its first reading found it: all that it holds is seen. */
  add({ url, title, validators, window, wishes, manner }: Read, rhythm: Rhythm, now: EpochMs): void {
    this.#database.sql.exec(
      `INSERT INTO feeds (url, title, etag, modified, hash, validators_from, whole_at, rhythm, asked, marks)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      url,
      title,
      validators.etag,
      validators.modified,
      validators.hash,
      validators.from,
      now,
      JSON.stringify(rhythm),
      JSON.stringify(askedBy(wishes, manner.wait ?? 0)),
      window,
    )
  }

  /** A feed that was not read yet: its first reading is a beginning. One that is there, but that nobody uses, begins anew. */
  addUnread(url: FeedUrl, title: string, now: EpochMs): void {
    this.#database.sql.exec(
      `INSERT OR IGNORE INTO feeds (url, title, whole_at, rhythm, asked, fresh) VALUES (?, ?, 0, ?, ?, 1)`,
      url,
      title,
      JSON.stringify({ awake: now, times: [] } satisfies Rhythm),
      JSON.stringify(askedBy(noWishes, 0)),
    )
    this.#database.sql.exec(
      `UPDATE feeds SET fresh = 1, etag = NULL, modified = NULL, hash = NULL WHERE url = ? AND id NOT IN (${SUBSCRIBED})`,
      url,
    )
  }

  /** A person added it once more: it is read often for a while. */
  wake({ id, rhythm }: Feed, now: EpochMs): void {
    this.#database.sql.exec('UPDATE feeds SET rhythm = ? WHERE id = ?', JSON.stringify({ ...rhythm, awake: now }), id)
  }

  /** A reading brought a document. Writes nothing where nothing changed. */
  read(feed: Feed, reading: Read, rhythm: Rhythm, now: EpochMs): void {
    const { title, validators, wishes, manner } = reading
    const { etag, modified, hash, from } = validators
    const asked = askedBy(wishes, manner.wait ?? 0)
    const same =
      !feed.fresh &&
      feed.title === title &&
      JSON.stringify(feed.validators) === JSON.stringify({ etag, modified, hash, from }) &&
      JSON.stringify([feed.rhythm, feed.asked]) === JSON.stringify([rhythm, asked])
    if (!same) {
      this.#database.sql.exec(
        `UPDATE feeds SET title = ?, etag = ?, modified = ?, hash = ?, validators_from = ?, whole_at = ?, rhythm = ?, asked = ?,
         fresh = 0 WHERE id = ?`,
        title,
        etag,
        modified,
        hash,
        from,
        now,
        JSON.stringify(rhythm),
        JSON.stringify(asked),
        feed.id,
      )
    }
    this.#moved(feed, manner)
  }

  /** A reading found the items as they were. @param wholeDue whether it was time to be certain of it */
  unchanged(feed: Feed, reading: Unchanged, wholeDue: boolean, now: EpochMs): void {
    const { validators: sent, manner } = reading
    const wholeAt = sent !== null && wholeDue ? now : feed.wholeAt
    const { etag, modified, from } = sent ?? feed.validators
    const asked = askedBy(feed.asked, manner.wait ?? feed.asked.server)
    const same =
      wholeAt === feed.wholeAt &&
      asked.server === feed.asked.server &&
      etag === feed.validators.etag &&
      modified === feed.validators.modified &&
      from === feed.validators.from
    if (!same) {
      this.#database.sql.exec(
        'UPDATE feeds SET etag = ?, modified = ?, validators_from = ?, whole_at = ?, asked = ? WHERE id = ?',
        etag,
        modified,
        from,
        wholeAt,
        JSON.stringify(asked),
        feed.id,
      )
    }
    this.#moved(feed, manner)
  }

  #moved(feed: Feed, { movedTo }: Manner): void {
    const times = movedTo === null ? 0 : movedTo === feed.movedTo ? Math.min(movedReadings, feed.movedTimes + 1) : 1
    if (times === feed.movedTimes && movedTo === feed.movedTo) return
    this.#database.sql.exec('UPDATE feeds SET moved_to = ?, moved_times = ? WHERE id = ?', movedTo, times, feed.id)
  }

  /** Its address is another from now on: what is known of it, in KV by the old one, goes along as marks. */
  readdress(feed: Feed, to: FeedUrl, marks: PackedKeys, unmarks: PackedKeys): void {
    this.#database.sql.exec(
      `UPDATE feeds SET url = ?, marks = ?, unmarks = ?, moved_to = NULL, moved_times = 0,
       validators_from = NULL, etag = NULL, modified = NULL WHERE id = ?`,
      to,
      marks,
      unmarks,
      feed.id,
    )
  }

  /** Another feed goes on as this one: its document is asked for whole, and what only one of them knew is unknown again. */
  joined(into: Feed, gone: Feed, marks: PackedKeys, unmarks: PackedKeys, rhythm: Rhythm): void {
    this.merged(into, marks, unmarks, rhythm)
    this.#database.sql.exec('DELETE FROM feeds WHERE id = ?', gone.id)
  }

  /** What is seen of it is another thing from now on: its document is asked for whole. */
  merged({ id }: Feed, marks: PackedKeys, unmarks: PackedKeys, rhythm: Rhythm): void {
    this.#database.sql.exec(
      'UPDATE feeds SET marks = ?, unmarks = ?, rhythm = ?, etag = NULL, modified = NULL, hash = NULL WHERE id = ?',
      marks,
      unmarks,
      JSON.stringify(rhythm),
      id,
    )
  }

  /** These keys in KV are of its address, but not of it. */
  forget(id: number, unmarks: PackedKeys): void {
    this.#database.sql.exec('UPDATE feeds SET unmarks = ? WHERE id = ?', unmarks, id)
  }

  /** What is seen of these is lost: each begins anew, and is asked for its whole document. @param ids of feeds */
  beginAnew(ids: readonly number[]): void {
    this.#database.sql.exec(
      `UPDATE feeds SET fresh = 1, unmarks = '', etag = NULL, modified = NULL, hash = NULL
       WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
  }

  /** Dedup's memory is lost: every feed begins anew, and is asked for its whole document. */
  startOver(): void {
    this.#database.sql.exec("UPDATE feeds SET fresh = 1, unmarks = '', etag = NULL, modified = NULL, hash = NULL")
  }

  healthy(feed: Feed): void {
    if (feed.failures === 0) return
    this.#database.sql.exec(
      'UPDATE feeds SET failures = 0, failing_since = NULL, problem = NULL, retry_at = NULL, told = 0 WHERE id = ?',
      feed.id,
    )
  }

  /** @param told its owners know that it fails */
  failed(feed: Feed, problem: FeedProblem, now: EpochMs, retryAt: EpochMs | null, told: boolean): void {
    this.#database.sql.exec(
      `UPDATE feeds SET failures = ?, failing_since = ?, problem = ?, retry_at = ?, told = ?,
       moved_to = NULL, moved_times = 0 WHERE id = ?`,
      feed.failures + 1,
      feed.failingSince ?? now,
      JSON.stringify(problem),
      retryAt,
      told ? 1 : 0,
      feed.id,
    )
  }

  /** @param alone it is read in an object of its own from now on, or no longer */
  isolate(feed: Feed, alone: boolean): void {
    if (feed.alone === alone) return
    this.#database.sql.exec('UPDATE feeds SET alone = ? WHERE id = ?', alone ? 1 : 0, feed.id)
  }

  mark(url: FeedUrl, marks: PackedKeys): void {
    this.#database.sql.exec('UPDATE feeds SET marks = ? WHERE url = ? AND marks <> ?', marks, url, marks)
  }

  /** These marks are in KV now, and what was to go is gone; a feed that was marked anew meanwhile keeps its newer ones. */
  marksSaved(saved: ReadonlyMap<FeedUrl, PackedKeys>): void {
    for (const [url, marks] of saved) {
      if (marks === noKeys) continue
      this.#database.sql.exec("UPDATE feeds SET marks = '' WHERE url = ? AND marks = ?", url, marks)
    }
    this.#database.sql.exec("UPDATE feeds SET unmarks = '' WHERE unmarks <> ''")
  }
}

function askedBy({ minutes, skipHours, skipDays }: FeedWishes, server: number): Asked {
  return { minutes, skipHours, skipDays, server }
}
