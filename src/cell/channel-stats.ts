/** What a channel got in the last days, for `/stats` and its page. */
import type { ReactionMemory } from '../cycle/reaction-memory.ts'
import type { Language } from '../language.ts'
import { dayMs, limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { ChannelDay } from '../store/channel-days.ts'
import { isInRuns, type Reacted, sumTallies, type Tallies, withReactions } from '../store/day-counts.ts'
import type { Ledger } from '../store/ledger.ts'
import { dayOf } from '../store/spending.ts'

/** Opened short links of the whole bot: code and number of times. */
export type OpenedLinks = readonly (readonly [code: string, times: number])[]

interface Counts {
  readonly messages: number
  readonly headlines: number
  /** How often the links in its messages were opened; null: not counted. */
  readonly opened: number | null
  /** Reactions to its messages. */
  readonly reactions: Tallies
}

export interface PeriodOfChannel extends Counts {
  readonly days: number
}

/** A UTC day, as in `2026-01-05`. All counts are those of the day's messages, whenever they were opened or got reactions. */
export interface DayOfChannel extends Omit<Counts, 'reactions'> {
  readonly day: string
  readonly reactions: number
}

export interface FeedOfChannel {
  /** The owner's name for it, or the feed's title. */
  readonly title: string
  readonly items: number
  readonly kept: number
}

export interface ChannelStats {
  readonly title: string
  readonly language: Language
  /** Headlines lead to the articles themselves, so that no clicks are counted. */
  readonly hasOriginalLinks: boolean
  /** The first day that was counted, if it is not the first of those shown. */
  readonly since: string | null
  /** The week, and all days shown. */
  readonly periods: readonly [PeriodOfChannel, PeriodOfChannel]
  /** Every day shown, oldest first, today last. */
  readonly days: readonly DayOfChannel[]
  /** Feeds with headlines, busiest first. */
  readonly busiest: readonly FeedOfChannel[]
  /** Feeds of which the filters kept nothing, those with the most items first, and the number of all of them. */
  readonly silent: readonly FeedOfChannel[]
  readonly silentCount: number
}

const { shownDays, weekDays, busiestFeeds, silentFeeds } = limits.statistics

/** @param opened null: clicks are not counted @returns null: the cell does not have the channel */
export function channelStats(
  ledger: Pick<Ledger, 'channels' | 'channelDays' | 'subscriptions'>,
  memory: ReactionMemory,
  id: ChannelId,
  opened: OpenedLinks | null,
  now: EpochMs,
): ChannelStats | null {
  const channel = ledger.channels.get(id)?.channel
  if (channel === undefined) return null
  const waiting = [...(memory.waiting.get(id)?.values() ?? [])]
  const counted = ledger.channelDays.shown(id, now).map((day) => withWaiting(day, waiting))
  const hasOriginalLinks = channel.links === 'original'
  const times = opened === null || hasOriginalLinks ? null : new Map(opened)
  const today = Math.floor(now / dayMs)
  const shown = (days: number) => counted.filter(({ day }) => day > today - days)
  const feeds = feedsOf(ledger.subscriptions.names(id), counted)
  const silent = feeds
    .filter(({ items, kept }) => items > 0 && kept === 0)
    .toSorted((one, other) => other.items - one.items)
  const first = counted[0]?.day ?? today
  return {
    title: channel.title,
    language: channel.language,
    hasOriginalLinks,
    since: first > today - shownDays + 1 ? nameOf(first) : null,
    periods: [
      { days: weekDays, ...sumOf(shown(weekDays), times) },
      { days: shownDays, ...sumOf(counted, times) },
    ],
    days: Array.from({ length: shownDays }, (_, index) => {
      const day = today - shownDays + 1 + index
      const { reactions, ...counts } = sumOf(
        counted.filter((each) => each.day === day),
        times,
      )
      return { day: nameOf(day), ...counts, reactions: totalOf(reactions) }
    }),
    busiest: feeds
      .filter(({ kept }) => kept > 0)
      .toSorted((one, other) => other.kept - one.kept)
      .slice(0, busiestFeeds),
    silent: silent.slice(0, silentFeeds),
    silentCount: silent.length,
  }
}

/** All reactions together. */
export function totalOf(reactions: Tallies): number {
  return reactions.reduce((sum, [, times]) => sum + times, 0)
}

const nameOf = (day: number): string => dayOf(day * dayMs)

/** With the reactions that are not written yet. */
function withWaiting(day: ChannelDay, waiting: readonly Reacted[]): ChannelDay {
  const own = waiting.filter(([message]) => isInRuns(day.sent, message))
  return { ...day, reactions: withReactions(day.reactions, own) ?? day.reactions }
}

function sumOf(days: readonly ChannelDay[], opened: ReadonlyMap<string, number> | null): Counts {
  const links = new Set(days.flatMap((day) => day.links))
  return {
    messages: days.reduce((sum, { messages }) => sum + messages, 0),
    headlines: days.reduce((sum, { headlines }) => sum + headlines, 0),
    opened: opened === null ? null : [...links].reduce((sum, code) => sum + (opened.get(code) ?? 0), 0),
    reactions: sumTallies(days.flatMap(({ reactions }) => reactions.map(([, , tallies]) => tallies))),
  }
}

/** The channel's present feeds with their counts of all days. */
function feedsOf(names: ReadonlyMap<number, string>, days: readonly ChannelDay[]): readonly FeedOfChannel[] {
  const counts = Map.groupBy(
    days.flatMap((day) => day.feeds),
    ([feed]) => feed,
  )
  return [...names].map(([feed, title]) => {
    const own = counts.get(feed) ?? []
    return {
      title,
      items: own.reduce((sum, [, items]) => sum + items, 0),
      kept: own.reduce((sum, [, , kept]) => sum + kept, 0),
    }
  })
}
