/** `/import`, and any file that is sent: an OPML file, a list of addresses, or what `/export` gave. */
import * as v from 'valibot'
import type { ImportRequest } from '../../cell/channel-api.ts'
import { type ChannelExport, channelExportSchema } from '../../cell/channel-export.ts'
import { readFeedList } from '../../feed/opml.ts'
import { limits } from '../../limits.ts'
import { feedsAllowed } from '../handlers/allowance.ts'
import { button } from '../keyboards.ts'
import type { ChannelCommand, ChannelTurn } from '../request-context.ts'

export const importFeeds: ChannelCommand = async ({ words, entry, reply }) => reply(words.importWhat(entry.title))

/** @param size in bytes, as Telegram has it */
export function importFile(fileId: string, size: number): ChannelCommand {
  return async (turn) => {
    const { deps, words, reply } = turn
    const text = size > limits.telegram.fileBytes ? null : await deps.files.read(fileId)
    const wanted = text === null ? null : readWanted(text)
    return wanted === null ? reply(words.importUnreadable) : takeUp(turn, wanted)
  }
}

type Wanted = Pick<ImportRequest, 'feeds' | 'settings'>

function readWanted(text: string): Wanted | null {
  const stored = v.safeParse(v.pipe(v.string(), v.parseJson(), channelExportSchema), text.trim())
  if (stored.success) {
    const { feeds, ...settings } = stored.output
    return { feeds, settings }
  }
  const feeds = readFeedList(text)
  return feeds === null ? null : { feeds, settings: null }
}

/** Saved at once; the message goes on telling how the reading of them goes. */
async function takeUp(turn: ChannelTurn, wanted: Wanted): Promise<void> {
  const { person, words, entry, channel, send } = turn
  const before = wanted.settings === null ? null : await channel.exported()
  const message = await send(words.importing(wanted.feeds.length, entry.title))
  const report = message === null ? null : { chat: person.id, message, language: person.language }
  const imported = await channel.importInto({ ...wanted, most: await feedsAllowed(turn), report })
  const html = words.imported(imported, entry.title)
  await (message === null ? turn.reply(html) : turn.edit(message, html))
  // In a message of its own: the other is edited as the feeds are read.
  if (before !== null) await turn.reply(words.restored(entry.title), [[await undoOf(turn, before)]])
}

/** Settings that others took the place of come back by a button. */
async function undoOf({ deps, person, words, entry }: ChannelTurn, before: ChannelExport) {
  const text = JSON.stringify({ ...before, feeds: [] })
  const memo = await deps.directory.remember(person.id, { kind: 'settings', channel: entry.id, text })
  return button(words.undo, { kind: 'undo', memo })
}
