/** The cell's feeds: table `feeds`, with their validators, health, and what is seen but not yet in KV. */
import * as v from 'valibot'
import {
  type EpochMs,
  type FeedUrl,
  feedUrlSchema,
  noKeys,
  type PackedKeys,
  packedKeysSchema,
  type Validators,
} from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { type Database, flag, readRows } from './tables.ts'

const feedRow = v.pipe(
  v.object({
    id: v.number(),
    url: feedUrlSchema,
    title: v.string(),
    etag: v.nullable(v.string()),
    modified: v.nullable(v.string()),
    hash: v.nullable(v.string()),
    marks: packedKeysSchema,
    failures: v.number(),
    failing_since: v.nullable(v.number()),
    problem: v.nullable(v.string()),
    retry_at: v.nullable(v.number()),
    alone: flag,
    fresh: flag,
  }),
  v.transform(
    ({ etag, modified, hash, failing_since, retry_at, problem, ...row }): Feed => ({
      ...row,
      validators: { etag, modified, hash },
      failingSince: failing_since,
      retryAt: retry_at,
      // Written by `failed` below and nobody else.
      problem: problem === null ? null : (JSON.parse(problem) as FeedProblem),
    }),
  ),
)

export interface Feed {
  readonly id: number
  readonly url: FeedUrl
  readonly title: string
  readonly validators: Validators
  /** Seen, but not yet in KV's `seen`: the next put takes them along. */
  readonly marks: PackedKeys
  /** Failed readings in a row. */
  readonly failures: number
  readonly failingSince: EpochMs | null
  readonly problem: FeedProblem | null
  /** Not before this; null: when its turn comes. */
  readonly retryAt: EpochMs | null
  /** The call that read it together with others failed: read it in a call of its own, so that the guilty one is found. */
  readonly alone: boolean
  /** What was seen of it is lost: its next reading is a beginning, and nothing in it is news. */
  readonly fresh: boolean
}

export class Feeds {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  all(): readonly Feed[] {
    return readRows(feedRow, this.#database.sql.exec('SELECT * FROM feeds ORDER BY id'))
  }

  /** Those that a channel uses; the others wait for the day in which they may be put back. */
  used(): readonly Feed[] {
    const subscribed = 'SELECT feed FROM subscriptions WHERE removed_at IS NULL'
    return readRows(feedRow, this.#database.sql.exec(`SELECT * FROM feeds WHERE id IN (${subscribed}) ORDER BY id`))
  }

  get(url: FeedUrl): Feed | null {
    return readRows(feedRow, this.#database.sql.exec('SELECT * FROM feeds WHERE url = ?', url))[0] ?? null
  }

  byId(id: number): Feed | null {
    return readRows(feedRow, this.#database.sql.exec('SELECT * FROM feeds WHERE id = ?', id))[0] ?? null
  }

  add(url: FeedUrl, title: string, validators: Validators, marks: PackedKeys): void {
    this.#database.sql.exec(
      'INSERT INTO feeds (url, title, etag, modified, hash, marks) VALUES (?, ?, ?, ?, ?, ?)',
      url,
      title,
      validators.etag,
      validators.modified,
      validators.hash,
      marks,
    )
  }

  /** A reading worked. Writes nothing where nothing changed, as in most cycles. */
  read(feed: Feed, title: string, validators: Validators): void {
    const { etag, modified, hash } = validators
    const same =
      !feed.fresh &&
      feed.title === title &&
      JSON.stringify(feed.validators) === JSON.stringify({ etag, modified, hash })
    if (!same) {
      this.#database.sql.exec(
        'UPDATE feeds SET title = ?, etag = ?, modified = ?, hash = ?, fresh = 0 WHERE id = ?',
        title,
        etag,
        modified,
        hash,
        feed.id,
      )
    }
    this.healthy(feed)
  }

  /** Dedup's memory is lost: every feed begins anew, and is asked for its whole document. */
  startOver(): void {
    this.#database.sql.exec('UPDATE feeds SET fresh = 1, etag = NULL, modified = NULL, hash = NULL')
  }

  healthy(feed: Feed): void {
    if (feed.failures === 0 && !feed.alone) return
    this.#database.sql.exec(
      'UPDATE feeds SET failures = 0, failing_since = NULL, problem = NULL, retry_at = NULL, alone = 0 WHERE id = ?',
      feed.id,
    )
  }

  failed(feed: Feed, problem: FeedProblem, now: EpochMs, retryAt: EpochMs): void {
    this.#database.sql.exec(
      'UPDATE feeds SET failures = ?, failing_since = ?, problem = ?, retry_at = ?, alone = 0 WHERE id = ?',
      feed.failures + 1,
      feed.failingSince ?? now,
      JSON.stringify(problem),
      retryAt,
      feed.id,
    )
  }

  /** Its call failed with several feeds in it: nothing is held against it yet. */
  suspect(feed: Feed): void {
    if (!feed.alone) this.#database.sql.exec('UPDATE feeds SET alone = 1 WHERE id = ?', feed.id)
  }

  mark(url: FeedUrl, marks: PackedKeys): void {
    this.#database.sql.exec('UPDATE feeds SET marks = ? WHERE url = ? AND marks <> ?', marks, url, marks)
  }

  /** These marks are in KV now; a feed that was marked anew meanwhile keeps its newer ones. */
  marksSaved(saved: ReadonlyMap<FeedUrl, PackedKeys>): void {
    for (const [url, marks] of saved) {
      if (marks === noKeys) continue
      this.#database.sql.exec("UPDATE feeds SET marks = '' WHERE url = ? AND marks = ?", url, marks)
    }
  }
}
