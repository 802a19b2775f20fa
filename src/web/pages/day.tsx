/** A day of a channel's archive, digest by digest, in the channel's language and time zone. */
import type { DayPage, LocalDay } from '../../cell/day-page.ts'
import type { Translator } from '../../i18n/translator.ts'
import { Page } from './page.tsx'
import { Pagination } from './pagination.tsx'
import { PostLines } from './post-lines.tsx'
import { Clock, formatDay, zoneNote } from './time.tsx'

interface DayProps {
  readonly t: Translator
  readonly page: DayPage
  readonly url: string
  /** Page number, from 1. */
  readonly number: number
}

export function DayView({ t, page, url, number }: DayProps) {
  const { title: channel, username, timezone, day, posts, pages, before, after } = page
  const home = `/c/${username}`
  const name = nameOf(day, t)
  const title = t.text('pages.dayOf', { channel, day: name })
  const description = t.text('pages.aboutDay', { channel, day: name })
  return (
    <Page t={t} title={title} isIndexed preview={{ url, title, description, type: 'website', image: null }}>
      <p class="source">
        <a href={home}>
          <bdi>{channel}</bdi>
        </a>
      </p>
      <h1>{name}</h1>
      <p class="meta zone">{zoneNote(t, timezone)}</p>
      {posts.map((post) => (
        <section>
          <header>
            <h2>
              <a href={`/d/${post.code}`}>{post.heading ?? <Clock at={post.at} t={t} timezone={timezone} />}</a>
            </h2>
            <p class="meta">
              {t.text('pages.headlines', { count: post.count })}
              {post.heading === null ? null : (
                <>
                  {' · '}
                  <Clock at={post.at} t={t} timezone={timezone} />
                </>
              )}
            </p>
          </header>
          <PostLines post={post} t={t} isSection />
        </section>
      ))}
      <Pagination t={t} path={`${home}/${day}`} number={number} count={pages} />
      <nav class="actions">
        {before === null ? null : (
          <a href={`${home}/${before}`} rel="prev">
            {t.text('pages.earlierDay', { day: nameOf(before, t) })}
          </a>
        )}
        {after === null ? null : (
          <a href={`${home}/${after}`} rel="next">
            {t.text('pages.laterDay', { day: nameOf(after, t) })}
          </a>
        )}
        <a href={home}>{t.text('pages.channelPage', { channel })}</a>
      </nav>
    </Page>
  )
}

function nameOf(day: LocalDay, t: Translator): string {
  return formatDay(Date.parse(`${day}T12:00:00Z`), t)
}
