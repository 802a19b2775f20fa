/** Lines of posts, by source, with the links that a post's readers need. */
import type { ListedPost, ListedStory } from '../../cell/listed-posts.ts'
import { localTime } from '../../i18n/local-time.ts'
import type { Translator } from '../../i18n/translator.ts'
import { languageOf } from '../reading/script.ts'
import { Headline } from './headline.tsx'
import { formatDay } from './time.tsx'

/** The title of a post: its own heading, or its time. */
export function postTitle({ heading, at, timezone }: ListedPost, t: Translator): string {
  if (heading !== null) return heading
  const { clock } = localTime(at, timezone, t.catalogue.locale)
  return t.text('pages.digestAt', { day: formatDay(at, t, timezone), clock })
}

/** Where a story leads: to its article, else to its reading page; null: nowhere. */
function hrefOf({ code, hasLink, isReadable }: Pick<ListedStory, 'code' | 'hasLink' | 'isReadable'>, post: ListedPost) {
  if (hasLink) return `/${code}`
  return isReadable ? readingOf(code, post) : null
}

function readingOf(code: string, post: ListedPost): string {
  return `/${code}/read?digest=${post.code}`
}

interface PostLinesProps {
  readonly post: ListedPost
  readonly t: Translator
  /** The post is a section of its page, and has no further headings than those of its headlines. */
  readonly isSection?: boolean
}

export function PostLines({ post, t, isSection = false }: PostLinesProps) {
  const bySource = Map.groupBy(post.stories, ({ source, feed }) => source || new URL(feed).host)
  return [...bySource].map(([source, stories]) => {
    const name = <bdi>{source}</bdi>
    return (
      <section>
        {isSection ? <p class="source">{name}</p> : <h2>{name}</h2>}
        <ul class="headlines">
          {stories.map((story) => (
            <PostLine story={story} post={post} t={t} />
          ))}
        </ul>
      </section>
    )
  })
}

interface StoryProps {
  readonly story: ListedStory
  readonly post: ListedPost
  readonly t: Translator
}

function PostLine({ story, post, t }: StoryProps) {
  const { code, title, language, hasLink, isReadable, also } = story
  const name = title || t.text('format.untitled')
  return (
    <li dir={languageOf(language, name).dir}>
      <Headline title={name} href={hrefOf(story, post)} language={language} />
      {also.length === 0 ? null : <OtherFeeds story={story} post={post} t={t} />}
      {hasLink && isReadable ? (
        <p class="offers">
          <a href={readingOf(code, post)}>📖 {t.text('pages.readHere')}</a>
        </p>
      ) : null}
    </li>
  )
}

function OtherFeeds({ story: { also }, post, t }: StoryProps) {
  // A NUL holds the place of each name, for its link.
  const frame = t.text('pages.also', { sources: also.map(() => '\0').join(t.catalogue.format.comma) }).split('\0')
  return (
    <p class="meta">
      {frame.map((text, place) => {
        const other = also[place]
        const href = other === undefined ? null : hrefOf(other, post)
        const name = <bdi>{other?.source}</bdi>
        return (
          <>
            {text}
            {href === null ? name : <a href={href}>{name}</a>}
          </>
        )
      })}
    </p>
  )
}
