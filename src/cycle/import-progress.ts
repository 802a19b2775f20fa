/** How far an import is. */
import type { FeedUrl } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { Import } from '../store/imports.ts'
import type { Ledger } from '../store/ledger.ts'
import { addressOf } from '../text/private-feed-url.ts'

export interface ImportProgress {
  readonly channel: string
  readonly total: number
  readonly read: number
  readonly failed: readonly {
    readonly number: number
    readonly title: string
    readonly url: FeedUrl
    readonly problem: FeedProblem
  }[]
  /** Every feed was read or failed. */
  readonly isDone: boolean
}

/** Null: the channel is gone. */
export function importProgress(ledger: Ledger, { channel, feeds }: Import): ImportProgress | null {
  const state = ledger.channels.get(channel)
  if (state === null) return null
  const rows = ledger.feeds.byIds(feeds)
  const numbers = new Map(ledger.subscriptions.of(channel).map(({ feed, number }) => [feed, number]))
  const failed = rows.flatMap(({ url, title, problem }) => {
    const number = numbers.get(url)
    return problem === null || number === undefined ? [] : [{ number, title, url: addressOf(url), problem }]
  })
  const waiting = rows.filter(
    ({ url, needsBaseline, problem }) => needsBaseline && problem === null && numbers.has(url),
  ).length
  const read = feeds.length - waiting - failed.length
  return { channel: state.channel.title, total: feeds.length, read, failed, isDone: waiting === 0 }
}
