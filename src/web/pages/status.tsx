/** The status page: whether the bot works, and details for owners. */

import type { Health } from '../../admin/health.ts'
import type { CellStatus } from '../../cell/cell-status.ts'
import { type Translator, translatorFor } from '../../i18n/translator.ts'
import type { Language } from '../../language.ts'
import type { EpochMs, Pause } from '../../model.ts'
import { FailingFeeds } from './failing-feeds.tsx'
import { Page } from './page.tsx'
import { SignOut } from './sign-out.tsx'
import { StatusArrival } from './status-arrival.tsx'
import { StatusWeek } from './status-week.tsx'
import { Table } from './table.tsx'
import { formatTime } from './time.tsx'

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
  const channels = cells.flatMap((cell) => cell.channels)
  const readers = cells.reduce((sum, cell) => sum + cell.health.readers, 0)
  return (
    <>
      {health.problems.length === 0 ? null : (
        <section>
          <h2>{t.text('status.problems')}</h2>
          <ul>
            {health.problems.map((problem) => (
              <li dir="auto">{problem}</li>
            ))}
          </ul>
        </section>
      )}
      <StatusWeek t={t} cells={cells} now={now} />
      <FailingFeeds language={language} t={t} cells={cells} counts={health.feeds} />
      <StatusArrival t={t} cells={cells} now={now} />
      <section>
        <h2>{t.text('status.channels', { count: health.channels.total })}</h2>
        <Table
          columns={[t.text('status.channel'), t.text('status.state'), t.text('status.waiting')]}
          name={t.text('status.channel')}
        >
          {channels.map(({ title, username, pause, waiting }) => (
            <tr>
              <td>
                <bdi>{title}</bdi>
                {username === null ? null : (
                  <>
                    {' '}
                    <bdi>(@{username})</bdi>
                  </>
                )}
              </td>
              <td>{stateOf(pause, t)}</td>
              <td>{t.number(waiting)}</td>
            </tr>
          ))}
        </Table>
        {readers === 0 ? null : <p class="meta">{t.text('status.readers', { count: readers })}</p>}
      </section>
      <SignOut t={t} />
    </>
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
