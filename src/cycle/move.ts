/** A group went on as a supergroup: its channel moves to the new id, in the directory first and then in the ledger. */
import { type Channel, type ChannelId, type ChatId, channelId } from '../model.ts'
import type { CycleEdges } from './edges.ts'

/** Safe to repeat. @returns the new id; null when the directory could not be told, and nothing has changed. */
export async function moveChannel(
  edges: Pick<CycleEdges, 'ledger' | 'channelMoved'>,
  channel: Channel,
  to: ChatId,
): Promise<ChannelId | null> {
  const moved: Channel = { ...channel, id: channelId(to, channel.thread), chat: to, kind: 'supergroup' }
  try {
    await edges.channelMoved(channel.id, moved)
  } catch {
    return null
  }
  edges.ledger.channels.move(channel.id, moved)
  return moved.id
}
