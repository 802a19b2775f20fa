/** `/filter`: shows, sets or clears the keywords of a channel, or with `#2` those of its second feed. */
import type { FeedChoice, FilterSet } from '../../cell/channel-api.ts'
import { button } from '../keyboards.ts'
import { inChunks } from '../reply.ts'
import type { ChannelCommand, ChannelTurn } from '../request-context.ts'
import { filterScreen } from '../screens/filter.ts'
import { viewOf } from '../target.ts'

/** In full width too, as Chinese keyboards type it. */
const ofFeed = /^[#＃]([\d０-９]{1,4})\s*/u
const off = /^(?:off|none|关|關|关闭|關閉|清除)$/iu

export const filter: ChannelCommand = async (turn) => {
  const { words, text, entry, reply } = turn
  const which = ofFeed.exec(text)
  const number = which?.[1] === undefined ? null : which[1].normalize('NFKC')
  const query = text.slice(which?.[0].length ?? 0).trim()
  if (query !== '') return setFilterOf(turn, number === null ? null : { text: number }, query)
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  if (number !== null && !view.feeds.some((feed) => String(feed.number) === number))
    return reply(words.noSuchFeed(`#${number}`))
  const [, ...more] = inChunks(words.filter(view))
  await turn.show(filterScreen(words, view))
  for (const chunk of more) await reply(chunk)
}

/** @param which the feed whose filter it is; null: the channel's */
export async function setFilterOf(turn: ChannelTurn, which: FeedChoice | null, query: string): Promise<void> {
  const wanted = off.test(query.normalize('NFKC').trim()) ? '' : query.trim()
  const set = await turn.channel.setFilter(which, wanted)
  if (set.ok) await turn.deps.directory.ask(turn.person.id, null)
  await answerFilterSet(turn, set, which !== null && 'text' in which ? `#${which.text}` : '')
}

/** What it would have done to the last 48 hours, with a button that undoes it. */
export async function answerFilterSet(turn: ChannelTurn, set: FilterSet, which = ''): Promise<void> {
  const { deps, person, words, entry, reply, show } = turn
  if (!set.ok) return reply(set.problem.kind === 'no-such-feed' ? words.noSuchFeed(which) : words.problem(set.problem))
  const { backTest, query, before, feed } = set.value
  const memo = await deps.directory.remember(person.id, {
    kind: 'filter',
    channel: entry.id,
    feed: feed?.id ?? null,
    query: before,
  })
  const undo = before === query ? [] : [button(words.undo, { kind: 'undo', memo })]
  const less = feed === null ? [button(words.menu.buttons.less, { kind: 'less', channel: entry.id })] : []
  await show({ html: words.filterSet(entry.title, query, feed, backTest), rows: [[...undo, ...less]] })
}
