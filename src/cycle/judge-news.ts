/** Judges headlines of channels by a reader's words. */
import { type Matcher, matcherOf } from '../filter/match/matcher.ts'
import { type FilterItem, SearchableItem } from '../filter/match/searchable-item.ts'
import type { SourceNews } from './source-news.ts'

/** A channel as its readers see it. */
export type ShownSource = Pick<SourceNews, 'title' | 'sources'>

/** The words' matcher for headlines that `readerItem` prepared. */
export function judgeOf(query: string): Matcher {
  return matcherOf(query)
}

/** A headline for a reader's filter: texts are not kept, and a channel that hides its feeds hides them from filters too. */
export function readerItem(headline: FilterItem, { title, sources }: ShownSource): SearchableItem {
  return new SearchableItem({ ...headline, source: sources ? (headline.source ?? '') : title, text: '' })
}
