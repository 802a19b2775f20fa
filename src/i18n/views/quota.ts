/** `/quota`: what the day has used of the plan's quotas, and what is slowed down. */
import type { QuotaView } from '../../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../../cycle/governor.ts'
import { limits } from '../../limits.ts'
import { bytesText } from '../bytes.ts'
import { type Html, joined, verbatim } from '../markup.ts'
import { safe, type Texts } from '../texts.ts'

function lineText(t: Texts, { lines }: QuotaView, quota: QuotaName): Html {
  const { spent, projected, quota: most } = lines[quota]
  const name = t.text(`quotaNames.${quota}`)
  if (most === null) return t.html('quotaReport.line', { name, spent })
  return projected > spent
    ? t.html('quotaReport.lineProjected', { name, spent, most, projected })
    : t.html('quotaReport.lineOf', { name, spent, most })
}

function storedText(t: Texts, { stored: { bytes, quota } }: QuotaView): Html {
  return quota === null
    ? t.html('quotaReport.stored', { bytes: bytesText(t, bytes) })
    : t.html('quotaReport.storedOf', { bytes: bytesText(t, bytes), most: bytesText(t, quota) })
}

function slowedText(t: Texts, { spent, every, stretch, wallMs, because, isRequestQuotaSpent }: QuotaView): Html {
  const closed = isRequestQuotaSpent ? t.html('quotaReport.closed') : null
  if (spent !== null)
    return joined([t.html('quotaReport.spent', { name: t.text(`quotaNames.${spent}`) }), closed], '\n')
  const times = stretch
  const rarely =
    because === 'feeds' || because === null
      ? t.html('quotaReport.rarely', { times })
      : t.html('quotaReport.rarelyFor', { times, name: t.text(`quotaNames.${because}`) })
  const minutes = (every * limits.feed.slotMs) / 60_000
  const slowed = joined(
    [
      stretch > 1 ? rarely : null,
      every > 1
        ? t.html(because === 'gbSeconds' ? 'quotaReport.gatheredForTime' : 'quotaReport.gathered', { minutes })
        : null,
      wallMs < limits.cycle.wallMs ? t.html('quotaReport.short', { seconds: Math.floor(wallMs / 1000) }) : null,
    ],
    '\n',
  )
  return joined([slowed === '' ? t.html('quotaReport.asUsual') : slowed, closed], '\n')
}

export function quotaTexts(t: Texts) {
  return {
    quota: (view: QuotaView) =>
      t.html('quotaReport.report', {
        lines: safe(joined([...quotaNames.map((quota) => lineText(t, view, quota)), storedText(t, view)], '\n')),
        work: safe(t.html('quotaReport.work', { messages: view.messages, feedReads: view.feedReads })),
        slowed: safe(slowedText(t, view)),
      }),
    statusLink: (link: string) => t.html('quotaReport.status', { link: safe(verbatim(link)) }),
  }
}
