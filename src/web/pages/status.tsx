/** The operator's page: a traffic light for everybody, and for owners what it is made of. */

import type { CellStatus } from '../../cell/api.ts'
import { quotaView } from '../../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../../cycle/governor.ts'
import type { WebWords } from '../../i18n/views/pages.ts'
import { webWordsFor, wordsFor } from '../../i18n/words.ts'
import type { EpochMs, Language, Pause } from '../../model.ts'
import type { FeedProblem } from '../../result.ts'
import { plainOf } from '../../text/telegram-html.ts'
import type { Health } from '../health.ts'
import { Chart } from './chart.tsx'
import { Page } from './page.tsx'
import { Time, whenIs } from './time.tsx'

interface StatusProps {
  readonly language: Language
  readonly health: Health
  /** Null: it is not an owner who asks. */
  readonly cells: readonly CellStatus[] | null
  readonly now: EpochMs
}

const DAY = 24 * 60 * 60 * 1000

export function StatusPage({ language, health, cells, now }: StatusProps) {
  const words = webWordsFor(language)
  const { ok, lastCycle } = health
  return (
    <Page words={words} title={words.status}>
      <h1>{words.status}</h1>
      <p class={ok ? 'light well' : 'light'}>{ok ? words.well : words.unwell}</p>
      <p class="meta">{lastCycle === null ? words.noCycle : words.lastCycle(whenIs(Date.parse(lastCycle), words))}</p>
      {cells === null ? (
        <p class="meta">{words.signInHow}</p>
      ) : (
        <Details language={language} words={words} health={health} cells={cells} now={now} />
      )}
    </Page>
  )
}

function Details({
  language,
  words,
  health,
  cells,
  now,
}: {
  readonly language: Language
  readonly words: WebWords
  readonly health: Health
  readonly cells: readonly CellStatus[]
  readonly now: EpochMs
}) {
  const failing = cells.flatMap((cell) => cell.failing)
  const channels = cells.flatMap((cell) => cell.channels)
  const number = new Intl.NumberFormat(words.locale)
  const inWords = (problem: FeedProblem) => plainOf(wordsFor(language).problem(problem))
  return (
    <>
      {health.problems.length === 0 ? null : (
        <section>
          <h2>{words.problems}</h2>
          <ul>
            {health.problems.map((problem) => (
              <li>{problem}</li>
            ))}
          </ul>
        </section>
      )}
      <Week words={words} cells={cells} now={now} />
      <section>
        <h2>{words.feedsFailing(health.feeds.failing, health.feeds.failing + health.feeds.ok)}</h2>
        {failing.length === 0 ? (
          <p>{words.noFailing}</p>
        ) : (
          <Table words={[words.feed, words.why, words.since]} name={words.feed}>
            {failing.map(({ title, url, problem, since }) => (
              <tr>
                <td>
                  <a href={url} rel="nofollow noreferrer">
                    {title}
                  </a>
                </td>
                <td>{inWords(problem)}</td>
                <td>{since === null ? null : <Time at={since} words={words} />}</td>
              </tr>
            ))}
          </Table>
        )}
      </section>
      <section>
        <h2>{words.channels(health.channels.total)}</h2>
        <Table words={[words.channel, words.state, words.waiting]} name={words.channel}>
          {channels.map(({ title, username, pause, waiting }) => (
            <tr>
              <td>{username === null ? title : `${title} (@${username})`}</td>
              <td>{stateOf(pause, words)}</td>
              <td>{number.format(waiting)}</td>
            </tr>
          ))}
        </Table>
      </section>
      <form class="actions" method="post" action="/logout">
        <button class="quiet" type="submit">
          {words.signOut}
        </button>
      </form>
    </>
  )
}

function Week({
  words,
  cells,
  now,
}: {
  readonly words: WebWords
  readonly cells: readonly CellStatus[]
  readonly now: EpochMs
}) {
  const view = quotaView(cells.map(({ health }) => health))
  const number = new Intl.NumberFormat(words.locale)
  const days = Array.from({ length: 7 }, (_, index) => new Date(now - (6 - index) * DAY).toISOString().slice(0, 10))
  const spentOn = (day: string, what: QuotaName | 'cycles' | 'messages') =>
    cells.reduce((sum, cell) => sum + (cell.days.find((each) => each.day === day)?.spent[what] ?? 0), 0)
  const { bytes, quota: most } = view.stored
  return (
    <section>
      <h2>{words.week}</h2>
      <ul class="charts">
        {([...quotaNames, 'cycles', 'messages'] as const).map((what) => {
          const values = days.map((day) => ({ day, value: Math.ceil(spentOn(day, what)) }))
          const name = words.quotas[what]
          return (
            <Chart
              name={name}
              words={words.weekIs(name, values.map(({ value }) => number.format(value)).join(', '))}
              days={values}
              quota={what === 'cycles' || what === 'messages' ? null : view.lines[what].quota}
              quotaName={words.quotaLine}
              format={(value) => number.format(value)}
            />
          )
        })}
      </ul>
      <p class="meta">{words.kept(bytes, most)}</p>
    </section>
  )
}

/** It may be wider than a phone: then it is moved sideways, by keys as well. */
function Table({
  words,
  name,
  children,
}: {
  readonly words: readonly string[]
  readonly name: string
  readonly children: unknown
}) {
  return (
    <section class="scroll" tabindex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            {words.map((word) => (
              <th scope="col">{word}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function stateOf(pause: Pause | null, words: WebWords): string {
  if (pause === null) return words.running
  switch (pause.by) {
    case 'owner':
      return words.pausedByOwner
    case 'choice':
      return words.pausedForChoice
    case 'telegram':
      return words.lockedOut[pause.reason]
  }
}
