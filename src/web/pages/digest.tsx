/** One edition's headlines as a page, by source, for sharing. */

import type { WebWords } from '../../i18n/views/pages.ts'
import { formerShortCode } from '../../links/code.ts'
import type { EditionItem, EpochMs } from '../../model.ts'
import type { Edition } from '../../store/editions.ts'
import { firstOf, Headline } from './headline.tsx'
import { Page } from './page.tsx'
import { onPage, pageCount, Turning } from './pagination.tsx'
import { dayOf, Time } from './time.tsx'

interface DigestProps {
  readonly words: WebWords
  /** Of the cycle. */
  readonly at: EpochMs
  readonly shown: readonly Shown[]
  /** Of its first page. */
  readonly path: string
  readonly url: string
  /** Which page, from 1. */
  readonly number: number
}

/** An item that may be listed, and the path of its short link. */
export interface Shown {
  readonly item: EditionItem
  readonly code: string
}

export function shownOf({ code: edition, items }: Edition): readonly Shown[] {
  return items
    .map((item, position) => ({ item, code: item.code ?? formerShortCode(edition, position) }))
    .filter(({ item }) => item.isPrivate !== true)
}

export function DigestPage({ words, at, shown, path, url, number }: DigestProps) {
  const title = words.digest(dayOf(at, words))
  const description = firstOf(
    shown.map(({ item }) => item),
    words,
  )
  const preview = { url, title, description, type: 'website', image: null } as const
  return (
    <Page words={words} title={title} preview={preview}>
      <h1>{title}</h1>
      <p class="meta">
        {words.headlines(shown.length)} · <Time at={at} words={words} />
      </p>
      {[...Map.groupBy(onPage(shown, number), ({ item }) => item.source)].map(([source, of]) => (
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
      <Turning words={words} path={path} number={number} count={pageCount(shown.length)} />
    </Page>
  )
}
