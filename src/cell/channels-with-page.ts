/** The channels of a cell that have a web page, for the front door. */
import type { Channel } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'

export type ChannelWithPage = Pick<Channel, 'id' | 'owner'>

/** Reads no rows during or after a cycle. Ordered by id. */
export function channelsWithPage({ channels }: Pick<Ledger, 'channels'>): readonly ChannelWithPage[] {
  return channels
    .all()
    .flatMap(({ channel: { id, owner, kind, thread, username, page } }) =>
      page && username !== null && kind !== 'private' && thread === null ? { id, owner } : [],
    )
}
