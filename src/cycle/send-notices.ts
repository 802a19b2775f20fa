/** Sends notices to people, such as that a channel was closed or reopened, or that headlines expired. */
import { limits } from '../limits.ts'
import type { UserId } from '../model.ts'
import type { MethodParameters } from '../telegram/methods.ts'
import { plainOf } from '../text/telegram-html.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** Drops a notice that Telegram refuses: the person has blocked the bot. */
export async function sendNotices(deps: MeteredDeps): Promise<void> {
  const { notices } = deps.ledger
  const unreached = new Set<UserId>()
  let calls = 0
  for (const stored of notices.all()) {
    if (deps.callsLeft() <= 0 || deps.telegramSilent()) return
    // The next cycle sends the others.
    if (deps.isLate() && calls >= limits.cycle.noticeCalls) return
    if (unreached.has(stored.person)) continue
    const { html, buttons } = deps.words(stored.language).notice(stored.notice)
    calls += 1
    const send = (text: Pick<MethodParameters<'sendMessage'>, 'text' | 'parse_mode'>) =>
      deps.telegram('sendMessage', {
        chat_id: stored.person,
        ...text,
        link_preview_options: { is_disabled: true },
        reply_markup: { inline_keyboard: buttons },
      })
    let answer = await send({ text: html, parse_mode: 'HTML' })
    // A server that does not know the markup takes the text.
    if (!answer.ok && answer.problem.kind === 'bad-text' && deps.callsLeft() > 0)
      answer = await send({ text: plainOf(html) })
    if (!answer.ok && answer.problem.kind === 'bad-token') return
    if (answer.ok || (answer.problem.kind !== 'wait' && answer.problem.kind !== 'unknown')) notices.remove(stored)
    else unreached.add(stored.person)
  }
}
