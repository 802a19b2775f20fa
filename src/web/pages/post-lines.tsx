/** Lines of posts, by source, with the links that a post's readers need. */
import type { ListedPost, ListedStory } from '../../cell/listed-posts.ts'
import { localTime } from '../../i18n/local-time.ts'
import type { Translator } from '../../i18n/translator.ts'
import { languageOf } from '../../text/text-language.ts'
import { Headline, readingPath, storyPath } from './headline.tsx'
import { OtherFeeds } from './other-feeds.tsx'
import { formatDay } from './time.tsx'

/** The title of a post: its own heading, or its time. */
export function postTitle({ heading, at, timezone }: ListedPost, t: Translator): string {
  if (heading !== null) return heading
  const { clock } = localTime(at, timezone, t.catalogue.locale)
  return t.text('pages.digestAt', { day: formatDay(at, t, timezone), clock })
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
    // The name of a feed stands where its headlines begin.
    const [{ language, title } = { language: null, title: '' }] = stories
    return (
      <section dir={languageOf(language, title).dir}>
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
  const { code, title, language, original, hasLink, isReadable, also } = story
  const name = title || t.text('format.untitled')
  const others = also.map((other) => ({ source: other.source, href: storyPath(other, post.code) }))
  return (
    <li dir={languageOf(language, name).dir}>
      <Headline title={name} href={storyPath(story, post.code)} language={language} />
      {original === null ? null : (
        <p class="meta">
          <bdi>🤖 {t.text('machine.original', { title: original })}</bdi>
        </p>
      )}
      {others.length === 0 ? null : (
        <p class="meta">
          <bdi>
            <OtherFeeds t={t} feeds={others} />
          </bdi>
        </p>
      )}
      {hasLink && isReadable ? (
        <p class="offers">
          <a href={readingPath(code, post.code)} dir={t.catalogue.direction}>
            📖 {t.text('pages.readHere')}
          </a>
        </p>
      ) : null}
    </li>
  )
}
