/** A channel's page: the stories of the last 48 hours, and ways to subscribe. */
import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'
import type { ChannelPage, PageStory } from '../../cell/channel-page.ts'
import type { Translator } from '../../i18n/translator.ts'
import { outboundFormats } from '../outbound/formats.ts'
import { Headline, previewText } from './headline.tsx'
import { Page } from './page.tsx'
import { onPage, Pagination, pageCount } from './pagination.tsx'
import { formatDay } from './time.tsx'

interface ChannelProps {
  readonly t: Translator
  readonly page: ChannelPage
  readonly url: string
  /** Page number, from 1. */
  readonly number: number
}

export function ChannelView({ t, page, url, number }: ChannelProps) {
  const { title, username, timezone, stories, newestDay } = page
  const description = stories.length === 0 ? t.text('pages.aboutChannel', { channel: title }) : previewText(stories, t)
  const feeds = outboundFormats.map(({ ending, name, type }) => ({
    type,
    href: `${url}.${ending}`,
    title: `${title} (${name})`,
  }))
  const days = Map.groupBy(onPage(stories, number), ({ at }) => formatDay(at, t, timezone))
  return (
    <Page
      t={t}
      title={title}
      isIndexed
      preview={{ url, title, description, type: 'website', image: null }}
      feeds={feeds}
    >
      <h1>{title}</h1>
      <p class="meta">{t.text('pages.aboutChannel', { channel: title })}</p>
      {username === null ? null : <Subscribe t={t} username={username} />}
      <p class="meta feeds">
        {t.text('pages.asFeed')}{' '}
        {outboundFormats.map(({ ending, name, type }) => (
          <a href={`${url}.${ending}`} type={type}>
            {name}
          </a>
        ))}
      </p>
      {stories.length === 0 ? <p>{t.text('pages.nothingNew')}</p> : <p class="meta">{t.text('pages.lastHours')}</p>}
      {[...days].map(([day, of]) => (
        <section>
          <h2>{day}</h2>
          <ul class="headlines">
            {of.map((story) => (
              <li>
                <Headline title={story.title || t.text('format.untitled')} href={`/${story.code}`} />
                <StoryDetails story={story} t={t} timezone={timezone} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {newestDay === null ? null : (
        <p>
          <a href={`${new URL(url).pathname}/${newestDay}`}>{t.text('pages.earlierDays')}</a>
        </p>
      )}
      <Pagination t={t} path={new URL(url).pathname} number={number} count={pageCount(stories.length)} />
    </Page>
  )
}

function StoryDetails({ story, t, timezone }: { story: PageStory; t: Translator; timezone: string }) {
  const { source, at, also } = story
  const clock = new Date(at).toLocaleTimeString('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' })
  // A NUL holds the place of each name, for its link.
  const frame =
    also.length === 0
      ? []
      : t.text('pages.also', { sources: also.map(() => '\0').join(t.catalogue.format.comma) }).split('\0')
  return (
    <p class="meta">
      {source} · {clock}
      {frame.map((text, place) => (
        <>
          {place === 0 ? ' · ' : ''}
          {text}
          {otherFeedLink(also[place])}
        </>
      ))}
    </p>
  )
}

function otherFeedLink(other: PageStory['also'][number] | undefined) {
  return other === undefined || other.code === null ? other?.source : <a href={`/${other.code}`}>{other.source}</a>
}

function Subscribe({ t, username }: { readonly t: Translator; readonly username: string }) {
  const address = `https://t.me/${username}`
  const code = generate(address)
  return (
    <div class="subscribe">
      <a class="button" href={address}>
        {t.text('pages.subscribe')}
      </a>
      <figure>
        <svg
          class="qr"
          role="img"
          aria-label={`${t.text('pages.scan')}: ${address}`}
          viewBox={`0 0 ${code.size} ${code.size}`}
        >
          <path d={toSvgPath(code)} />
        </svg>
        <figcaption>{t.text('pages.scan')}</figcaption>
      </figure>
    </div>
  )
}
