/** Settles messages whose answer never came, and channels that Telegram had closed, before anything else is sent. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { CycleEdges } from './edges.ts'
import type { MeteredEdges } from './meter.ts'

/** A channel with more than this waiting is not flooded when it comes back: its owner chooses. */
export const FLOOD = 10
/** Own rights, and every id that the probe looks at. */
const PROBE_CALLS = 1 + limits.telegram.probeIds

type Probed =
  /** Telegram has it, under this id. */
  | { readonly kind: 'sent'; readonly telegramId: number }
  /** It certainly or possibly is not there: it is sent again. */
  | { readonly kind: 'again' }
  /** Not settled yet; the channel stays held back. */
  | { readonly kind: 'later' }

/** Messages that an earlier cycle began to send, and whose receipt is missing. */
export async function settleUnknown(edges: MeteredEdges, now: EpochMs): Promise<void> {
  const { channels, deliveries } = edges.ledger
  for (const message of deliveries.unsent()) {
    // A call of this very cycle time may still be on its way to Telegram.
    if (message.state !== 'sending' || message.at >= now) continue
    // One that cannot be settled to the end is left for the next cycle, so that feeds are still read in this one.
    if (edges.callsLeft() < PROBE_CALLS + limits.feed.callsACycle) return
    const state = channels.get(message.channel)
    if (state === null) continue
    const probed = await probe(edges, state)
    if (probed.kind === 'sent') deliveries.sent(message, probed.telegramId, now)
    if (probed.kind === 'again') deliveries.ready(message)
  }
}

/**
 * Asks Telegram whether a message is in a channel, by an edit that changes nothing, on the ids after the last known one.
 * It can tell only in broadcast channels (consecutive ids, nothing of the bot's but digests), where the bot cannot edit
 * others' posts. The answers' words are those of the open-source Bot API server (tdlib/telegram-bot-api, Client.cpp).
 */
async function probe(edges: CycleEdges, state: ChannelState): Promise<Probed> {
  const { channel, lastMessage } = state
  if (channel.kind !== 'channel' || lastMessage === null) return { kind: 'again' }
  const rights = await ownRights(edges, channel)
  if (rights === 'later') return { kind: 'later' }
  if (rights !== 'may-post') return { kind: 'again' }
  for (let id = lastMessage + 1; id <= lastMessage + limits.telegram.probeIds; id += 1) {
    const answer = await edges.telegram('editMessageReplyMarkup', { chat_id: channel.chat, message_id: id })
    // Without a markup there is nothing to change: an edit that worked was of an own post as well.
    if (answer.ok) return { kind: 'sent', telegramId: id }
    const found = readProbe(answer.problem)
    if (found === 'ours') return { kind: 'sent', telegramId: id }
    if (found === 'cannot-tell') return { kind: 'again' }
    if (found === 'later') return { kind: 'later' }
  }
  return { kind: 'again' }
}

function readProbe(refusal: Refusal): 'ours' | 'look-further' | 'cannot-tell' | 'later' {
  if (refusal.kind === 'wait' || refusal.kind === 'unknown' || refusal.kind === 'bad-token') return 'later'
  if (refusal.kind !== 'rejected') return 'cannot-tell'
  const words = refusal.description.toLowerCase()
  if (words.includes('message is not modified')) return 'ours'
  if (words.includes("message can't be edited")) return 'look-further'
  if (words.includes('message to edit not found')) return 'look-further'
  return 'cannot-tell'
}

const memberSchema = v.object({
  status: v.string(),
  can_post_messages: v.optional(v.boolean()),
  can_edit_messages: v.optional(v.boolean()),
  can_send_messages: v.optional(v.boolean()),
})

type Rights = 'may-post' | 'may-edit' | 'none' | 'later'

/** What the bot may do in a chat, in as far as sending and probing need it. */
async function ownRights(edges: CycleEdges, channel: Channel): Promise<Rights> {
  const answer = await edges.telegram('getChatMember', { chat_id: channel.chat, user_id: edges.settings.botId })
  if (!answer.ok) {
    return answer.problem.kind === 'locked-out' || answer.problem.kind === 'rejected' ? 'none' : 'later'
  }
  const member = v.safeParse(memberSchema, answer.value)
  if (!member.success) return 'none'
  const { status, can_post_messages, can_edit_messages, can_send_messages } = member.output
  if (can_edit_messages === true) return 'may-edit'
  if (channel.kind === 'channel') return can_post_messages === true ? 'may-post' : 'none'
  if (status === 'restricted') return can_send_messages === true ? 'may-post' : 'none'
  return ['creator', 'administrator', 'member'].includes(status) ? 'may-post' : 'none'
}

/** Asks after channels that Telegram had closed, an hour after it last did; those that are open again go on. */
export async function retryLockedOut(edges: MeteredEdges, now: EpochMs): Promise<void> {
  const { ledger } = edges
  for (const { channel } of ledger.channels.all()) {
    const { pause } = channel
    if (pause?.by !== 'telegram' || pause.retryAt > now) continue
    if (edges.callsLeft() <= limits.feed.callsACycle + limits.cycle.noticeCalls) return
    const open = channel.kind === 'private' ? await privateChatOpen(edges, channel) : await ownRights(edges, channel)
    if (open === 'may-post' || open === 'may-edit') comeBack(edges, channel, now)
    else ledger.channels.pause(channel.id, { ...pause, retryAt: now + limits.telegram.lockoutRetryMs })
  }
}

async function privateChatOpen(edges: CycleEdges, channel: Channel): Promise<Rights> {
  const answer = await edges.telegram('sendChatAction', { chat_id: channel.chat, action: 'typing' })
  return answer.ok ? 'may-post' : 'none'
}

/** A channel that was paused goes on; with much waiting, its owner is asked first, so that nobody is flooded. */
export function comeBack(edges: Pick<CycleEdges, 'ledger'>, channel: Channel, now: EpochMs): void {
  const { ledger } = edges
  ledger.transaction(() => {
    const waiting = ledger.deliveries.pending(channel.id).length
    const asks = waiting > FLOOD
    ledger.channels.pause(channel.id, asks ? { by: 'choice', since: now } : null)
    const { id, title, owner, language } = channel
    ledger.tell(owner, language, { kind: 'back', channel: title, id, waiting, asks })
  })
}
