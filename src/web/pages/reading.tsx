/** The reading page of an article, with the text from its feed. */

import type { EditionItem } from '../../edition-item.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { ArticleSummary } from '../../model.ts'
import { discussionOf } from '../../text/discussion.ts'
import { languageOf, type TextLanguage } from '../../text/text-language.ts'
import { overTls } from '../../text/web-address.ts'
import type { Node } from '../reading/node.ts'
import { ArticleText } from './article-text.tsx'
import { EnclosureLink } from './enclosure.tsx'
import { textAttributes } from './headline.tsx'
import { MachineSummary } from './machine-summary.tsx'
import { Page } from './page.tsx'
import { Time } from './time.tsx'

interface ReadingProps {
  readonly t: Translator
  readonly item: EditionItem
  /** The short link's path. */
  readonly code: string
  /** Path of its digest's page; null: none. */
  readonly digest: string | null
  /** Path of its Markdown. */
  readonly archive: string
  readonly url: string
  readonly nodes: readonly Node[]
  /** Shown above the text; null: none, or the text contains it. */
  readonly image: string | null
  readonly script: TextLanguage
  /** The text is from the article's own page. */
  readonly fromPage: boolean
  /** A machine's; null: none. */
  readonly summary: ArticleSummary | null
}

export function ReadingPage(page: ReadingProps) {
  const { t, item, code, digest, archive, url, nodes, image, script, fromPage, summary } = page
  const title = item.title || t.text('format.untitled')
  const at = item.published ?? item.updated
  const { enclosure } = item
  const discussion = discussionOf(item)
  const own = languageOf(item.language ?? null, title)
  const preview = {
    url,
    title,
    description: item.summary,
    type: 'article',
    image: item.image === null ? null : overTls(item.image),
    published: item.published,
  } as const
  return (
    <Page t={t} title={title} preview={preview}>
      <article {...textAttributes(script)}>
        <p class="source">
          <bdi>{item.source}</bdi>
        </p>
        <h1 {...(own.dir === script.dir ? {} : textAttributes(own))}>{title}</h1>
        <p class="meta" lang={t.catalogue.locale} dir={t.catalogue.direction}>
          {at === null ? null : <Time at={at} t={t} />}
          {at !== null && item.author !== null ? ' · ' : null}
          {item.author === null ? null : <bdi>{item.author}</bdi>}
        </p>
        {enclosure === undefined ? null : (
          <p class="offers" lang={t.catalogue.locale} dir={t.catalogue.direction}>
            <EnclosureLink enclosure={enclosure} t={t} />
          </p>
        )}
        {summary === null ? null : <MachineSummary t={t} summary={summary} />}
        {image === null ? null : (
          <figure>
            <img src={image} alt="" decoding="async" referrerpolicy="no-referrer" />
          </figure>
        )}
        <div class="prose">
          <ArticleText nodes={nodes} />
        </div>
      </article>
      {fromPage && item.link !== null ? (
        <p class="meta">{t.text('pages.fromPage', { host: new URL(item.link).host })}</p>
      ) : null}
      <nav class="actions">
        {item.link === null ? null : (
          <a class="button" href={`/${code}`} rel="nofollow">
            {t.text('pages.readOriginal', { host: new URL(item.link).host })}
          </a>
        )}
        {discussion === null ? null : (
          <a href={discussion} rel="nofollow noopener noreferrer">
            {t.text('pages.comments')}
          </a>
        )}
        {digest === null ? null : <a href={digest}>{t.text('pages.wholeDigest')}</a>}
        <a href={archive}>{t.text('pages.archive')}</a>
      </nav>
    </Page>
  )
}
