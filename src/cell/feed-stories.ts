/** The stories of a channel's outbound feed: those of its page, and older ones of the last week, for readers who come once a week. */
import { dayMs, limits } from '../limits.ts'
import { postDay } from '../links/post-code.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PostStory } from '../store/posts.ts'
import type { ChannelPage, PageStory } from './channel-page.ts'

const { feedDays, feedItems } = limits.web

/** Newest first. Reads the rows of a week of posts, at most `limits.store.postsRowsRead`, unless the page fills the feed. */
export function feedStories(ledger: Ledger, id: ChannelId, page: ChannelPage, now: EpochMs): readonly PageStory[] {
  const { stories, newestDay } = page
  if (newestDay === null || stories.length >= feedItems) return stories
  const since = now - feedDays * dayMs
  // The page decides about everything newer, and about what it still has, as a remembered one may be older.
  const until = now - limits.store.outcomesMs
  const without = new Set([...ledger.retractedCodes.of(id), ...stories.map(({ code }) => code)])
  const parts = ledger.posts.between(id, postDay(since), postDay(now))
  const posted = parts.flatMap((part) => part.stories).filter(({ code }) => !without.has(code))
  const others = Map.groupBy(posted, ({ into }) => into)
  const older = posted
    .filter(({ into, at }) => into === undefined && at >= since && at < until)
    .map((story) => pageStory(story, others.get(story.code) ?? []))
  return [...stories, ...older.toSorted((one, other) => other.at - one.at)].slice(0, feedItems)
}

function pageStory(story: PostStory, others: readonly PostStory[]): PageStory {
  const { isReadable = false, language = null, enclosure = null, comments = null, translation = null } = story
  const { into: _, ...shown } = story
  const also = others.map(({ source, code }) => ({ source, code }))
  return { ...shown, translation, isReadable, language, enclosure, comments, also }
}
