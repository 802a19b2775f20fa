/** Expires headlines that waited too long, and removes channels that stay closed; their owners get a notice. */
import { limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import { causeOf } from '../result.ts'
import type { MeteredDeps } from './metered-deps.ts'

/**
 * @param grown the channels that got headlines in this cycle: only they can exceed `limits.store.pendingAChannel`
 * @param isHourly whether to look for headlines that are too old
 */
export function ageOut({ ledger }: MeteredDeps, grown: ReadonlySet<ChannelId>, isHourly: boolean, now: EpochMs): void {
  if (grown.size === 0 && !isHourly) return
  ledger.transaction(() => {
    const gone = new Map([...grown].map((channel) => [channel, ledger.deliveries.trim(channel)]))
    for (const [channel, headlines] of isHourly ? ledger.deliveries.expire(now) : [])
      gone.set(channel, headlines + (gone.get(channel) ?? 0))
    for (const [channel, headlines] of gone) if (headlines > 0) ledger.channels.countExpired(channel, headlines)
    for (const [id, headlines] of ledger.channels.takeExpired(now)) {
      const channel = ledger.channels.get(id)?.channel
      if (channel === undefined) continue
      ledger.notices.add(channel.owner, channel.language, { kind: 'expired', channel: channel.title, headlines })
    }
  })
}

/** Removes channels that Telegram has kept closed for months: from the directory first, so that they can register again. */
export async function forgetClosed(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { ledger } = deps
  for (const { channel } of ledger.channels.all()) {
    const { id, pause, owner, language, title } = channel
    if (pause?.by !== 'telegram' || now - pause.since < limits.store.closedMs) continue
    try {
      await deps.channelForgotten(id)
    } catch (error) {
      // Tried again in an hour.
      deps.failed({ what: 'directory', asked: 'forget', cause: causeOf(error) })
      continue
    }
    ledger.transaction(() => {
      ledger.channels.forget(id)
      ledger.notices.add(owner, language, { kind: 'forgotten', channel: title })
    })
  }
}
