/** The limit of an instant channel. */
import { limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { CycleDeps } from './deps.ts'

/** Messages that an instant channel may get now; at least one. */
export function messagesLeft({ ledger }: Pick<CycleDeps, 'ledger'>, channel: ChannelId, now: EpochMs): number {
  const { instantMessages, instantMs } = limits.digest
  return Math.max(1, instantMessages - ledger.messages.sentAfter(channel, now - instantMs))
}
