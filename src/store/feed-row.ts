/** What a row of the table `feeds` holds: all of a feed, and the part that its turn depends on. */
import * as v from 'valibot'
import {
  type Asked,
  askedSchema,
  type EpochMs,
  type FeedUrl,
  feedUrlSchema,
  type PackedKeys,
  packedKeysSchema,
  type Rhythm,
  rhythmSchema,
  type Validators,
} from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { flag, json } from './tables.ts'

/** A row of `feeds`, whole. */
export const feedRow = v.pipe(
  v.object({
    id: v.number(),
    url: feedUrlSchema,
    title: v.string(),
    etag: v.nullable(v.string()),
    modified: v.nullable(v.string()),
    hash: v.nullable(v.string()),
    validators_from: v.nullable(feedUrlSchema),
    whole_at: v.number(),
    rhythm: json(rhythmSchema),
    asked: json(askedSchema),
    moved_to: v.nullable(feedUrlSchema),
    moved_times: v.number(),
    marks: packedKeysSchema,
    unmarks: packedKeysSchema,
    failures: v.number(),
    failing_since: v.nullable(v.number()),
    problem: v.nullable(v.string()),
    retry_at: v.nullable(v.number()),
    told: flag,
    alone: flag,
    fresh: flag,
  }),
  v.transform(
    ({
      etag,
      modified,
      hash,
      validators_from,
      whole_at,
      moved_to,
      moved_times,
      failing_since,
      retry_at,
      problem,
      ...row
    }): Feed => ({
      ...row,
      validators: { etag, modified, hash, from: validators_from },
      wholeAt: whole_at,
      movedTo: moved_to,
      movedTimes: moved_times,
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
  /** When its whole document last came, or is known to have done. */
  readonly wholeAt: EpochMs
  readonly rhythm: Rhythm
  readonly asked: Asked
  /** Where permanent redirects led in the last readings, and in how many in a row. */
  readonly movedTo: FeedUrl | null
  readonly movedTimes: number
  /** Seen, but not yet in KV's `seen`: the next put takes them along. */
  readonly marks: PackedKeys
  /** In KV's `seen`, but to be seen no longer: the next put leaves them out. Marks count more. */
  readonly unmarks: PackedKeys
  /** Failed readings in a row. */
  readonly failures: number
  readonly failingSince: EpochMs | null
  readonly problem: FeedProblem | null
  /** Not before this; null: when its turn comes. */
  readonly retryAt: EpochMs | null
  /** Its owners were told that it fails, and not yet that it is back. */
  readonly told: boolean
  /** It is too heavy to be read together with others: it is read in an object of its own. */
  readonly alone: boolean
  /** What was seen of it is lost: its next reading is a beginning, and nothing in it is news. */
  readonly fresh: boolean
}

/** A feed as far as its turn depends on it. */
export type FeedTurn = Pick<Feed, 'id' | 'url' | 'rhythm' | 'asked' | 'failures' | 'problem' | 'retryAt'>

const turnRow = v.pipe(
  v.strictTuple([
    v.number(),
    feedUrlSchema,
    rhythmSchema,
    askedSchema,
    v.number(),
    v.nullable(v.looseObject({ kind: v.string() })),
    v.nullable(v.number()),
  ]),
  v.transform(
    ([id, url, rhythm, asked, failures, problem, retryAt]): FeedTurn => ({
      id,
      url,
      rhythm,
      asked,
      failures,
      // Written by `failed` below and nobody else.
      problem: problem as FeedProblem | null,
      retryAt,
    }),
  ),
)
/** What a cycle goes through of every feed, as one text. */
export const turnRows = v.object({ turns: json(v.array(turnRow)) })
