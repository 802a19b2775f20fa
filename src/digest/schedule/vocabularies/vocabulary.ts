/** What a language's table of words for schedules holds. */
import type { NumberedDays } from '../numbered-days.ts'
import type { Weekday } from '../weekdays.ts'

/** What a word or phrase means in a schedule. */
export type Meaning =
  /** Before an interval, a day or a part of the day. */
  | 'every'
  /** Before an interval of hours; before days, it skips some. */
  | 'apart'
  /** Less often than once a week, or not on the same days of each week. */
  | 'rarely'
  /** Before a time or a day. */
  | 'at'
  | 'from'
  | 'between'
  | 'to'
  /** Subtracts minutes: quarter *before* nine. */
  | 'before'
  /** Adds minutes: half *past* eight. */
  | 'past'
  | 'and'
  /** Before days that are left out. */
  | 'except'
  /** Before days that are left out, or have other times. */
  | 'but'
  /** Behind days that are left out. */
  | 'excluded'
  | 'live'
  /** Live without a gap. */
  | 'instant'
  /** Every hour. */
  | 'hourly'
  /** Every day. */
  | 'daily'
  | 'weekly'
  /** Weekly, but not behind a number: haftada bir, 2 haftada bir. */
  | 'week'
  | 'once'
  | 'twice'
  /** Behind a number: 3 *times* a day. */
  | 'times'
  /** Once *a* day, *an* hour. */
  | 'a'
  /** Limits a live channel: *at most* once an hour. */
  | 'most'
  | 'half'
  | 'quarter'
  | 'hour'
  /** A letter that follows an hour of the day, or a number of hours. */
  | 'h'
  | 'minute'
  /** At before an hour of the day, hours elsewhere: Indonesian jam 8, 3 jam. */
  | 'at or hour'
  | 'day'
  /** Behind the hour of a time of day: 8 *o'clock*. */
  | 'clock'
  /** Parts of the day. */
  | 'dawn'
  | 'morning'
  | 'am'
  | 'midday'
  | 'afternoon'
  | 'pm'
  | 'evening'
  | 'night'
  /** The part of the night around midnight, before an hour; midnight without one. */
  | 'midnight hours'
  /** Times of day with a name. */
  | 'noon'
  | 'midnight'
  /** Without a meaning here. */
  | 'filler'

/** Phrases are in lower case and NFKC, without apostrophes and dots; Chinese is in Simplified characters. `|` separates them. */
export interface ScheduleVocabulary {
  /** Names of the days from Monday to Sunday, also short ones; `|` separates them. */
  readonly days: readonly string[]
  /** Phrases for several days. */
  readonly daySets: readonly (readonly [phrases: string, days: readonly Weekday[]])[]
  readonly words: Readonly<Record<Meaning, string>>
  readonly numbers: Readonly<Record<string, number>>
  /** Every *second* hour. */
  readonly ordinals: Readonly<Record<string, number>>
  /** Phrases that mean the same as others. */
  readonly aliases: Readonly<Record<string, string>>
  /** If the language numbers its days. */
  readonly numberedDays?: NumberedDays
}
