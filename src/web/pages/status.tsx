/** The status page: whether the bot works, and details for owners. */

import type { Health } from '../../admin/health.ts'
import type { CellStatus } from '../../cell/cell-status.ts'
import { quotaView } from '../../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../../cycle/governor.ts'
import { textsFor } from '../../i18n/texts.ts'
import { type Translator, translatorFor } from '../../i18n/translator.ts'
import { storedText } from '../../i18n/views/quota.ts'
import { dayMs, limits } from '../../limits.ts'
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

export function StatusPage({ language, health, cells, now }: StatusProps) {
  const t = translatorFor(language)
  const { ok, lastCycle } = health
  return (
    <Page t={t} title={t.text('status.title')}>
      <h1>{t.text('status.title')}</h1>
      <p class={ok ? 'light well' : 'light'}>{ok ? t.text('status.well') : t.text('status.unwell')}</p>
      <p class="meta">
        {lastCycle === null
          ? t.text('status.noCycle')
          : t.text('status.lastCycle', { when: formatTime(Date.parse(lastCycle), t) })}
      </p>
      {cells === null ? (
        <p class="meta">{t.text('status.signInHow')}</p>
      ) : (
        <Details language={language} t={t} health={health} cells={cells} now={now} />
      )}
    </Page>
  )
}

interface DetailsProps extends StatusProps {
  readonly t: Translator
  readonly cells: readonly CellStatus[]
}

function Details({ language, t, health, cells, now }: DetailsProps) {
  const failing = cells.flatMap((cell) => cell.failing)
  const channels = cells.flatMap((cell) => cell.channels)
  const describe = (problem: FeedProblem) => plainOf(textsFor(language).problem(problem))
  return (
    <>
      {health.problems.length === 0 ? null : (
        <section>
          <h2>{t.text('status.problems')}</h2>
          <ul>
            {health.problems.map((problem) => (
              <li>{problem}</li>
            ))}
          </ul>
        </section>
      )}
      <Week t={t} cells={cells} now={now} />
      <section>
        <h2>
          {t.text('status.feeds', { failing: health.feeds.failing, all: health.feeds.failing + health.feeds.ok })}
        </h2>
        {failing.length === 0 ? (
          <p>{t.text('status.noneFailing')}</p>
        ) : (
          <Table
            columns={[t.text('status.feed'), t.text('status.why'), t.text('status.since')]}
            name={t.text('status.feed')}
          >
            {failing.map(({ title, url, problem, since }) => (
              <tr>
                <td>
                  <a href={url} rel="nofollow noreferrer">
                    {title}
                  </a>
                </td>
                <td>{describe(problem)}</td>
                <td>{since === null ? null : <Time at={since} t={t} />}</td>
              </tr>
            ))}
          </Table>
        )}
      </section>
      <section>
        <h2>{t.text('status.channels', { count: health.channels.total })}</h2>
        <Table
          columns={[t.text('status.channel'), t.text('status.state'), t.text('status.waiting')]}
          name={t.text('status.channel')}
        >
          {channels.map(({ title, username, pause, waiting }) => (
            <tr>
              <td>{username === null ? title : `${title} (@${username})`}</td>
              <td>{stateOf(pause, t)}</td>
              <td>{t.number(waiting)}</td>
            </tr>
          ))}
        </Table>
      </section>
      <form class="actions" method="post" action="/logout">
        <button class="quiet" type="submit">
          {t.text('signIn.out')}
        </button>
      </form>
    </>
  )
}

const { chartDays } = limits.web

/** Charts of the last seven days. */
function Week({ t, cells, now }: Pick<DetailsProps, 't' | 'cells' | 'now'>) {
  const view = quotaView(cells.map(({ health }) => health))
  const days = Array.from({ length: chartDays }, (_, index) =>
    new Date(now - (chartDays - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
  const spentOn = (day: string, what: QuotaName | 'cycles' | 'messages') =>
    cells.reduce((sum, cell) => sum + (cell.days.find((each) => each.day === day)?.spent[what] ?? 0), 0)
  return (
    <section>
      <h2>{t.text('status.week')}</h2>
      <ul class="charts">
        {([...quotaNames, 'cycles', 'messages'] as const).map((what) => {
          const values = days.map((day) => ({ day, value: Math.ceil(spentOn(day, what)) }))
          const name = t.text(`quotaNames.${what}`)
          return (
            <Chart
              name={name}
              label={t.text('status.byDay', { name, days: values.map(({ value }) => t.number(value)).join(', ') })}
              days={values}
              quota={what === 'cycles' || what === 'messages' ? null : view.lines[what].quota}
              quotaName={t.text('status.quota')}
              format={(value) => t.number(value)}
            />
          )
        })}
      </ul>
      <p class="meta">{storedText(t, view.stored)}</p>
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

function stateOf(pause: Pause | null, t: Translator): string {
  if (pause === null) return t.text('status.running')
  switch (pause.by) {
    case 'owner':
      return t.text('status.pausedByOwner')
    case 'choice':
      return t.text('status.pausedForChoice')
    case 'telegram':
      return t.text(`lockedOut.${pause.reason}`)
  }
}
