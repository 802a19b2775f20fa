/** A page with a short message, a link to the start page, and optionally one to the article that it is about. */
import type { Translator } from '../../i18n/translator.ts'
import { Page } from './page.tsx'

interface NoteProps {
  readonly t: Translator
  readonly title: string
  readonly text: string
  /** Path of the article's short link; null: none. */
  readonly link?: string | null
}

export function NotePage({ t, title, text, link = null }: NoteProps) {
  return (
    <Page t={t} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {link === null ? null : (
        <p>
          <a class="button" href={link}>
            {t.text('pages.toOriginal')}
          </a>
        </p>
      )}
      <p>
        <a href="/">{t.text('pages.home')}</a>
      </p>
    </Page>
  )
}
