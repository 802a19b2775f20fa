/** A headline on a page, in its own language and direction. */
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import { languageOf, type Script } from '../reading/script.ts'

interface HeadlineProps {
  readonly title: string
  /** Null: it leads nowhere. */
  readonly href: string | null
  /** As its feed declares it, BCP 47; null: unknown. */
  readonly language?: string | null
}

/** A block, so that a headline of a language from right to left is aligned to the right. */
export function Headline({ title, href, language = null }: HeadlineProps) {
  return (
    <h3 {...textAttributes(languageOf(language, title))}>
      {href === null ? (
        title
      ) : (
        <a href={href} rel="nofollow">
          {title}
        </a>
      )}
    </h3>
  )
}

/** The attributes of an element with a text: an empty `lang` says that the language is unknown, so that it is not the page's. */
export function textAttributes({ lang, dir }: Script): { readonly lang: string; readonly dir: Script['dir'] } {
  return { lang: lang ?? '', dir }
}

/** Where a story leads: to its article, or to its text here if the feed has no usable address; null: neither. */
export function storyPath(story: {
  readonly code: string
  readonly link: string | null
  readonly isReadable: boolean
}): string | null {
  if (story.link !== null && /^https?:\/\//u.test(story.link)) return `/${story.code}`
  return story.isReadable ? `/${story.code}/read` : null
}

/** The first headlines, for a preview of the page. */
export function previewText(headlines: readonly { readonly title: string }[], t: Translator): string {
  return headlines
    .slice(0, limits.web.previewHeadlines)
    .map(({ title }) => title || t.text('format.untitled'))
    .join(' · ')
}
