/** `/filter`: shows, sets or clears the keywords of a channel, or with `#2` those of its second feed. */
import { inChunks } from '../keyboards.ts'
import { viewOf } from '../target.ts'
import type { ChannelCommand } from '../turn.ts'

/** In full width too, as Chinese keyboards type it. */
const ofFeed = /^[#＃]([\d０-９]{1,4})\s*/u
const off = /^(?:off|none|关|关闭|清除)$/iu

export const filter: ChannelCommand = async (turn) => {
  const { words, text, entry, cell, reply } = turn
  const which = ofFeed.exec(text)
  const number = which?.[1] === undefined ? null : Number(which[1].normalize('NFKC'))
  const query = text.slice(which?.[0].length ?? 0).trim()
  const before = await viewOf(turn)
  if (before === null) return reply(words.unknownChannel(entry.title))
  const feed = before.feeds.find((each) => each.number === number) ?? null
  if (number !== null && feed === null) return reply(words.noSuchFeed(`#${number}`))
  if (query === '') {
    for (const chunk of inChunks(words.filter(before))) await reply(chunk)
    return
  }
  const wanted = off.test(query.normalize('NFKC')) ? '' : query
  const set = await cell.setFilter(entry.id, number, wanted)
  if (set === 'no-such-feed') return reply(words.noSuchFeed(`#${number}`))
  if (!set.ok) return reply(words.problem(set.problem))
  await reply(words.filterSet(entry.title, wanted, feed, set.value))
}
