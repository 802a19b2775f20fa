/** The setup page: asks for the secret, then reports what was set up and links to claim the bot. */
import type { SetupReport, SetupState } from '../../admin/setup.ts'
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import { Page } from './page.tsx'

interface FormProps {
  readonly t: Translator
  /** Of the last attempt. */
  readonly problem: string | null
  /** Whether to ask to take over: another address receives the bot's updates, or another Paperboy continues it. */
  readonly asksTakeOver?: boolean
}

export function SetupForm({ t, problem, asksTakeOver = false }: FormProps) {
  const title = t.text('setup.title')
  return (
    <Page t={t} title={title}>
      <h1>{title}</h1>
      <p>{t.text('setup.text')}</p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <form method="post" action="/setup">
        <p>
          <label>
            {t.text('setup.secret')}
            <br />
            <input
              type="password"
              name="secret"
              dir="ltr"
              autocomplete="off"
              required
              maxlength={limits.operator.secretAtMost}
            />
          </label>
        </p>
        {asksTakeOver ? (
          <p>
            <label>
              <input type="checkbox" name="take-over" value="yes" /> {t.text('setup.takeOver')}
            </label>
          </p>
        ) : null}
        <button type="submit">{t.text('setup.button')}</button>
      </form>
    </Page>
  )
}

/** The state of one part, in the reader's language. */
export function stateText(t: Translator, state: SetupState): string {
  switch (state.kind) {
    case 'elsewhere':
      return t.text('setup.elsewhere', { host: state.host })
    case 'refused':
      return t.text('setup.refused', { reason: state.words })
    case 'retired':
      return t.text('setup.retired')
    default:
      return t.text(`setupStates.${state.kind}`)
  }
}

const isSuccess = ({ kind }: SetupState) => kind === 'same' || kind === 'changed'

export function SetupDone({ t, report }: { readonly t: Translator; readonly report: SetupReport }) {
  const { bot, parts, claim } = report
  const title = t.text('setup.title')
  const isDone = parts.every(({ state }) => isSuccess(state))
  const link = `https://t.me/${bot?.username ?? ''}`
  return (
    <Page t={t} title={title}>
      <h1>{title}</h1>
      <ul class="headlines">
        {parts.map(({ part, state }) => (
          <li>
            {isSuccess(state) ? '✓' : '✗'} {t.text(`setupParts.${part}`)}: {stateText(t, state)}
          </li>
        ))}
      </ul>
      {isDone && claim !== null ? (
        <>
          <p>{t.text('setup.claim')}</p>
          <p>
            <a class="button" href={`${link}?start=${claim}`}>
              {t.text('setup.claimButton')}
            </a>
          </p>
        </>
      ) : null}
      {isDone ? (
        <p>
          {t.text('setup.channel')}{' '}
          <a href={`${link}?startchannel&admin=post_messages`}>{t.text('setup.channelButton')}</a>
        </p>
      ) : (
        <p>
          <a class="button" href="/setup">
            {t.text('setup.again')}
          </a>
        </p>
      )}
    </Page>
  )
}
