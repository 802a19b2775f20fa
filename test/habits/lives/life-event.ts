/** What a publisher may do beside publishing, and how often. */
import type { Entry, LivingFeed } from './living-feed.ts'

/** What a publisher does between two readings, at most one of them. */
export interface LifeEvent {
  /** In plain words; a habit of its own. */
  readonly name: string
  readonly weight: number
  /** It is not about one item. */
  readonly isOfAll?: true
  readonly when: (feed: LivingFeed) => boolean
  /** @param shown one of the items that were read, neither pinned nor rotating */
  readonly act: (feed: LivingFeed, shown: Entry) => void
}

/** Weights. */
export const ORDINARY = 10
export const RARE = 3

export function isPosts({ shape }: LivingFeed): boolean {
  return shape.way === 'posts'
}

/** So few posts that all of the last weeks are remembered. */
export function isCalm(feed: LivingFeed): boolean {
  return isPosts(feed) && feed.shape.most <= 3
}
