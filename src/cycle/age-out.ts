/** What a channel could not be given in time is forgotten, and so is a channel that stays closed; their owners are told. */
import { limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import { causeOf } from '../result.ts'
import type { MeteredDeps } from './metered-deps.ts'

/**
 * @param grown channels that got headlines in this cycle: only these can have too many
 * @param isHourly whether to look for what has waited too long, of which the hour does not matter
 */
export function ageOut({ ledger }: MeteredDeps, grown: ReadonlySet<ChannelId>, isHourly: boolean, now: EpochMs): void {
  if (grown.size === 0 && !isHourly) return
  ledger.transaction(() => {
    const gone = new Map([...grown].map((channel) => [channel, ledger.deliveries.trim(channel)]))
    for (const [channel, headlines] of isHourly ? ledger.deliveries.expire(now) : [])
      gone.set(channel, headlines + (gone.get(channel) ?? 0))
    for (const [channel, headlines] of gone) if (headlines > 0) ledger.channels.expired(channel, headlines)
    for (const [id, headlines] of ledger.channels.tellExpired(now)) {
      const channel = ledger.channels.get(id)?.channel
      if (channel === undefined) continue
      ledger.tell(channel.owner, channel.language, { kind: 'expired', channel: channel.title, headlines })
    }
  })
}

/** Gives up channels that Telegram has kept closed for months: the directory first, so that they can be registered anew. */
export async function forgetClosed(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { ledger } = deps
  for (const { channel } of ledger.channels.all()) {
    const { id, pause, owner, language, title } = channel
    if (pause?.by !== 'telegram' || now - pause.since < limits.store.closedMs) continue
    try {
      await deps.channelForgotten(id)
    } catch (error) {
      // It is tried again in an hour.
      deps.failed({ what: 'directory', asked: 'forget', cause: causeOf(error) })
      continue
    }
    ledger.transaction(() => {
      ledger.channels.forget(id)
      ledger.tell(owner, language, { kind: 'forgotten', channel: title })
    })
  }
}
