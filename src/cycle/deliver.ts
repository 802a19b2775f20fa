/** Sends composed messages: intent, call, receipt. Paced; no channel delays another. */
import * as v from 'valibot'
import { quietUntil } from '../digest/due-times.ts'
import { limits, secondMs } from '../limits.ts'
import { type Channel, type ChannelId, type EpochMs, readerOf } from '../model.ts'
import type { CycleProblem, Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import { sentMessageSchema } from '../telegram/answers.ts'
import type { Pace } from '../telegram/pace.ts'
import { isPictureRefusal } from '../telegram/refusal.ts'
import type { CycleDeps } from './deps.ts'
import { handleRefusal } from './handle-refusal.ts'
import { notifyReopened } from './lock-out.ts'
import { callToSend, sendMethods } from './message-calls.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { renameChannel } from './rename-channel.ts'
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
  let queues = openQueues(deps, to, now)
  const drop = (queue: Queue) => {
    queues = queues.filter((each) => each !== queue)
  }
  while (deps.callsLeft() > limits.cycle.noticeCalls) {
    const next = firstToGo(queues, pace, stopwatch.elapsed())
    if (next === null || stopwatch.elapsed() + next.delay >= deps.wallMs) return []
    const { queue, message, delay } = next
    if (delay > 0) await stopwatch.sleep(delay)
    // The channel may have been paused or moved since the cycle began.
    if (deps.ledger.channels.get(queue.channel.id)?.channel.pause !== null) {
      drop(queue)
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
    if (isFailure(message, refusal))
      deps.failed({ what: 'message', channel: nameOf(queue.channel), problem: refusal.kind })
    if (refusal.kind === 'bad-token') return [{ kind: 'bad-token' }]
    if (refusal.kind === 'wait' && isShortWait(queue, refusal.seconds)) {
      queue.notBefore = stopwatch.elapsed() + refusal.seconds * secondMs
      queue.waits += 1
      continue
    }
    drop(queue)
    const goesOn = await handleRefusal(deps, queue.channel, message, refusal, now)
    // A group that became a supergroup may have a queue under its new id; the new queue includes it.
    if (goesOn !== null) {
      const isOfIt = ({ channel }: Queue) => channel.id === goesOn
      queues = [...queues.filter((each) => !isOfIt(each)), ...openQueues(deps, to, now).filter(isOfIt)]
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

/** Whether the cycle reports a refusal. `metered` has recorded lost answers; publishers' pictures often fail, and the card is sent all the same. */
function isFailure({ form }: Message, refusal: Refusal): boolean {
  return refusal.kind !== 'unknown' && !(form === 'photo' && isPictureRefusal(refusal))
}

/** Whether the queue waits in this cycle, not until a later one. */
function isShortWait({ waits }: Queue, seconds: number): boolean {
  const { shortWaitSeconds, shortWaits } = limits.telegram
  return seconds <= shortWaitSeconds && waits < shortWaits
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
