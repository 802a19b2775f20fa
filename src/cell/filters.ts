/** A channel's filters: setting one with its back-test, and "less like this". */
import { matcherOf } from '../filter/matcher.ts'
import { parseFilter } from '../filter/query.ts'
import { suggestExclusions } from '../filter/suggest-exclusions.ts'
import { limits } from '../limits.ts'
import type { ChannelId } from '../model.ts'
import { err, ok } from '../result.ts'
import type { Ledger } from '../store/ledger.ts'
import type { BackTest, FeedChoice, FeedView, FilterSet, Less, RecentHeadline } from './channel-api.ts'
import { judgeBy, searchable } from './judge-outcome.ts'
import { chosenFeed, feedViews } from './subscribe.ts'

const { hiddenTitles, recentHeadlines: recent } = limits.cell

/** Saves a filter if it parses. @param which the feed that gets it; null: the whole channel */
export function setFilter(ledger: Ledger, id: ChannelId, which: FeedChoice | null, query: string): FilterSet {
  const filter = parseFilter(query)
  if (!filter.ok) return filter
  const state = ledger.channels.get(id)
  const feed = which === null ? null : chosenFeed(ledger, id, which)
  if (state === null || (which !== null && feed === null)) return err({ kind: 'no-such-feed' })
  const before = feed === null ? state.channel.filter : feed.filter
  if (feed === null) ledger.channels.configure({ ...state.channel, filter: query })
  else ledger.subscriptions.setFilter(id, feed.feed, query)
  return ok({ backTest: backTest(ledger, id, feed), query, before, feed })
}

/** What the present filters would have done to the last 48 hours. @param only this feed; null: all */
function backTest(ledger: Ledger, id: ChannelId, only: FeedView | null): BackTest {
  const judge = judgeBy({
    channel: ledger.channels.get(id)?.channel.filter ?? '',
    ofFeeds: new Map(feedViews(ledger, id).map(({ feed, filter }) => [feed, filter])),
  })
  const hidden: { readonly title: string; readonly term: string | null; readonly isNew: boolean }[] = []
  let open = 0
  const outcomes = ledger.outcomes.of(id).filter(({ feed }) => only === null || feed === only.feed)
  for (const outcome of outcomes) {
    const { keep, term, isOpen } = judge(outcome)
    if (isOpen === true) open += 1
    if (!keep) hidden.push({ title: outcome.title, term, isNew: outcome.kept })
  }
  return { passed: outcomes.length - hidden.length, total: outcomes.length, open, hidden: examplesOf(hidden) }
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

/** Adds an exclusion to the channel's filter. @returns as setFilter */
export function exclude(ledger: Ledger, id: ChannelId, term: string): FilterSet {
  const filter = ledger.channels.get(id)?.channel.filter ?? ''
  const parsed = parseFilter(filter)
  // Without parentheses the exclusion would apply to the last alternative only.
  const isOpen = parsed.ok && parsed.value.rule?.kind === 'any'
  return setFilter(ledger, id, null, `${isOpen ? `(${filter.trim()})` : filter.trim()} -${term}`.trim())
}
