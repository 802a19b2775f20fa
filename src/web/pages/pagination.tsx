/** Long lists in several pages, and the way from one to the next. */

import type { WebWords } from '../../i18n/views/pages.ts'
import { limits } from '../../limits.ts'

const most = limits.web.headlinesAPage

export function pageCount(headlines: number): number {
  return Math.ceil(headlines / most)
}

/** @param number from 1 */
export function onPage<Headline>(headlines: readonly Headline[], number: number): readonly Headline[] {
  return headlines.slice((number - 1) * most, number * most)
}

export function Turning({
  words,
  path,
  number,
  count,
}: {
  readonly words: WebWords
  readonly path: string
  readonly number: number
  readonly count: number
}) {
  if (count <= 1) return null
  return (
    <nav class="actions">
      {number < count ? (
        <a class="button" href={`${path}/${number + 1}`} rel="next">
          {words.further}
        </a>
      ) : null}
      {number > 1 ? (
        <a href={number === 2 ? path : `${path}/${number - 1}`} rel="prev">
          {words.back}
        </a>
      ) : null}
    </nav>
  )
}
