/** What a channel got on a UTC day, in a form with bounded size: pure functions of `channel-days.ts`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Ids of messages, as runs of consecutive ones, ascending. */
export const runsSchema = v.array(v.tuple([v.number(), v.number()]))
type Runs = readonly (readonly [first: number, last: number])[]

/** A feed's items of a day, by the feed's id, and how many of them the filters kept. */
export const feedCountsSchema = v.array(v.tuple([v.number(), count, count]))
export type FeedCount = readonly [feed: number, items: number, kept: number]

/** How often each kind of reaction was given: an emoji, or one of `otherKinds`. */
export const talliesSchema = v.array(v.tuple([v.string(), count]))
export type Tallies = readonly (readonly [kind: string, count: number])[]

/** Kinds of reactions that are no emoji. `rest`: of a message with very many kinds, or a kind of a later Bot API. */
export const otherKinds = ['custom', 'paid', 'rest'] as const

/** A message's reactions at a time, by Telegram's clock in Unix seconds. */
export const reactedSchema = v.array(v.tuple([v.number(), v.number(), talliesSchema]))
export type Reacted = readonly [message: number, date: number, tallies: Tallies]

/** The sums of a UTC day. */
export interface DayCounts {
  readonly messages: number
  readonly headlines: number
  readonly sent: Runs
  /** Codes of the short links in its messages. */
  readonly links: readonly string[]
  readonly feeds: readonly FeedCount[]
}

export const noCounts: DayCounts = { messages: 0, headlines: 0, sent: [], links: [], feeds: [] }

const { feedsADay, linksADay, runsADay, reactedADay, kindsAMessage, reactionTimes, emojiUnits } = limits.statistics

/** A message of the day: its id, null if it has none in its chat any more, and the links in it, with whether each begins a line of its own. */
export interface SentMessage {
  readonly id: number | null
  readonly links: readonly (readonly [code: string, isGathered: boolean])[]
}

/** A headline that stands in the line of another one is a link, but no headline. */
export function countMessages(messages: readonly SentMessage[]): Omit<DayCounts, 'feeds'> {
  const links = messages.flatMap((message) => message.links)
  return {
    messages: messages.length,
    headlines: links.filter(([, isGathered]) => !isGathered).length,
    sent: runsOf(messages.flatMap(({ id }) => id ?? [])),
    links: links.map(([code]) => code).slice(0, linksADay),
  }
}

/** The newest runs, if there are too many. */
export function runsOf(ids: readonly number[]): Runs {
  const runs: [number, number][] = []
  for (const id of ids.toSorted((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last !== undefined && id <= last[1] + 1) last[1] = id
    else runs.push([id, id])
  }
  return runs.slice(-runsADay)
}

export function isInRuns(runs: Runs, id: number): boolean {
  return runs.some(([first, last]) => first <= id && id <= last)
}

/** Those with headlines come first, so that no feed is taken for one that never got through. */
export function mostImportant(feeds: readonly FeedCount[]): readonly FeedCount[] {
  return feeds
    .toSorted(([, items, kept], [, others, otherKept]) => otherKept - kept || others - items)
    .slice(0, feedsADay)
}

/** Adds up reactions of the same kind, the most frequent first. */
export function sumTallies(all: readonly Tallies[]): Tallies {
  const sums = new Map<string, number>()
  for (const [kind, times] of all.flat()) sums.set(kind, (sums.get(kind) ?? 0) + times)
  return [...sums].filter(([, times]) => times > 0).toSorted(([, one], [, other]) => other - one)
}

/** The reactions of one message, in a bounded number of kinds. */
export function boundedTallies(tallies: Tallies): Tallies {
  const known = tallies.map(([kind, times]) => [kind.length > emojiUnits ? 'rest' : kind, times] as const)
  const sums = sumTallies([known])
  const kept = sums.length <= kindsAMessage ? sums.length : kindsAMessage - 1
  const rest = sums.slice(kept).reduce((sum, [, times]) => sum + times, 0)
  const all = sumTallies([sums.slice(0, kept), [['rest', rest]]])
  return all.map(([kind, times]) => [kind, Math.min(times, reactionTimes)])
}

/** The later report on a message counts; of two of the same second, the one that came later. Null: nothing changes. */
export function withReactions(known: readonly Reacted[], changes: readonly Reacted[]): readonly Reacted[] | null {
  const byMessage = new Map(known.map((each) => [each[0], each]))
  let isChanged = false
  for (const change of changes) {
    const [message, date, tallies] = change
    const before = byMessage.get(message)
    if (before === undefined ? byMessage.size >= reactedADay : before[1] > date) continue
    if (before !== undefined && JSON.stringify(before[2]) === JSON.stringify(tallies)) continue
    byMessage.set(message, change)
    isChanged = true
  }
  return isChanged ? [...byMessage.values()] : null
}
