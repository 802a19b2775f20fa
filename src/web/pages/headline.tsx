/** A headline on a page, in its own language and direction. */
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import { languageOf, type TextLanguage } from '../../text/text-language.ts'

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
export function textAttributes({ lang, dir }: TextLanguage): {
  readonly lang: string
  readonly dir: TextLanguage['dir']
} {
  return { lang: lang ?? '', dir }
}

interface LinkedStory {
  readonly code: string
  /** Whether its short link leads to an article. */
  readonly hasLink: boolean
  readonly isReadable: boolean
}

/** Where a story leads: to its article, or to its text here if the feed has no usable address; null: neither. @param post as for `readingPath` */
export function storyPath({ code, hasLink, isReadable }: LinkedStory, post: string | null = null): string | null {
  if (hasLink) return `/${code}`
  return isReadable ? readingPath(code, post) : null
}

/** @param post the code of the post from which the reader comes; null: none */
export function readingPath(code: string, post: string | null = null): string {
  return post === null ? `/${code}/read` : `/${code}/read?digest=${post}`
}

/** The first headlines, for a preview of the page. */
export function previewText(headlines: readonly { readonly title: string }[], t: Translator): string {
  return headlines
    .slice(0, limits.web.previewHeadlines)
    .map(({ title }) => title || t.text('format.untitled'))
    .join(' · ')
}
