/** Counts what channels got on the days that are over, for `/stats`. */
import type { EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'

/** One transaction, which a cycle that died before its end repeats without effect. */
export function countDays(ledger: Ledger, now: EpochMs): void {
  const channels = ledger.channels.all().map(({ channel }) => channel.id)
  ledger.transaction(() => ledger.channelDays.count(channels, now))
}
