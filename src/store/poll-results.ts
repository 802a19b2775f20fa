/** Writes into the table `feeds` what a poll of a feed found: its document, that nothing changed, or a failure. */
import { limits } from '../limits.ts'
import type { EpochMs, PackedKeys } from '../model.ts'
import type { FeedProblem, FeedReading, PollingAdvice } from '../result.ts'
import { type Feed, pollingHintsOf } from './feed-row.ts'
import type { Database } from './tables.ts'

type Read = Extract<FeedReading, { kind: 'read' }>
type Unchanged = Extract<FeedReading, { kind: 'unchanged' }>

/** Rows cost: each method writes only where something changed. */
export class PollResults {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** A document came, and every item in it is remembered by `pendingKeys`. */
  read(
    feed: Feed,
    reading: Read,
    { publishHistory, pendingKeys }: Pick<Feed, 'publishHistory' | 'pendingKeys'>,
    now: EpochMs,
  ): void {
    const { title, validators, feedHints, advice } = reading
    const { etag, modified, hash, from } = validators
    const hints = pollingHintsOf(feedHints, advice.waitMinutes ?? 0)
    const same =
      !feed.needsBaseline &&
      feed.title === title &&
      feed.pendingKeys === pendingKeys &&
      JSON.stringify(feed.validators) === JSON.stringify({ etag, modified, hash, from }) &&
      JSON.stringify([feed.publishHistory, feed.pollingHints]) === JSON.stringify([publishHistory, hints])
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
        JSON.stringify(hints),
        pendingKeys,
        feed.id,
      )
    }
    this.#redirected(feed, advice)
  }

  /** A document came, and some of its items are left for the next cycle: without its validators it comes again. */
  readPartly(feed: Feed, pendingKeys: PackedKeys): void {
    if (feed.pendingKeys !== pendingKeys)
      this.#database.sql.exec('UPDATE feeds SET marks = ? WHERE id = ?', pendingKeys, feed.id)
  }

  /** The items are the same. @param wholeDue this poll asked for the whole document */
  unchanged(feed: Feed, reading: Unchanged, wholeDue: boolean, now: EpochMs): void {
    const { validators: sent, advice } = reading
    const wholeAt = sent !== null && wholeDue ? now : feed.wholeAt
    const { etag, modified, from } = sent ?? feed.validators
    const hints = pollingHintsOf(feed.pollingHints, advice.waitMinutes ?? feed.pollingHints.server)
    const same =
      wholeAt === feed.wholeAt &&
      hints.server === feed.pollingHints.server &&
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
        JSON.stringify(hints),
        feed.id,
      )
    }
    this.#redirected(feed, advice)
  }

  #redirected(feed: Feed, { movedTo }: PollingAdvice): void {
    const { movedReadings } = limits.feed
    const times = movedTo === null ? 0 : movedTo === feed.movedTo ? Math.min(movedReadings, feed.movedTimes + 1) : 1
    if (times === feed.movedTimes && movedTo === feed.movedTo) return
    this.#database.sql.exec('UPDATE feeds SET moved_to = ?, moved_times = ? WHERE id = ?', movedTo, times, feed.id)
  }

  healthy(feed: Feed): void {
    if (feed.failures === 0) return
    this.#database.sql.exec(
      'UPDATE feeds SET failures = 0, failing_since = NULL, problem = NULL, retry_at = NULL, told = 0 WHERE id = ?',
      feed.id,
    )
  }

  /** @param ownersNotified whether its owners know that it fails */
  failed(feed: Feed, problem: FeedProblem, now: EpochMs, retryAt: EpochMs | null, ownersNotified: boolean): void {
    this.#database.sql.exec(
      `UPDATE feeds SET failures = ?, failing_since = ?, problem = ?, retry_at = ?, told = ?,
       moved_to = NULL, moved_times = 0 WHERE id = ?`,
      feed.failures + 1,
      feed.failingSince ?? now,
      JSON.stringify(problem),
      retryAt,
      ownersNotified ? 1 : 0,
      feed.id,
    )
  }

  /** @param quarantined whether it is read in an object of its own from now on */
  quarantine(feed: Feed, quarantined: boolean): void {
    if (feed.quarantined === quarantined) return
    this.#database.sql.exec('UPDATE feeds SET alone = ? WHERE id = ?', quarantined ? 1 : 0, feed.id)
  }
}
