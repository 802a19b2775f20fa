/** Composes the digests that are due and sends them: intent, call, receipt; paced; one channel never holds up another. */
import * as v from 'valibot'
import { atMost, compose } from '../digest/compose.ts'
import { isDue, quietUntil } from '../digest/when.ts'
import { limits } from '../limits.ts'
import type { Channel, ChannelId, EpochMs, Lockout } from '../model.ts'
import type { CycleProblem, Refusal } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Pending } from '../store/deliveries.ts'
import type { Message } from '../store/messages.ts'
import { Pace } from '../telegram/pace.ts'
import type { CycleEdges, CycleWords } from './edges.ts'
import type { MeteredEdges } from './meter.ts'
import { moveChannel } from './move.ts'

const SECOND = 1000
const sentSchema = v.object({ message_id: v.number() })

/** @param complete all that was to be read was read, and is in KV: a set time that finds nothing waiting is over */
export async function deliver(edges: MeteredEdges, now: EpochMs, complete: boolean): Promise<readonly CycleProblem[]> {
  const problems = composeDue(edges, now, complete)
  return (await sendAll(edges, now)) ? problems : [...problems, { kind: 'bad-token' }]
}

/** Puts the pending headlines of channels whose time has come into messages. One digest of a channel at a time. */
function composeDue(edges: CycleEdges, now: EpochMs, complete: boolean): readonly CycleProblem[] {
  const { deliveries, messages, channels } = edges.ledger
  const busy = new Set(messages.unsent().map(({ channel }) => channel))
  const urgent = deliveries.urgent()
  // A headline is sent only when its edition is in KV, so that its link opens.
  const open = edges.ledger.openCycle()
  const unput = open === null || open.editionPut ? null : open.code
  return channels.all().flatMap((state): readonly CycleProblem[] => {
    const { id, pause, title } = state.channel
    if (pause !== null || busy.has(id)) return []
    try {
      const due = isDueNow(edges, state, now)
      if (!due && !urgent.has(id)) return []
      const pending = deliveries.pending(id).filter(({ edition }) => edition !== unput)
      composeDigest(edges, state, due ? pending : pending.filter((each) => each.urgent), due, now, complete)
      return []
    } catch {
      // One channel that cannot be set is a bug of ours; the others get their digests all the same.
      return [{ kind: 'channel-failed', channel: title }]
    }
  })
}

function isDueNow(
  { settings }: CycleEdges,
  { channel, lastDigestAt, scheduleSince: since }: ChannelState,
  now: EpochMs,
) {
  const { schedule, timezone, quiet } = channel
  return isDue(schedule, timezone ?? 'UTC', { now, lastDigestAt, since }, settings.liveGapMinutes, quiet)
}

function composeDigest(
  edges: CycleEdges,
  { channel }: ChannelState,
  sendable: readonly Pending[],
  due: boolean,
  now: EpochMs,
  complete: boolean,
): void {
  const { ledger, settings } = edges
  const timezone = channel.timezone ?? 'UTC'
  if (sendable.length === 0) {
    // A set time that found nothing is over: what comes later waits for the next one.
    if (due && complete && channel.schedule.kind !== 'live') ledger.channels.digested(channel.id, now)
    return
  }
  const words = edges.words(channel.language)
  const gaps = ledger.gaps.waiting(channel.id)
  // What its owner asked for comes in any case.
  const { left } = atMost(due ? sendable.filter(({ urgent }) => !urgent) : [], channel.atMost)
  const shown = sendable.filter((each) => !left.includes(each))
  const parts = compose({
    ...digestWords(words, timezone),
    heading: channel.schedule.kind === 'live' ? null : words.heading(now, timezone),
    headlines: shown.map(({ headline }) => headline),
    look: channel,
    linkBase: settings.linkBase,
    remarks: [
      ...(left.length > 0 ? [words.andMore(left.length)] : []),
      ...gaps.slice(0, limits.digest.gaps).map((gap) => words.gap(gap, now, timezone)),
      ...(gaps.length > limits.digest.gaps ? [words.moreGaps(gaps.length - limits.digest.gaps)] : []),
    ],
  })
  const codes = new Map(sendable.map(({ id, headline }) => [id, headline.code]))
  ledger.transaction(() => {
    let last = 0
    for (const [index, part] of parts.entries()) {
      // What is left out is done with when the digest is: its last part takes it along.
      const leftOut = index === parts.length - 1 ? left.map(({ id }) => id) : []
      const contents = [
        ...part.ids.map((id, at) => ({ code: codes.get(id) ?? '', ...textsOf(part.blocks[at]) })),
        ...leftOut.map((id) => ({ code: codes.get(id) ?? '', html: '', plain: '' })),
      ]
      const message = { ...part, ids: [...part.ids, ...leftOut], contents }
      // Only the first part makes a sound.
      last = ledger.messages.addMessage(channel.id, message, index > 0 || channel.silent, now)
    }
    if (gaps.length > 0) ledger.gaps.attach(channel.id, last)
    if (due) ledger.channels.digested(channel.id, now)
  })
}

