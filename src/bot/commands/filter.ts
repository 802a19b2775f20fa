/** `/filter` shows, sets or clears the filter of a channel, or with `#2` that of its second feed. */
import type { FeedChoice, FilterSet } from '../../cell/channel-api.ts'
import { viewOf } from '../access/about-channel.ts'
import { button } from '../keyboards.ts'
import { inChunks } from '../reply.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'
import { filterScreen } from '../screens/filter.ts'
import { offerAnswers } from '../settings/offer-answers.ts'

/** Also in full width, as Chinese keyboards write it. */
const ofFeed = /^[#＃]([\d０-９]{1,4})\s*/u
const off = /^(?:off|none|关|關|关闭|關閉|清除)$/iu

export const filter: ChannelHandler = async (ctx) => {
  const { texts, input, entry } = ctx
  const which = ofFeed.exec(input)
  const number = which?.[1] === undefined ? null : which[1].normalize('NFKC')
  const query = input.slice(which?.[0].length ?? 0).trim()
  if (query !== '') return setFilterOf(ctx, number === null ? null : { text: number }, query)
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  if (number !== null && !view.feeds.some((feed) => String(feed.number) === number))
    return ctx.respond(texts.noSuchFeed(`#${number}`))
  const [, ...more] = inChunks(texts.filter(view))
  await ctx.show(filterScreen(texts, view))
  for (const chunk of more) await ctx.respond(chunk)
}

/** @param which the feed that gets the filter; null: the channel */
export async function setFilterOf(ctx: ChannelContext, which: FeedChoice | null, query: string): Promise<void> {
  const requested = off.test(query.normalize('NFKC').trim()) ? '' : query.trim()
  const set = await ctx.channel.setFilter(which, requested)
  // A filter that does not work leaves the question open.
  if (set.ok || set.problem.kind === 'no-such-feed') await ctx.deps.directory.ask(ctx.person.id, null)
  await showFilterSet(ctx, set, which !== null && 'text' in which ? `#${which.text}` : '')
}

/** Shows what the filter would have hidden of the last 48 hours, with a button to undo it. @param which the feed as it was typed; empty: a button or a question named it */
export async function showFilterSet(ctx: ChannelContext, set: FilterSet, which = ''): Promise<void> {
  const { deps, person, texts, entry } = ctx
  if (!set.ok) {
    const { problem } = set
    if (problem.kind === 'filter-unclear') {
      const answers = problem.readings.map((text) => ({ label: text, text }))
      return offerAnswers(ctx, { about: 'filter', feed: null }, texts.problem(problem), answers)
    }
    if (problem.kind !== 'no-such-feed') return ctx.respond(texts.problem(problem))
    return ctx.respond(which === '' ? texts.t.text('start.staleButton') : texts.noSuchFeed(which))
  }
  const { backTest, query, before, feed } = set.value
  const state = await deps.directory.remember(person.id, {
    kind: 'filter',
    channel: entry.id,
    feed: feed?.id ?? null,
    query: before,
  })
  const undo = before === query ? [] : [button(texts.menu.buttons.undo, { kind: 'undo', state })]
  const less = feed === null ? [button(texts.menu.buttons.less, { kind: 'less', channel: entry.id })] : []
  await ctx.show({ html: texts.filterSet(entry.title, query, feed, backTest), rows: [[...undo, ...less]] })
}
