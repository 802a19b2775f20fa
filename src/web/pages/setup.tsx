/** The setup page: asks for the secret, then reports what was set up and links to claim the bot. */
import type { SetupReport, SetupState } from '../../admin/setup.ts'
import type { WebWords } from '../../i18n/views/pages.ts'
import { Page } from './page.tsx'

interface FormProps {
  readonly words: WebWords
  /** Of the last attempt. */
  readonly problem: string | null
  /** Whether to ask to take over: another address receives the bot's updates, or another Paperboy continues it. */
  readonly asksTakeOver?: boolean
}

export function SetupForm({ words, problem, asksTakeOver = false }: FormProps) {
  const { title, text, secret, button, takeOver } = words.setup
  return (
    <Page words={words} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <form method="post" action="/setup">
        <p>
          <label>
            {secret}
            <br />
            <input type="password" name="secret" autocomplete="off" required maxlength={256} />
          </label>
        </p>
        {asksTakeOver ? (
          <p>
            <label>
              <input type="checkbox" name="take-over" value="yes" /> {takeOver}
            </label>
          </p>
        ) : null}
        <button type="submit">{button}</button>
      </form>
    </Page>
  )
}

/** The state of one part, in the reader's language. */
export function stateWords(words: WebWords, state: SetupState): string {
  const { states, elsewhere, retired, refused } = words.setup
  switch (state.kind) {
    case 'elsewhere':
      return elsewhere(state.host)
    case 'retired':
      return retired
    case 'refused':
      return refused(state.words)
    case 'same':
    case 'changed':
    case 'differs':
      return states[state.kind]
  }
}

const isSuccess = ({ kind }: SetupState) => kind === 'same' || kind === 'changed'

export function SetupDone({ words, report }: { readonly words: WebWords; readonly report: SetupReport }) {
  const { bot, parts, claim } = report
  const { title, parts: names, claim: claimText, claimButton, channel, channelButton, again } = words.setup
  const isDone = parts.every(({ state }) => isSuccess(state))
  const link = `https://t.me/${bot?.username ?? ''}`
  return (
    <Page words={words} title={title}>
      <h1>{title}</h1>
      <ul class="headlines">
        {parts.map(({ part, state }) => (
          <li>
            {isSuccess(state) ? '✓' : '✗'} {names[part]}: {stateWords(words, state)}
          </li>
        ))}
      </ul>
      {isDone && claim !== null ? (
        <>
          <p>{claimText}</p>
          <p>
            <a class="button" href={`${link}?start=${claim}`}>
              {claimButton}
            </a>
          </p>
        </>
      ) : null}
      {isDone ? (
        <p>
          {channel} <a href={`${link}?startchannel&admin=post_messages`}>{channelButton}</a>
        </p>
      ) : (
        <p>
          <a class="button" href="/setup">
            {again}
          </a>
        </p>
      )}
    </Page>
  )
}
