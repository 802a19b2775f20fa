/** The button that ends a session. */
import type { Translator } from '../../i18n/translator.ts'

export function SignOut({ t }: { readonly t: Translator }) {
  return (
    <form class="actions" method="post" action="/logout">
      <button class="quiet" type="submit">
        {t.text('signIn.out')}
      </button>
    </form>
  )
}
