/** Sends composed messages: intent, call, receipt. Paced; no channel delays another. */
import * as v from 'valibot'
import { quietUntil } from '../digest/due-times.ts'
import { limits, secondMs } from '../limits.ts'
import { type Channel, type ChannelId, type EpochMs, type Lockout, readerOf } from '../model.ts'
import type { CycleProblem, Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import { sentMessageSchema } from '../telegram/answers.ts'
import type { Pace } from '../telegram/pace.ts'
import { isPictureRefusal } from '../telegram/refusal.ts'
import type { CycleDeps } from './deps.ts'
import { callToSend, sendMethods } from './message-calls.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { moveChannel } from './move-channel.ts'
import { handleReadersRefusal } from './readers-refusal.ts'
import { renameChannel } from './rename-channel.ts'
import { simplerForm } from './simpler-form.ts'
import { withdraw } from './withdraw.ts'

/** A channel's unsent messages in order; nothing is sent before `notBefore`, ms of the stopwatch. */
interface Queue {
  readonly channel: Channel
  readonly messages: Message[]
  notBefore: number
  /** Short waits in a row that Telegram asked for. */
  waits: number
}

/** Ordinary channels, or readers' selections, which come last: channels need no calls then. */
export type Destinations = 'channels' | 'selections'

/** Sends the messages that may be sent now, within the cycle's time and calls. */
export async function deliver(
  deps: MeteredDeps,
  to: Destinations,
  pace: Pace,
  now: EpochMs,
): Promise<readonly CycleProblem[]> {
  const { stopwatch } = deps
  if (deps.telegramSilent()) return []
  const queues = openQueues(deps, to, now)
  while (deps.callsLeft() > limits.cycle.noticeCalls) {
    const next = firstToGo(queues, pace, stopwatch.elapsed())
    if (next === null || stopwatch.elapsed() + next.delay >= deps.wallMs) return []
    const { queue, message, delay } = next
    if (delay > 0) await stopwatch.sleep(delay)
    // The channel may have been paused or moved since the cycle began.
    if (deps.ledger.channels.get(queue.channel.id)?.channel.pause !== null) {
      queues.splice(queues.indexOf(queue), 1)
      continue
    }
    pace.sent(queue.channel.chat, stopwatch.elapsed())
    const refusal = await send(deps, queue.channel, message, now)
    if (deps.telegramSilent()) return []
    if (refusal === null) {
      queue.messages.shift()
      queue.waits = 0
      continue
    }
    // `metered` has recorded a lost answer.
    // Publishers' pictures often fail, and the card is sent all the same.
    if (refusal.kind !== 'unknown' && !(message.form === 'photo' && isPictureRefusal(refusal)))
      deps.failed({ what: 'message', channel: nameOf(queue.channel), problem: refusal.kind })
    if (refusal.kind === 'bad-token') return [{ kind: 'bad-token' }]
    if (
      refusal.kind === 'wait' &&
      refusal.seconds <= limits.telegram.shortWaitSeconds &&
      queue.waits < limits.telegram.shortWaits
    ) {
      queue.notBefore = stopwatch.elapsed() + refusal.seconds * secondMs
      queue.waits += 1
      continue
    }
    queues.splice(queues.indexOf(queue), 1)
    const goesOn = await handleRefusal(deps, queue.channel, message, refusal, now)
    if (goesOn !== null) {
      // A group that became a supergroup may have had a queue under its new id; the new queue includes it.
      const others = queues.filter(({ channel }) => channel.id !== goesOn)
      queues.splice(0, queues.length, ...others)
      queues.push(...openQueues(deps, to, now).filter(({ channel }) => channel.id === goesOn))
    }
  }
  return []
}

/** The log names no reader, whose selection has their id. */
function nameOf({ id }: Channel): ChannelId | 'selection' {
  return readerOf(id) === null ? id : 'selection'
}

/** The channels that may get messages now. A channel with an unanswered message may not. */
function openQueues(deps: CycleDeps, to: Destinations, now: EpochMs): Queue[] {
  const { channels, messages } = deps.ledger
  const unsent = Map.groupBy(messages.unsent(), ({ channel }) => channel)
  const states = to === 'channels' ? channels.all() : [...unsent.keys()].flatMap((id) => channels.selection(id) ?? [])
  return states.flatMap(({ channel, notBefore }) => {
    const own = unsent.get(channel.id) ?? []
    const open =
      channel.pause === null &&
      notBefore <= now &&
      own.every(({ state }) => state === 'ready') &&
      !isHeldByQuiet(channel, own[0], now)
    return open && own.length > 0 ? [{ channel, messages: own, notBefore: 0, waits: 0 }] : []
  })
}

/** A message composed before quiet hours began waits for their end. */
function isHeldByQuiet({ quiet, timezone }: Channel, first: Message | undefined, now: EpochMs): boolean {
  if (quiet === null || first === undefined) return false
  const zone = timezone ?? 'UTC'
  return quietUntil(quiet, zone, now) !== null && quietUntil(quiet, zone, first.at) === null
}

/** The message with the shortest delay; then the one with the fewest attempts; then the oldest. */
function firstToGo(queues: readonly Queue[], pace: Pace, elapsed: number) {
  const heads = queues.flatMap((queue) => {
    const message = queue.messages[0]
    if (message === undefined) return []
    const delay = Math.max(0, pace.delay(queue.channel.chat, elapsed), queue.notBefore - elapsed)
    return [{ queue, message, delay }]
  })
  const order = (one: (typeof heads)[number], other: (typeof heads)[number]) =>
    one.delay - other.delay || one.message.attempts - other.message.attempts || one.message.id - other.message.id
  return heads.sort(order)[0] ?? null
}

/** Intent, call, receipt. @returns null when Telegram has the message, or it is no longer ready */
async function send(deps: MeteredDeps, channel: Channel, message: Message, now: EpochMs): Promise<Refusal | null> {
  const { channels, messages } = deps.ledger
  if (!messages.markSending(message, now)) return null
  const answer = await callToSend(deps.telegram, channel, message)
  if (!answer.ok) {
    // Every other refusal means that Telegram does not have it.
    if (answer.problem.kind !== 'unknown') {
      messages.markReady(message)
      if (channels.get(channel.id)?.channel.pause != null) withdraw(deps.ledger, channel.id)
    }
    return answer.problem
  }
  const sent = v.safeParse(sentMessageSchema, answer.value)
  if (!sent.success) {
    const detail = 'a receipt without a message id'
    deps.failed({ what: 'call', method: sendMethods[message.form], detail })
    return { kind: 'unknown', detail }
  }
  messages.markSent(message, sent.output.message_id, now)
  const present = channels.get(channel.id)
  if (present?.lockout != null) notifyReopened(deps, channel, 0, false)
  const { chat } = sent.output
  const isNamed = channel.kind === 'channel' || channel.kind === 'supergroup'
  if (chat !== undefined && isNamed && present !== null && present.channel.username !== (chat.username ?? null))
    await renameChannel(deps, channel, chat.username ?? null)
  return null
}

/** Notifies the owner that a channel is open again. @param asks the owner has to choose first which headlines are sent */
export function notifyReopened(
  { ledger }: Pick<CycleDeps, 'ledger'>,
  { id, title, owner, language }: Channel,
  waiting: number,
  asks: boolean,
): void {
  ledger.channels.setNotifiedLockout(id, null)
  ledger.notices.add(owner, language, { kind: 'back', channel: title, id, waiting, asks })
}

/** Handles a refusal. @returns the channel whose messages continue in this cycle; null: they wait */
async function handleRefusal(
  deps: MeteredDeps,
  channel: Channel,
  message: Message,
  refusal: Exclude<Refusal, { kind: 'bad-token' }>,
  now: EpochMs,
): Promise<ChannelId | null> {
  const { ledger } = deps
  const simpler = simplerForm(message, refusal)
  if (simpler === 'ordinary') {
    replaceRich(deps, channel, refusal)
    return channel.id
  }
  if (simpler !== null) {
    ledger.messages.retryAs(message, simpler)
    return channel.id
  }
  if (readerOf(channel.id) !== null) return handleReadersRefusal(deps, channel, message, refusal, now)
  switch (refusal.kind) {
    case 'wait':
      ledger.channels.wait(channel.id, now + refusal.seconds * secondMs)
      return null
    case 'locked-out':
      lockOut(deps, channel, refusal.reason, now)
      return null
    case 'migrated':
      return moveChannel(deps, channel, refusal.to)
    case 'rejected':
    case 'bad-text': {
      if (refusal.kind === 'rejected') {
        // The text may be fine, and other messages would be refused too, so nothing is dropped.
        lockOut(deps, channel, 'refused', now, refusal.description)
        return null
      }
      ledger.transaction(() => {
        const headlines = ledger.messages.markRefused(message)
        ledger.notices.add(channel.owner, channel.language, {
          kind: 'refused',
          channel: channel.title,
          headlines,
          description: refusal.description,
        })
      })
      return channel.id
    }
    case 'unknown':
      return null
  }
}

/** Ordinary messages replace the channel's rich ones; its owner is told once, unless the chat may take no messages at all. */
function replaceRich({ ledger }: Pick<CycleDeps, 'ledger'>, channel: Channel, refusal: Refusal): void {
  const { id, owner, language, title } = channel
  ledger.transaction(() => {
    // None is left if the channel was paused meanwhile.
    if (!ledger.messages.replaceRich(id) || readerOf(id) !== null || refusal.kind === 'locked-out') return
    if (!ledger.channels.noteRichRefused(id)) return
    const description = 'description' in refusal ? refusal.description : ''
    ledger.notices.add(owner, language, { kind: 'rich-refused', channel: title, description })
  })
}

/** Pauses a channel that Telegram closed to the bot, with one notice to its owner. Composed headlines wait again. */
export function lockOut(
  { ledger }: Pick<CycleDeps, 'ledger'>,
  channel: Channel,
  reason: Lockout,
  now: EpochMs,
  description: string | null = null,
): void {
  ledger.transaction(() => {
    const state = ledger.channels.get(channel.id)
    ledger.messages.uncompose(channel.id)
    // The owner's own pause stays; Telegram is asked again when it ends.
    if (state === null || state.channel.pause !== null) return
    const retryAt = now + limits.telegram.lockoutRetryMs
    ledger.channels.pause(channel.id, { by: 'telegram', reason, since: now, retryAt })
    if (state.lockout === reason) return
    ledger.channels.setNotifiedLockout(channel.id, reason)
    ledger.notices.add(channel.owner, channel.language, {
      kind: 'locked-out',
      channel: channel.title,
      reason,
      description,
    })
    ledger.alerts.add({ kind: 'channel-lost', channel: channel.title, reason, owner: channel.owner })
  })
}
