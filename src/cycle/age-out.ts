/** What a channel could not be given in time is forgotten, and its owner is told how much, at most once a day. */
import type { EpochMs } from '../model.ts'
import type { MeteredEdges } from './meter.ts'

export function ageOut(edges: MeteredEdges, now: EpochMs): void {
  const { ledger } = edges
  ledger.transaction(() => {
    const gone = ledger.deliveries.expire(now)
    for (const { channel } of ledger.channels.all()) {
      const headlines = ledger.channels.expired(channel.id, gone.get(channel.id) ?? 0, now)
      if (headlines === 0) continue
      ledger.tell(channel.owner, channel.language, { kind: 'expired', channel: channel.title, headlines })
    }
  })
}
