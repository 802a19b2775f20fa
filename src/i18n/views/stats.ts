/** `/stats`: what a channel got in the last 7 and 30 days. */
import { type ChannelStats, type FeedOfChannel, type PeriodOfChannel, totalOf } from '../../cell/channel-stats.ts'
import { limits } from '../../limits.ts'
import { otherKinds, type Tallies } from '../../store/day-counts.ts'
import { type Html, joined, lines, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

/** `28 Nov`. @param day in UTC, as in `2026-11-28` */
export function dayText(t: Translator, day: string): string {
  const format = new Intl.DateTimeFormat(t.catalogue.locale, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  return format.format(Date.parse(day))
}

function kindText(t: Translator, kind: string): string {
  const other = otherKinds.find((each) => each === kind)
  return other === undefined ? kind : t.text(`stats.${other}`)
}

/** The most frequent kinds of reactions, as `👍 12, ❤️ 8`. */
function kindsText(t: Translator, reactions: Tallies): Html {
  const kinds = reactions
    .slice(0, limits.statistics.topReactions)
    .map(([kind, times]) => t.html('stats.kind', { kind: kindText(t, kind), times }))
  return joined(kinds, t.catalogue.format.comma)
}

function periodText(t: Translator, { days, messages, headlines, opened, reactions }: PeriodOfChannel): Html {
  const total = totalOf(reactions)
  return t.html('stats.period', {
    days,
    lines: safe(
      lines([
        t.html('stats.sent', { messages, headlines }),
        opened === null ? null : t.html('stats.openedTimes', { times: opened }),
        total === 0
          ? t.html('stats.noReactions')
          : t.html('stats.reacted', { total, kinds: safe(kindsText(t, reactions)) }),
      ]),
    ),
  })
}

const feedName = (t: Translator, { title }: FeedOfChannel): string => title || t.text('format.untitled')

function silentText(t: Translator, { silent, silentCount }: ChannelStats): Html | null {
  if (silent.length === 0) return null
  const more = silentCount - silent.length
  const feeds = silent.map((feed) => t.html('stats.silentLine', { feed: feedName(t, feed), items: feed.items }))
  const list = lines([...feeds, more > 0 ? t.html('format.more', { count: more }) : null])
  return t.html('stats.silent', { list: safe(list) })
}

function busiestText(t: Translator, { busiest }: ChannelStats): Html | null {
  if (busiest.length === 0) return null
  const feeds = busiest.map((feed) =>
    t.html('stats.busyLine', { feed: feedName(t, feed), kept: feed.kept, items: feed.items }),
  )
  return t.html('stats.busiest', { list: safe(lines(feeds)) })
}

export function statsTexts(t: Translator) {
  return {
    /** @param channel its title @param uncounted why clicks are left out; null: they are counted */
    stats: (channel: string, stats: ChannelStats, uncounted: Html | null) =>
      t.html('stats.report', {
        channel,
        since: stats.since === null ? '' : t.text('stats.since', { day: dayText(t, stats.since) }),
        sections: safe(
          joined(
            [
              ...stats.periods.map((period) => periodText(t, period)),
              busiestText(t, stats),
              silentText(t, stats),
              stats.hasOriginalLinks ? t.html('stats.originalLinks') : uncounted,
            ],
            '\n\n',
          ),
        ),
      }),
    statsLink: (link: string) => t.html('stats.chart', { link: safe(verbatim(link)) }),
  }
}
