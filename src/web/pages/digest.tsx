/** One edition's headlines as a page, by source, for sharing. */
import { shortCode } from '../../links/code.ts'
import type { EditionItem } from '../../model.ts'
import type { Edition } from '../../store/editions.ts'
import type { WebWords } from '../words/vocabulary.ts'
import { firstOf, Headline } from './headline.tsx'
import { Page } from './page.tsx'
import { dayOf, Time } from './time.tsx'
import { onPage, pageCount, Turning } from './turning.tsx'

interface DigestProps {
  readonly words: WebWords
  readonly edition: Edition
  readonly shown: readonly Shown[]
  readonly url: string
  /** Which page, from 1. */
  readonly number: number
}

/** An item that may be listed, and its place in the edition. */
export interface Shown {
  readonly item: EditionItem
  readonly position: number
}

export function shownOf({ items }: Edition): readonly Shown[] {
  return items.map((item, position) => ({ item, position })).filter(({ item }) => item.isPrivate !== true)
}

export function DigestPage({ words, edition, shown, url, number }: DigestProps) {
  const title = words.digest(dayOf(edition.at, words))
  const description = firstOf(
    shown.map(({ item }) => item),
    words,
  )
  const preview = { url, title, description, type: 'website', image: null } as const
  return (
    <Page words={words} title={title} preview={preview}>
      <h1>{title}</h1>
      <p class="meta">
        {words.headlines(shown.length)} · <Time at={edition.at} words={words} />
      </p>
      {[...Map.groupBy(onPage(shown, number), ({ item }) => item.source)].map(([source, of]) => (
        <section>
          <h2>{source || new URL(of[0]?.item.feed ?? url).host}</h2>
          <ul class="headlines">
            {of.map(({ item, position }) => (
              <li>
                <Headline
                  title={item.title || words.untitled}
                  href={item.link === null ? null : `/${shortCode(edition.code, position)}`}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Turning words={words} path={`/d/${edition.code}`} number={number} count={pageCount(shown.length)} />
    </Page>
  )
}
