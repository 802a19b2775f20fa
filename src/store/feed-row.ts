/** What a row of the table `feeds` holds: all of a feed, and the part that its turn depends on. */
import * as v from 'valibot'
import {
  type EpochMs,
  type FeedUrl,
  type PackedKeys,
  type PollingHints,
  type PublishHistory,
  packedKeysSchema,
  type Validators,
} from '../model.ts'
import type { FeedProblem } from '../result.ts'

/** Columns of the table `feeds`, but for the keys: nearly all rows have none. */
export const feedColumns = [
  'id',
  'url',
  'title',
  'etag',
  'modified',
  'hash',
  'validators_from',
  'whole_at',
  'rhythm',
  'asked',
  'moved_to',
  'moved_times',
  'failures',
  'failing_since',
  'problem',
  'retry_at',
  'told',
  'alone',
  'fresh',
] as const

/**
 * A row of `feeds`, by its columns. Each value is checked by hand: a cycle reads up to 200 rows, and a schema costs eight
 * times as much. Throws on what is none.
 */
export function feedOf(row: Readonly<Record<string, unknown>>): Feed {
  const problem = orNull(isText, row['problem'])
  return {
    id: the(isNumber, row['id']),
    url: the(isFeedUrl, row['url']),
    title: the(isText, row['title']),
    validators: {
      etag: orNull(isText, row['etag']),
      modified: orNull(isText, row['modified']),
      hash: orNull(isText, row['hash']),
      from: orNull(isFeedUrl, row['validators_from']),
    },
    wholeAt: the(isNumber, row['whole_at']),
    publishHistory: the(isPublishHistory, JSON.parse(the(isText, row['rhythm']))),
    asked: the(arePollingHints, JSON.parse(the(isText, row['asked']))),
    movedTo: orNull(isFeedUrl, row['moved_to']),
    movedTimes: the(isNumber, row['moved_times']),
    pendingKeys: the(isPackedKeys, row['marks']),
    revokedKeys: the(isPackedKeys, row['unmarks']),
    failures: the(isNumber, row['failures']),
    failingSince: orNull(isNumber, row['failing_since']),
    problem: problem === null ? null : the(isProblem, JSON.parse(problem)),
    retryAt: orNull(isNumber, row['retry_at']),
    told: row['told'] === 1,
    alone: row['alone'] === 1,
    needsBaseline: row['fresh'] === 1,
  }
}

type Guard<Value> = (value: unknown) => value is Value

function the<Value>(isIt: Guard<Value>, value: unknown): Value {
  if (!isIt(value)) throw new TypeError('a row of feeds holds something else')
  return value
}

function orNull<Value>(isIt: Guard<Value>, value: unknown): Value | null {
  return value === null ? null : the(isIt, value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isPackedKeys(value: unknown): value is PackedKeys {
  return value === '' || v.is(packedKeysSchema, value)
}

/** As everywhere only that it is one: `failed` in feeds.ts writes it, and nobody else. */
function isProblem(value: unknown): value is FeedProblem {
  return isObject(value) && isText(value['kind'])
}

export function isFeedUrl(value: unknown): value is FeedUrl {
  return typeof value === 'string' && /^https?:\/\/./u.test(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function areNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isNumber)
}

function isPublishHistory(value: unknown): value is PublishHistory {
  if (!isObject(value)) return false
  const { awake, times, hurried, replaces } = value
  return (
    isNumber(awake) &&
    areNumbers(times) &&
    (hurried === undefined || isNumber(hurried)) &&
    (replaces === undefined || typeof replaces === 'boolean')
  )
}

function arePollingHints(value: unknown): value is PollingHints {
  if (!isObject(value)) return false
  const { minutes, skipHours, skipDays, server } = value
  return isNumber(minutes) && areNumbers(skipHours) && areNumbers(skipDays) && isNumber(server)
}

export interface Feed {
  readonly id: number
  readonly url: FeedUrl
  readonly title: string
  readonly validators: Validators
  /** When its whole document last came, or is known to have done. */
  readonly wholeAt: EpochMs
  readonly publishHistory: PublishHistory
  readonly asked: PollingHints
  /** Where permanent redirects led in the last readings, and in how many in a row. */
  readonly movedTo: FeedUrl | null
  readonly movedTimes: number
  /** Seen, but not yet in KV's `seen`: the next put takes them along. */
  readonly pendingKeys: PackedKeys
  /** In KV's `seen`, but to be seen no longer: the next put leaves them out. Marks count more. */
  readonly revokedKeys: PackedKeys
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
  readonly needsBaseline: boolean
}

/** A feed as far as its turn depends on it. */
export type FeedTurn = Pick<Feed, 'id' | 'url' | 'publishHistory' | 'asked' | 'failures' | 'problem' | 'retryAt'>

/** A turn as an element of a JSON array, made in SQL of columns that hold JSON already: parsing them there costs as much again. */
export const turnElement = `'[' || id || ',' || json_quote(url) || ',' || rhythm || ',' || asked || ',' || failures || ','
  || coalesce(problem, 'null') || ',' || coalesce(retry_at, 'null') || ']'`

/** The turn that such an element holds. Throws on what is none. */
export function turnOf([id, url, publishHistory, asked, failures, problem, retryAt]: readonly unknown[]): FeedTurn {
  return {
    id: the(isNumber, id),
    url: the(isFeedUrl, url),
    publishHistory: the(isPublishHistory, publishHistory),
    asked: the(arePollingHints, asked),
    failures: the(isNumber, failures),
    problem: orNull(isProblem, problem),
    retryAt: orNull(isNumber, retryAt),
  }
}
