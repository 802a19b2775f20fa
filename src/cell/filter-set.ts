/** The result of setting a filter, with its back-test. Plain data. */
import type { FilterProblem, Result, UnclearFilter } from '../result.ts'
import type { FeedView } from './feed-view.ts'

/** What a filter would have done to the items of the last 48 hours. */
export interface BackTest {
  readonly passed: number
  readonly total: number
  /** Items whose texts, which are not kept, could decide otherwise. */
  readonly open: number
  /** Examples of titles that it would have hidden, at most three. */
  readonly hidden: readonly string[]
}

export interface FilterChange {
  readonly backTest: BackTest
  readonly query: string
  /** The previous query. */
  readonly before: string
  /** The feed that has the filter; null: the channel has it. */
  readonly feed: FeedView | null
  /** Nothing was saved: unlike the previous filter, this one would have dropped every item of the last 48 hours. Absent: it was saved. */
  readonly isHeld?: true
}

/** Why a filter was not set. `feed`: the one that it is for; null or absent: it is for the channel. */
export type FilterNotSet =
  | ((FilterProblem | UnclearFilter) & { readonly feed?: FeedView | null })
  | { readonly kind: 'no-such-feed' }
  /** The exclusion does not fit into the filter, which is too long or too deep. */
  | { readonly kind: 'no-room' }
  /** A reader's words that look only at whole texts, which are not kept for readers. */
  | { readonly kind: 'texts-not-searched' }
export type FilterSet = Result<FilterChange, FilterNotSet>
