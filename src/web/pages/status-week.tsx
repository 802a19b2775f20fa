/** The last week's use of each quota, with today's forecast. */
import type { CellStatus } from '../../cell/cell-status.ts'
import { type QuotaLine, type QuotaView, quotaView } from '../../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../../cycle/governor.ts'
import type { Translator } from '../../i18n/translator.ts'
import { storedText } from '../../i18n/views/quota.ts'
import { dayMs, limits } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'
import { dayOf } from '../../store/spending.ts'
import { Chart } from './chart.tsx'

interface WeekProps {
  readonly t: Translator
  readonly cells: readonly CellStatus[]
  readonly now: EpochMs
}

const { chartDays } = limits.web

/** The days of the charts (UTC), today last. */
export function daysUntil(now: EpochMs): readonly string[] {
  return Array.from({ length: chartDays }, (_, index) => dayOf(now - (chartDays - 1 - index) * dayMs))
}

type Shown = QuotaName | 'neurons' | 'cycles' | 'messages'

function lineOf({ lines, neurons }: QuotaView, what: Shown): Pick<QuotaLine, 'quota' | 'projected'> {
  if (what === 'neurons') return { quota: neurons?.quota ?? null, projected: 0 }
  return what === 'cycles' || what === 'messages' ? { quota: null, projected: 0 } : lines[what]
}

export function StatusWeek({ t, cells, now }: WeekProps) {
  const view = quotaView(cells.map(({ health }) => health))
  const days = daysUntil(now)
  const spentOn = (day: string, what: Shown) =>
    cells.reduce((sum, cell) => sum + (cell.days.find((each) => each.day === day)?.spent[what] ?? 0), 0)
  const shown: readonly Shown[] = [
    ...quotaNames,
    ...(view.neurons === null ? [] : (['neurons'] as const)),
    'cycles',
    'messages',
  ]
  return (
    <section>
      <h2>{t.text('status.week')}</h2>
      <ul class="charts">
        {shown.map((what) => {
          const values = days.map((day) => ({ day, value: Math.ceil(spentOn(day, what)) }))
          const name = t.text(`quotaNames.${what}`)
          const { quota, projected } = lineOf(view, what)
          const today = values.at(-1)?.value ?? 0
          const spent = t.number(today)
          const isMore = projected > today
          return (
            <Chart
              name={name}
              value={quota === null ? spent : t.text('status.ofQuota', { spent, most: t.number(quota) })}
              forecast={isMore ? t.text('status.byMidnight', { projected: t.number(projected) }) : null}
              label={t.text('status.byDay', { name, days: values.map(({ value }) => t.number(value)).join(', ') })}
              days={values}
              quota={quota}
              projected={isMore ? projected : 0}
            />
          )
        })}
      </ul>
      <p class="meta">{t.text('status.scale')}</p>
      <p class="meta">{storedText(t, view.stored)}</p>
    </section>
  )
}
