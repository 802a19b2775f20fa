/** Shows the progress of each import in one message, which is edited until the import ends. */
import { isUnchanged } from '../telegram/refusal.ts'
import { importProgress } from './import-progress.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** Ends an import once it is done, or once its message can no longer be edited. */
export async function reportImports(deps: MeteredDeps): Promise<void> {
  const { imports } = deps.ledger
  for (const each of imports.all()) {
    if (deps.callsLeft() <= 0 || deps.telegramSilent() || deps.isLate()) return
    const progress = importProgress(deps.ledger, each)
    if (progress === null) {
      imports.end(each)
      continue
    }
    const text = deps.words(each.language).importProgress(progress)
    if (text !== each.shownText) {
      const answer = await deps.telegram('editMessageText', {
        chat_id: each.chat,
        message_id: each.message,
        text,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      })
      if (!answer.ok && (answer.problem.kind === 'wait' || answer.problem.kind === 'unknown')) return
      if (answer.ok) imports.shown(each, text)
      else if (!isUnchanged(answer.problem)) imports.end(each)
    }
    if (progress.isDone) imports.end(each)
  }
}
