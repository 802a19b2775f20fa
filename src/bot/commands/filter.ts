/** `/filter` shows, sets or clears the filter of a channel, or with `#2` that of its second feed. */
import type { FeedChoice } from '../../cell/channel-api.ts'
import { typedWord } from '../../i18n/typed-words.ts'
import { withAsciiDigits } from '../../text/decimal-digits.ts'
import { viewOf } from '../access/about-channel.ts'
import { inChunks } from '../reply.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'
import { feedFilterScreen, filterScreen } from '../screens/filter.ts'
import { askAboutNumber, askNumberOrWord } from './ask-filter-name.ts'
import { settleQuestion, showFilterSet } from './filter-set.ts'

/** Also in digits of other scripts and in full width. `attached`: letters right behind the number, as in the hashtag `#5G`. */
const ofFeed = /^[#＃](?<number>\p{Nd}{1,4})(?!\p{Nd})(?<attached>[\p{L}\p{M}_][^\s]*)?\s*/u

export const filter: ChannelHandler = async (ctx) => {
  const { texts, input, entry } = ctx
  const which = ofFeed.exec(input)
  const written = which?.groups?.['number']
  const number = written === undefined ? undefined : withAsciiDigits(written)
  if (which === null || number === undefined)
    return input.trim() === '' ? showFilter(ctx) : setFilterOf(ctx, null, input)
  if (which.groups?.['attached'] !== undefined) return askNumberOrWord(ctx, number, setFilterOf)
  const query = input.slice(which[0].length).trim()
  if (query !== '') return setFilterOf(ctx, { text: number }, query)
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const feed = view.feeds.find((each) => String(each.number) === number)
  return feed === undefined ? askAboutNumber(ctx, number) : ctx.show(feedFilterScreen(texts, view, feed))
}

async function showFilter(ctx: ChannelContext): Promise<void> {
  const { texts, entry } = ctx
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const [, ...more] = inChunks(texts.filter(view))
  await ctx.show(filterScreen(texts, view))
  for (const chunk of more) await ctx.respond(chunk)
}

/** @param which the feed that gets the filter; null: the channel */
export async function setFilterOf(ctx: ChannelContext, which: FeedChoice | null, query: string): Promise<void> {
  const requested = typedWord(query, ['clear'], ctx.texts.language) !== null ? '' : query.trim()
  const set = await ctx.channel.setFilter(which, requested)
  await settleQuestion(ctx, set)
  if (!set.ok && set.problem.kind === 'no-such-feed' && which !== null && 'text' in which)
    return askAboutNumber(ctx, which.text)
  await showFilterSet(ctx, set)
}
