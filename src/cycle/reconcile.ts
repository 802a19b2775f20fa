/** Finds out what happened to messages without an answer, and retries closed channels, before anything else is sent. */
import { limits, minuteMs } from '../limits.ts'
import { type Channel, type EpochMs, readerOf } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Message } from '../store/messages.ts'
import { readMember } from '../telegram/answers.ts'
import { isUnchanged } from '../telegram/refusal.ts'
import { mayPost } from '../telegram/rights.ts'
import type { CycleDeps } from './deps.ts'
import { callsFor } from './host-lanes.ts'
import { lockOut, notifyReopened } from './lock-out.ts'
import { callToProbe } from './message-calls.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { moveChannel } from './move-channel.ts'
import { withdraw } from './withdraw.ts'

/** One call for the bot's rights, and one for each id. */
const PROBE_CALLS = 1 + limits.telegram.probeIds

type Probed =
  /** Telegram has it, under this id. */
  | { readonly kind: 'sent'; readonly telegramId: number }
  /** Telegram does not have it, or it cannot be found out: send it again. */
  | { readonly kind: 'again' }
  /** Not known yet; nothing goes to the channel. */
  | { readonly kind: 'later' }

/** Messages that an earlier cycle sent without getting a receipt, the oldest first. */
export async function reconcileUnanswered(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { channels, messages } = deps.ledger
  const unknown = messages.unsent().filter((message) => message.state === 'sending' && isRipe(message, now))
  if (unknown.length === 0) return
  const reads = callsFor(deps.ledger.feeds.used(), deps.ledger.hosts.all())
  for (const message of unknown.sort((one, other) => one.at - other.at)) {
    const state = channels.get(message.channel)
    // A closed channel is retried hourly, and its messages are reconciled once it is open.
    if (state === null || state.channel.pause?.by === 'telegram') continue
    // This cycle also polls feeds; the next one continues.
    if (hasNoTime(deps)) return
    const canProbe = isProbable(state)
    if (canProbe && deps.callsLeft() < PROBE_CALLS + reads) continue
    const probed: Probed = canProbe ? await probe(deps, state, message, now) : { kind: 'again' }
    if (probed.kind === 'sent') messages.markSent(message, probed.telegramId, now)
    if (probed.kind === 'again') sendAgain(deps, state, message)
  }
}

/** A quarter of the cycle is for earlier messages, so that feeds are polled even while Telegram is slow. */
function hasNoTime({ telegramSilent, stopwatch, wallMs }: MeteredDeps): boolean {
  return telegramSilent() || stopwatch.elapsed() > wallMs / 4
}

/**
 * Whether a message can be reconciled: not in the cycle that sent it, as the call may still be under way. Each attempt doubles the
 * wait, so that a chat that never answers is neither flooded nor given up. A time far ahead comes from a wrong clock.
 */
function isRipe({ at, attempts }: Message, now: EpochMs): boolean {
  const wait = Math.min(limits.telegram.unansweredAtMostMs, minuteMs * (2 ** Math.max(0, attempts - 1) - 1) * 5)
  return at > now + 10 * minuteMs || (at < now && now - at >= wait)
}

function sendAgain({ ledger }: MeteredDeps, { channel }: ChannelState, message: Message): void {
  ledger.transaction(() => {
    // Fetching the picture may be what took too long.
    if (message.form === 'photo') ledger.messages.retryAs(message, { form: 'html', buttons: message.buttons })
    else ledger.messages.markReady(message)
    // The owner has paused the channel meanwhile: its headlines wait with the others.
    if (ledger.channels.get(channel.id)?.channel.pause !== null) withdraw(ledger, channel.id)
    // Readers are not told: they see no state of a channel.
    if (readerOf(channel.id) !== null || message.attempts !== limits.telegram.unansweredAttempts) return
    const { owner, language, title } = channel
    ledger.notices.add(owner, language, { kind: 'unanswered', channel: title, attempts: message.attempts })
  })
}

/** Only broadcast channels have consecutive ids, and no message of the bot but digests. */
function isProbable(state: ChannelState): state is ChannelState & { readonly lastMessage: number } {
  return state.channel.kind === 'channel' && state.lastMessage !== null
}

