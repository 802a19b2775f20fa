/** `/top` lists the channel's headlines that were opened most in the last seven days. */
import { limits } from '../../limits.ts'
import { viewOf } from '../access/about-channel.ts'
import type { ChannelHandler } from '../request-context.ts'

export const top: ChannelHandler = async (ctx) => {
  const { texts, entry, deps } = ctx
  const [opened, view] = await Promise.all([deps.mostOpened(), viewOf(ctx)])
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  if (!opened.ok) return ctx.respond(texts.topProblem(opened.problem))
  // Clicks are counted by link, not by channel, so those on all headlines of its feeds count.
  const feeds = new Set<string>(view.feeds.map(({ feed }) => feed))
  const { linkBase } = deps.settings
  const found = await Promise.all(
    opened.value.slice(0, limits.bot.topLinks).map(async ({ code, times }) => {
      const item = await deps.itemOf(code)
      if (item === null || !feeds.has(item.feed)) return []
      return { title: item.title, link: linkBase === null ? item.link : `${linkBase}/${code}`, times }
    }),
  )
  await ctx.respond(texts.top(entry.title, found.flat().slice(0, limits.web.topHeadlines)))
}
