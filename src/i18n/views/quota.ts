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

/** Null: there is no language model. */
function neuronsText(t: Translator, { neurons }: QuotaView): Html | null {
  if (neurons === null) return null
  const { spent, quota: most } = neurons
  return t.html('quotaReport.lineOf', { name: t.text('quotaNames.neurons'), spent, most })
}

/** Plain text: how much KV holds. */
export function storedText(t: Translator, { bytes, quota }: QuotaView['stored']): string {
  return quota === null
    ? t.text('quotaReport.stored', { bytes: bytesText(t, bytes) })
    : t.text('quotaReport.storedOf', { bytes: bytesText(t, bytes), most: bytesText(t, quota) })
}

/** Share of the day's neurons behind which a batch of headlines may have no room. */
const NEARLY = 0.98

function slowedText(
  t: Translator,
  { spent, every, everyMs, stretch, wallMs, because, isRequestQuotaSpent, neurons }: QuotaView,
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
  // The last calls of a day are refused before they exceed it.
  const isSpent = neurons !== null && neurons.spent >= NEARLY * neurons.quota
  const machine = isSpent ? t.html('quotaReport.neuronsSpent', { name: t.text('quotaNames.neurons') }) : null
  return lines([slowed === '' ? t.html('quotaReport.asUsual') : slowed, machine, closed])
}

export function quotaTexts(t: Translator) {
  return {
    quota: (view: QuotaView) =>
      t.html('quotaReport.report', {
        lines: safe(
          lines([
            ...quotaNames.map((quota) => lineText(t, view, quota)),
            neuronsText(t, view),
            verbatim(storedText(t, view.stored)),
          ]),
        ),
        work: safe(t.html('quotaReport.work', { messages: view.messages, feedReads: view.feedReads })),
        slowed: safe(slowedText(t, view)),
      }),
    statusLink: (link: string) => t.html('quotaReport.status', { link: safe(verbatim(link)) }),
  }
}
