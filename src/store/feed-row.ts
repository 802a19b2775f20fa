/** What a row of the table `feeds` holds: all of a feed, and the part that its turn depends on. */
import * as v from 'valibot'
import {
  type Asked,
  type EpochMs,
  type FeedUrl,
  type PackedKeys,
  packedKeysSchema,
  type Rhythm,
  type Validators,
} from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { json } from './tables.ts'

/** Its columns, in the order in which they are fetched, but for the keys: nearly all rows have none. */
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

// Plain checks instead of pipes: a cycle reads up to 200 rows, and pipes cost four times as much.
const urlColumn = v.custom<FeedUrl>(isFeedUrl)
const keysColumn = v.custom<PackedKeys>((value) => value === '' || v.is(packedKeysSchema, value))

/** A row of `feeds`, whole. */
export const feedRow = v.pipe(
  v.object({
    id: v.number(),
    url: urlColumn,
    title: v.string(),
    etag: v.nullable(v.string()),
    modified: v.nullable(v.string()),
    hash: v.nullable(v.string()),
    validators_from: v.nullable(urlColumn),
    whole_at: v.number(),
    rhythm: v.string(),
    asked: v.string(),
    moved_to: v.nullable(urlColumn),
    moved_times: v.number(),
    marks: keysColumn,
    unmarks: keysColumn,
    failures: v.number(),
    failing_since: v.nullable(v.number()),
    problem: v.nullable(v.string()),
    retry_at: v.nullable(v.number()),
    told: v.number(),
    alone: v.number(),
    fresh: v.number(),
  }),
  v.transform(
    (row): Feed => ({
      id: row.id,
      url: row.url,
      title: row.title,
      validators: { etag: row.etag, modified: row.modified, hash: row.hash, from: row.validators_from },
      wholeAt: row.whole_at,
      rhythm: read(row.rhythm, isRhythm),
      asked: read(row.asked, isAsked),
      movedTo: row.moved_to,
      movedTimes: row.moved_times,
      marks: row.marks,
      unmarks: row.unmarks,
      failures: row.failures,
      failingSince: row.failing_since,
      // Written by `failed` in feeds.ts and nobody else.
      problem: row.problem === null ? null : (JSON.parse(row.problem) as FeedProblem),
      retryAt: row.retry_at,
      told: row.told !== 0,
      alone: row.alone !== 0,
      fresh: row.fresh !== 0,
    }),
  ),
)

function read<Value>(text: string, isValid: (value: unknown) => value is Value): Value {
  const value: unknown = JSON.parse(text)
  if (!isValid(value)) throw new TypeError('a row of feeds holds something else')
  return value
}

function isFeedUrl(value: unknown): value is FeedUrl {
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

function isRhythm(value: unknown): value is Rhythm {
  if (!isObject(value)) return false
  const { awake, times, hurried } = value
  return isNumber(awake) && areNumbers(times) && (hurried === undefined || isNumber(hurried))
}

function isAsked(value: unknown): value is Asked {
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
  /** The call that read it together with others failed: read it in a call of its own, so that the guilty one is found. */
  readonly alone: boolean
  /** What was seen of it is lost: its next reading is a beginning, and nothing in it is news. */
  readonly fresh: boolean
}

/** A feed as far as its turn depends on it. */
export type FeedTurn = Pick<Feed, 'id' | 'url' | 'rhythm' | 'asked' | 'failures' | 'problem' | 'retryAt' | 'alone'>

/** A turn as an element of a JSON array, made in SQL of columns that hold JSON already: parsing them there costs as much again. */
export const turnElement = `'[' || id || ',' || json_quote(url) || ',' || rhythm || ',' || asked || ',' || failures || ','
  || coalesce(problem, 'null') || ',' || coalesce(retry_at, 'null') || ',' || alone || ']'`

type TurnElement = readonly [number, FeedUrl, Rhythm, Asked, number, FeedProblem | null, EpochMs | null, number]

/** Of a problem, as everywhere, only that it is one: `failed` in feeds.ts writes it, and nobody else. */
function isTurnElement(value: unknown): value is TurnElement {
  if (!Array.isArray(value) || value.length !== 8) return false
  const [id, url, rhythm, asked, failures, problem, retryAt, alone]: readonly unknown[] = value
  return (
    isNumber(id) &&
    isFeedUrl(url) &&
    isRhythm(rhythm) &&
    isAsked(asked) &&
    isNumber(failures) &&
    (problem === null || isObject(problem)) &&
    (retryAt === null || isNumber(retryAt)) &&
    isNumber(alone)
  )
}

const turn = v.pipe(
  v.custom<TurnElement>(isTurnElement),
  v.transform(
    ([id, url, rhythm, asked, failures, problem, retryAt, alone]): FeedTurn => ({
      id,
      url,
      rhythm,
      asked,
      failures,
      problem,
      retryAt,
      alone: alone === 1,
    }),
  ),
)
/** What a cycle goes through of every feed, as one text. */
export const turnRows = v.object({ turns: json(v.array(turn)) })
