/** Tells those who imported feeds how far they are, in one message that is edited, and ends it as a report. */
import type { FeedUrl } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { Import } from '../store/imports.ts'
import { isUnchanged } from '../telegram/refusal.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** How far an import is. */
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
  /** Every feed was read or could not be. */
  readonly isDone: boolean
}

/** A message that cannot be edited any more is told of no more. */
export async function tellImports(deps: MeteredDeps): Promise<void> {
  const { ledger } = deps
  for (const each of ledger.imports.all()) {
    if (deps.callsLeft() <= 0 || deps.telegramSilent() || deps.isLate()) return
    const progress = progressOf(deps, each)
    if (progress === null) {
      ledger.imports.end(each)
      continue
    }
    const text = deps.words(each.language).importProgress(progress)
    if (text !== each.told) {
      const answer = await deps.telegram('editMessageText', {
        chat_id: each.chat,
        message_id: each.message,
        text,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      })
      if (!answer.ok && (answer.problem.kind === 'wait' || answer.problem.kind === 'unknown')) return
      if (answer.ok) ledger.imports.told(each, text)
      else if (!isUnchanged(answer.problem)) ledger.imports.end(each)
    }
    if (progress.isDone) ledger.imports.end(each)
  }
}

/** Null: the channel is gone. */
function progressOf({ ledger }: MeteredDeps, { channel, feeds }: Import): ImportProgress | null {
  const state = ledger.channels.get(channel)
  if (state === null) return null
  const rows = ledger.feeds.these(feeds)
  const numbers = new Map(ledger.subscriptions.of(channel).map(({ feed, number }) => [feed, number]))
  const failed = rows.flatMap(({ url, title, problem }) => {
    const number = numbers.get(url)
    return problem === null || number === undefined ? [] : [{ number, title, url, problem }]
  })
  const waiting = rows.filter(
    ({ url, needsBaseline, problem }) => needsBaseline && problem === null && numbers.has(url),
  ).length
  const read = feeds.length - waiting - failed.length
  return { channel: state.channel.title, total: feeds.length, read, failed, isDone: waiting === 0 }
}
