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
import { type Credentials, noFeedHints, type PageRule, type PublishHistory } from '../polling.ts'
import type { FeedReading } from '../result.ts'
import { type Database, raw, type Statement, sql, Table } from './database.ts'
import { feedsAmong, feedUrls, SUBSCRIBED } from './feed-queries.ts'
import { type Feed, type FeedPollState, feedOf, pollingHintsOf } from './feed-row.ts'
import { PollStateCache } from './poll-state-cache.ts'

type Read = Extract<FeedReading, { kind: 'read' }>

const noFeeds: ReadonlySet<number> = new Set()

export class Feeds extends Table {
  readonly #pollStates: PollStateCache
  readonly #pushed: () => ReadonlySet<number>
  /** The last result of `pollStates`. */
  #withPushed: readonly [readonly FeedPollState[], ReadonlySet<number>, readonly FeedPollState[]] | null = null
  readonly #failing = this.remembered(['feeds'], () =>
    this.values(v.number(), sql`SELECT id FROM feeds WHERE failures > 0`),
  )
  readonly #moved = this.remembered(['feeds'], () =>
    // The index has this literal: with a parameter SQLite would scan the table.
    this.#feeds(sql`SELECT * FROM feeds WHERE moved_times >= 3`),
  )

  /**
   * @param stampOf of the poll states that the last cycle stored; null: none
   * @param pushed ids of the feeds whose news hubs deliver
   */
  constructor(database: Database, stampOf: () => number | null, pushed = () => noFeeds) {
    super(database)
    this.#pollStates = new PollStateCache(database, stampOf)
    this.#pushed = pushed
  }

  #feeds(query: Statement): readonly Feed[] {
    return this.run(query).toArray().map(feedOf)
  }

  all(): readonly Feed[] {
    return this.#feeds(sql`SELECT * FROM feeds ORDER BY id`)
  }

  /** The poll states of the feeds that some channel uses; every cycle needs all of them. */
  pollStates(): readonly FeedPollState[] {
    const states = this.#pollStates.all()
    const pushed = this.#pushed()
    if (pushed.size === 0) return states
    if (this.#withPushed?.[0] !== states || this.#withPushed[1] !== pushed) {
      const all = states.map((state) => (pushed.has(state.id) ? { ...state, isPushed: true } : state))
      this.#withPushed = [states, pushed, all]
    }
    return this.#withPushed[2]
  }

  /** Stores the poll states for an object without memory. @returns their stamp; null: none are stored */
  storePollStates(cycleAt: EpochMs): number | null {
    return this.#pollStates.store(cycleAt)
  }

  /** The stamp of the stored poll states, if they are still right. */
  pollStatesStamp(): number | null {
    return this.#pollStates.stamp()
  }

  discardPollStates(): void {
    this.#pollStates.discard()
  }

  /** Ids of the feeds whose last poll failed, used or not. Reads one row each. */
  failing(): readonly number[] {
    return this.#failing()
  }

  /** The feeds with these ids, in this order, without those that no longer exist. */
  byIds(ids: readonly number[]): readonly Feed[] {
    const found = new Map(feedsAmong(this.database, 'id', ids).map((feed) => [feed.id, feed]))
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  /** The feeds at these addresses, in no order, without those that no longer exist. */
  at(urls: readonly FeedUrl[]): readonly Feed[] {
    return feedsAmong(this.database, 'url', urls)
  }

  /** The feeds that some channel uses. The others stay for a day, so that their removal can be undone. */
  used(): readonly Feed[] {
    return this.#feeds(sql`SELECT * FROM feeds WHERE id IN (${raw(SUBSCRIBED)}) ORDER BY id`)
  }

  /** The feeds of one channel. */
  usedBy(channel: ChannelId): readonly Feed[] {
    const subscribed = sql`SELECT feed FROM subscriptions WHERE channel = ${channel} AND removed_at IS NULL`
    return this.#feeds(sql`SELECT * FROM feeds WHERE id IN (${subscribed})`)
  }

  /** The feeds whose permanent redirect was met in `limits.feed.movedReadings` polls in a row. */
  moved(): readonly Feed[] {
    return this.#moved()
  }

  /** Whether some keys are pending or revoked. Reads up to a row for each feed. */
  hasUnsavedKeys(): boolean {
    return this.run(sql`SELECT 1 FROM feeds WHERE marks <> '' OR unmarks <> '' LIMIT 1`).toArray().length > 0
  }

  /** The content of the next `seen` in KV: every feed, and the keys to add and to remove. */
  nextSeen(): {
    readonly urls: readonly FeedUrl[]
    readonly changed: readonly Pick<Feed, 'url' | 'pendingKeys' | 'revokedKeys'>[]
  } {
    const row = v.object({ url: feedUrlSchema, pendingKeys: packedKeysSchema, revokedKeys: packedKeysSchema })
    const changed = sql`SELECT url, marks AS pendingKeys, unmarks AS revokedKeys FROM feeds
      WHERE marks <> '' OR unmarks <> ''`
    return { urls: feedUrls(this.database), changed: this.rows(row, changed) }
  }

  get(url: FeedUrl): Feed | null {
    return this.#feeds(sql`SELECT * FROM feeds WHERE url = ${url}`)[0] ?? null
  }

  byId(id: number): Feed | null {
    return this.#feeds(sql`SELECT * FROM feeds WHERE id = ${id}`)[0] ?? null
  }

  /** Adds a feed as its first reading found it: every item in it counts as seen. The person who adds it learns whether the document is above the limit. */
  add(
    { url, title, site, validators, window, feedHints, advice, exceedsLimit, pageRule }: Read,
    publishHistory: PublishHistory,
    now: EpochMs,
  ): void {
    const { etag, modified, hash, from } = validators
    const rhythm = JSON.stringify(publishHistory)
    const asked = JSON.stringify(pollingHintsOf(feedHints, advice.waitMinutes ?? 0))
    this.run(sql`INSERT INTO feeds (url, title, site, etag, modified, hash, validators_from, whole_at, rhythm, asked, marks,
        cut_notified, page_rule)
      VALUES (${url}, ${title}, ${site}, ${etag}, ${modified}, ${hash}, ${from}, ${now}, ${rhythm}, ${asked}, ${window},
        ${exceedsLimit === true ? 1 : 0}, ${storedRule(pageRule ?? null)})`)
  }

  /** Adds a feed that was never read: its first poll takes a baseline. An existing feed that no channel uses needs a new one. */
  addUnread(url: FeedUrl, title: string, now: EpochMs, pageRule: PageRule | null): void {
    const rhythm = JSON.stringify({ awake: now, times: [] } satisfies PublishHistory)
    const asked = JSON.stringify(pollingHintsOf(noFeedHints, 0))
    this.run(sql`INSERT OR IGNORE INTO feeds (url, title, whole_at, rhythm, asked, fresh, page_rule)
      VALUES (${url}, ${title}, 0, ${rhythm}, ${asked}, 1, ${storedRule(pageRule)})`)
    this.run(sql`UPDATE feeds SET fresh = 1, etag = NULL, modified = NULL, hash = NULL
      WHERE url = ${url} AND id NOT IN (${raw(SUBSCRIBED)})`)
  }

  /** Watches the address as a page by this rule from now on, or as a feed (null). `pendingKeys` has what counts as seen. */
  setPageRule({ id }: Feed, pageRule: PageRule | null, pendingKeys: PackedKeys): void {
    this.run(sql`UPDATE feeds
      SET page_rule = ${storedRule(pageRule)}, marks = ${pendingKeys}, etag = NULL, modified = NULL, hash = NULL
      WHERE id = ${id}`)
  }

  /** Polls the feed often for a while, because a person added it again. */
  wake({ id, publishHistory }: Feed, now: EpochMs): void {
    this.run(sql`UPDATE feeds SET rhythm = ${JSON.stringify({ ...publishHistory, awake: now })} WHERE id = ${id}`)
  }

  /** Polls every feed often for a while. */
  wakeAll(now: EpochMs): void {
    this.run(sql`UPDATE feeds SET rhythm = json_set(rhythm, '$.awake', ${now})`)
  }

  /** Changes the address. KV knows the feed by the old one, so its keys become pending. */
  readdress(feed: Feed, to: FeedUrl, pendingKeys: PackedKeys, revokedKeys: PackedKeys): void {
    this.run(sql`UPDATE feeds
      SET url = ${to}, marks = ${pendingKeys}, unmarks = ${revokedKeys}, moved_to = NULL, moved_times = 0,
        validators_from = NULL, etag = NULL, modified = NULL
      WHERE id = ${feed.id}`)
  }

  /** Copies a feed to another address, for a channel that leaves the others. @returns its id */
  copy(feed: Feed, to: FeedUrl, pendingKeys: PackedKeys, revokedKeys: PackedKeys): number {
    this.run(sql`INSERT INTO feeds (url, title, whole_at, rhythm, asked, site, page_rule, marks, unmarks, fresh)
      SELECT ${to}, title, whole_at, rhythm, asked, site, page_rule, ${pendingKeys}, ${revokedKeys}, fresh
      FROM feeds WHERE id = ${feed.id}`)
    return this.values(v.number(), sql`SELECT id FROM feeds WHERE url = ${to}`)[0] ?? 0
  }

  /** The next poll asks for the whole document, soon even if polls have failed. */
  setCredentials(id: number, credentials: Credentials | null): void {
    const text = credentials === null ? null : JSON.stringify(credentials)
    this.run(sql`UPDATE feeds
      SET credentials = ${text}, etag = NULL, modified = NULL, hash = NULL, retry_at = NULL WHERE id = ${id}`)
  }

  /** Joins two feeds: `into` gets these keys, and `gone` is deleted. */
  join(into: Feed, gone: Feed, pendingKeys: PackedKeys, revokedKeys: PackedKeys, publishHistory: PublishHistory): void {
    this.replaceKeys(into, pendingKeys, revokedKeys, publishHistory)
    this.run(sql`DELETE FROM feeds WHERE id = ${gone.id}`)
  }

  /** Replaces a feed's keys; its next poll asks for the whole document. */
  replaceKeys({ id }: Feed, pendingKeys: PackedKeys, revokedKeys: PackedKeys, publishHistory: PublishHistory): void {
    this.run(sql`UPDATE feeds
      SET marks = ${pendingKeys}, unmarks = ${revokedKeys}, rhythm = ${JSON.stringify(publishHistory)},
        etag = NULL, modified = NULL, hash = NULL
      WHERE id = ${id}`)
  }

  /** These keys in KV belong to an earlier feed at its address. */
  revoke(id: number, revokedKeys: PackedKeys): void {
    this.run(sql`UPDATE feeds SET unmarks = ${revokedKeys} WHERE id = ${id}`)
  }

  /** The seen keys of these feeds are lost: the next poll asks for the whole document and takes a baseline. */
  requireBaselines(ids: readonly number[]): void {
    this.run(sql`UPDATE feeds SET fresh = 1, unmarks = '', etag = NULL, modified = NULL, hash = NULL
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  }

  /** The same for every feed. */
  requireAllBaselines(): void {
    this.run(sql`UPDATE feeds SET fresh = 1, unmarks = '', etag = NULL, modified = NULL, hash = NULL`)
  }

  /** Ids of the feeds whose next poll takes a baseline. Reads a row for every feed. */
  needsBaseline(): ReadonlySet<number> {
    return new Set(this.values(v.number(), sql`SELECT id FROM feeds WHERE fresh = 1`))
  }

  /** KV has these pending keys, and no revoked ones. A feed that got newer pending keys meanwhile keeps them. */
  pendingKeysSaved(saved: ReadonlyMap<FeedUrl, PackedKeys>): void {
    for (const [url, pendingKeys] of saved)
      if (pendingKeys !== noKeys)
        this.run(sql`UPDATE feeds SET marks = '' WHERE url = ${url} AND marks = ${pendingKeys}`)
    this.run(sql`UPDATE feeds SET unmarks = '' WHERE unmarks <> ''`)
  }
}

function storedRule(rule: PageRule | null): string | null {
  return rule === null ? null : JSON.stringify(rule)
}
