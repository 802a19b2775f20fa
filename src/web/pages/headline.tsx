/** A headline on a page, in its own language and direction. */
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
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

/** The first headlines, for a preview of the page. */
export function previewText(headlines: readonly { readonly title: string }[], t: Translator): string {
  return headlines
    .slice(0, limits.web.previewHeadlines)
    .map(({ title }) => title || t.text('format.untitled'))
    .join(' · ')
}
