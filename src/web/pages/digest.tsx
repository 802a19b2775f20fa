/** The page of a digest, by source, for sharing. */

import type { Translator } from '../../i18n/translator.ts'
import { legacyShortCode } from '../../links/short-code.ts'
import type { EditionCode, EditionItem, EpochMs, LinkedItem } from '../../model.ts'
import { Headline, previewText } from './headline.tsx'
import { Page } from './page.tsx'
import { onPage, Pagination, pageCount } from './pagination.tsx'
import { formatDay, Time } from './time.tsx'

interface DigestProps {
  readonly t: Translator
  /** Time of the cycle. */
  readonly at: EpochMs
  readonly items: readonly PublicItem[]
  /** Path of the first page. */
  readonly path: string
  readonly url: string
  /** Page number, from 1. */
  readonly number: number
}

/** An item with its short link's path. */
interface PublicItem {
  readonly item: EditionItem
  readonly code: string
}

/** The items that are not private. */
export function publicItems(edition: EditionCode, items: readonly LinkedItem[]): readonly PublicItem[] {
  return items
    .map((item, position) => ({ item, code: item.code ?? legacyShortCode(edition, position) }))
    .filter(({ item }) => item.isPrivate !== true)
}

export function DigestPage({ t, at, items, path, url, number }: DigestProps) {
  const title = t.text('pages.digest', { day: formatDay(at, t) })
  const description = previewText(
    items.map(({ item }) => item),
    t,
  )
  const preview = { url, title, description, type: 'website', image: null } as const
  return (
    <Page t={t} title={title} preview={preview}>
      <h1>{title}</h1>
      <p class="meta">
        {t.text('pages.headlines', { count: items.length })} · <Time at={at} t={t} />
      </p>
      {[...Map.groupBy(onPage(items, number), ({ item }) => item.source)].map(([source, of]) => (
        <section>
          <h2>{source || new URL(of[0]?.item.feed ?? url).host}</h2>
          <ul class="headlines">
            {of.map(({ item, code }) => (
              <li>
                <Headline
                  title={item.title || t.text('format.untitled')}
                  href={item.link === null ? null : `/${code}`}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Pagination t={t} path={path} number={number} count={pageCount(items.length)} />
    </Page>
  )
}
