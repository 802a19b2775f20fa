/** A channel's page: the stories of the last 48 hours, and ways to subscribe. */
import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'
import type { ChannelPage, PageStory } from '../../cell/channel-page.ts'
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import { outboundFormats } from '../outbound/formats.ts'
import { previewText } from './headline.tsx'
import { Page } from './page.tsx'
import { onPage, Pagination, pageCount } from './pagination.tsx'
import { StoryItem } from './story.tsx'
import { formatDay, zoneNote } from './time.tsx'

const { storiesAPage } = limits.web

interface ChannelProps {
  readonly t: Translator
  readonly page: ChannelPage
  /** Its link for readers; null: it has none. */
  readonly readers: string | null
  readonly url: string
  /** Page number, from 1. */
  readonly number: number
}

export function ChannelView({ t, page, readers, url, number }: ChannelProps) {
  const { title, username, timezone, stories, newestDay } = page
  // A NUL holds the place of the name, which is isolated from the words around it.
  const [before, after] = t.text('pages.aboutChannel', { channel: '\0' }).split('\0')
  const description =
    stories.length === 0 ? t.text('pages.aboutChannel', { channel: title }) : previewText(stories.map(shownHeadline), t)
  const feeds = outboundFormats.map(({ ending, name, type }) => ({
    type,
    href: `${url}.${ending}`,
    title: `${title} (${name})`,
  }))
  const days = Map.groupBy(onPage(stories, number, storiesAPage), ({ at }) => formatDay(at, t, timezone))
  return (
    <Page
      t={t}
      title={title}
      isIndexed
      preview={{ url, title, description, type: 'website', image: null }}
      feeds={feeds}
    >
      <h1>{title}</h1>
      <p class="meta">
        {before}
        <bdi>{title}</bdi>
        {after}
      </p>
      {username === null ? null : <Subscribe t={t} username={username} />}
      {readers === null ? null : (
        <p class="meta">
          <a href={readers}>{t.text('readers.link')}</a> · {t.text('readers.onPage')}
        </p>
      )}
      <p class="meta feeds">
        {t.text('pages.asFeed')}{' '}
        {outboundFormats.map(({ ending, name, type }) => (
          <a href={`${url}.${ending}`} type={type}>
            {name}
          </a>
        ))}
      </p>
      {stories.some(({ translation }) => translation !== null) ? (
        <p class="meta">{t.text('machine.pageTranslated')}</p>
      ) : null}
      {stories.length === 0 ? (
        <p>{t.text('pages.nothingNew')}</p>
      ) : (
        <p class="meta">
          {t.text('pages.lastHours')} · {zoneNote(t, timezone)}
        </p>
      )}
      {[...days].map(([day, of]) => (
        <section>
          <h2>{day}</h2>
          <ul class="headlines stories">
            {of.map((story) => (
              <StoryItem t={t} story={story} timezone={timezone} />
            ))}
          </ul>
        </section>
      ))}
      {newestDay === null ? null : (
        <p>
          <a href={`${new URL(url).pathname}/${newestDay}`}>{t.text('pages.earlierDays')}</a>
        </p>
      )}
      <Pagination t={t} path={new URL(url).pathname} number={number} count={pageCount(stories.length, storiesAPage)} />
    </Page>
  )
}

function shownHeadline({ title, translation }: PageStory) {
  return { title: translation?.text ?? title }
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
