/** Splits long lists into pages, and links them. */
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'

const { headlinesAPage } = limits.web

export function pageCount(headlines: number, aPage: number = headlinesAPage): number {
  return Math.ceil(headlines / aPage)
}

/** @param number from 1 */
export function onPage<Headline>(
  headlines: readonly Headline[],
  number: number,
  aPage: number = headlinesAPage,
): readonly Headline[] {
  return headlines.slice((number - 1) * aPage, number * aPage)
}

interface PaginationProps {
  readonly t: Translator
  /** Path of the first page. */
  readonly path: string
  readonly number: number
  readonly count: number
}

/** Links to the next and previous page. */
export function Pagination({ t, path, number, count }: PaginationProps) {
  if (count <= 1) return null
  return (
    <nav class="actions" aria-label={t.text('pages.pagination')}>
      {number < count ? (
        <a class="button" href={`${path}/${number + 1}`} rel="next">
          {t.text('pages.next')}
        </a>
      ) : null}
      {number > 1 ? (
        <a href={number === 2 ? path : `${path}/${number - 1}`} rel="prev">
          {t.text('pages.previous')}
        </a>
      ) : null}
    </nav>
  )
}
