/** How soon news arrived in the last week, the slowest feeds, and what hubs pushed. */
import type { CellStatus } from '../../cell/cell-status.ts'
import { delayOf } from '../../cell/feed-delays.ts'
import type { FeedArrival } from '../../cell/feed-view.ts'
import type { Translator } from '../../i18n/translator.ts'
import { durationText } from '../../i18n/views/times.ts'
import { limits } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'
import { Chart } from './chart.tsx'
import { FeedLink } from './feed-link.tsx'
import { daysUntil } from './status-week.tsx'
import { Table } from './table.tsx'

interface ArrivalProps {
  readonly t: Translator
  readonly cells: readonly CellStatus[]
  readonly now: EpochMs
}

export function StatusArrival({ t, cells, now }: ArrivalProps) {
  const delays = cells.flatMap((cell) => cell.delays)
  const all = delays.map(({ counts }) => counts)
  const [half, most] = [delayOf(all, 0.5), delayOf(all, 0.95)]
  const slowest = cells
    .flatMap((cell) => cell.slowest)
    .toSorted((one, other) => other.latenessMs - one.latenessMs)
    .slice(0, limits.cell.slowestFeeds)
  const week = daysUntil(now)
  const spent = cells.flatMap((cell) => cell.days.flatMap((each) => (week.includes(each.day) ? each.spent : [])))
  const pushes = {
    feeds: cells.reduce((sum, { pushedFeeds }) => sum + pushedFeeds, 0),
    documents: spent.reduce((sum, { pushReads }) => sum + pushReads, 0),
  }
  return (
    <section>
      <h2>{t.text('status.arrival')}</h2>
      {half === null || most === null ? (
        <p>{t.text('status.noDelays')}</p>
      ) : (
        <>
          <p>{t.text('status.delays', { half: durationText(t, half), most: durationText(t, most) })}</p>
          <DelayChart t={t} delays={delays} now={now} />
        </>
      )}
      <p>{t.text('status.pushes', pushes)}</p>
      {slowest.length === 0 ? null : <Slowest t={t} feeds={slowest} />}
    </section>
  )
}

/** The median of each day. */
function DelayChart({ t, delays, now }: Pick<ArrivalProps, 't' | 'now'> & { readonly delays: CellStatus['delays'] }) {
  const days = daysUntil(now).map((day) => {
    const counts = delays.filter((each) => each.day === day).map((each) => each.counts)
    return { day, value: delayOf(counts, 0.5) ?? 0 }
  })
  const text = (ms: number) => (ms === 0 ? '–' : durationText(t, ms))
  const name = t.text('status.halfWithin')
  return (
    <ul class="charts">
      <Chart
        name={name}
        value={text(days.at(-1)?.value ?? 0)}
        forecast={null}
        label={t.text('status.byDay', { name, days: days.map(({ value }) => text(value)).join(', ') })}
        days={days}
        quota={null}
        projected={0}
      />
    </ul>
  )
}

function Slowest({ t, feeds }: { readonly t: Translator; readonly feeds: CellStatus['slowest'] }) {
  const name = t.text('status.slowest')
  const how = (arrival: FeedArrival) =>
    arrival.kind === 'pushed'
      ? t.text('feeds.linePushed')
      : t.text('feeds.lineEvery', { time: durationText(t, arrival.everyMs) })
  return (
    <Table columns={[name, t.text('status.arrivesAfter'), t.text('status.checked')]} name={name}>
      {feeds.map(({ title, url, latenessMs, arrival }) => (
        <tr>
          <td>
            <FeedLink title={title} url={url} />
          </td>
          <td>{durationText(t, latenessMs)}</td>
          <td>{how(arrival)}</td>
        </tr>
      ))}
    </Table>
  )
}
