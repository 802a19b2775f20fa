/** Changes that a publisher makes besides publishing, and how often. */
import type { Entry, LivingFeed } from './living-feed.ts'

/** A change between two polls; there is at most one. */
export interface LifeEvent {
  /** In plain words; counted as a habit. */
  readonly name: string
  readonly weight: number
  /** It concerns all items. */
  readonly isOfAll?: true
  readonly when: (feed: LivingFeed) => boolean
  /** @param shown one of the polled items, neither pinned nor rotating */
  readonly act: (feed: LivingFeed, shown: Entry) => void
}

export const ORDINARY = 10
export const RARE = 3

export function isPosts({ shape }: LivingFeed): boolean {
  return shape.way === 'posts'
}

/** There are so few posts that those of several weeks are remembered. */
export function isCalm(feed: LivingFeed): boolean {
  return isPosts(feed) && feed.shape.postsAtMost <= 3
}
