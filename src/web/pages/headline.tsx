/** A headline on a page, in its own language and direction; and what a preview of the page says of several. */

import type { WebWords } from '../../i18n/views/pages.ts'
import { scriptOf } from '../reading/script.ts'

export function Headline({ title, href }: { readonly title: string; readonly href: string | null }) {
  const { lang, dir } = scriptOf(title)
  const own = { dir, ...(lang === null ? {} : { lang }) }
  return href === null ? (
    <span {...own}>{title}</span>
  ) : (
    <a href={href} rel="nofollow" {...own}>
      {title}
    </a>
  )
}

/** The first three. */
export function firstOf(headlines: readonly { readonly title: string }[], words: WebWords): string {
  return headlines
    .slice(0, 3)
    .map(({ title }) => title || words.untitled)
    .join(' · ')
}
