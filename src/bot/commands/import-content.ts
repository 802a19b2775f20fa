/** Imports a list of feeds, or an `/export` backup, and reports how many are read by editing one message. */
import type { ImportRequest } from '../../cell/channel-api.ts'
import type { ChannelExport } from '../../cell/channel-export.ts'
import type { UnclearImport } from '../../i18n/views/imports.ts'
import { feedsAllowed } from '../access/allowance.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'

export type ImportContent = Pick<ImportRequest, 'feeds' | 'settings'>

/** Saves the feeds; the following cycles read them. */
export async function importContent(
  ctx: ChannelContext,
  content: ImportContent,
  unclear: readonly UnclearImport[] = [],
): Promise<void> {
  const { person, texts, entry, channel } = ctx
  const before = content.settings === null ? null : await channel.exported()
  const message = await ctx.send(texts.importing(content.feeds.length, entry.title))
  const report = message === null ? null : { chat: person.id, message, language: person.language }
  const imported = await channel.importInto({ ...content, most: await feedsAllowed(ctx), report })
  const html = texts.imported(imported, entry.title)
  await (message === null ? ctx.respond(html) : ctx.edit(message, html))
  // A message of its own: cycles edit the other one.
  if (before === null) return
  const restored = texts.settingsRestored(entry.title, imported.wouldDrop ?? null, unclear)
  await ctx.respond(restored, [[await undoButton(ctx, before)]])
}

/** A button that restores the settings from before the import. */
async function undoButton({ deps, person, texts, entry }: ChannelContext, before: ChannelExport) {
  const text = JSON.stringify({ ...before, feeds: [] })
  const state = await deps.directory.remember(person.id, { kind: 'settings', channel: entry.id, text })
  return button(texts.menu.buttons.undo, { kind: 'undo', state })
}
