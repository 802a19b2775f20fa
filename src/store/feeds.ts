/** The cell's feeds: table `feeds`, with validators, publish history, health, and the keys that are not in KV yet. */
import * as v from 'valibot'
import {
  type ChannelId,
  type EpochMs,
  type FeedUrl,
  feedUrlSchema,
  noKeys,
  type PackedKeys,
  packedKeysSchema,
} from '../model.ts'
import { noFeedHints, type PublishHistory } from '../polling.ts'
import type { FeedReading } from '../result.ts'
import { type Feed, type FeedPollState, feedOf, pollingHintsOf } from './feed-row.ts'
import { feedsAmong, feedUrls, readPollStates, SUBSCRIBED } from './feed-texts.ts'
import { type Database, readRows } from './tables.ts'

type Read = Extract<FeedReading, { kind: 'read' }>

export class Feeds {
  readonly #database: Database
  readonly #changes: (() => number) | null
  /** The last result, valid until feeds change: most cycles change none. */
  #pollStates: { readonly changes: number; readonly states: readonly FeedPollState[] } | null = null

  /** @param changes a number that grows whenever feeds or subscriptions may have changed; null: no caching */
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

  /** What decides when each used feed is polled; every cycle goes through all of them. */
  pollStates(): readonly FeedPollState[] {
    const changes = this.#changes?.() ?? null
    if (changes === null) return readPollStates(this.#database)
    if (this.#pollStates?.changes !== changes) this.#pollStates = { changes, states: readPollStates(this.#database) }
    return this.#pollStates.states
  }

  /** Ids of the feeds whose last poll failed, used or not. Reads one row each. */
  failing(): readonly number[] {
    const cursor = this.#database.sql.exec('SELECT id FROM feeds WHERE failures > 0')
    return readRows(v.object({ id: v.number() }), cursor).map(({ id }) => id)
  }

  /** The feeds with these ids, in this order, without those that no longer exist. */
  these(ids: readonly number[]): readonly Feed[] {
    const found = new Map(feedsAmong(this.#database, 'id', ids).map((feed) => [feed.id, feed]))
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  /** The feeds at these addresses, in no order, without those that no longer exist. */
  at(urls: readonly FeedUrl[]): readonly Feed[] {
    return feedsAmong(this.#database, 'url', urls)
  }

  /** The feeds that some channel uses. The others stay for a day, so that their removal can be undone. */
  used(): readonly Feed[] {
    return this.#feeds(`SELECT * FROM feeds WHERE id IN (${SUBSCRIBED}) ORDER BY id`)
  }

  /** The feeds of one channel. */
  usedBy(channel: ChannelId): readonly Feed[] {
    const subscribed = 'SELECT feed FROM subscriptions WHERE channel = ? AND removed_at IS NULL'
    return this.#feeds(`SELECT * FROM feeds WHERE id IN (${subscribed})`, channel)
  }

  /** The feeds whose permanent redirect was met in `limits.feed.movedReadings` polls in a row. */
  moved(): readonly Feed[] {
    // The index has this literal: with a parameter SQLite would scan the table.
    return this.#feeds('SELECT * FROM feeds WHERE moved_times >= 3')
  }

  /** The content of the next `seen` in KV: every feed, and the keys to add and to remove. */
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

  /** Adds a feed as its first reading found it: every item in it counts as seen. */
  add({ url, title, validators, window, feedHints, advice }: Read, publishHistory: PublishHistory, now: EpochMs): void {
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
      JSON.stringify(pollingHintsOf(feedHints, advice.waitMinutes ?? 0)),
      window,
    )
  }

  /** Adds a feed that was never read: its first poll takes a baseline. An existing feed that no channel uses needs a new one. */
  addUnread(url: FeedUrl, title: string, now: EpochMs): void {
    this.#database.sql.exec(
      `INSERT OR IGNORE INTO feeds (url, title, whole_at, rhythm, asked, fresh) VALUES (?, ?, 0, ?, ?, 1)`,
      url,
      title,
      JSON.stringify({ awake: now, times: [] } satisfies PublishHistory),
      JSON.stringify(pollingHintsOf(noFeedHints, 0)),
    )
    this.#database.sql.exec(
      `UPDATE feeds SET fresh = 1, etag = NULL, modified = NULL, hash = NULL WHERE url = ? AND id NOT IN (${SUBSCRIBED})`,
      url,
    )
  }

  /** Polls the feed often for a while, because a person added it again. */
  wake({ id, publishHistory }: Feed, now: EpochMs): void {
    this.#database.sql.exec(
      'UPDATE feeds SET rhythm = ? WHERE id = ?',
      JSON.stringify({ ...publishHistory, awake: now }),
      id,
    )
  }

  /** Polls every feed often for a while. */
  wakeAll(now: EpochMs): void {
    this.#database.sql.exec("UPDATE feeds SET rhythm = json_set(rhythm, '$.awake', ?)", now)
  }

  /** Changes the address. KV knows the feed by the old one, so its keys become pending. */
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

  /** Deletes `gone`, which continues as `into`. */
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

  /** Replaces what is seen of the feed; its next poll asks for the whole document. */
  merged({ id }: Feed, pendingKeys: PackedKeys, revokedKeys: PackedKeys, publishHistory: PublishHistory): void {
    this.#database.sql.exec(
      'UPDATE feeds SET marks = ?, unmarks = ?, rhythm = ?, etag = NULL, modified = NULL, hash = NULL WHERE id = ?',
      pendingKeys,
      revokedKeys,
      JSON.stringify(publishHistory),
      id,
    )
  }

  /** These keys in KV belong to an earlier feed at its address. */
  revoke(id: number, revokedKeys: PackedKeys): void {
    this.#database.sql.exec('UPDATE feeds SET unmarks = ? WHERE id = ?', revokedKeys, id)
  }

  /** What is seen of these feeds is lost: the next poll asks for the whole document and takes a baseline. */
  beginAnew(ids: readonly number[]): void {
    this.#database.sql.exec(
      `UPDATE feeds SET fresh = 1, unmarks = '', etag = NULL, modified = NULL, hash = NULL
       WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
  }

  /** The same for every feed. */
  startOver(): void {
    this.#database.sql.exec("UPDATE feeds SET fresh = 1, unmarks = '', etag = NULL, modified = NULL, hash = NULL")
  }

  /** Ids of the feeds whose next poll takes a baseline. Reads a row for every feed. */
  needsBaseline(): ReadonlySet<number> {
    const cursor = this.#database.sql.exec('SELECT id FROM feeds WHERE fresh = 1')
    return new Set(readRows(v.object({ id: v.number() }), cursor).map(({ id }) => id))
  }

  /** KV has these pending keys, and no revoked ones. A feed that got newer pending keys meanwhile keeps them. */
  pendingKeysSaved(saved: ReadonlyMap<FeedUrl, PackedKeys>): void {
    for (const [url, pendingKeys] of saved) {
      if (pendingKeys === noKeys) continue
      this.#database.sql.exec("UPDATE feeds SET marks = '' WHERE url = ? AND marks = ?", url, pendingKeys)
    }
    this.#database.sql.exec("UPDATE feeds SET unmarks = '' WHERE unmarks <> ''")
  }
}
