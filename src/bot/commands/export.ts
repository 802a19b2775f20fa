/** `/export`: a channel's feeds as OPML, for any reader, and its whole configuration as JSON, for `/import`. */
import { writeOpml } from '../../feed/opml.ts'
import type { ChannelCommand } from '../request-context.ts'

export const exportChannel: ChannelCommand = async ({ deps, words, entry, channel, chat, reply }) => {
  const configuration = await channel.exported()
  if (configuration === null) return reply(words.unknownChannel(entry.title))
  const name = fileName(configuration.title)
  const feeds = configuration.feeds.map(({ url, title, name: own }) => ({ url, title: own || title }))
  const opml = writeOpml(configuration.title, new Date(deps.now).toUTCString(), feeds)
  const sent =
    (await deps.files.send(chat.id, { name: `${name}.opml`, type: 'text/x-opml', text: opml, caption: '' })) &&
    (await deps.files.send(chat.id, {
      name: `${name}.json`,
      type: 'application/json',
      text: `${JSON.stringify(configuration, null, 2)}\n`,
      caption: words.exported(entry.title),
    }))
  if (!sent) await reply(words.exportFailed)
}

/** Letters and digits of any script; what file systems mind becomes a hyphen. */
function fileName(title: string): string {
  return (
    title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/gu, '')
      .slice(0, 60) || 'paperboy'
  )
}
