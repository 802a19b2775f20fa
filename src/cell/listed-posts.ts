/** Posts as pages list them: the messages of a post together, line by line, without what the channel took back. Pure. */

import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { PostPart, PostStory } from '../store/posts.ts'
import { webAddress } from '../text/web-address.ts'

/** A line of a post. */
export interface ListedStory {
  /** Path of its short link. */
  readonly code: string
  readonly title: string
  readonly source: string
  readonly feed: FeedUrl
  /** BCP 47: that of the translation, or as its feed says; null: unknown. */
  readonly language: string | null
  /** The title that was translated; null: the title is the publisher's. */
  readonly original: string | null
  /** Whether its short link leads to an article. */
  readonly hasLink: boolean
  /** Whether it has a reading page. */
  readonly isReadable: boolean
  /** The same story in other feeds. */
  readonly also: readonly Pick<ListedStory, 'code' | 'source' | 'hasLink' | 'isReadable'>[]
}

export interface ListedPost {
  readonly code: string
  /** When it was composed. */
  readonly at: EpochMs
  /** As it was then; null: it had none. */
  readonly heading: string | null
  readonly timezone: string
  readonly language: Language
  /** Number of its lines on all pages. */
  readonly count: number
  /** Telegram's id of its first message. */
  readonly message: number
  readonly stories: readonly ListedStory[]
}

/** A post with all of its messages. */
export type WholePost = readonly [PostPart, ...PostPart[]]

/** The posts of these messages, in the order of composing. */
export function wholePosts(parts: readonly PostPart[]): readonly WholePost[] {
  const groups = [...Map.groupBy(parts, ({ code }) => code).values()]
  const posts = groups.flatMap(([first, ...rest]): readonly WholePost[] =>
    first === undefined ? [] : [[first, ...rest]],
  )
  return posts.toSorted(([one], [other]) => one.at - other.at || (one.code < other.code ? -1 : 1))
}

export function listedPost(post: WholePost, retracted: ReadonlySet<string>): ListedPost {
  const [{ code, at, heading, timezone, language, message }] = post
  const stories = linesOf(
    post.flatMap((part) => part.stories),
    retracted,
  )
  return { code, at, heading, timezone, language, message, count: stories.length, stories }
}

/** If a line's first headline is retracted, so is the line. */
function linesOf(stories: readonly PostStory[], retracted: ReadonlySet<string>): readonly ListedStory[] {
  const leads = new Set(stories.flatMap(({ code, into }) => (into === undefined ? code : [])))
  const isLead = ({ into }: PostStory) => into === undefined || !leads.has(into)
  const others = Map.groupBy(
    stories.filter((story) => !isLead(story) && !retracted.has(story.code)),
    ({ into }) => into,
  )
  return stories.flatMap((story) => {
    if (!isLead(story) || retracted.has(story.code)) return []
    const { title, feed, language = null, translation } = story
    const shown =
      translation === undefined
        ? { title, language, original: null }
        : { title: translation.text, language: translation.language, original: title }
    return [{ ...linkOf(story), ...shown, feed, also: (others.get(story.code) ?? []).map(linkOf) }]
  })
}

function linkOf({ code, source, link, isReadable }: PostStory) {
  return { code, source, hasLink: webAddress(link) !== null, isReadable: isReadable === true }
}

const { headlinesAPage } = limits.web

/** The lines of one page. Posts without any are left out. @param number from 1 */
export function onePage(posts: readonly ListedPost[], number: number) {
  let [skip, room] = [(number - 1) * headlinesAPage, headlinesAPage]
  const shown = posts.flatMap((post) => {
    const stories = post.stories.slice(skip, skip + room)
    skip = Math.max(0, skip - post.stories.length)
    room -= stories.length
    return stories.length === 0 ? [] : [{ ...post, stories }]
  })
  const count = posts.reduce((sum, post) => sum + post.count, 0)
  return { posts: shown, pages: Math.ceil(count / headlinesAPage) }
}
