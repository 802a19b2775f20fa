/** Lines of posts, by source, with the links that a post's readers need. */
import type { ListedPost, ListedStory } from '../../cell/listed-posts.ts'
import { localTime } from '../../i18n/local-time.ts'
import type { Translator } from '../../i18n/translator.ts'
import { Headline } from './headline.tsx'
import { formatDay } from './time.tsx'

/** The title of a post: its own heading, or its time. */
export function postTitle({ heading, at, timezone }: ListedPost, t: Translator): string {
  if (heading !== null) return heading
  const { clock } = localTime(at, timezone, t.catalogue.locale)
  return t.text('pages.digestAt', { day: formatDay(at, t, timezone), clock })
}

/** `29 November 2026 at 06:01 Asia/Shanghai`: the channel's own clock, with its name. */
export function PostTime({ post: { at, timezone }, t }: { readonly post: ListedPost; readonly t: Translator }) {
  const { clock } = localTime(at, timezone, t.catalogue.locale)
  const text = t.text('format.longMoment', { day: formatDay(at, t, timezone), clock, zone: timezone })
  return <time datetime={new Date(at).toISOString()}>{text}</time>
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
  /** Level of the headings of sources. */
  readonly level: 2 | 3
}

export function PostLines({ post, t, level }: PostLinesProps) {
  const bySource = Map.groupBy(post.stories, ({ source, feed }) => source || new URL(feed).host)
  return [...bySource].map(([source, stories]) => (
    <section>
      {level === 2 ? (
        <h2>
          <bdi>{source}</bdi>
        </h2>
      ) : (
        <h3>
          <bdi>{source}</bdi>
        </h3>
      )}
      <ul class="headlines">
        {stories.map((story) => (
          <li>
            <Headline title={story.title || t.text('format.untitled')} href={hrefOf(story, post)} />
            {story.hasLink && story.isReadable ? <ReadingLink story={story} post={post} t={t} /> : null}
            {story.also.length === 0 ? null : <OtherFeeds story={story} post={post} t={t} />}
          </li>
        ))}
      </ul>
    </section>
  ))
}

interface StoryProps {
  readonly story: ListedStory
  readonly post: ListedPost
  readonly t: Translator
}

function ReadingLink({ story, post, t }: StoryProps) {
  return (
    <>
      {' '}
      <a href={readingOf(story.code, post)} aria-label={t.text('pages.readHere')}>
        📖
      </a>
    </>
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
