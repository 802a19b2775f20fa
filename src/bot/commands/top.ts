/** `/top`: the channel's headlines that were opened most in the last seven days. */
import { limits } from '../../limits.ts'
import type { ChannelCommand } from '../request-context.ts'
import { viewOf } from '../target.ts'

/** So many of the most opened links are looked up, whosever they are. */
const LOOKED_UP = 60

export const top: ChannelCommand = async (turn) => {
  const { words, entry, deps, reply } = turn
  const [opened, view] = await Promise.all([deps.mostOpened(), viewOf(turn)])
  if (view === null) return reply(words.unknownChannel(entry.title))
  if (!opened.ok) return reply(words.topProblem(opened.problem))
  // Who opened it came from some channel, of which there is no record: these have the headline's feed, at least.
  const own = new Set<string>(view.feeds.map(({ url }) => url))
  const { linkBase } = deps.settings
  const found = await Promise.all(
    opened.value.slice(0, LOOKED_UP).map(async ({ code, times }) => {
      const item = await deps.itemOf(code)
      if (item === null || !own.has(item.feed)) return []
      return { title: item.title, link: linkBase === null ? item.link : `${linkBase}/${code}`, times }
    }),
  )
  await reply(words.top(entry.title, found.flat().slice(0, limits.web.topHeadlines)))
}
