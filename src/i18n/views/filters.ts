/** Filters: shown, changed with a back-test, and terms for "less like this". */
import type { BackTest, ChannelView, FeedView, Less } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { type Html, joined, lines, query } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

/** `<b>BBC News</b> in <b>Morning</b>`, or the channel alone. */
export function whoseText(t: Translator, channel: string, feed: FeedView | null): Html {
  return feed === null
    ? t.html('filters.whoseChannel', { channel })
    : t.html('filters.whoseFeed', { feed: feed.title || t.text('format.untitled'), channel })
}

function shownText(t: Translator, { channel, feeds }: ChannelView): Html {
  const filter = channel.filter === '' ? t.html('filters.everything') : query(channel.filter, limits.filter.queryUnits)
  return lines([
    t.html('filters.shown', { channel: channel.title, filter: safe(filter) }),
    ...feeds
      .filter((feed) => feed.filter !== '')
      .map((feed) =>
        t.html('filters.ofFeed', {
          number: feed.number,
          feed: t.title(feed.title),
          filter: safe(query(feed.filter)),
        }),
      ),
  ])
}

function backTestText(t: Translator, { passed, total }: BackTest): Html {
  if (total === 0) return t.html('filters.untested')
  if (passed === total) return t.html('filters.allPassed', { total })
  return passed === 0 ? t.html('filters.nonePassed', { total }) : t.html('filters.somePassed', { total, passed })
}

/** Titles that are filtered out, a line each. */
function struckLines(t: Translator, titles: readonly string[], bullet: 'format.struck' | 'format.struckBelow'): Html {
  return lines(titles.map((title) => t.html(bullet, { title: t.title(title) })))
}

function lessText(t: Translator, { title, proposals, isOpen }: Less): Html {
  if (proposals.length === 0) return t.html('filters.lessNoTerm', { title: t.title(title) })
  const words = proposals.map(({ term, hides, examples }) =>
    lines([t.html('filters.lessTerm', { term, count: hides }), struckLines(t, examples, 'format.struckBelow')]),
  )
  const what = t.html('filters.lessWhat', { proposals: safe(lines(words)) })
  return lines([what, isOpen ? t.html('filters.textsNotKept') : null])
}

export function filterTexts(t: Translator) {
  return {
    filter: (view: ChannelView) => joined([shownText(t, view), t.html('filters.change')], '\n\n'),
    filterSet: (channel: string, asked: string, feed: FeedView | null, backTest: BackTest) => {
      const whose = safe(whoseText(t, channel, feed))
      const { hidden } = backTest
      return lines([
        asked === ''
          ? t.html('filters.cleared', { whose })
          : t.html('filters.changed', { whose, filter: safe(query(asked, limits.filter.queryUnits)) }),
        backTestText(t, backTest),
        backTest.open === 0 ? null : t.html('filters.textsNotKept'),
        hidden.length === 0
          ? null
          : t.html('filters.hidden', { titles: safe(struckLines(t, hidden, 'format.struck')) }),
      ])
    },
    lessWhich: (channel: string) => t.html('filters.lessWhich', { channel }),
    lessNone: (channel: string) => t.html('filters.lessNone', { channel }),
    lessOf: (less: Less) => lessText(t, less),
    lessHides: (term: string, count: number) => t.text('filters.lessButton', { term, count }),
  }
}
