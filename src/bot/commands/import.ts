/** `/import`, and any file that is sent: an OPML file, a list of addresses, or an `/export` backup. */
import * as v from 'valibot'
import type { ImportRequest } from '../../cell/channel-api.ts'
import { type ChannelExport, channelExportSchema } from '../../cell/channel-export.ts'
import { readFeedList } from '../../feed/opml.ts'
import { limits } from '../../limits.ts'
import { feedsAllowed } from '../access/allowance.ts'
import { sealAddress } from '../access/sealed-address.ts'
import { button } from '../keyboards.ts'
import type { BotDeps, ChannelContext, ChannelHandler } from '../request-context.ts'

export const importFeeds: ChannelHandler = (ctx) => ctx.respond(ctx.texts.importWhat(ctx.entry.title))

/** @param bytes the size of the file, as Telegram says */
export function importFile(fileId: string, bytes: number): ChannelHandler {
  return async (ctx) => {
    const text = bytes > limits.telegram.fileBytes ? null : await ctx.deps.files.read(fileId)
    const content = text === null ? null : readImport(ctx.deps, text)
    return content === null ? ctx.respond(ctx.texts.t.text('imports.unreadable')) : importContent(ctx, content)
  }
}

type ImportContent = Pick<ImportRequest, 'feeds' | 'settings'>
type ImportedFeed = ImportRequest['feeds'][number]

/** User names and passwords in addresses are sealed. */
function readImport(deps: BotDeps, text: string): ImportContent | null {
  const backup = v.safeParse(v.pipe(v.string(), v.parseJson(), channelExportSchema), text.trim())
  if (backup.success) {
    const { feeds, ...settings } = backup.output
    return { feeds: feeds.map((feed) => sealed(deps, feed)), settings }
  }
  const feeds = readFeedList(text)
  return feeds === null ? null : { feeds: feeds.map((feed) => sealed(deps, feed)), settings: null }
}

/** A login that cannot be used is left out: the feed then fails, and its owner is told. */
function sealed(deps: BotDeps, feed: ImportedFeed): ImportedFeed {
  const { address, credentials } = sealAddress(deps, feed.url)
  return credentials === null ? { ...feed, url: address } : { ...feed, url: address, credentials }
}

/** Saves the feeds, and reports how many are read by editing one message. */
async function importContent(ctx: ChannelContext, content: ImportContent): Promise<void> {
  const { person, texts, entry, channel } = ctx
  const before = content.settings === null ? null : await channel.exported()
  const message = await ctx.send(texts.importing(content.feeds.length, entry.title))
  const report = message === null ? null : { chat: person.id, message, language: person.language }
  const imported = await channel.importInto({ ...content, most: await feedsAllowed(ctx), report })
  const html = texts.imported(imported, entry.title)
  await (message === null ? ctx.respond(html) : ctx.edit(message, html))
  // A message of its own: cycles edit the other one.
  if (before !== null) await ctx.respond(texts.settingsRestored(entry.title), [[await undoButton(ctx, before)]])
}

/** A button that restores the settings from before the import. */
async function undoButton({ deps, person, texts, entry }: ChannelContext, before: ChannelExport) {
  const text = JSON.stringify({ ...before, feeds: [] })
  const state = await deps.directory.remember(person.id, { kind: 'settings', channel: entry.id, text })
  return button(texts.menu.buttons.undo, { kind: 'undo', state })
}
