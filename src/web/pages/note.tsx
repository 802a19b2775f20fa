/** A page with a short message, and optionally a link to the article that it is about. */
import type { Translator } from '../../i18n/translator.ts'
import { Page } from './page.tsx'

interface NoteProps {
  readonly t: Translator
  readonly title: string
  readonly text: string
  /** Path of the article's short link; null: none. */
  readonly link?: string | null
  /** Links to the start page. */
  readonly leadsHome?: boolean
}

export function NotePage({ t, title, text, link = null, leadsHome = false }: NoteProps) {
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
      {leadsHome ? (
        <p>
          <a href="/">{t.text('pages.home')}</a>
        </p>
      ) : null}
    </Page>
  )
}
