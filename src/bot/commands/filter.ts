/** `/filter`: shows, sets or clears the keywords of a channel, or with `#2` those of its second feed. */
import type { ChannelCommand } from '../turn.ts'

const ofFeed = /^#(\d{1,4})\s*/u
const off = /^(?:off|none|关|关闭|清除)$/iu

export const filter: ChannelCommand = async ({ edges, words, text, entry, cell, reply }) => {
  const feedNumber = ofFeed.exec(text)
  const number = feedNumber === null ? null : Number(feedNumber[1])
  const query = text.slice(feedNumber?.[0].length ?? 0).trim()
  const before = await cell.view(entry.id, edges.now)
  if (before === null) return reply(words.unknownChannel(entry.title))
  const feed = before.feeds.find((each) => each.number === number) ?? null
  if (number !== null && feed === null) return reply(words.noSuchFeed(`#${number}`))
  if (query === '') return reply(words.filter(before))
  const wanted = off.test(query) ? '' : query
  const set = await cell.setFilter(entry.id, number, wanted)
  if (set === 'no-such-feed') return reply(words.noSuchFeed(`#${number}`))
  if (!set.ok) return reply(words.problem(set.problem))
  await reply(words.filterSet(wanted, feed, set.value))
}
