/** The page of a post: what a channel got in one digest, in the channel's language and time zone. */

import type { PostPage } from '../../cell/post-page.ts'
import type { Translator } from '../../i18n/translator.ts'
import { previewText } from './headline.tsx'
import { Page } from './page.tsx'
import { Pagination } from './pagination.tsx'
import { PostLines, postTitle } from './post-lines.tsx'
import { Time, zoneNote } from './time.tsx'

interface DigestProps {
  readonly t: Translator
  readonly page: PostPage
  readonly url: string
  /** Page number, from 1. */
  readonly number: number
}

export function DigestPage({ t, page, url, number }: DigestProps) {
  const { post, title: channel, username, thread, hasPage, pages, before, after } = page
  const heading = postTitle(post, t)
  const title = t.text('pages.digestIn', { heading, channel })
  const telegram = `https://t.me/${username}${thread === null ? '' : `/${thread}`}`
  const preview = { url, title, description: previewText(post.stories, t), type: 'website', image: null } as const
  return (
    <Page t={t} title={title} preview={preview}>
      <p class="source">
        <bdi>{channel}</bdi>
      </p>
      <h1>{heading}</h1>
      <p class="meta">
        {t.text('pages.headlines', { count: post.count })}
        {' · '}
        {post.heading === null ? zoneNote(t, post.timezone) : <Time at={post.at} t={t} timezone={post.timezone} />}
      </p>
      {post.count === 0 ? <p>{t.text('pages.nothingLeft')}</p> : <PostLines post={post} t={t} />}
      <Pagination t={t} path={`/d/${post.code}`} number={number} count={pages} />
      <nav class="actions">
        <a class="button" href={telegram}>
          {t.text('pages.inTelegram', { channel })}
        </a>
        {hasPage ? <a href={`/c/${username}`}>{t.text('pages.channelPage', { channel })}</a> : null}
        {before === null ? null : (
          <a href={`/d/${before}`} rel="prev">
            {t.text('pages.earlierDigest')}
          </a>
        )}
        {after === null ? null : (
          <a href={`/d/${after}`} rel="next">
            {t.text('pages.laterDigest')}
          </a>
        )}
      </nav>
    </Page>
  )
}
