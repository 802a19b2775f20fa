/** What becomes of a message that Telegram refuses, and of its channel. */
import { secondMs } from '../limits.ts'
import { type Channel, type ChannelId, type EpochMs, readerOf } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import type { CycleDeps } from './deps.ts'
import { lockOut } from './lock-out.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { moveChannel } from './move-channel.ts'
import { handleReadersRefusal } from './readers-refusal.ts'
import { simplerForm } from './simpler-form.ts'

/** Handles a refusal. @returns the channel whose messages continue in this cycle; null: they wait */
export async function handleRefusal(
  deps: MeteredDeps,
  channel: Channel,
  message: Message,
  refusal: Exclude<Refusal, { kind: 'bad-token' }>,
  now: EpochMs,
): Promise<ChannelId | null> {
  const { ledger } = deps
  const simpler = simplerForm(message, refusal)
  if (simpler === 'ordinary') {
    replaceRich(deps, channel, refusal)
    return channel.id
  }
  if (simpler !== null) {
    ledger.messages.retryAs(message, simpler)
    return channel.id
  }
  if (readerOf(channel.id) !== null) return handleReadersRefusal(deps, channel, message, refusal, now)
  switch (refusal.kind) {
    case 'wait':
      ledger.channels.wait(channel.id, now + refusal.seconds * secondMs)
      return null
    case 'locked-out':
      lockOut(deps, channel, refusal.reason, now)
      return null
    case 'migrated':
      return moveChannel(deps, channel, refusal.to)
    case 'rejected':
      // The text may be fine, and other messages would be refused too, so nothing is dropped.
      lockOut(deps, channel, 'refused', now, refusal.description)
      return null
    case 'bad-text':
      ledger.transaction(() => {
        const headlines = ledger.messages.markRefused(message)
        ledger.notices.add(channel.owner, channel.language, {
          kind: 'refused',
          channel: channel.title,
          headlines,
          description: refusal.description,
        })
      })
      return channel.id
    case 'unknown':
      return null
  }
}

/** Ordinary messages replace the channel's rich ones; its owner is told once, unless the chat may take no messages at all. */
function replaceRich({ ledger }: Pick<CycleDeps, 'ledger'>, channel: Channel, refusal: Refusal): void {
  const { id, owner, language, title } = channel
  ledger.transaction(() => {
    // None is left if the channel was paused meanwhile.
    if (!ledger.messages.replaceRich(id) || readerOf(id) !== null || refusal.kind === 'locked-out') return
    if (!ledger.channels.noteRichRefused(id)) return
    const description = 'description' in refusal ? refusal.description : ''
    ledger.notices.add(owner, language, { kind: 'rich-refused', channel: title, description })
  })
}
