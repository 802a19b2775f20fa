/** Settles messages whose answer never came, and channels that Telegram had closed, before anything else is sent. */
import { limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Message } from '../store/messages.ts'
import { readMember } from '../telegram/answers.ts'
import { isUnchanged } from '../telegram/refusal.ts'
import { mayPost } from '../telegram/rights.ts'
import { lockOut } from './deliver.ts'
import type { CycleDeps } from './deps.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { moveChannel } from './move-channel.ts'
import { callsFor } from './read-due-feeds.ts'

/** A channel with more than this waiting is not flooded when it comes back: its owner chooses. */
export const FLOOD = 10
/** Own rights, and every id that the probe looks at. */
const PROBE_CALLS = 1 + limits.telegram.probeIds
/** A message that was sent so often without an answer is told of. */
const TOLD_AFTER = 3
const MINUTE = 60_000
/** Channels that Telegram closed; the others have their turn in the next cycle. */
const ASKS_A_CYCLE = 5

type Probed =
  /** Telegram has it, under this id. */
  | { readonly kind: 'sent'; readonly telegramId: number }
  /** It certainly or possibly is not there: it is sent again. */
  | { readonly kind: 'again' }
  /** Not settled yet; the channel stays held back. */
  | { readonly kind: 'later' }

/** Messages that an earlier cycle began to send, and whose receipt is missing; those that have waited longest first. */
export async function settleUnknown(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { channels, messages } = deps.ledger
  const unknown = messages.unsent().filter((message) => message.state === 'sending' && isRipe(message, now))
  if (unknown.length === 0) return
  const reads = callsFor(deps.ledger.feeds.used())
  for (const message of unknown.sort((one, other) => one.at - other.at)) {
    const state = channels.get(message.channel)
    // One that Telegram closed is asked after hourly, and settled once it is open again.
    if (state === null || state.channel.pause?.by === 'telegram') continue
    // Feeds are to be read in this cycle too: what has no room or time in it is left for the next.
    if (hasNoTime(deps)) return
    const asks = canBeAsked(state)
    if (asks && deps.callsLeft() < PROBE_CALLS + reads) continue
    const probed: Probed = asks ? await probe(deps, state, message, now) : { kind: 'again' }
    if (probed.kind === 'sent') messages.sent(message, probed.telegramId, now)
    if (probed.kind === 'again') sendAgain(deps, state, message)
  }
}

/** A quarter of the cycle is for what earlier ones left, so that feeds are read even while Telegram is slow. */
function hasNoTime({ telegramSilent, stopwatch, wallMs }: MeteredDeps): boolean {
  return telegramSilent() || stopwatch.elapsed() > wallMs / 4
}

/**
 * Not in the cycle that sent it, whose call may still be on its way; and after each further attempt twice as long, so that
 * a chat that never answers is neither flooded nor given up. A time far ahead is of a clock that was wrong.
 */
function isRipe({ at, attempts }: Message, now: EpochMs): boolean {
  const rest = Math.min(limits.telegram.unansweredAtMostMs, MINUTE * (2 ** Math.max(0, attempts - 1) - 1) * 5)
  return at > now + 10 * MINUTE || (at < now && now - at >= rest)
}

function sendAgain({ ledger }: MeteredDeps, { channel }: ChannelState, message: Message): void {
  ledger.transaction(() => {
    ledger.messages.ready(message)
    // Its owner has paused the channel meanwhile: what is in it waits with the rest.
    if (ledger.channels.get(channel.id)?.channel.pause !== null) ledger.messages.uncompose(channel.id)
    if (message.attempts !== TOLD_AFTER) return
    const { owner, language, title } = channel
    ledger.tell(owner, language, { kind: 'unanswered', channel: title, attempts: message.attempts })
  })
}

/** Only broadcast channels have consecutive ids and nothing of the bot's but digests. */
function canBeAsked(state: ChannelState): state is ChannelState & { readonly lastMessage: number } {
  return state.channel.kind === 'channel' && state.lastMessage !== null
}

/**
 * Asks Telegram whether a message is in a channel, by an edit that changes nothing, on the ids after the last known one.
 * Where others have posted much since, it goes on in the next cycle from where it stopped. It can tell only where the bot cannot edit others' posts. The answers' words are those of the open-source Bot API server
 * (tdlib/telegram-bot-api, Client.cpp).
 */
