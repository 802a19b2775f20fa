/** A channel's @name has changed, as Telegram's answers show: no update says it. */
import type { Channel } from '../model.ts'
import { causeOf } from '../result.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** First in the directory, then in the ledger; if the directory does not answer, the next message tries again. @param username without the @; null: none */
export async function renameChannel(
  { ledger, channelRenamed, failed }: Pick<MeteredDeps, 'ledger' | 'channelRenamed' | 'failed'>,
  channel: Channel,
  username: string | null,
): Promise<void> {
  try {
    await channelRenamed(channel.chat, username)
  } catch (error) {
    failed({ what: 'directory', asked: 'rename', cause: causeOf(error) })
    return
  }
  // The owner may have changed settings meanwhile.
  const now = ledger.channels.get(channel.id)?.channel
  if (now !== undefined) ledger.channels.configure({ ...now, username })
}
