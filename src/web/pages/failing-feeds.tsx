/** The feeds that fail. */
import type { Health } from '../../admin/health.ts'
import type { CellStatus } from '../../cell/cell-status.ts'
import { textsFor } from '../../i18n/texts.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { Language } from '../../language.ts'
import { plainOf } from '../../text/telegram-html.ts'
import { FeedLink } from './feed-link.tsx'
import { Table } from './table.tsx'
import { Time } from './time.tsx'

interface FeedsProps {
  readonly language: Language
  readonly t: Translator
  readonly cells: readonly CellStatus[]
  readonly counts: Health['feeds']
}

export function FailingFeeds({ language, t, cells, counts }: FeedsProps) {
  const failing = cells.flatMap((cell) => cell.failing)
  return (
    <section>
      <h2>{t.text('status.feeds', { failing: counts.failing, all: counts.failing + counts.ok })}</h2>
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
                <FeedLink title={title} url={url} />
              </td>
              <td>{plainOf(textsFor(language).problem(problem))}</td>
              <td>{since === null ? null : <Time at={since} t={t} />}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
