/** Tells people what they did not ask for but ought to know: a closed channel, one that is back, headlines that aged out. */
import { limits } from '../limits.ts'
import type { UserId } from '../model.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** A notice that Telegram refuses is dropped: who has blocked the bot does not want to be told. */
export async function tellPeople(deps: MeteredDeps): Promise<void> {
  const unreached = new Set<UserId>()
  let calls = 0
  for (const notice of deps.ledger.notices()) {
    if (deps.callsLeft() <= 0 || deps.telegramSilent()) return
    // The others are told by the next cycle.
    if (deps.isLate() && calls >= limits.cycle.noticeCalls) return
    if (unreached.has(notice.person)) continue
    const { html, buttons } = deps.words(notice.language).notice(notice.notice)
    calls += 1
    const answer = await deps.telegram('sendMessage', {
      chat_id: notice.person,
      text: html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: buttons },
    })
    if (!answer.ok && answer.problem.kind === 'bad-token') return
    if (answer.ok || (answer.problem.kind !== 'wait' && answer.problem.kind !== 'unknown')) deps.ledger.told(notice)
    else unreached.add(notice.person)
  }
}
