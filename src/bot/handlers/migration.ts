/** A group became a supergroup: its channel moves to the new chat. */
import { channelId } from '../../model.ts'
import type { BotContext } from '../request-context.ts'

export async function onMigration({ deps, incoming }: BotContext): Promise<void> {
  const { chat, migrate_to_chat_id } = incoming.message ?? {}
  if (chat === undefined || migrate_to_chat_id === undefined) return
  const before = await deps.directory.channelsIn(chat.id)
  // An earlier delivery of the update may have died after the directory's move, and before the cell's.
  const entries = before.length > 0 ? before : await deps.directory.channelsIn(migrate_to_chat_id)
  // A group has no topics.
  for (const cell of new Set(entries.map((entry) => entry.cell)))
    await deps.cell(cell).migrated([channelId(chat.id, null)], migrate_to_chat_id)
}