async function probe(
  deps: MeteredDeps,
  { channel, lastMessage }: ChannelState & { readonly lastMessage: number },
  message: Message,
  now: EpochMs,
): Promise<Probed> {
  const rights = await ownRights(deps, channel)
  if (rights === 'later') return { kind: 'later' }
  if (rights === 'may-edit') return { kind: 'again' }
  if (rights === 'none') {
    // Put out, it sees nothing; once it is let in again, it can be asked.
    if (channel.pause === null) lockOut(deps, channel, 'no-rights', now)
    return { kind: 'later' }
  }
  const from = Math.max(lastMessage, message.probed)
  let others = 0
  const isShort = deps.wallMs < limits.cycle.wallMs
  for (let id = from + 1; id <= from + limits.telegram.probeIds; id += 1) {
    if (isShort && deps.isLate()) return { kind: 'later' }
    const answer = await deps.telegram('editMessageReplyMarkup', { chat_id: channel.chat, message_id: id })
    // Without a markup there is nothing to change: an edit that worked was of an own post as well.
    if (answer.ok) return { kind: 'sent', telegramId: id }
    const found = readProbe(answer.problem)
    if (found === 'ours') return { kind: 'sent', telegramId: id }
    if (found === 'cannot-tell') return { kind: 'again' }
    if (found === 'later') return { kind: 'later' }
    if (found === 'others') others = id
  }
  // Behind so many ids in a row with nothing there is nothing more.
  if (others === 0 || others - lastMessage > limits.telegram.probeAtMost) return { kind: 'again' }
  deps.ledger.messages.probed(message, others)
  return { kind: 'later' }
}

function readProbe(refusal: Refusal): 'ours' | 'others' | 'nothing' | 'cannot-tell' | 'later' {
  if (refusal.kind !== 'rejected') return refusal.kind === 'bad-text' ? 'cannot-tell' : 'later'
  if (isUnchanged(refusal)) return 'ours'
  const words = refusal.description.toLowerCase()
  if (words.includes("message can't be edited")) return 'others'
  if (words.includes('message to edit not found')) return 'nothing'
  return 'cannot-tell'
}

type Rights = 'may-post' | 'may-edit' | 'none' | 'later'

/** What the bot may do in a chat, in as far as sending and probing need it. */
async function ownRights(deps: MeteredDeps, channel: Channel): Promise<Rights> {
  const answer = await deps.telegram('getChatMember', { chat_id: channel.chat, user_id: deps.settings.botId })
  if (!answer.ok) {
    if (answer.problem.kind === 'migrated') await moveChannel(deps, channel, answer.problem.to)
    return answer.problem.kind === 'locked-out' || answer.problem.kind === 'rejected' ? 'none' : 'later'
  }
  const member = readMember(answer.value)
  if (member === null || !mayPost(member, channel.kind)) return 'none'
  return member.can_edit_messages ? 'may-edit' : 'may-post'
}

/** Asks after channels that Telegram had closed, an hour after it last did; those that are open again go on. */
export async function retryLockedOut(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { channels } = deps.ledger
  let asked = 0
  for (const { channel } of channels.all()) {
    const { pause } = channel
    if (pause?.by !== 'telegram' || (pause.retryAt > now && pause.retryAt <= now + limits.telegram.lockoutRetryMs))
      continue
    if (asked === ASKS_A_CYCLE || hasNoTime(deps)) return
    asked += 1
    const open = channel.kind === 'channel' ? await ownRights(deps, channel) : await chatOpen(deps, channel)
    // Its owner may have paused it, or let the bot in, while Telegram was asked.
    const after = channels.get(channel.id)?.channel.pause
    if (after?.by !== 'telegram' || after.retryAt !== pause.retryAt || open === 'later') continue
    if (open === 'none') channels.pause(channel.id, { ...pause, retryAt: now + limits.telegram.lockoutRetryMs })
    else goOn(deps, channel, now)
  }
}

/** In groups rights alone do not tell whether one may write: members may be muted, topics closed. */
async function chatOpen(deps: MeteredDeps, channel: Channel): Promise<Rights> {
  const answer = await deps.telegram('sendChatAction', {
    chat_id: channel.chat,
    ...(channel.thread === null ? {} : { message_thread_id: channel.thread }),
    action: 'typing',
  })
  if (answer.ok) return 'may-post'
  if (answer.problem.kind === 'migrated') await moveChannel(deps, channel, answer.problem.to)
  return answer.problem.kind === 'locked-out' || answer.problem.kind === 'rejected' ? 'none' : 'later'
}

/** Telegram says that the bot was let in again. */
export function comeBack(deps: Pick<CycleDeps, 'ledger'>, channel: Channel, now: EpochMs): void {
  const { ledger } = deps
  ledger.transaction(() => {
    if (goOn(deps, channel, now)) return
    const { id, title, owner, language } = channel
    const waiting = ledger.deliveries.waiting(id)
    ledger.tell(owner, language, { kind: 'back', channel: title, id, waiting, asks: false })
    ledger.channels.lockedOut(id, null)
  })
}

/**
 * A channel that seems to be open goes on; that it is will be told when a message has got through. With much waiting, its
 * owner is asked first, so that nobody is flooded. @returns whether its owner was asked
 */
function goOn({ ledger }: Pick<CycleDeps, 'ledger'>, { id, title, owner, language }: Channel, now: EpochMs): boolean {
  return ledger.transaction(() => {
    const waiting = ledger.deliveries.waiting(id)
    // Whether a topic is open only a message tells: none is asked about on a mere guess.
    const asks = waiting > FLOOD && ledger.channels.get(id)?.lockout !== 'topic-closed'
    ledger.channels.pause(id, asks ? { by: 'choice', since: now } : null)
    if (asks) {
      ledger.tell(owner, language, { kind: 'back', channel: title, id, waiting, asks })
      ledger.channels.lockedOut(id, null)
    }
    return asks
  })
}
