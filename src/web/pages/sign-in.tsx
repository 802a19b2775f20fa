/** The page of a sign-in link: a button, so that link previews do not use the code up. */
import type { Translator } from '../../i18n/translator.ts'
import { Page } from './page.tsx'

export function SignInPage({ t, code }: { readonly t: Translator; readonly code: string }) {
  const title = t.text('signIn.title')
  return (
    <Page t={t} title={title}>
      <h1>{title}</h1>
      <p>{t.text('signIn.text')}</p>
      <form method="post" action="/login">
        <input type="hidden" name="code" value={code} />
        <button type="submit">{t.text('signIn.button')}</button>
      </form>
    </Page>
  )
}
