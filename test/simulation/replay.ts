/** Replays the polling of synthetic publishers without the program around it: how often a policy asks, and how late it finds the news. */
import type { Story, TownFeed } from './town.ts'

const DAY = 24 * 60 * 60_000

/** What replays need of a publisher. */
export type ReplayedFeed = Pick<TownFeed, 'show' | 'stories'> & {
  readonly manners: Pick<TownFeed['manners'], 'ttlMinutes' | 'maxAgeMinutes'>
}

/** Decides when feeds, by their number, are polled. It hears of every answer. */
export interface PollingPolicy {
  readonly cycleMs: number
  readonly added: (feed: number, hints: ReplayedFeed['manners'], published: readonly number[], now: number) => void
  readonly due: (now: number) => readonly number[]
  /** @param published times of the new items, perhaps none; null: the feed did not answer well */
  readonly polled: (feed: number, published: readonly number[] | null, now: number) => void
}

export interface ReplayOptions {
  /** When the feeds are added. */
  readonly start: number
  /** Requests and stories count from here on. */
  readonly from: number
  readonly end: number
}

/** A story that a poll found. */
export interface Found {
  readonly feed: number
  readonly story: Story
  readonly at: number
}

export interface Replayed {
  readonly requestsADay: number
  readonly found: readonly Found[]
  /** Times of the requests to each feed. */
  readonly polls: readonly (readonly number[])[]
  /** Stories that had left the document before a poll. */
  readonly missed: number
}

/** Items of a document that is read for the first time. */
const FIRST_ITEMS = 10

export function replay(
  feeds: readonly ReplayedFeed[],
  policy: PollingPolicy,
  { start, from, end }: ReplayOptions,
): Replayed {
  const known = feeds.map(() => new Set<string>())
  const polls = feeds.map((): number[] => [])
  const found: Found[] = []
  for (const [index, feed] of feeds.entries()) {
    const answer = feed.show(start)
    const shown = 'status' in answer ? [] : answer
    for (const { token } of shown) known[index]?.add(token)
    policy.added(index, feed.manners, shown.slice(0, FIRST_ITEMS).map(publishedAt), start)
  }
  for (let now = start + policy.cycleMs; now < end; now += policy.cycleMs) {
    for (const index of policy.due(now)) {
      const answer = feeds[index]?.show(now) ?? { status: 0 }
      if (now >= from) polls[index]?.push(now)
      if ('status' in answer) {
        policy.polled(index, null, now)
        continue
      }
      const news = answer.filter(({ token }) => known[index]?.has(token) !== true)
      for (const story of news) {
        known[index]?.add(story.token)
        if (story.at >= from) found.push({ feed: index, story, at: now })
      }
      policy.polled(index, news.map(publishedAt), now)
    }
  }
  const isMissed = (index: number) => {
    const own = feeds[index]?.stories ?? []
    const last = own.findLastIndex(({ token }) => known[index]?.has(token))
    return own.slice(0, last + 1).filter(({ at, token }) => at > start && known[index]?.has(token) !== true).length
  }
  return {
    requestsADay: (polls.reduce((sum, own) => sum + own.length, 0) * DAY) / (end - from),
    found,
    polls,
    missed: feeds.reduce((sum, _, index) => sum + isMissed(index), 0),
  }
}

function publishedAt({ at }: Story): number {
  return at
}

/** ms from publication to the poll, ascending. */
export function delaysOf(found: readonly Found[]): readonly number[] {
  return found.map(({ story, at }) => at - story.at).sort((one, other) => one - other)
}
