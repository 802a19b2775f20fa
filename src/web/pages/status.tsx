/** The status page: whether all is well, and details for owners. */

import type { Health } from '../../admin/health.ts'
import type { CellStatus } from '../../cell/cell-status.ts'
import { quotaView } from '../../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../../cycle/governor.ts'
import type { WebWords } from '../../i18n/views/pages.ts'
import { webWordsFor, wordsFor } from '../../i18n/words.ts'
import type { EpochMs, Language, Pause } from '../../model.ts'
import type { FeedProblem } from '../../result.ts'
import { plainOf } from '../../text/telegram-html.ts'
import { Chart } from './chart.tsx'
import { Page } from './page.tsx'
import { formatTime, Time } from './time.tsx'

interface StatusProps {
  readonly language: Language
  readonly health: Health
  /** Null: the visitor is not an owner. */
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
      <p class="meta">
        {lastCycle === null ? words.noCycle : words.lastCycle(formatTime(Date.parse(lastCycle), words))}
      </p>
      {cells === null ? (
        <p class="meta">{words.signInHow}</p>
      ) : (
        <Details language={language} words={words} health={health} cells={cells} now={now} />
      )}
    </Page>
  )
}

interface DetailsProps extends StatusProps {
  readonly words: WebWords
  readonly cells: readonly CellStatus[]
}

function Details({ language, words, health, cells, now }: DetailsProps) {
  const failing = cells.flatMap((cell) => cell.failing)
  const channels = cells.flatMap((cell) => cell.channels)
  const number = new Intl.NumberFormat(words.locale)
  const describe = (problem: FeedProblem) => plainOf(wordsFor(language).problem(problem))
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
          <Table columns={[words.feed, words.why, words.since]} name={words.feed}>
            {failing.map(({ title, url, problem, since }) => (
              <tr>
                <td>
                  <a href={url} rel="nofollow noreferrer">
                    {title}
                  </a>
                </td>
                <td>{describe(problem)}</td>
                <td>{since === null ? null : <Time at={since} words={words} />}</td>
              </tr>
            ))}
          </Table>
        )}
      </section>
      <section>
        <h2>{words.channels(health.channels.total)}</h2>
        <Table columns={[words.channel, words.state, words.waiting]} name={words.channel}>
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

/** Charts of the last seven days. */
function Week({ words, cells, now }: Pick<DetailsProps, 'words' | 'cells' | 'now'>) {
  const view = quotaView(cells.map(({ health }) => health))
  const number = new Intl.NumberFormat(words.locale)
  const days = Array.from({ length: 7 }, (_, index) => new Date(now - (6 - index) * DAY).toISOString().slice(0, 10))
  const spentOn = (day: string, what: QuotaName | 'cycles' | 'messages') =>
    cells.reduce((sum, cell) => sum + (cell.days.find((each) => each.day === day)?.spent[what] ?? 0), 0)
  const { bytes, quota } = view.stored
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
      <p class="meta">{words.kept(bytes, quota)}</p>
    </section>
  )
}

interface TableProps {
  readonly columns: readonly string[]
  /** For screen readers. */
  readonly name: string
  readonly children: unknown
}

/** A wide table scrolls, also by keyboard. */
function Table({ columns, name, children }: TableProps) {
  return (
    <section class="scroll" tabindex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
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
