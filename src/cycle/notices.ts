/** Tells people what they did not ask for but ought to know: a closed channel, one that is back, headlines that aged out. */
import { limits } from '../limits.ts'
import type { UserId } from '../model.ts'
import type { MeteredEdges } from './meter.ts'

/** A notice that Telegram refuses is dropped: who has blocked the bot does not want to be told. */
export async function tellPeople(edges: MeteredEdges): Promise<void> {
  const unreached = new Set<UserId>()
  let calls = 0
  for (const notice of edges.ledger.notices()) {
    if (edges.callsLeft() <= 0 || edges.telegramSilent()) return
    // The others are told by the next cycle.
    if (edges.isLate() && calls >= limits.cycle.noticeCalls) return
    if (unreached.has(notice.person)) continue
    const { html, buttons } = edges.words(notice.language).notice(notice.notice)
    calls += 1
    const answer = await edges.telegram('sendMessage', {
      chat_id: notice.person,
      text: html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: buttons },
    })
    if (!answer.ok && answer.problem.kind === 'bad-token') return
    if (answer.ok || (answer.problem.kind !== 'wait' && answer.problem.kind !== 'unknown')) edges.ledger.told(notice)
    else unreached.add(notice.person)
  }
}
