/** Asks cells about posts: the page of one, and what a reading page needs to know. */
import type { CellPosts } from '../cell/cell-api.ts'
import type { PostPage } from '../cell/post-page.ts'
import type { StoryState } from '../cell/story-state.ts'
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import type { EditionItem } from '../edition-item.ts'
import { dayMs, limits } from '../limits.ts'
import { type PostCode, readPostCode } from '../links/post-code.ts'
import type { EpochMs } from '../model.ts'

export interface PostSources {
  /** Null: there is no such cell. Its methods throw RequestQuotaSpent. */
  readonly postsOf: (cell: number) => CellPosts | null
  readonly now: EpochMs
}

const { postsDays, pendingMs } = limits.store
/** For an item whose post is unknown. */
const unknown: StoryState = { isRetracted: false, post: null }

/** Whether a post of that time has expired. One day more, as whole days are deleted. */
export function hasExpired({ at }: PostCode, now: EpochMs): boolean {
  return now - at > (postsDays + 1) * dayMs
}

/** Costs one request to a cell, and none for a code that no post can have. */
export async function findPost({ postsOf, now }: PostSources, text: string, number: number): Promise<PostPage | null> {
  const code = readPostCode(text, now)
  if (code === null || hasExpired(code, now)) return null
  return (await postsOf(code.cell)?.postPage(text, number)) ?? null
}

/** The code of a post that may have an item, as a reading page's address names it; null: it names none, or no post can have both. */
export function postNamed(story: string, digest: string | undefined, now: EpochMs): PostCode | null {
  const [item, post] = [readPostCode(story, now), readPostCode(digest ?? '', now)]
  if (item === null || post === null || hasExpired(post, now)) return null
  // A headline waits for a week at most. The item's edition was opened before, by another clock.
  const waited = post.at - item.at
  return waited > -dayMs && waited < pendingMs + dayMs ? post : null
}

/**
 * Costs one request to a cell, and a second one to the item's if a post of another cell is named in vain: that cell does not know who took
 * the item back. If a request is refused, nothing is known.
 * @param post as from `postNamed`
 */
export async function findState(
  from: PostSources,
  story: string,
  post: PostCode | null,
  item: Pick<EditionItem, 'channels'>,
): Promise<StoryState> {
  const cell = readPostCode(story, from.now)?.cell
  if (post === null || post.cell === cell) return askState(from, cell, story, post, item)
  const named = await askState(from, post.cell, story, post, item)
  return named.post === post.code ? named : askState(from, cell, story, null, item)
}

async function askState(
  { postsOf }: PostSources,
  cell: number | undefined,
  story: string,
  post: PostCode | null,
  { channels }: Pick<EditionItem, 'channels'>,
): Promise<StoryState> {
  if (cell === undefined) return unknown
  try {
    return (await postsOf(cell)?.storyState(story, post?.code ?? null, channels ?? null)) ?? unknown
  } catch (error) {
    if (!(error instanceof RequestQuotaSpent)) throw error
    return unknown
  }
}
