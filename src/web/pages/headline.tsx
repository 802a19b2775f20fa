/** A headline on a page, in its own language and direction. */
import type { WebWords } from '../../i18n/views/pages.ts'
import { scriptOf } from '../reading/script.ts'

export function Headline({ title, href }: { readonly title: string; readonly href: string | null }) {
  const { lang, dir } = scriptOf(title)
  const attributes = { dir, ...(lang === null ? {} : { lang }) }
  return href === null ? (
    <span {...attributes}>{title}</span>
  ) : (
    <a href={href} rel="nofollow" {...attributes}>
      {title}
    </a>
  )
}

/** The first three headlines, for a preview of the page. */
export function previewText(headlines: readonly { readonly title: string }[], words: WebWords): string {
  return headlines
    .slice(0, 3)
    .map(({ title }) => title || words.untitled)
    .join(' · ')
}
