/** `/import`, its answer, and any file that is sent: an OPML file, a list of addresses, or an `/export` backup. */
import * as v from 'valibot'
import { channelExportSchema } from '../../cell/channel-export.ts'
import { limits } from '../../limits.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'
import { askText } from '../settings/ask.ts'
import { addFeeds, listed } from './add.ts'
import { type ImportContent, importContent } from './import-content.ts'
import { feedsInListMessage, readListFile } from './sent-feeds.ts'

export const importFeeds: ChannelHandler = (ctx) =>
  feedsInListMessage(ctx).length === 0 ? askText(ctx, 'import', null) : importMessage(ctx)

/** Adds the feeds of a list that was sent as a message. */
export async function importMessage(ctx: ChannelContext): Promise<void> {
  const feeds = feedsInListMessage(ctx)
  await (feeds.length === 0 ? ctx.respond(ctx.texts.t.text('imports.noAddresses')) : addFeeds(ctx, feeds))
}

/** @param bytes the size of the file, as Telegram says */
export function importFile(fileId: string, bytes: number): ChannelHandler {
  return async (ctx) => {
    const file = bytes > limits.telegram.fileBytes ? null : await ctx.deps.files.read(fileId)
    const content = file === null ? null : readImport(ctx, file)
    return content === null ? ctx.respond(ctx.texts.t.text('imports.unreadable')) : importContent(ctx, content)
  }
}

function readImport({ deps }: ChannelContext, bytes: Uint8Array): ImportContent | null {
  const { text, feeds } = readListFile(deps, bytes)
  const backup = v.safeParse(v.pipe(v.string(), v.parseJson(), channelExportSchema), text.trim())
  if (!backup.success) return feeds === null ? null : { feeds: feeds.map(listed), settings: null }
  const { feeds: saved, ...settings } = backup.output
  return { feeds: saved, settings }
}
