/** A story in a list: its headline, the beginning of its text, its picture, where it is from, and what else it offers. */
import type { PageStory } from '../../cell/channel-page.ts'
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import { discussionOf } from '../../text/discussion.ts'
import { languageOf } from '../../text/text-language.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import { webAddress } from '../../text/web-address.ts'
import { EnclosureLink } from './enclosure.tsx'
import { Headline, readingPath, storyPath, textAttributes } from './headline.tsx'
import { OtherFeeds } from './other-feeds.tsx'
import { storySummary } from './story-summary.ts'
import { Clock } from './time.tsx'

interface StoryProps {
  readonly t: Translator
  readonly story: PageStory
  /** Its time of day is in this zone, which the page names. IANA name. */
  readonly timezone: string
}

export function StoryItem({ t, story, timezone }: StoryProps) {
  const { title, language, translation, image } = story
  const name = (translation?.text ?? title) || t.text('format.untitled')
  const shownLanguage = translation?.language ?? language
  const { dir } = languageOf(shownLanguage, name)
  const summary = storySummary(title, story.summary, limits.web.storySummaryUnits)
  return (
    <li dir={dir}>
      {image !== null && image.length <= limits.web.pictureUnits && /^https:/u.test(image) ? (
        <img src={image} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" />
      ) : null}
      <Headline
        title={name}
        href={storyPath({ ...story, hasLink: webAddress(story.link) !== null })}
        language={shownLanguage}
      />
      {translation === null ? null : <p class="meta">🤖 {t.text('machine.original', { title })}</p>}
      {summary === '' ? null : (
        <p class="summary" {...textAttributes(languageOf(language, summary))}>
          {summary}
        </p>
      )}
      <Origin t={t} story={story} timezone={timezone} />
      <Offers t={t} story={story} />
    </li>
  )
}

/** Feed, author, time of day, and other feeds with the story. */
function Origin({ t, story: { source, author, at, also }, timezone }: StoryProps) {
  const others = also.map((other) => ({ source: other.source, href: other.code === null ? null : `/${other.code}` }))
  return (
    <p class="meta">
      <bdi>{source}</bdi>
      {author === null || author === source ? null : (
        <>
          {' · '}
          <bdi>{truncateAtWord(author, limits.digest.nameUnits)}</bdi>
        </>
      )}
      {' · '}
      <Clock at={at} t={t} timezone={timezone} />
      {others.length === 0 ? null : (
        <>
          {' · '}
          <bdi>
            <OtherFeeds t={t} feeds={others} />
          </bdi>
        </>
      )}
    </p>
  )
}

/** Its text here, its file and its comments, in the page's direction, which may not be that of the headline. */
function Offers({ t, story }: Omit<StoryProps, 'timezone'>) {
  const { code, isReadable, enclosure } = story
  const discussion = discussionOf(story)
  const dir = t.catalogue.direction
  if (!isReadable && enclosure === null && discussion === null) return null
  return (
    <p class="offers">
      {isReadable ? (
        <a href={readingPath(code)} dir={dir}>
          📖 {t.text('pages.readHere')}
        </a>
      ) : null}
      {enclosure === null ? null : <EnclosureLink enclosure={enclosure} t={t} />}
      {discussion === null ? null : (
        <a href={discussion} rel="nofollow noopener noreferrer" dir={dir}>
          {t.text('pages.comments')}
        </a>
      )}
    </p>
  )
}
