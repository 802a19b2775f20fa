/** A channel's feeds: added, removed, listed. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { FeedOverview, FeedView } from '../../cell/feed-view.ts'
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
import { durationText, scheduleText, zonedMoment } from './times.ts'

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

/** A shorter lateness is none. */
const atOnceMs = 5 * secondMs

/** `every 5 min · news arrives after 3 min`; null: it does not come at present, or was not checked yet. */
function arrivalLine(t: Translator, feed: FeedOverview): Html | null {
  const { arrival, latenessMs, everyHours, failingSince, isUnread } = feed
  if (failingSince !== null || isUnread) return null
  const every = everyHours === null ? 'feeds.lineEvery' : 'feeds.lineAsked'
  const late = latenessMs !== null && latenessMs < atOnceMs ? t.html('feeds.lineAtOnce') : null
  return joined(
    [
      arrival.kind === 'pushed'
        ? t.html('feeds.linePushed')
        : t.html(every, { time: durationText(t, arrival.everyMs) }),
      latenessMs === null ? null : (late ?? t.html('feeds.lineLate', { time: durationText(t, latenessMs) })),
    ],
    ' · ',
  )
}

/** The same in sentences, on the screen of the feed. */
export function arrivalText(t: Translator, feed: FeedOverview): Html | null {
  const { arrival, latenessMs, everyHours, failingSince, isUnread } = feed
  if (failingSince !== null || isUnread) return null
  const late = latenessMs !== null && latenessMs < atOnceMs ? t.html('feeds.atOnce') : null
  return lines([
    arrival.kind === 'pushed'
      ? t.html('feeds.pushed')
      : everyHours === null
        ? t.html('feeds.every', { time: durationText(t, arrival.everyMs) })
        : t.html('feeds.rare', { hours: everyHours }),
    latenessMs === null ? null : (late ?? t.html('feeds.late', { time: durationText(t, latenessMs) })),
  ])
}

function feedLine(t: Translator, feed: FeedOverview): Html {
  const { failingSince, problem, filter } = feed
  const isGone = problem?.kind === 'gone'
  const failing =
    failingSince === null || problem === null
      ? null
      : t.html(isGone ? 'feeds.lineGone' : 'feeds.lineFailing', {
          since: zonedMoment(t, failingSince, 'UTC'),
          problem: safe(problemText(t, problem)),
        })
  return joined(
    [
      feedHeading(t, feed),
      arrivalLine(t, feed),
      filter === '' ? null : t.html('feeds.lineFilter', { filter: safe(query(filter)) }),
      failing,
    ],
    '\n   ',
  )
}

function listText(t: Translator, { channel, feeds }: ChannelView): Html {
  const name = t.html('menu.channel', { channel: channel.title })
  const paused = pauseText(t, channel)
  const first = [
    t.html('feeds.listHead', { channel: safe(name), schedule: safe(scheduleText(t, channel.schedule)) }),
    paused,
  ]
  const filter =
    channel.filter === ''
      ? null
      : t.html('filters.line', { filter: safe(query(channel.filter, limits.filter.queryUnits)) })
  const list = lines([joined(first, ' · ⏸ '), ...feeds.map((feed) => feedLine(t, feed))])
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
