/**
 * What a reader's selection has beside the methods of a channel. A selection is a channel of kind `private` with the id `r<person>`,
 * which takes headlines from other channels instead of feeds. `setSchedule`, `setLook`, `setLanguage`, `pause`, `resume`, `why`,
 * `preview`, `placeNamed`, `placesAt`, `view` and `forget` serve both.
 */
import type { ReaderCode } from '../model.ts'
import type { FilterSet } from './filter-set.ts'

/** A channel that a reader may follow. */
export interface Source {
  readonly code: ReaderCode
  /** Its cell. */
  readonly cell: number
  readonly title: string
  /** Without the @; null: none. */
  readonly username: string | null
}

/** A channel that a reader follows. */
export interface Follow extends Source {
  /** The reader's query for it; empty: all of its headlines. */
  readonly filter: string
}

export type Followed =
  /** The reader gets what the channel keeps from now on. `isFirst`: it is the reader's first channel. */
  | { readonly kind: 'followed'; readonly isFirst: boolean }
  | { readonly kind: 'already' }
  | { readonly kind: 'full'; readonly most: number }
  /** The channel has no link for readers any more. */
  | { readonly kind: 'gone' }

export interface ReaderApi {
  /** Takes the channel's headlines from now on. The selection is one for which `register` has been called. */
  follow(source: Source, query: string): Promise<Followed>
  /** @returns how many channels are left; with none, the selection should be forgotten; the next cycle does it otherwise */
  unfollow(code: ReaderCode): Promise<number>
  follows(): Promise<readonly Follow[]>
  /** Sets the reader's query for a channel, with a back-test on the headlines of its last 48 hours. @param sure as in `setFilter` */
  setWords(code: ReaderCode, query: string, sure?: boolean): Promise<FilterSet>
  /** What a query would leave of the headlines of a channel's last 48 hours; saves nothing. */
  tryWords(source: Source, query: string): Promise<FilterSet>
}
