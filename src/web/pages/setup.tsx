/** The first visit: asks for the secret, then shows what Telegram was told and how the bot is claimed. */
import type { SetupReport, SetupState } from '../../admin/setup.ts'
import type { WebWords } from '../../i18n/views/pages.ts'
import { Page } from './page.tsx'

interface FormProps {
  readonly words: WebWords
  /** What came of the last try. */
  readonly problem: string | null
  /** Another address has the bot's updates, or another Paperboy goes on with it: shall this one take over? */
  readonly others?: string | null
}

export function SetupForm({ words, problem, others = null }: FormProps) {
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
        {others === null ? null : (
          <p>
            <label>
              <input type="checkbox" name="take-over" value="yes" /> {takeOver}
            </label>
          </p>
        )}
        <button type="submit">{button}</button>
      </form>
    </Page>
  )
}

/** In the reader's words: what became of one part. */
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

const isWell = ({ kind }: SetupState) => kind === 'same' || kind === 'changed'

interface DoneProps {
  readonly words: WebWords
  readonly report: SetupReport
}

export function SetupDone({ words, report: { bot, parts, claim } }: DoneProps) {
  const { title, parts: names, claim: claimText, claimButton, channel, channelButton, again } = words.setup
  const isDone = parts.every(({ state }) => isWell(state))
  const link = `https://t.me/${bot?.username ?? ''}`
  return (
    <Page words={words} title={title}>
      <h1>{title}</h1>
      <ul class="headlines">
        {parts.map(({ part, state }) => (
          <li>
            {isWell(state) ? '✓' : '✗'} {names[part]}: {stateWords(words, state)}
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
