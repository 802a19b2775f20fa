/** A page with a short message, and optionally a link. */
import type { Note, WebWords } from '../../i18n/views/pages.ts'
import { Page } from './page.tsx'

export function NotePage({
  words,
  note: { title, text },
  link,
}: {
  readonly words: WebWords
  readonly note: Note
  readonly link?: { readonly href: string; readonly text: string }
}) {
  return (
    <Page words={words} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {link === undefined ? null : (
        <p>
          <a class="button" href={link.href}>
            {link.text}
          </a>
        </p>
      )}
    </Page>
  )
}
