/** A channel's filters: setting one with its back-test, and "less like this". */
import { excludeTerm } from '../filter/exclude/exclude-term.ts'
import { suggestExclusions } from '../filter/exclude/suggest-exclusions.ts'
import { matcherOf, type Verdict } from '../filter/match/matcher.ts'
import { needsOnlyText } from '../filter/match/needs-text.ts'
import { parseFilter } from '../filter/query/query.ts'
import { limits } from '../limits.ts'
import type { ChannelId } from '../model.ts'
import { err, ok } from '../result.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Outcome } from '../store/outcomes.ts'
import type { FeedChoice, Less, RecentHeadline } from './channel-api.ts'
import type { BackTest, FilterSet } from './filter-set.ts'
import { type Filters, judgeBy, searchable } from './judge-outcome.ts'
import { chosenFeed, feedViews } from './list-feeds.ts'

const { hiddenTitles, recentHeadlines: recent } = limits.cell

/**
 * Saves a filter if it parses.
 * @param which the feed that gets it; null: the whole channel
 * @param sure saves it even if, unlike the one before, it would have dropped everything of the last 48 hours
 */
export function setFilter(
  ledger: Ledger,
  id: ChannelId,
  which: FeedChoice | null,
  query: string,
  sure: boolean,
): FilterSet {
  const state = ledger.channels.get(id)
  const feed = which === null ? null : chosenFeed(ledger, id, which)
  if (state === null || (which !== null && feed === null)) return err({ kind: 'no-such-feed' })
  const filter = parseFilter(query)
  if (!filter.ok) return err({ ...filter.problem, feed })
  const before = feed === null ? state.channel.filter : feed.filter
  const outcomes = ledger.outcomes.of(id).filter((outcome) => feed === null || outcome.feed === feed.feed)
  const present = filtersOf(ledger, id)
  const changed: Filters =
    feed === null
      ? { ...present, channel: query }
      : { ...present, ofFeeds: new Map([...present.ofFeeds, [feed.feed, query]]) }
  const tested = backTest(outcomes, changed)
  // Texts are not kept, so nothing is known about a filter that looks at nothing else.
  const isHeld = !sure && !needsOnlyText(filter.value) && dropsAll(outcomes, present, tested)
  if (isHeld) return ok({ backTest: tested, query, before, feed, isHeld: true })
  if (feed === null) ledger.channels.configure({ ...state.channel, filter: query })
  else ledger.subscriptions.setFilter(id, feed.feed, query)
  return ok({ backTest: tested, query, before, feed: feed === null ? null : { ...feed, filter: query } })
}

/** The present filters of a channel and its feeds. */
function filtersOf(ledger: Ledger, id: ChannelId): Filters {
  return {
    channel: ledger.channels.get(id)?.channel.filter ?? '',
    ofFeeds: new Map(feedViews(ledger, id).map(({ feed, filter }) => [feed, filter])),
  }
}

/** Whether changed filters would have dropped every item, of which the present ones would have let some pass. */
function dropsAll(outcomes: readonly Outcome[], present: Filters, { passed, total }: BackTest): boolean {
  if (passed > 0 || total === 0) return false
  const judge = judgeBy(present)
  return outcomes.some((outcome) => judge(outcome).keep)
}

/**
 * Compares a channel's filters before and after a change.
 * @returns to be called after the change. It counts the items of the last 48 hours, if unlike before all would have been dropped; null: they would not
 */
export function dropsAllSince(ledger: Ledger, id: ChannelId): () => number | null {
  const before = filtersOf(ledger, id)
  return () => {
    const outcomes = ledger.outcomes.of(id)
    const tested = backTest(outcomes, filtersOf(ledger, id))
    return dropsAll(outcomes, before, tested) ? tested.total : null
  }
}

/** What filters would have done to items of the last 48 hours. */
function backTest(outcomes: readonly Outcome[], filters: Filters): BackTest {
  const judge = judgeBy(filters)
  return resultOf(outcomes.map((outcome) => ({ ...outcome, ...judge(outcome), wasKept: outcome.kept })))
}

/** @param judged items with a filter's verdicts */
export function resultOf(
  judged: readonly (Verdict & { readonly title: string; readonly wasKept: boolean })[],
): BackTest {
  const hidden = judged.filter(({ keep }) => !keep).map(({ title, term, wasKept }) => ({ title, term, isNew: wasKept }))
  return {
    passed: judged.length - hidden.length,
    total: judged.length,
    open: judged.filter(({ isOpen }) => isOpen === true).length,
    hidden: examplesOf(hidden),
  }
}

/** Examples to show: first items that passed before, and one for each term before a second one. */
function examplesOf(
  hidden: readonly { readonly title: string; readonly term: string | null; readonly isNew: boolean }[],
): readonly string[] {
  const first = new Set<string | null>()
  const ranked = hidden.map((each) => {
    const isFirst = !first.has(each.term)
    first.add(each.term)
    return { title: each.title, rank: (each.isNew ? 0 : 2) + (isFirst ? 0 : 1) }
  })
  const sorted = ranked.toSorted((one, other) => one.rank - other.rank).map(({ title }) => title)
  return [...new Set(sorted)].slice(0, hiddenTitles)
}

/** The newest headlines that passed the filters. */
export function recentHeadlines(ledger: Ledger, id: ChannelId): readonly RecentHeadline[] {
  return ledger.outcomes
    .of(id)
    .flatMap(({ code, title, kept, isMerged }) => (code === null || !kept || isMerged ? [] : [{ code, title }]))
    .slice(0, recent)
}

/** Terms that would have hidden a headline. Null: the last 48 hours have no such headline. */
export function lessLike(ledger: Ledger, id: ChannelId, code: string): Less | null {
  const kept = ledger.outcomes.of(id).filter((outcome) => outcome.kept)
  const headline = kept.find((outcome) => outcome.code === code && !outcome.isMerged)
  if (headline === undefined) return null
  const proposals = suggestExclusions(headline, kept)
  const isOpen = proposals.some(({ term }) => {
    const matches = matcherOf(term)
    return kept.some((outcome) => matches(searchable(outcome)).isOpen === true)
  })
  return { title: headline.title, proposals, isOpen }
}

/** Adds an exclusion to the channel's filter. @param term as in a query, without its minus @returns as setFilter */
export function exclude(ledger: Ledger, id: ChannelId, term: string): FilterSet {
  const query = excludeTerm(ledger.channels.get(id)?.channel.filter ?? '', term)
  return query === null ? err({ kind: 'no-room' }) : setFilter(ledger, id, null, query, false)
}
