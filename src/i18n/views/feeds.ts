/** A channel's feeds: added, removed, listed. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { FeedArrival, FeedOverview, FeedView } from '../../cell/feed-view.ts'
import { limits, secondMs } from '../../limits.ts'
import type { Item } from '../../model.ts'
import type { FeedProblem } from '../../result.ts'
import { wholeMegabytes } from '../bytes.ts'
import { healthDot } from '../health-dot.ts'
import { code, type Html, joined, lines, query } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { nameFirst } from './channels.ts'
import { pauseText } from './digests.ts'
import { problemText } from './problems.ts'
import { durationText, zonedMoment, zonedSchedule } from './times.ts'

function titleOf(t: Translator, { title }: FeedView): string {
  return title || t.text('format.untitled')
}

/** `🟢 2. BBC News`. */
export function feedHeading(t: Translator, feed: FeedView): Html {
  return t.html('feeds.line', { dot: healthDot(feed), number: feed.number, feed: t.title(feed.title, feed.url) })
}

/** `📡 7 feeds · 3 headlines wait`. */
export function feedsSummary(t: Translator, { feeds, waiting }: ChannelView): Html {
  const failing = feeds.filter(({ failingSince }) => failingSince !== null).length
  return t.html('feeds.summary', { feeds: feeds.length, failing, waiting })
}

/** A shorter lateness counts as none. */
const atOnceMs = 5 * secondMs

/** Whether to say how the feed's news comes: not for a failing feed, and not before the first check. */
function isArriving({ failingSince, isUnread }: FeedOverview): boolean {
  return failingSince === null && !isUnread
}

/** `every 5 min · news arrives after 3 min`. */
function arrivalLine(t: Translator, { arrival, latenessMs, everyHours }: FeedOverview): Html {
  const how =
    arrival.kind === 'pushed'
      ? t.html('feeds.linePushed')
      : t.html(everyHours === null ? 'feeds.lineEvery' : 'feeds.lineAsked', { time: durationText(t, arrival.everyMs) })
  if (latenessMs === null) return how
  const late =
    latenessMs < atOnceMs ? t.html('feeds.lineAtOnce') : t.html('feeds.lineLate', { time: durationText(t, latenessMs) })
  return joined([how, late], ' · ')
}

/** The same in sentences, on the screen of the feed. */
export function arrivalText(t: Translator, feed: FeedOverview): Html | null {
  if (!isArriving(feed)) return null
  const { arrival, latenessMs, everyHours } = feed
  const polled = ({ everyMs }: Extract<FeedArrival, { kind: 'polled' }>) =>
    everyHours === null
      ? t.html('feeds.every', { time: durationText(t, everyMs) })
      : t.html('feeds.rare', { hours: everyHours })
  const how = arrival.kind === 'pushed' ? t.html('feeds.pushed') : polled(arrival)
  if (latenessMs === null) return how
  const late =
    latenessMs < atOnceMs ? t.html('feeds.atOnce') : t.html('feeds.late', { time: durationText(t, latenessMs) })
  return lines([how, late])
}

function feedLine(t: Translator, feed: FeedOverview, timezone: string): Html {
  const { failingSince, problem, filter } = feed
  const isGone = problem?.kind === 'gone'
  const failing =
    failingSince === null || problem === null
      ? null
      : t.html(isGone ? 'feeds.lineGone' : 'feeds.lineFailing', {
          since: safe(zonedMoment(t, failingSince, timezone)),
          problem: safe(problemText(t, problem)),
        })
  return joined(
    [
      feedHeading(t, feed),
      isArriving(feed) ? arrivalLine(t, feed) : null,
      filter === '' ? null : t.html('feeds.lineFilter', { filter: safe(query(filter)) }),
      failing,
    ],
    '\n   ',
  )
}

function listText(t: Translator, { channel, feeds }: ChannelView): Html {
  const name = t.html('menu.channel', { channel: nameFirst(t, channel.title) })
  const paused = pauseText(t, channel)
  const first = [t.html('feeds.listHead', { channel: safe(name), schedule: safe(zonedSchedule(t, channel)) }), paused]
  const filter =
    channel.filter === ''
      ? null
      : t.html('filters.line', { filter: safe(query(channel.filter, limits.filter.queryUnits)) })
  const list = lines([joined(first, ' · ⏸ '), ...feeds.map((feed) => feedLine(t, feed, channel.timezone ?? 'UTC'))])
  return joined([list, filter], '\n\n')
}

export function feedTexts(t: Translator) {
  return {
    added: (
      feed: FeedView,
      newest: readonly Item[],
      channel: string,
      { paused, exceedsLimit }: { readonly paused: boolean; readonly exceedsLimit: boolean },
    ) => {
      const headlines = lines(newest.map(({ title, link }) => t.html('format.bullet', { text: t.title(title, link) })))
      return t.html('feeds.added', {
        feed: titleOf(t, feed),
        channel,
        number: feed.number,
        newest: safe(
          newest.length === 0 ? t.html('feeds.noHeadlines') : t.html('feeds.newest', { headlines: safe(headlines) }),
        ),
        next: safe(
          lines([
            t.html(paused ? 'feeds.afterResume' : 'feeds.fromNow'),
            exceedsLimit ? t.html('feeds.onlyBeginning', { megabytes: wholeMegabytes(limits.feed.bodyBytes) }) : null,
          ]),
        ),
      })
    },
    already: (feed: FeedView, channel: string) =>
      t.html('feeds.already', { feed: titleOf(t, feed), channel, number: feed.number }),
    cutAddress: (rest: string) => t.html('feeds.cut', { rest }),
    chooseFeed: (count: number, channel: string) => t.html('feeds.choose', { count, channel }),
    full: (count: number) => t.html('feeds.full', { count }),
    /** @param channel another person registered it and has too many feeds; null: the person themselves */
    tooManyFeeds: (count: number, channel: string | null) =>
      channel === null ? t.html('feeds.tooMany', { count }) : t.html('feeds.tooManyOfOther', { count, channel }),
    postNewest: (count: number) => t.text('feeds.postNewest', { count }),
    posted: (count: number) => t.text('feeds.posted', { count }),
    removed: (feed: FeedView, channel: string) => t.html('feeds.removed', { feed: titleOf(t, feed), channel }),
    feedRestored: (feed: FeedView, channel: string) =>
      t.html('feeds.putBack', { feed: titleOf(t, feed), channel, number: feed.number }),
    /** @param isMoved its address has changed, not only its login or headers */
    feedChanged: (feed: FeedView, isMoved: boolean, isLoggedOut: boolean) =>
      lines([
        isMoved
          ? t.html('feeds.changed', { feed: titleOf(t, feed), url: safe(code(feed.url, limits.feed.linkUnits)) })
          : t.html('feeds.saved', { feed: titleOf(t, feed) }),
        isLoggedOut ? t.html('feeds.loggedOut') : null,
      ]),
    feedNotChanged: (problem: FeedProblem) => t.html('feeds.notChanged', { problem: safe(problemText(t, problem)) }),
    tooManyHeaders: (count: number) => t.html('feeds.tooManyHeaders', { count }),
    feedSettings: (number: number) => t.html('feeds.settings', { number }),
    noSuchFeed: (text: string) => t.html('feeds.noSuchFeed', { text }),
    list: (view: ChannelView) => listText(t, view),
    noFeeds: (channel: string) => t.html('feeds.none', { channel: nameFirst(t, channel) }),
  }
}
