/** The compressed size of a page with its style sheet, and that it has no script. */
import { gzipSync } from 'node:zlib'
import type { WebPage } from './find-pages.ts'

const MAX_BYTES = 14 * 1024

export interface Size {
  readonly bytes: number
  readonly faults: readonly string[]
}

/** @param sheet the style sheet */
export function sizeOf({ html, isArticle }: WebPage, sheet: string): Size {
  const bytes = gzipSync(html).length + gzipSync(sheet).length
  return {
    bytes,
    faults: [
      ...(bytes > MAX_BYTES && !isArticle ? [`${bytes} bytes compressed`] : []),
      ...(/<script|\son\w+=|javascript:/iu.test(html) ? ['a script'] : []),
    ],
  }
}