/**
 * Finds out whether a message is in a channel, by edits that change nothing, on the ids after the last known one. Works only where
 * the bot cannot edit others' posts. After many posts of others it continues in the next cycle. The error texts are those of
 * the open-source Bot API server (tdlib/telegram-bot-api, Client.cpp).
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
    // A removed bot sees no message; it can probe once it is back.
    if (channel.pause === null) lockOut(deps, channel, 'no-rights', now)
    return { kind: 'later' }
  }
  const from = Math.max(lastMessage, message.probed)
  let others = 0
  const isShort = deps.wallMs < limits.cycle.wallMs
  for (let id = from + 1; id <= from + limits.telegram.probeIds; id += 1) {
    if (isShort && deps.isLate()) return { kind: 'later' }
    const answer = await callToProbe(deps.telegram, channel.chat, id, message)
    // The post has this keyboard already: an edit that worked was of an own post too.
    if (answer.ok) return { kind: 'sent', telegramId: id }
    const found = readProbe(answer.problem)
    if (found === 'ours') return { kind: 'sent', telegramId: id }
    if (found === 'cannot-tell') return { kind: 'again' }
    if (found === 'later') return { kind: 'later' }
    if (found === 'others') others = id
  }
  // Only empty ids: the channel has no later message.
  if (others === 0 || others - lastMessage > limits.telegram.probeAtMost) return { kind: 'again' }
  deps.ledger.messages.setProbed(message, others)
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

/** The bot's rights in a chat, as far as sending and probing need them. */
async function ownRights(deps: MeteredDeps, channel: Channel): Promise<Rights> {
  const answer = await deps.telegram('getChatMember', { chat_id: channel.chat, user_id: deps.settings.botId })
  if (!answer.ok) return rightsAfter(deps, channel, answer.problem)
  const member = readMember(answer.value)
  if (member === null || !mayPost(member, channel.kind)) return 'none'
  return member.can_edit_messages ? 'may-edit' : 'may-post'
}

/** Retries channels that Telegram closed, an hour after the last attempt; open ones continue. */
export async function retryLockedOut(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { channels } = deps.ledger
  let checks = 0
  for (const { channel } of channels.all()) {
    const { pause } = channel
    if (pause?.by !== 'telegram' || (pause.retryAt > now && pause.retryAt <= now + limits.telegram.lockoutRetryMs))
      continue
    if (checks === limits.telegram.lockoutChecks || hasNoTime(deps)) return
    checks += 1
    const open = channel.kind === 'channel' ? await ownRights(deps, channel) : await chatOpen(deps, channel)
    // The owner may have paused it, or added the bot again, meanwhile.
    const after = channels.get(channel.id)?.channel.pause
    if (after?.by !== 'telegram' || after.retryAt !== pause.retryAt || open === 'later') continue
    if (open === 'none') channels.pause(channel.id, { ...pause, retryAt: now + limits.telegram.lockoutRetryMs })
    else resume(deps, channel, now)
  }
}

/** In groups rights do not say whether the bot may write: members may be muted, topics closed. */
async function chatOpen(deps: MeteredDeps, channel: Channel): Promise<Rights> {
  const answer = await deps.telegram('sendChatAction', {
    chat_id: channel.chat,
    ...(channel.thread === null ? {} : { message_thread_id: channel.thread }),
    action: 'typing',
  })
  return answer.ok ? 'may-post' : rightsAfter(deps, channel, answer.problem)
}

async function rightsAfter(deps: MeteredDeps, channel: Channel, refusal: Refusal): Promise<Rights> {
  if (refusal.kind === 'migrated') await moveChannel(deps, channel, refusal.to)
  return refusal.kind === 'locked-out' || refusal.kind === 'rejected' ? 'none' : 'later'
}

/** Telegram says that the bot was added again. */
export function reopenChannel(deps: Pick<CycleDeps, 'ledger'>, channel: Channel, now: EpochMs): void {
  const { ledger } = deps
  ledger.transaction(() => {
    if (!resume(deps, channel, now)) notifyReopened(deps, channel, ledger.deliveries.waiting(channel.id), false)
  })
}

/**
 * Resumes a channel that seems to be open; the notice follows when a message gets through. With many headlines waiting, the owner
 * chooses first which of them to send. @returns whether the owner has to choose
 */
function resume(deps: Pick<CycleDeps, 'ledger'>, channel: Channel, now: EpochMs): boolean {
  const { ledger } = deps
  const { id } = channel
  return ledger.transaction(() => {
    const waiting = ledger.deliveries.waiting(id)
    // Only a message tells whether a topic is open: the owner is not asked on a guess.
    const asks = waiting > limits.cycle.floodHeadlines && ledger.channels.get(id)?.lockout !== 'topic-closed'
    ledger.channels.pause(id, asks ? { by: 'choice', since: now } : null)
    if (asks) notifyReopened(deps, channel, waiting, asks)
    return asks
  })
}
