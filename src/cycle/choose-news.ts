/** Chooses what a reader gets of the news of the followed channels. Pure. */
import { withShownTitle } from '../digest/shown-title.ts'
import { lazy } from '../lazy.ts'
import type { EpochMs } from '../model.ts'
import type { NewsHeadline } from '../store/channel-news.ts'
import type { Cursors } from '../store/messages.ts'
import type { StoredFollow } from '../store/stored-follow.ts'
import { costOf, judgeOf } from './judge-news.ts'
import type { NewsByCode } from './selection-news.ts'

export interface Choice {
  /** In the order in which the channels got them. */
  readonly headlines: readonly NewsHeadline[]
  /** The followed channels once these headlines are in messages. */
  readonly follows: readonly StoredFollow[]
  /** Where the reader stood before, for each channel whose news was considered: no chosen headline is older. */
  readonly before: Cursors
  /** Some channel's news is not known now. */
  readonly isPartial: boolean
}

/** The moment after which a channel's headlines were not considered. @param judged nothing matches up to then */
export function neededAfter({ at, owed }: StoredFollow, judged: EpochMs): EpochMs {
  return Math.min(Math.max(at, judged), owed?.since ?? Number.POSITIVE_INFINITY)
}

/** Estimates what a choice costs: about 10 million are a second. @param judgedUntil as below */
export function judgingCost(
  follows: readonly StoredFollow[],
  news: NewsByCode,
  judgedUntil: (follow: StoredFollow) => EpochMs,
): number {
  return follows.reduce((sum, follow) => {
    const from = Math.max(follow.at, judgedUntil(follow))
    const headlines = news.get(follow.code)?.headlines.filter(({ headline: { at } }) => at > from).length ?? 0
    return sum + costOf(follow.filter, headlines)
  }, 0)
}

/** @param judgedUntil up to when nothing of a channel matches, if an earlier cycle found that out; else 0 */
export function chooseNews(
  follows: readonly StoredFollow[],
  news: NewsByCode,
  judgedUntil: (follow: StoredFollow) => EpochMs,
): Choice {
  const chosen = new Map<string, NewsHeadline>()
  const takenFrom = new Map<string, string>()
  const before: Record<string, number> = {}
  const isSingle = follows.length === 1
  const after = follows.map((follow): StoredFollow => {
    const source = news.get(follow.code)
    if (source === undefined) return follow
    const from = Math.max(follow.at, judgedUntil(follow))
    const owed = new Set(follow.owed?.codes)
    const matches = lazy(() => judgeOf(follow.filter))
    for (const { headline, item } of source.headlines) {
      const isNew = headline.at > from && matches()(item()).keep
      if (!isNew && !owed.has(headline.code)) continue
      const name = isSingle && source.sources && hasName(headline.source) ? headline.source : source.title
      // Two channels may have the same item, which has a code of its own in each cell.
      const known = takenFrom.get(itemOf(headline)) ?? follow.code
      if (known !== follow.code || chosen.has(headline.code)) continue
      takenFrom.set(itemOf(headline), follow.code)
      chosen.set(headline.code, withShownTitle({ ...headline, source: name }, source.translate ?? null))
    }
    before[follow.code] = Math.min(from, follow.owed?.since ?? from)
    const { owed: _, ...rest } = follow
    const { title, username } = source
    return { ...rest, title, username, at: Math.max(from, source.headlines.at(-1)?.headline.at ?? 0) }
  })
  return {
    headlines: [...chosen.values()].toSorted((one, other) => one.at - other.at),
    follows: after,
    before,
    isPartial: follows.some(({ code }) => !news.has(code)),
  }
}

function itemOf({ feed, link, title }: NewsHeadline): string {
  return JSON.stringify([feed, link, title])
}

/** Without a name, a digest would show the feed's host, which readers do not see. */
function hasName(source: string): boolean {
  return /[\p{L}\p{N}]/u.test(source)
}
