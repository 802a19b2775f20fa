/** What a channel's filters would have done to the items of the last 48 hours, whose texts are not kept. */

import { matcherOf, type Verdict } from '../filter/match/matcher.ts'
import { SearchableItem } from '../filter/match/searchable-item.ts'
import { storedFilter } from '../filter/query/likeliest-filter.ts'
import type { Rule } from '../filter/query/query.ts'
import type { FeedUrl } from '../model.ts'
import type { Outcome } from '../store/outcomes.ts'

/** The queries of a channel and of its feeds. */
export interface Filters {
  readonly channel: string
  readonly ofFeeds: ReadonlyMap<FeedUrl, string>
}

/** Judges items as a cycle does: the channel's filter comes first. */
export function judgeBy({ channel, ofFeeds }: Filters): (outcome: Outcome) => Verdict {
  const matchers = new Map([...ofFeeds].map(([feed, filter]) => [feed, matcherOf(filter)]))
  const ofChannel = matcherOf(channel)
  return (outcome) => {
    const item = searchable(outcome)
    const first = ofChannel(item)
    if (!first.keep && first.isOpen !== true) return first
    const second = matchers.get(outcome.feed)?.(item) ?? first
    if (!second.keep && second.isOpen !== true) return second
    const verdict = first.keep ? second : first
    return first.isOpen === true ? { ...verdict, isOpen: true } : verdict
  }
}

/** An item for filters. Its text is unknown, except for the term that was found there. */
export function searchable(outcome: Outcome): SearchableItem {
  const { field, term } = outcome
  const text = field === 'text' && term !== null ? textOf(storedFilter(term).rule) : null
  return new SearchableItem(text === null ? outcome : { ...outcome, text, isTextPart: true })
}

/** The text of the only term of a rule; null: it is an expression, or there are several terms. */
function textOf(rule: Rule | null): string | null {
  if (rule?.kind === 'not') return textOf(rule.rule)
  return rule?.kind === 'term' && rule.form !== 'expression' ? rule.text : null
}