function textsOf(block: { readonly html: string; readonly plain: string } | undefined) {
  return { html: block?.html ?? '', plain: block?.plain ?? '' }
}

/** The words that a digest is set with. */
export function digestWords({ untitled, counter, also, when }: CycleWords, timezone: string) {
  return { untitled, counter, also, when: (at: EpochMs) => when(at, timezone) }
}

/** A channel's unsent messages, in order; it waits until `notBefore`, in ms of the stopwatch. */
interface Queue {
  readonly channel: Channel
  readonly messages: Message[]
  notBefore: number
  /** How often Telegram asked for a short wait. */
  waits: number
}

/** A chat that asks for more short waits than this in a row is left for the next cycle. */
const SHORT_WAITS = 3

async function sendAll(edges: MeteredEdges, now: EpochMs): Promise<boolean> {
  const { stopwatch } = edges
  const pace = new Pace()
  const queues = openQueues(edges, now)
  while (edges.callsLeft() > limits.cycle.noticeCalls) {
    const next = firstToGo(queues, pace, stopwatch.elapsed())
    if (next === null || stopwatch.elapsed() + next.delay > limits.cycle.wallMs) return true
    const { queue, message, delay } = next
    if (delay > 0) await stopwatch.sleep(delay)
    // Its owner may have paused it, or it may have moved, since the cycle began.
    if (edges.ledger.channels.get(queue.channel.id)?.channel.pause !== null) {
      queues.splice(queues.indexOf(queue), 1)
      continue
    }
    pace.sent(queue.channel.chat, stopwatch.elapsed())
    const refusal = await send(edges, queue.channel, message, now)
    if (edges.telegramSilent()) return true
    if (refusal === null) {
      queue.messages.shift()
      queue.waits = 0
      continue
    }
    if (refusal.kind === 'bad-token') return false
    if (refusal.kind === 'wait' && refusal.seconds <= limits.telegram.shortWaitSeconds && queue.waits < SHORT_WAITS) {
      queue.notBefore = stopwatch.elapsed() + refusal.seconds * SECOND
      queue.waits += 1
      continue
    }
    queues.splice(queues.indexOf(queue), 1)
    const goesOn = await settleRefusal(edges, queue.channel, message, refusal, now)
    if (goesOn !== null) {
      // A group that became a supergroup may have a queue there already: its messages are in the new one too.
      const others = queues.filter(({ channel }) => channel.id !== goesOn)
      queues.splice(0, queues.length, ...others)
      queues.push(...openQueues(edges, now).filter(({ channel }) => channel.id === goesOn))
    }
  }
  return true
}

/** The channels that may get messages now. One with an unsettled message at its head gets none. */
function openQueues(edges: CycleEdges, now: EpochMs): Queue[] {
  const { channels, messages } = edges.ledger
  const unsent = Map.groupBy(messages.unsent(), ({ channel }) => channel)
  return channels.all().flatMap(({ channel, notBefore }) => {
    const own = unsent.get(channel.id) ?? []
    const open =
      channel.pause === null &&
      notBefore <= now &&
      own.every(({ state }) => state === 'ready') &&
      !isHeldByQuiet(channel, own[0], now)
    return open && own.length > 0 ? [{ channel, messages: own, notBefore: 0, waits: 0 }] : []
  })
}

