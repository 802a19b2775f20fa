/** Filters: shown, changed with a back-test, and terms for "less like this". */
import type { ChannelView, Less } from '../../cell/channel-api.ts'
import type { FeedView } from '../../cell/feed-view.ts'
import type { BackTest } from '../../cell/filter-set.ts'
import { isPlainQuery } from '../../filter/explain/plain-query.ts'
import { needsOnlyText } from '../../filter/match/needs-text.ts'
import { likeliestFilter } from '../../filter/query/likeliest-filter.ts'
import { limits } from '../../limits.ts'
import type { FilterProblem } from '../../result.ts'
import { type Html, joined, lines, query } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { filterSentence } from './filter-sentence.ts'
import { filterProblem } from './problems.ts'

/** `<b>BBC News</b> in <b>Morning</b>`, or the channel alone. */
export function whoseText(t: Translator, channel: string, feed: Pick<FeedView, 'title'> | null): Html {
  return feed === null
    ? t.html('filters.whoseChannel', { channel })
    : t.html('filters.whoseFeed', { feed: feed.title || t.text('format.untitled'), channel })
}

/** A query, or that everything passes. */
export function filterText(t: Translator, filter: string): Html {
  return filter === '' ? t.html('filters.everything') : query(filter, limits.filter.queryUnits)
}

/** The present filter of a feed or, without one, of the channel, and what it keeps. */
function presentText(t: Translator, channel: string, feed: FeedView | null, filter: string): Html {
  const whose = safe(whoseText(t, channel, feed))
  return lines([t.html('filters.shown', { whose, filter: safe(filterText(t, filter)) }), filterSentence(t, filter)])
}

function shownText(t: Translator, { channel, feeds }: ChannelView): Html {
  return lines([
    presentText(t, channel.title, null, channel.filter),
    ...feeds
      .filter((feed) => feed.filter !== '')
      .flatMap((feed) => [
        t.html('filters.ofFeed', {
          number: feed.number,
          feed: t.title(feed.title),
          filter: safe(query(feed.filter)),
        }),
        filterSentence(t, feed.filter),
      ]),
  ])
}

/** How a query was read, if its signs do not say it. */
export function readAsText(t: Translator, asked: string): Html | null {
  const rule = likeliestFilter(asked)?.filter.rule ?? null
  return rule === null || isPlainQuery(asked, rule) ? null : filterSentence(t, asked)
}

/** By whose words were tried: an owner's filter, or a reader's keywords. */
const results = {
  filter: {
    untested: 'filters.untested',
    allPassed: 'filters.allPassed',
    nonePassed: 'filters.nonePassed',
    somePassed: 'filters.somePassed',
  },
  keywords: {
    untested: 'readers.untested',
    allPassed: 'readers.allPassed',
    nonePassed: 'readers.nonePassed',
    somePassed: 'readers.somePassed',
  },
} as const

type Tried = keyof typeof results

function backTestText(t: Translator, { passed, total }: BackTest, tried: Tried): Html {
  const { untested, allPassed, nonePassed, somePassed } = results[tried]
  if (total === 0) return t.html(untested)
  if (passed === total) return t.html(allPassed, { total })
  return passed === 0 ? t.html(nonePassed, { total }) : t.html(somePassed, { total, passed })
}

/** Whether the back-test tells nothing, because the query looks only at texts, which are not kept. */
function isUntried(asked: string, { open }: BackTest): boolean {
  const filter = open === 0 ? undefined : likeliestFilter(asked)?.filter
  return filter !== undefined && needsOnlyText(filter)
}

/** The result of a back-test, with examples. */
export function testedText(t: Translator, asked: string, tested: BackTest, tried: Tried = 'filter'): Html {
  if (isUntried(asked, tested)) return t.html('filters.textsOnly')
  const { hidden } = tested
  return lines([
    backTestText(t, tested, tried),
    tested.open === 0 ? null : t.html('filters.textsNotKept'),
    hidden.length === 0 ? null : t.html('filters.hidden', { titles: safe(struckLines(t, hidden, 'format.struck')) }),
  ])
}

/** Titles that are filtered out, a line each. */
function struckLines(t: Translator, titles: readonly string[], bullet: 'format.struck' | 'format.struckBelow'): Html {
  return lines(titles.map((title) => t.html(bullet, { title: t.title(title) })))
}

function readingText(t: Translator, reading: string, number: number): Html {
  const sentence = filterSentence(t, reading)
  const shown = { number, query: safe(query(reading)) }
  return sentence === null
    ? t.html('filters.reading', shown)
    : t.html('filters.readingMeans', { ...shown, sentence: safe(sentence) })
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
    filterSet: (channel: string, asked: string, feed: FeedView | null, tested: BackTest) => {
      const whose = safe(whoseText(t, channel, feed))
      return lines([
        asked === ''
          ? t.html('filters.cleared', { whose })
          : t.html('filters.changed', { whose, filter: safe(filterText(t, asked)) }),
        readAsText(t, asked),
        testedText(t, asked, tested),
      ])
    },
    /** The filter of one feed. */
    filterOfFeed: (channel: string, feed: FeedView) => presentText(t, channel, feed, feed.filter),
    /** Asks before a filter is saved that would have dropped everything. */
    filterHeld: (channel: string, asked: string, feed: FeedView | null, tested: BackTest) => {
      const filter = safe(filterText(t, asked))
      return lines([
        t.html(tested.open === 0 ? 'filters.held' : 'filters.heldMaybe', {
          whose: safe(whoseText(t, channel, feed)),
          filter,
        }),
        filterSentence(t, asked),
        testedText(t, asked, tested),
        t.html('filters.heldAsk'),
      ])
    },
    filterUnchanged: (channel: string, present: string, feed: FeedView | null) =>
      t.html('filters.unchanged', {
        whose: safe(whoseText(t, channel, feed)),
        filter: safe(filterText(t, present)),
      }),
    /** Asks which reading of a query is meant, and says what each keeps. */
    filterUnclear: (channel: string, text: string, feed: FeedView | null, readings: readonly string[]) =>
      t.html('filters.unclear', {
        whose: safe(whoseText(t, channel, feed)),
        text: safe(query(text, limits.filter.queryUnits)),
        readings: safe(lines(readings.map((reading, at) => readingText(t, reading, at + 1)))),
      }),
    filterMistake: (problem: FilterProblem, feed: FeedView | null) =>
      filterProblem(t, problem, feed === null ? '/filter' : `/filter #${feed.number}`),
    filterNoRoom: (channel: string) => t.html('filters.noRoom', { channel, units: limits.filter.queryUnits }),
    lessWhich: (channel: string) => t.html('filters.lessWhich', { channel }),
    lessNone: (channel: string) => t.html('filters.lessNone', { channel }),
    lessOf: (less: Less) => lessText(t, less),
    lessHides: (term: string, count: number) => t.text('filters.lessButton', { term, count }),
  }
}
