/** Judges headlines of channels by a reader's words. */
import { type Matcher, matcherOf } from '../filter/match/matcher.ts'
import { type FilterItem, SearchableItem } from '../filter/match/searchable-item.ts'
import { limits } from '../limits.ts'
import type { SourceNews } from './source-news.ts'

/** A channel as its readers see it. */
export type ShownSource = Pick<SourceNews, 'title' | 'sources'>

/** The words' matcher for headlines that `readerItem` prepared. */
export function judgeOf(query: string): Matcher {
  return matcherOf(query)
}

/** Judging as many headlines takes as long as reading a query. */
const headlinesAQuery = 30
/** How much longer a regular expression takes than words of the same length. */
const expressionFactor = 10

/** Estimates the work of judging headlines, by measurements with the longest queries of each kind: `limits.readers.judging`. */
export function costOf(query: string, headlines: number): number {
  return headlines === 0 ? 0 : (headlines + headlinesAQuery) * costOfOne(query)
}

function costOfOne(query: string): number {
  return (query.length + 1) * (query.includes('/') ? expressionFactor : 1)
}

/** How many headlines a request may judge. @param share of the work of a request, for one of several queries */
export function affordable(query: string, share = 1): number {
  const most = (limits.readers.judgingARequest * share) / costOfOne(query)
  return Math.max(1, Math.floor(most - headlinesAQuery))
}

/** A headline for a reader's filter: texts are not kept, and a channel that hides its feeds hides them from filters too. */
export function readerItem(headline: FilterItem, { title, sources }: ShownSource): SearchableItem {
  return new SearchableItem({ ...headline, source: sources ? (headline.source ?? '') : title, text: '' })
}