/** What was composed before quiet hours began, and not sent by then, waits for their end. */
function isHeldByQuiet({ quiet, timezone }: Channel, first: Message | undefined, now: EpochMs): boolean {
  if (quiet === null || first === undefined) return false
  const zone = timezone ?? 'UTC'
  return quietUntil(quiet, zone, now) !== null && quietUntil(quiet, zone, first.at) === null
}

/** Of the channels that have to wait least, the message that was tried least, and of those the oldest. */
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

/** Intent, call, receipt. @returns null when Telegram has it, or when it is not to be sent any more */
async function send(edges: CycleEdges, channel: Channel, message: Message, now: EpochMs): Promise<Refusal | null> {
  const { channels, messages } = edges.ledger
  if (!messages.sending(message, now)) return null
  const answer = await edges.telegram('sendMessage', {
    chat_id: channel.chat,
    ...(channel.thread === null ? {} : { message_thread_id: channel.thread }),
    ...(message.form === 'html' ? { text: message.html, parse_mode: 'HTML' } : { text: message.plain }),
    disable_notification: message.silent,
    link_preview_options: previewOptions(message.preview),
  })
  if (!answer.ok) {
    // Everything but an unknown is a clear no: Telegram does not have it.
    if (answer.problem.kind !== 'unknown') {
      messages.ready(message)
      if (channels.get(channel.id)?.channel.pause != null) messages.uncompose(channel.id)
    }
    return answer.problem
  }
  const sent = v.safeParse(sentSchema, answer.value)
  if (!sent.success) return { kind: 'unknown', detail: 'a receipt without a message id' }
  messages.sent(message, sent.output.message_id, now)
  if (channels.get(channel.id)?.lockout != null) tellBack(edges, channel)
  return null
}

/** core.telegram.org/bots/api#linkpreviewoptions: a card shows its picture large and first; a digest shows none. */
export function previewOptions(preview: string | null) {
  return preview === null ? { is_disabled: true } : { url: preview, prefer_large_media: true, show_above_text: true }
}

/** A message got through to a channel that had been closed. */
function tellBack({ ledger }: CycleEdges, { id, title, owner, language }: Channel): void {
  ledger.channels.lockedOut(id, null)
  ledger.tell(owner, language, { kind: 'back', channel: title, id, waiting: 0, asks: false })
}

/** Does what a refusal asks for. @returns the channel whose messages go on in this cycle; null: they wait */
async function settleRefusal(
  edges: CycleEdges,
  channel: Channel,
  message: Message,
  refusal: Exclude<Refusal, { kind: 'bad-token' }>,
  now: EpochMs,
): Promise<ChannelId | null> {
  const { ledger } = edges
  switch (refusal.kind) {
    case 'wait':
      ledger.channels.wait(channel.id, now + refusal.seconds * SECOND)
      return null
    case 'locked-out':
      lockOut(edges, channel, refusal.reason, now)
      return null
    case 'migrated':
      return moveChannel(edges, channel, refusal.to)
    case 'rejected':
    case 'bad-text': {
      if (message.form === 'html') {
        ledger.messages.asPlain(message)
        return channel.id
      }
      if (refusal.kind === 'rejected') {
        // Not known to be the text's fault: another message would fare no better, and nothing is to be lost by it.
        lockOut(edges, channel, 'refused', now, refusal.description)
        return null
      }
      ledger.transaction(() => {
        const headlines = ledger.messages.refused(message)
        ledger.tell(channel.owner, channel.language, {
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

/** Pauses a channel that Telegram closed to the bot, and tells its owner once. What was composed waits again. */
export function lockOut(
  { ledger }: Pick<CycleEdges, 'ledger'>,
  channel: Channel,
  reason: Lockout,
  now: EpochMs,
  description: string | null = null,
): void {
  ledger.transaction(() => {
    const state = ledger.channels.get(channel.id)
    ledger.messages.uncompose(channel.id)
    // Its owner's own pause stays: when it ends, Telegram is asked anew.
    if (state === null || state.channel.pause !== null) return
    const retryAt = now + limits.telegram.lockoutRetryMs
    ledger.channels.pause(channel.id, { by: 'telegram', reason, since: now, retryAt })
    if (state.lockout === reason) return
    ledger.channels.lockedOut(channel.id, reason)
    ledger.tell(channel.owner, channel.language, { kind: 'locked-out', channel: channel.title, reason, description })
  })
}
