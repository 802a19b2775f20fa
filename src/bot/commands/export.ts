/** `/export` sends a channel's feeds as OPML, and its whole configuration as JSON for `/import`. */
import { writeOpml } from '../../feed/opml.ts'
import { limits } from '../../limits.ts'
import type { ChannelHandler } from '../request-context.ts'

export const exportChannel: ChannelHandler = async (ctx) => {
  const { deps, texts, entry, channel, origin } = ctx
  const configuration = await channel.exported()
  if (configuration === null) return ctx.respond(texts.unknownChannel(entry.title))
  const name = fileName(configuration.title)
  const feeds = configuration.feeds.map(({ url, title, name: own, site }) => ({ url, title: own || title, site }))
  const opml = writeOpml(configuration.title, new Date(deps.now).toUTCString(), feeds)
  const sent =
    (await deps.files.send(origin.id, { name: `${name}.opml`, type: 'text/x-opml', text: opml, caption: '' })) &&
    (await deps.files.send(origin.id, {
      name: `${name}.json`,
      type: 'application/json',
      text: `${JSON.stringify(configuration, null, 2)}\n`,
      caption: texts.exported(entry.title),
    }))
  if (!sent) await ctx.respond(texts.t.text('imports.exportFailed'))
}

/** Keeps letters and digits of any script; other characters become hyphens. */
function fileName(title: string): string {
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/gu, '')
  return name.slice(0, limits.bot.fileNameCharacters) || 'paperboy'
}
