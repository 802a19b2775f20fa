/** The cell's feeds: table `feeds`, with their validators, rhythm and health, and what is seen but not yet in KV. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import {
  type ChannelId,
  type EpochMs,
  type FeedHints,
  type FeedUrl,
  feedUrlSchema,
  noFeedHints,
  noKeys,
  type PackedKeys,
  type PollingHints,
  type PublishHistory,
  packedKeysSchema,
} from '../model.ts'
import type { FeedProblem, FeedReading, Manner } from '../result.ts'
import { type Feed, type FeedTurn, feedOf } from './feed-row.ts'
import { feedsAmong, feedUrls, readTurns, SUBSCRIBED } from './feed-texts.ts'
import { type Database, readRows } from './tables.ts'

const { movedReadings } = limits.feed

type Read = Extract<FeedReading, { kind: 'read' }>
type Unchanged = Extract<FeedReading, { kind: 'unchanged' }>

export class Feeds {
  readonly #database: Database
  readonly #changes: (() => number) | null
  /** What was read last, as long as nothing has changed: cycles that find nothing new change no feed. */
  #turns: { readonly changes: number; readonly turns: readonly FeedTurn[] } | null = null

  /** @param changes another number each time that feeds or subscriptions may have changed; null: nothing is remembered */
  constructor(database: Database, changes: (() => number) | null = null) {
    this.#database = database
    this.#changes = changes
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

  /** When those that a channel uses have their turns: every cycle goes through all of them. */
  turns(): readonly FeedTurn[] {
    const changes = this.#changes?.() ?? null
    if (changes === null) return readTurns(this.#database)
    if (this.#turns?.changes !== changes) this.#turns = { changes, turns: readTurns(this.#database) }
    return this.#turns.turns
  }

  /** Ids of those whose last reading failed, whoever uses them: a row each. */
  failing(): readonly number[] {
    const cursor = this.#database.sql.exec('SELECT id FROM feeds WHERE failures > 0')
    return readRows(v.object({ id: v.number() }), cursor).map(({ id }) => id)
  }

  /** These feeds, in this order; those that are gone are left out. @param ids of feeds */
  these(ids: readonly number[]): readonly Feed[] {
    const found = new Map(feedsAmong(this.#database, 'id', ids).map((feed) => [feed.id, feed]))
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  /** The feeds of these addresses; those that are gone are left out. */
  at(urls: readonly FeedUrl[]): readonly Feed[] {
    return feedsAmong(this.#database, 'url', urls)
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
    readonly changed: readonly Pick<Feed, 'url' | 'pendingKeys' | 'revokedKeys'>[]
  } {
    const { sql } = this.#database
    const row = v.object({ url: feedUrlSchema, pendingKeys: packedKeysSchema, revokedKeys: packedKeysSchema })
    const changed =
      "SELECT url, marks AS pendingKeys, unmarks AS revokedKeys FROM feeds WHERE marks <> '' OR unmarks <> ''"
    return { urls: feedUrls(this.#database), changed: readRows(row, sql.exec(changed)) }
  }

  get(url: FeedUrl): Feed | null {
    return this.#feeds('SELECT * FROM feeds WHERE url = ?', url)[0] ?? null
  }

  byId(id: number): Feed | null {
    return this.#feeds('SELECT * FROM feeds WHERE id = ?', id)[0] ?? null
  }

  /** A feed as its first reading found it: all that it holds is seen. */
  add({ url, title, validators, window, feedHints, manner }: Read, publishHistory: PublishHistory, now: EpochMs): void {
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
      JSON.stringify(publishHistory),
      JSON.stringify(askedBy(feedHints, manner.wait ?? 0)),
      window,
    )
  }

  /** A feed that was not read yet: its first reading is a beginning. One that is there, but that nobody uses, begins anew. */
  addUnread(url: FeedUrl, title: string, now: EpochMs): void {
    this.#database.sql.exec(
      `INSERT OR IGNORE INTO feeds (url, title, whole_at, rhythm, asked, fresh) VALUES (?, ?, 0, ?, ?, 1)`,
      url,
      title,
      JSON.stringify({ awake: now, times: [] } satisfies PublishHistory),
      JSON.stringify(askedBy(noFeedHints, 0)),
    )
    this.#database.sql.exec(
      `UPDATE feeds SET fresh = 1, etag = NULL, modified = NULL, hash = NULL WHERE url = ? AND id NOT IN (${SUBSCRIBED})`,
      url,
    )
  }

  /** A person added it once more: it is read often for a while. */
  wake({ id, publishHistory }: Feed, now: EpochMs): void {
    this.#database.sql.exec(
      'UPDATE feeds SET rhythm = ? WHERE id = ?',
      JSON.stringify({ ...publishHistory, awake: now }),
      id,
    )
  }

  /** All are read often for a while. */
  wakeAll(now: EpochMs): void {
    this.#database.sql.exec("UPDATE feeds SET rhythm = json_set(rhythm, '$.awake', ?)", now)
  }

  /** A reading brought a document. Writes nothing where nothing changed, and one row else. */
  read(
    feed: Feed,
    reading: Read,
    { publishHistory, pendingKeys }: Pick<Feed, 'publishHistory' | 'pendingKeys'>,
    now: EpochMs,
  ): void {
    const { title, validators, feedHints, manner } = reading
    const { etag, modified, hash, from } = validators
    const asked = askedBy(feedHints, manner.wait ?? 0)
    const same =
      !feed.needsBaseline &&
      feed.title === title &&
      feed.pendingKeys === pendingKeys &&
      JSON.stringify(feed.validators) === JSON.stringify({ etag, modified, hash, from }) &&
      JSON.stringify([feed.publishHistory, feed.asked]) === JSON.stringify([publishHistory, asked])
    if (!same) {
      this.#database.sql.exec(
        `UPDATE feeds SET title = ?, etag = ?, modified = ?, hash = ?, validators_from = ?, whole_at = ?, rhythm = ?, asked = ?,
         marks = ?, fresh = 0 WHERE id = ?`,
        title,
        etag,
        modified,
        hash,
        from,
        now,
        JSON.stringify(publishHistory),
        JSON.stringify(asked),
        pendingKeys,
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
  readdress(feed: Feed, to: FeedUrl, pendingKeys: PackedKeys, revokedKeys: PackedKeys): void {
    this.#database.sql.exec(
      `UPDATE feeds SET url = ?, marks = ?, unmarks = ?, moved_to = NULL, moved_times = 0,
       validators_from = NULL, etag = NULL, modified = NULL WHERE id = ?`,
      to,
      pendingKeys,
      revokedKeys,
      feed.id,
    )
  }

  /** Another feed goes on as this one: its document is asked for whole, and what only one of them knew is unknown again. */
  joined(
    into: Feed,
    gone: Feed,
    pendingKeys: PackedKeys,
    revokedKeys: PackedKeys,
    publishHistory: PublishHistory,
  ): void {
    this.merged(into, pendingKeys, revokedKeys, publishHistory)
    this.#database.sql.exec('DELETE FROM feeds WHERE id = ?', gone.id)
  }

  /** What is seen of it is another thing from now on: its document is asked for whole. */
  merged({ id }: Feed, pendingKeys: PackedKeys, revokedKeys: PackedKeys, publishHistory: PublishHistory): void {
    this.#database.sql.exec(
      'UPDATE feeds SET marks = ?, unmarks = ?, rhythm = ?, etag = NULL, modified = NULL, hash = NULL WHERE id = ?',
      pendingKeys,
      revokedKeys,
      JSON.stringify(publishHistory),
      id,
    )
  }

  /** These keys in KV are of its address, but not of it. */
  forget(id: number, revokedKeys: PackedKeys): void {
    this.#database.sql.exec('UPDATE feeds SET unmarks = ? WHERE id = ?', revokedKeys, id)
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

  /** Ids of those whose next reading is a beginning: a row for every feed. */
  needsBaseline(): ReadonlySet<number> {
    const cursor = this.#database.sql.exec('SELECT id FROM feeds WHERE fresh = 1')
    return new Set(readRows(v.object({ id: v.number() }), cursor).map(({ id }) => id))
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

  /** A reading brought a document of which not all is seen yet. */
  mark(feed: Feed, pendingKeys: PackedKeys): void {
    if (feed.pendingKeys !== pendingKeys)
      this.#database.sql.exec('UPDATE feeds SET marks = ? WHERE id = ?', pendingKeys, feed.id)
  }

  /** These marks are in KV now, and what was to go is gone; a feed that was marked anew meanwhile keeps its newer ones. */
  marksSaved(saved: ReadonlyMap<FeedUrl, PackedKeys>): void {
    for (const [url, pendingKeys] of saved) {
      if (pendingKeys === noKeys) continue
      this.#database.sql.exec("UPDATE feeds SET marks = '' WHERE url = ? AND marks = ?", url, pendingKeys)
    }
    this.#database.sql.exec("UPDATE feeds SET unmarks = '' WHERE unmarks <> ''")
  }
}

function askedBy({ minutes, skipHours, skipDays }: FeedHints, server: number): PollingHints {
  return { minutes, skipHours, skipDays, server }
}
