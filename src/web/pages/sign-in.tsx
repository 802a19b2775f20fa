/** The page of a sign-in link: a button, so that link previews do not use the code up. */
import type { WebWords } from '../../i18n/views/pages.ts'
import { Page } from './page.tsx'

export function SignInPage({ words, code }: { readonly words: WebWords; readonly code: string }) {
  const { title, text, button } = words.signIn
  return (
    <Page words={words} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      <form method="post" action="/login">
        <input type="hidden" name="code" value={code} />
        <button type="submit">{button}</button>
      </form>
    </Page>
  )
}
