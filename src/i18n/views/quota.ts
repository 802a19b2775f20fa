/** `/quota`: today's usage of the plan's quotas, and what is slowed down. */
import type { QuotaView } from '../../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../../cycle/governor.ts'
import { limits, minuteMs, secondMs } from '../../limits.ts'
import { bytesText } from '../bytes.ts'
import { type Html, lines, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

function lineText(t: Translator, { lines }: QuotaView, quota: QuotaName): Html {
  const { spent, projected, quota: most } = lines[quota]
  const name = t.text(`quotaNames.${quota}`)
  if (most === null) return t.html('quotaReport.line', { name, spent })
  return projected > spent
    ? t.html('quotaReport.lineProjected', { name, spent, most, projected })
    : t.html('quotaReport.lineOf', { name, spent, most })
}

/** Plain text: how much KV holds. */
export function storedText(t: Translator, { bytes, quota }: QuotaView['stored']): string {
  return quota === null
    ? t.text('quotaReport.stored', { bytes: bytesText(t, bytes) })
    : t.text('quotaReport.storedOf', { bytes: bytesText(t, bytes), most: bytesText(t, quota) })
}

function slowedText(
  t: Translator,
  { spent, every, everyMs, stretch, wallMs, because, isRequestQuotaSpent }: QuotaView,
): Html {
  const closed = isRequestQuotaSpent ? t.html('quotaReport.closed') : null
  if (spent !== null) return lines([t.html('quotaReport.spent', { name: t.text(`quotaNames.${spent}`) }), closed])
  const times = stretch
  const rarely =
    because === 'feeds' || because === null
      ? t.html('quotaReport.rarely', { times })
      : t.html('quotaReport.rarelyFor', { times, name: t.text(`quotaNames.${because}`) })
  const minutes = Math.round((every * everyMs) / minuteMs)
  const slowed = lines([
    stretch > 1 ? rarely : null,
    every > 1 ? t.html('quotaReport.gatheredForTime', { minutes }) : null,
    wallMs < limits.cycle.wallMs ? t.html('quotaReport.short', { seconds: Math.floor(wallMs / secondMs) }) : null,
  ])
  return lines([slowed === '' ? t.html('quotaReport.asUsual') : slowed, closed])
}

export function quotaTexts(t: Translator) {
  return {
    quota: (view: QuotaView) =>
      t.html('quotaReport.report', {
        lines: safe(
          lines([...quotaNames.map((quota) => lineText(t, view, quota)), verbatim(storedText(t, view.stored))]),
        ),
        work: safe(t.html('quotaReport.work', { messages: view.messages, feedReads: view.feedReads })),
        slowed: safe(slowedText(t, view)),
      }),
    statusLink: (link: string) => t.html('quotaReport.status', { link: safe(verbatim(link)) }),
  }
}
