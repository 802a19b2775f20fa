/** Writes the results of polls into the table `feeds`: a document, no change, or a failure. */
import { limits } from '../limits.ts'
import type { EpochMs, PackedKeys } from '../model.ts'
import type { FeedProblem, FeedReading, PollingAdvice } from '../result.ts'
import { sql, Table } from './database.ts'
import { type Feed, pollingHintsOf } from './feed-row.ts'

type Read = Extract<FeedReading, { kind: 'read' }>
type Unchanged = Extract<FeedReading, { kind: 'unchanged' }>

/** Rows cost: each method writes only where something changed. */
export class PollResults extends Table {
  /** A document was read, and `pendingKeys` has every item in it. */
  read(
    feed: Feed,
    reading: Read,
    { publishHistory, pendingKeys }: Pick<Feed, 'publishHistory' | 'pendingKeys'>,
    now: EpochMs,
  ): void {
    const { title, site, validators, feedHints, advice } = reading
    const { etag, modified, hash, from } = validators
    const hints = pollingHintsOf(feedHints, advice.waitMinutes ?? 0)
    const same =
      !feed.needsBaseline &&
      feed.title === title &&
      feed.pendingKeys === pendingKeys &&
      JSON.stringify(feed.validators) === JSON.stringify({ etag, modified, hash, from }) &&
      JSON.stringify([feed.publishHistory, feed.pollingHints]) === JSON.stringify([publishHistory, hints])
    if (!same)
      this.run(sql`UPDATE feeds
        SET title = ${title}, site = ${site}, etag = ${etag}, modified = ${modified}, hash = ${hash}, validators_from = ${from},
          whole_at = ${now}, rhythm = ${JSON.stringify(publishHistory)}, asked = ${JSON.stringify(hints)},
          marks = ${pendingKeys}, fresh = 0
        WHERE id = ${feed.id}`)
    this.#redirected(feed, advice)
  }

  /** A document was read, and some of its items are left for the next cycle. The feed keeps its old validators, so that the server sends it again. */
  readPartly(feed: Feed, pendingKeys: PackedKeys): void {
    if (feed.pendingKeys !== pendingKeys) this.run(sql`UPDATE feeds SET marks = ${pendingKeys} WHERE id = ${feed.id}`)
  }

  /** Pushed documents were read: they have some of the feed's items, and say nothing else about it. */
  pushed(feed: Feed, { publishHistory, pendingKeys }: Pick<Feed, 'publishHistory' | 'pendingKeys'>): void {
    const rhythm = JSON.stringify(publishHistory)
    if (feed.pendingKeys === pendingKeys && JSON.stringify(feed.publishHistory) === rhythm) return
    this.run(sql`UPDATE feeds SET rhythm = ${rhythm}, marks = ${pendingKeys} WHERE id = ${feed.id}`)
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
    if (!same)
      this.run(sql`UPDATE feeds
        SET etag = ${etag}, modified = ${modified}, validators_from = ${from}, whole_at = ${wholeAt},
          asked = ${JSON.stringify(hints)}
        WHERE id = ${feed.id}`)
    this.#redirected(feed, advice)
  }

  #redirected(feed: Feed, { movedTo }: PollingAdvice): void {
    const { movedReadings } = limits.feed
    const times = movedTo === null ? 0 : movedTo === feed.movedTo ? Math.min(movedReadings, feed.movedTimes + 1) : 1
    if (times === feed.movedTimes && movedTo === feed.movedTo) return
    this.run(sql`UPDATE feeds SET moved_to = ${movedTo}, moved_times = ${times} WHERE id = ${feed.id}`)
  }

  /** The owners know that only the beginning of the document is read. */
  cutNotified({ id }: Pick<Feed, 'id'>): void {
    this.run(sql`UPDATE feeds SET cut_notified = 1 WHERE id = ${id}`)
  }

  healthy(feed: Feed): void {
    if (feed.failures === 0) return
    this.run(sql`UPDATE feeds
      SET failures = 0, failing_since = NULL, problem = NULL, retry_at = NULL, told = 0 WHERE id = ${feed.id}`)
  }

  /** @param health after this failure; `ownersNotified`: whether its owners know that it fails */
  failed(
    feed: Feed,
    problem: FeedProblem,
    { failures, retryAt, ownersNotified }: Pick<Feed, 'failures' | 'retryAt' | 'ownersNotified'>,
    now: EpochMs,
  ): void {
    this.run(sql`UPDATE feeds
      SET failures = ${failures}, failing_since = ${feed.failingSince ?? now},
        problem = ${JSON.stringify(problem)}, retry_at = ${retryAt}, told = ${ownersNotified ? 1 : 0},
        moved_to = NULL, moved_times = 0
      WHERE id = ${feed.id}`)
  }

  /** @param quarantined whether it is read in an object of its own from now on */
  quarantine(feed: Feed, quarantined: boolean): void {
    if (feed.quarantined === quarantined) return
    this.run(sql`UPDATE feeds SET alone = ${quarantined ? 1 : 0} WHERE id = ${feed.id}`)
  }
}
