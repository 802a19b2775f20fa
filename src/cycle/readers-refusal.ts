/** Handles a refusal of a message to a reader, after simpler forms were tried. Nobody is notified; a reader whose chat is closed is deleted. */
import { limits, secondMs } from '../limits.ts'
import type { Channel, ChannelId, EpochMs, Lockout } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import { markGone } from './forget-readers.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** A chat with a person that is closed for these reasons seldom opens again, and its reader can come back by the channel's link. */
const gone: ReadonlySet<Lockout> = new Set(['blocked', 'chat-not-found', 'kicked'])

/** @returns the selection whose messages continue in this cycle; null: they wait, or there are none */
export function handleReadersRefusal(
  { ledger }: MeteredDeps,
  channel: Channel,
  message: Message,
  refusal: Exclude<Refusal, { kind: 'bad-token' }>,
  now: EpochMs,
): ChannelId | null {
  const { id } = channel
  const later = () => {
    if (message.attempts < limits.readers.attempts) ledger.channels.wait(id, now + limits.telegram.lockoutRetryMs)
    else markGone(ledger, channel, 'refused', now)
    return null
  }
  switch (refusal.kind) {
    case 'unknown':
      return null
    case 'wait':
      ledger.channels.wait(id, now + refusal.seconds * secondMs)
      return null
    case 'locked-out':
      if (!gone.has(refusal.reason)) return later()
      markGone(ledger, channel, refusal.reason, now)
      return null
    case 'rejected':
      return later()
    case 'bad-text':
      ledger.messages.markRefused(message)
      return id
    case 'migrated':
      return later()
  }
}
