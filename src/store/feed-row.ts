/** A row of the table `feeds` as a Feed, and the part of it that decides when the feed is polled. */
import * as v from 'valibot'
import { type EpochMs, type FeedUrl, type PackedKeys, packedKeysSchema } from '../model.ts'
import {
  type Credentials,
  credentialsSchema,
  type FeedHints,
  type PageRule,
  type PollingHints,
  type PublishHabit,
  type PublishHistory,
  pageRuleSchema,
  type Validators,
} from '../polling.ts'
import type { FeedProblem } from '../result.ts'
import { json } from './database.ts'

/** Columns of the table `feeds` without the keys and credentials, which nearly all rows lack. */
export const feedColumns = [
  'id',
  'url',
  'title',
  'site',
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
  'page_rule',
  'cut_notified',
] as const

/**
 * Parses a row of `feeds`. The checks are hand-written: a cycle reads up to 200 rows, and a schema costs eight times as much.
 * @throws TypeError on a value of another type, and ValiError on unreadable credentials
 */
export function feedOf(row: Readonly<Record<string, unknown>>): Feed {
  const problem = nullable(isText, row['problem'])
  return {
    id: checked(isNumber, row['id']),
    url: checked(isFeedUrl, row['url']),
    title: checked(isText, row['title']),
    site: nullable(isText, row['site']),
    validators: {
      etag: nullable(isText, row['etag']),
      modified: nullable(isText, row['modified']),
      hash: nullable(isText, row['hash']),
      from: nullable(isFeedUrl, row['validators_from']),
    },
    wholeAt: checked(isNumber, row['whole_at']),
    publishHistory: checked(isPublishHistory, JSON.parse(checked(isText, row['rhythm']))),
    pollingHints: checked(arePollingHints, JSON.parse(checked(isText, row['asked']))),
    movedTo: nullable(isFeedUrl, row['moved_to']),
    movedTimes: checked(isNumber, row['moved_times']),
    pendingKeys: checked(isPackedKeys, row['marks']),
    revokedKeys: checked(isPackedKeys, row['unmarks']),
    failures: checked(isNumber, row['failures']),
    failingSince: nullable(isNumber, row['failing_since']),
    problem: problem === null ? null : checked(isProblem, JSON.parse(problem)),
    retryAt: nullable(isNumber, row['retry_at']),
    ownersNotified: row['told'] === 1,
    quarantined: row['alone'] === 1,
    needsBaseline: row['fresh'] === 1,
    credentials: row['credentials'] === null ? null : v.parse(storedCredentials, row['credentials']),
    pageRule: row['page_rule'] === null ? null : v.parse(storedRule, row['page_rule']),
    cutNotified: row['cut_notified'] === 1,
  }
}

const storedCredentials = json(credentialsSchema)
const storedRule = json(pageRuleSchema)

type Guard<Value> = (value: unknown) => value is Value

function checked<Value>(guard: Guard<Value>, value: unknown): Value {
  if (!guard(value)) throw new TypeError('a row of feeds has a value of another type')
  return value
}

function nullable<Value>(guard: Guard<Value>, value: unknown): Value | null {
  return value === null ? null : checked(guard, value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isPackedKeys(value: unknown): value is PackedKeys {
  return value === '' || v.is(packedKeysSchema, value)
}

/** Checks the kind only: nothing but `PollResults.failed` writes it. */
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
  const { awake, times, hurried, replaces, lateness, habit } = value
  return (
    isNumber(awake) &&
    areNumbers(times) &&
    (hurried === undefined || isNumber(hurried)) &&
    (replaces === undefined || typeof replaces === 'boolean') &&
    (lateness === undefined ||
      (Array.isArray(lateness) && lateness.every((each) => areNumbers(each) && each.length === 2))) &&
    (habit === undefined || isPublishHabit(habit))
  )
}

function isPublishHabit(value: unknown): value is PublishHabit {
  if (!isObject(value)) return false
  const { at, occasions, hours, days } = value
  return isNumber(at) && isNumber(occasions) && areNumbers(hours) && areNumbers(days)
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
  /** The site's address; null: the feed names none, or was last read by an earlier version. */
  readonly site: string | null
  readonly validators: Validators
  /** When its whole document last came, or was last confirmed. */
  readonly wholeAt: EpochMs
  readonly publishHistory: PublishHistory
  readonly pollingHints: PollingHints
  /** Target of permanent redirects, and the number of polls in a row that met it. */
  readonly movedTo: FeedUrl | null
  readonly movedTimes: number
  /** The owners know that only the beginning of the document is read. */
  readonly cutNotified: boolean
  /** Keys that are seen but not in KV's `seen` yet; the next put adds them. */
  readonly pendingKeys: PackedKeys
  /** Keys in KV's `seen` that no longer count; the next put removes them. Pending keys win over them. */
  readonly revokedKeys: PackedKeys
  /** Failed polls in a row. */
  readonly failures: number
  readonly failingSince: EpochMs | null
  readonly problem: FeedProblem | null
  /** Not polled before this; null: polled as usual. */
  readonly retryAt: EpochMs | null
  /** Its owners got a notice that it fails, and none yet that it works again. */
  readonly ownersNotified: boolean
  /** Too heavy for a call with other feeds: it is read in a Durable Object of its own. */
  readonly quarantined: boolean
  /** Its items are not remembered: the next poll counts all of them as seen, and none is news. */
  readonly needsBaseline: boolean
  /** The address is a page, whose items this rule finds; null: it is a feed. */
  readonly pageRule: PageRule | null
  /** The feed is private to one channel: text/private-feed-url.ts. Null: it is public. */
  readonly credentials: Credentials | null
}

/** What decides when a feed is polled. */
export interface FeedPollState
  extends Pick<Feed, 'id' | 'url' | 'publishHistory' | 'pollingHints' | 'failures' | 'problem' | 'retryAt'> {
  /** The address that sent its last document, if redirected. */
  readonly answeredBy: FeedUrl | null
  /** A trusted hub sends its news. */
  readonly isPushed: boolean
}

/** SQL for a FeedPollState as a JSON array. Columns that hold JSON are concatenated: parsing them in SQL doubles the cost. */
export const pollStateElement = `'[' || id || ',' || json_quote(url) || ',' || rhythm || ',' || asked || ',' || failures || ','
  || coalesce(problem, 'null') || ',' || coalesce(retry_at, 'null') || ',' || json_quote(validators_from) || ']'`

/** @throws TypeError on a value of another type */
export function pollStateOf([
  id,
  url,
  publishHistory,
  pollingHints,
  failures,
  problem,
  retryAt,
  answeredBy,
]: readonly unknown[]): FeedPollState {
  return {
    id: checked(isNumber, id),
    url: checked(isFeedUrl, url),
    publishHistory: checked(isPublishHistory, publishHistory),
    pollingHints: checked(arePollingHints, pollingHints),
    failures: checked(isNumber, failures),
    problem: nullable(isProblem, problem),
    retryAt: nullable(isNumber, retryAt),
    answeredBy: nullable(isFeedUrl, answeredBy),
    isPushed: false,
  }
}

/** What a feed and its server ask for, with the keys in the order in which they are stored. @param server minutes */
export function pollingHintsOf({ minutes, skipHours, skipDays }: FeedHints, server: number): PollingHints {
  return { minutes, skipHours, skipDays, server }
}
