/** `/import`, its answer, and any file that is sent: an OPML file, a list of addresses, or an `/export` backup. */
import * as v from 'valibot'
import { channelExportSchema } from '../../cell/channel-export.ts'
import type { UnclearImport } from '../../i18n/views/imports.ts'
import { limits } from '../../limits.ts'
import { deleteSecret } from '../access/sealed-address.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'
import { askText } from '../settings/ask.ts'
import { addFeeds, listed } from './add.ts'
import { type ImportContent, importContent } from './import-content.ts'
import { readImportedFilters } from './imported-filters.ts'
import { feedsInListMessage, readListFile, type SentFeed, sentFeed } from './sent-feeds.ts'

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
    const read = file === null ? null : readImport(ctx, file)
    if (read === null) return ctx.respond(ctx.texts.t.text('imports.unreadable'))
    const { feeds, settings } = read.content
    if (feeds.length === 0 && settings === null) return ctx.respond(ctx.texts.t.text('imports.noFeeds'))
    await importContent(ctx, read.content, read.unclear)
    if (read.hasSecret) await deleteSecret(ctx)
  }
}

interface ReadImport {
  readonly content: ImportContent
  readonly hasSecret: boolean
  readonly unclear: readonly UnclearImport[]
}

function readImport({ deps }: ChannelContext, bytes: Uint8Array): ReadImport | null {
  const { text, feeds } = readListFile(deps, bytes)
  const backup = v.safeParse(v.pipe(v.string(), v.parseJson(), channelExportSchema), text.trim())
  if (!backup.success)
    return feeds === null
      ? null
      : { content: { feeds: feeds.map(listed), settings: null }, hasSecret: hasSecrets(feeds), unclear: [] }
  const filters = readImportedFilters(backup.output)
  if (filters === null) return null
  const { feeds: saved, ...settings } = filters.saved
  // A person may have written a password into a backup.
  const sealed = saved.map(({ url, title, ...feed }) => ({ feed, sent: sentFeed(deps, url, title) }))
  const content = { feeds: sealed.map(({ feed, sent }) => ({ ...listed(sent), ...feed })), settings }
  return { content, hasSecret: hasSecrets(sealed.map(({ sent }) => sent)), unclear: filters.unclear }
}

function hasSecrets(feeds: readonly SentFeed[]): boolean {
  return feeds.some(({ hasSecret }) => hasSecret)
}
