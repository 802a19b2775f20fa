/** A channel's headlines, opened links and reactions by day, for signed-in owners. */
import type { ChannelStats, DayOfChannel } from '../../cell/channel-stats.ts'
import type { Translator } from '../../i18n/translator.ts'
import { dayText } from '../../i18n/views/stats.ts'
import { DayChart } from './day-chart.tsx'
import { Page } from './page.tsx'
import { SignOut } from './sign-out.tsx'
import { Table } from './table.tsx'

interface StatsProps {
  readonly t: Translator
  readonly stats: ChannelStats
}

type Counted = 'headlines' | 'opened' | 'reactions'

export function StatsPage({ t, stats }: StatsProps) {
  const { title, days, since } = stats
  const isOpenedCounted = days.some(({ opened }) => opened !== null)
  const charts: readonly Counted[] = isOpenedCounted ? ['headlines', 'opened', 'reactions'] : ['headlines', 'reactions']
  const heading = t.text('stats.title', { channel: title })
  return (
    <Page t={t} title={heading}>
      <h1>{heading}</h1>
      <ul class="charts wide">
        {charts.map((counted) => (
          <CountedChart t={t} days={days} counted={counted} />
        ))}
      </ul>
      <p class="meta">{t.text('stats.note')}</p>
      {isOpenedCounted ? null : (
        <p class="meta">{t.text(stats.hasOriginalLinks ? 'stats.originalLinks' : 'stats.openedOff')}</p>
      )}
      <details>
        <summary>{t.text('stats.byDay')}</summary>
        <DayTable
          t={t}
          days={since === null ? days : days.filter(({ day }) => day >= since)}
          isOpenedCounted={isOpenedCounted}
        />
      </details>
      <SignOut t={t} />
    </Page>
  )
}

interface ChartProps {
  readonly t: Translator
  readonly days: readonly DayOfChannel[]
  readonly counted: Counted
}

function CountedChart({ t, days, counted }: ChartProps) {
  const values = days.map((each) => ({ label: dayText(t, each.day), value: each[counted] ?? 0 }))
  const total = values.reduce((sum, { value }) => sum + value, 0)
  const most = Math.max(...values.map(({ value }) => value))
  const busiest = values.findLast(({ value }) => value === most)?.label ?? ''
  const name = t.text(`stats.${counted}`)
  return (
    <DayChart
      id={counted}
      title={t.text('stats.total', { name, total: t.number(total) })}
      description={total === 0 ? '' : t.text('stats.most', { most: t.number(most), day: busiest })}
      days={values}
      direction={t.catalogue.direction}
    />
  )
}

interface DayTableProps extends Pick<ChartProps, 't' | 'days'> {
  readonly isOpenedCounted: boolean
}

/** Newest first. */
function DayTable({ t, days, isOpenedCounted }: DayTableProps) {
  const shown = ['messages', 'headlines', ...(isOpenedCounted ? (['opened'] as const) : []), 'reactions'] as const
  return (
    <Table
      columns={[t.text('stats.day'), ...shown.map((each) => t.text(`stats.${each}`))]}
      name={t.text('stats.byDay')}
    >
      {days.toReversed().map((each) => (
        <tr>
          <th scope="row">{dayText(t, each.day)}</th>
          {shown.map((counted) => (
            <td>{t.number(each[counted] ?? 0)}</td>
          ))}
        </tr>
      ))}
    </Table>
  )
}
