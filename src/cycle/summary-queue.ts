/** Decides which articles are summed up, and in which languages: those of channels with reading pages and `/summary on`. Pure. */

import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import { wantsSummaries } from '../look.ts'
import type { ChannelState } from '../store/channels.ts'
import type { WaitingSummary } from '../store/waiting-summaries.ts'
import type { RecordedNews } from './record-news.ts'

/** The articles of a cycle's news. */
export function articlesToSumUp(
  channels: readonly ChannelState[],
  { edition, readable }: Pick<RecordedNews, 'edition' | 'readable'>,
): readonly WaitingSummary[] {
  const targets = new Map(channels.flatMap(targetOf))
  return [...Map.groupBy(readable, ({ item }) => item)].flatMap(([{ code, title, language = null }, headlines]) => {
    const wanted = new Set(headlines.flatMap(({ channel }) => targets.get(channel) ?? []))
    return [...wanted]
      .slice(0, limits.machine.summaryLanguages)
      .map((target) => ({ edition, code, title, language, target, failed: 0 }))
  })
}

/** The languages in which some channel wants summaries now. */
export function summaryTargets(channels: readonly ChannelState[]): ReadonlySet<Language> {
  return new Set(channels.flatMap(targetOf).map(([, language]) => language))
}

function targetOf({ channel }: ChannelState) {
  return wantsSummaries(channel) && channel.pause === null ? [[channel.id, channel.language] as const] : []
}
