/** The page of a post: what its channel got in one digest. */
import { hasPosts } from '../cycle/post-of-digest.ts'
import { readPostCode } from '../links/post-code.ts'
import type { EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import { type ListedPost, listedPost, onePage, wholePosts } from './listed-posts.ts'

export interface PostPage {
  /** The channel's title and @name. */
  readonly title: string
  readonly username: string
  /** Telegram's id of the channel's topic; null: the channel is a whole chat. */
  readonly thread: number | null
  /** The channel has a page. */
  readonly hasPage: boolean
  /** With the lines of one page. */
  readonly post: ListedPost
  /** Number of pages. */
  readonly pages: number
  /** Codes of the channel's posts before and after it; null: none is kept. */
  readonly before: string | null
  readonly after: string | null
}

/** @returns null: there is no such post or page of it, or its channel is not public any more */
export function postPage(ledger: Ledger, text: string, number: number, now: EpochMs): PostPage | null {
  const code = readPostCode(text, now)
  const day = code === null ? null : ledger.posts.dayOf(code)
  const channel = day === null ? undefined : ledger.channels.get(day.channel)?.channel
  if (code === null || day === null || channel === undefined || !hasPosts(channel) || channel.username === null)
    return null
  const { id, title, username, thread, page: hasPage } = channel
  const posts = wholePosts(day.parts)
  const position = posts.findIndex(([first]) => first.code === text)
  const post = posts[position]
  if (post === undefined) return null
  const listed = listedPost(post, ledger.retractedCodes.of(id))
  const { posts: shown, pages } = onePage([listed], number)
  if (number > Math.max(1, pages)) return null
  return {
    ...{ title, username, thread, hasPage, pages },
    post: shown[0] ?? listed,
    before: posts[position - 1]?.[0].code ?? ledger.posts.before(id, code.day)?.code ?? null,
    after: posts[position + 1]?.[0].code ?? ledger.posts.after(id, code.day)?.code ?? null,
  }
}
