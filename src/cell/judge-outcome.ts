/** What a channel's filters would have done to the items of the last 48 hours, whose texts are not kept. */

import { storedFilter } from '../filter/likeliest-filter.ts'
import { type Matcher, matcherOf } from '../filter/matcher.ts'
import type { Rule } from '../filter/query.ts'
import { SearchableItem } from '../filter/searchable-item.ts'
import type { FeedUrl } from '../model.ts'
import type { Outcome } from '../store/outcomes.ts'

/** The queries of a channel and of its feeds. */
export interface Filters {
  readonly channel: string
  readonly ofFeeds: ReadonlyMap<FeedUrl, string>
}

/** The verdict on an item by what is kept of it. */
export interface PastVerdict {
  readonly keep: boolean
  readonly term: string | null
  /** Its text could decide otherwise. */
  readonly isOpen: boolean
}

/** Judges items as a cycle does: the channel's filter comes first. */
export function judgeBy({ channel, ofFeeds }: Filters): (outcome: Outcome) => PastVerdict {
  const matchers = new Map([...ofFeeds].map(([feed, filter]) => [feed, matcherOf(filter)]))
  const ofChannel = matcherOf(channel)
  return (outcome) => {
    const item = searchable(outcome)
    const ofFeed = matchers.get(outcome.feed)
    const first = verdictOf(ofChannel, item)
    const second = ofFeed === undefined ? first : verdictOf(ofFeed, item)
    const { keep, term } = first.keep ? second : first
    const isSure = [first, second].some((each) => !each.keep && !each.isOpen)
    return { keep, term, isOpen: !isSure && (first.isOpen || second.isOpen) }
  }
}

function verdictOf(matcher: Matcher, item: SearchableItem): PastVerdict {
  const { keep, term } = matcher(item)
  return { keep, term, isOpen: matcher.isOpen(item) }
}

/** An item for filters. Of its text only the term is known that was found there. */
export function searchable(outcome: Outcome): SearchableItem {
  const { field, term } = outcome
  const text = field === 'text' && term !== null ? wordsOf(storedFilter(term).rule) : null
  return new SearchableItem(text === null ? outcome : { ...outcome, text, isTextPart: true })
}

/** The words of a query with one term; null: it has no words. */
function wordsOf(rule: Rule | null): string | null {
  if (rule?.kind === 'not') return wordsOf(rule.rule)
  return rule?.kind === 'term' && rule.form !== 'expression' ? rule.text : null
}
