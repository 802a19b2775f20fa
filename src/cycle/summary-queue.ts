/** The articles that wait for a summary in memory: those of channels with reading pages and `/summary on`. */
import { limits } from '../limits.ts'
import { type Language, wantsSummaries } from '../model.ts'
import type { ChannelState } from '../store/channels.ts'
import type { MeteredDeps } from './metered-deps.ts'
import type { RecordedNews } from './record-news.ts'

const { summariesWaiting, summaryLanguages } = limits.machine

/** What an object that leaves memory forgets has no summary. */
export function queueSummaries(
  { ledger, memory, machine }: Pick<MeteredDeps, 'ledger' | 'memory' | 'machine'>,
  recorded: RecordedNews | null,
): void {
  if (recorded === null || recorded.readable.length === 0 || machine === null) return
  const { edition, readable } = recorded
  const targets = new Map(ledger.channels.all().flatMap(targetOf))
  for (const [item, headlines] of Map.groupBy(readable, (each) => each.item)) {
    const { code, title, language = null } = item
    const wanted = new Set(headlines.flatMap(({ channel }) => targets.get(channel) ?? []))
    for (const target of [...wanted].slice(0, summaryLanguages))
      memory.summaries.push({ edition, code, title, language, target, failed: 0 })
  }
  memory.summaries.splice(summariesWaiting)
}

/** The languages in which some channel wants summaries now. */
export function summaryTargets(channels: readonly ChannelState[]): ReadonlySet<Language> {
  return new Set(channels.flatMap(targetOf).map(([, language]) => language))
}

function targetOf({ channel }: ChannelState) {
  return wantsSummaries(channel) && channel.pause === null ? [[channel.id, channel.language] as const] : []
}
