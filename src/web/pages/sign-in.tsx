/** The page of a sign-in link: a button, so that link previews do not use the code up. */
import type { Translator } from '../../i18n/translator.ts'
import type { ChannelId } from '../../model.ts'
import { Page } from './page.tsx'

interface SignInProps {
  readonly t: Translator
  readonly code: string
  /** Whose statistics are shown then; null: the status page is. */
  readonly channel: ChannelId | null
}

export function SignInPage({ t, code, channel }: SignInProps) {
  const title = t.text('signIn.title')
  return (
    <Page t={t} title={title}>
      <h1>{title}</h1>
      <p>{t.text('signIn.text')}</p>
      <form method="post" action="/login">
        <input type="hidden" name="code" value={code} />
        {channel === null ? null : <input type="hidden" name="channel" value={channel} />}
        <button type="submit">{t.text('signIn.button')}</button>
      </form>
    </Page>
  )
}
