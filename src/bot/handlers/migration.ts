/** A group became a supergroup: its channels move to the new chat. */
import type { BotContext } from '../request-context.ts'

export async function onMigration({ deps, incoming }: BotContext): Promise<void> {
  const { chat, migrate_to_chat_id } = incoming.message ?? {}
  if (chat === undefined || migrate_to_chat_id === undefined) return
  const entries = await deps.directory.channelsIn(chat.id)
  for (const [cell, moved] of Map.groupBy(entries, (entry) => entry.cell)) {
    await deps.cell(cell).migrated(
      moved.map(({ id }) => id),
      migrate_to_chat_id,
    )
  }
}
