/** A channel that Telegram closes to the bot, or opens again. */
import { limits } from '../limits.ts'
import type { Channel, EpochMs, Lockout } from '../model.ts'
import type { CycleDeps } from './deps.ts'

/** Pauses a channel that Telegram closed to the bot, with one notice to its owner. Composed headlines wait again. */
export function lockOut(
  { ledger }: Pick<CycleDeps, 'ledger'>,
  channel: Channel,
  reason: Lockout,
  now: EpochMs,
  description: string | null = null,
): void {
  ledger.transaction(() => {
    const state = ledger.channels.get(channel.id)
    ledger.messages.uncompose(channel.id)
    // The owner's own pause stays; Telegram is asked again when it ends.
    if (state === null || state.channel.pause !== null) return
    const retryAt = now + limits.telegram.lockoutRetryMs
    ledger.channels.pause(channel.id, { by: 'telegram', reason, since: now, retryAt })
    if (state.lockout === reason) return
    ledger.channels.setNotifiedLockout(channel.id, reason)
    ledger.notices.add(channel.owner, channel.language, {
      kind: 'locked-out',
      channel: channel.title,
      reason,
      description,
    })
    ledger.alerts.add({ kind: 'channel-lost', channel: channel.title, reason, owner: channel.owner })
  })
}

/** Notifies the owner that a channel is open again. @param asks the owner has to choose first which headlines are sent */
export function notifyReopened(
  { ledger }: Pick<CycleDeps, 'ledger'>,
  { id, title, owner, language }: Channel,
  waiting: number,
  asks: boolean,
): void {
  ledger.channels.setNotifiedLockout(id, null)
  ledger.notices.add(owner, language, { kind: 'back', channel: title, id, waiting, asks })
}
