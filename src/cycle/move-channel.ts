/** A group became a supergroup: its channel moves to the new id, first in the directory, then in the ledger. */
import { type Channel, type ChannelId, type ChatId, channelId } from '../model.ts'
import { causeOf } from '../result.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** Safe to repeat. @returns the new id; null when the directory does not answer, and nothing has changed */
export async function moveChannel(
  { ledger, channelMoved, failed }: Pick<MeteredDeps, 'ledger' | 'channelMoved' | 'failed'>,
  channel: Channel,
  to: ChatId,
): Promise<ChannelId | null> {
  const id = channelId(to, channel.thread)
  const move = { id, chat: to, kind: 'supergroup' } as const
  try {
    await channelMoved(channel.id, { ...channel, ...move })
  } catch (error) {
    failed({ what: 'directory', asked: 'move', cause: causeOf(error) })
    return null
  }
  // The owner may have changed settings meanwhile.
  const now = ledger.channels.get(channel.id)?.channel
  if (now !== undefined) ledger.channels.move(channel.id, { ...now, ...move })
  return id
}
