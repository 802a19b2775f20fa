/** The last week's use of each quota, with today's forecast. */
import type { CellStatus } from '../../cell/cell-status.ts'
import { quotaView } from '../../cell/quota-view.ts'
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

export function StatusWeek({ t, cells, now }: WeekProps) {
  const view = quotaView(cells.map(({ health }) => health))
  const days = daysUntil(now)
  const spentOn = (day: string, what: QuotaName | 'cycles' | 'messages') =>
    cells.reduce((sum, cell) => sum + (cell.days.find((each) => each.day === day)?.spent[what] ?? 0), 0)
  return (
    <section>
      <h2>{t.text('status.week')}</h2>
      <ul class="charts">
        {([...quotaNames, 'cycles', 'messages'] as const).map((what) => {
          const values = days.map((day) => ({ day, value: Math.ceil(spentOn(day, what)) }))
          const name = t.text(`quotaNames.${what}`)
          const unlimited = { quota: null, projected: 0 }
          const { quota, projected } = what === 'cycles' || what === 'messages' ? unlimited : view.lines[what]
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
