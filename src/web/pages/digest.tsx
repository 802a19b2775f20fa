/** The page of a digest, by source, for sharing. */

import type { WebWords } from '../../i18n/views/pages.ts'
import { legacyShortCode } from '../../links/short-code.ts'
import type { EditionItem, EpochMs } from '../../model.ts'
import type { Edition } from '../../store/editions.ts'
import { Headline, previewText } from './headline.tsx'
import { Page } from './page.tsx'
import { onPage, Pagination, pageCount } from './pagination.tsx'
import { formatDay, Time } from './time.tsx'

interface DigestProps {
  readonly words: WebWords
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
export function publicItems({ code: edition, items }: Edition): readonly PublicItem[] {
  return items
    .map((item, position) => ({ item, code: item.code ?? legacyShortCode(edition, position) }))
    .filter(({ item }) => item.isPrivate !== true)
}

export function DigestPage({ words, at, items, path, url, number }: DigestProps) {
  const title = words.digest(formatDay(at, words))
  const description = previewText(
    items.map(({ item }) => item),
    words,
  )
  const preview = { url, title, description, type: 'website', image: null } as const
  return (
    <Page words={words} title={title} preview={preview}>
      <h1>{title}</h1>
      <p class="meta">
        {words.headlines(items.length)} · <Time at={at} words={words} />
      </p>
      {[...Map.groupBy(onPage(items, number), ({ item }) => item.source)].map(([source, of]) => (
        <section>
          <h2>{source || new URL(of[0]?.item.feed ?? url).host}</h2>
          <ul class="headlines">
            {of.map(({ item, code }) => (
              <li>
                <Headline title={item.title || words.untitled} href={item.link === null ? null : `/${code}`} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Pagination words={words} path={path} number={number} count={pageCount(items.length)} />
    </Page>
  )
}
