/** Splits long lists into pages, and links them. */
import type { WebWords } from '../../i18n/views/pages.ts'
import { limits } from '../../limits.ts'

const { headlinesAPage } = limits.web

export function pageCount(headlines: number): number {
  return Math.ceil(headlines / headlinesAPage)
}

/** @param number from 1 */
export function onPage<Headline>(headlines: readonly Headline[], number: number): readonly Headline[] {
  return headlines.slice((number - 1) * headlinesAPage, number * headlinesAPage)
}

interface PaginationProps {
  readonly words: WebWords
  /** Path of the first page. */
  readonly path: string
  readonly number: number
  readonly count: number
}

/** Links to the next and previous page. */
export function Pagination({ words, path, number, count }: PaginationProps) {
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
