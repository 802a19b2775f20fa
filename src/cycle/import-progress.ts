/** How far an import is, and in the end what became of each entry. */
import type { FeedUrl } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { type Import, type LeftOut, nothingLeftOut } from '../store/imports.ts'
import type { Ledger } from '../store/ledger.ts'
import { addressOf } from '../text/private-feed-url.ts'

interface NumberedFeed {
  readonly number: number
  readonly title: string
  readonly url: FeedUrl
}

export interface ImportProgress extends LeftOut {
  readonly channel: string
  readonly total: number
  /** Feeds that were read. */
  readonly read: readonly NumberedFeed[]
  readonly failed: readonly (NumberedFeed & { readonly problem: FeedProblem })[]
  /** Every feed was read or failed. */
  readonly isDone: boolean
}

/** Null: the channel is gone. */
export function importProgress(ledger: Ledger, { channel, feeds, leftOut }: Import): ImportProgress | null {
  const state = ledger.channels.get(channel)
  if (state === null) return null
  const subscriptions = new Map(ledger.subscriptions.of(channel).map((each) => [each.feed, each]))
  const rows = ledger.feeds.byIds(feeds).flatMap(({ url, title, problem, needsBaseline }) => {
    const subscription = subscriptions.get(url)
    const isWaiting = needsBaseline && problem === null
    return subscription === undefined
      ? []
      : [{ number: subscription.number, title: subscription.name || title, url: addressOf(url), problem, isWaiting }]
  })
  const failed = rows.flatMap(({ problem, isWaiting: _, ...feed }) => (problem === null ? [] : [{ ...feed, problem }]))
  const read = rows.flatMap(({ problem, isWaiting, ...feed }) => (problem !== null || isWaiting ? [] : [feed]))
  const isDone = !rows.some(({ isWaiting }) => isWaiting)
  return { channel: state.channel.title, total: rows.length, read, failed, isDone, ...(leftOut ?? nothingLeftOut) }
}
