/** "Less like this": from a headline to a filter term that hides it and similar ones. */
import type { CallbackData } from '../callback-data.ts'
import { settleQuestion, showFilterSet } from '../commands/filter-set.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'
import { backToChannel } from '../screens/channel.ts'

export async function askWhichHeadline(ctx: ChannelContext): Promise<void> {
  const { texts, channel } = ctx
  const { id, title } = ctx.entry
  const recent = await channel.recentHeadlines()
  const rows = recent.map((headline) => [
    button(headline.title || texts.t.text('format.untitled'), { kind: 'lessof', code: headline.code, channel: id }),
  ])
  await ctx.show({
    html: recent.length === 0 ? texts.lessNone(title) : texts.lessWhich(title),
    rows: [...rows, ...backToChannel(texts, id)],
  })
}

/** Offers terms that would hide the headline, each with how many others it would have hidden. */
export async function offerTerms(ctx: ChannelContext, { code }: CallbackData<'lessof'>): Promise<void> {
  const { deps, person, texts, channel } = ctx
  const { id } = ctx.entry
  const found = await channel.lessLike(code)
  if (found === null) return ctx.show({ html: texts.t.text('start.staleButton'), rows: backToChannel(texts, id) })
  const terms = found.proposals.map(({ term }) => term)
  const state = await deps.directory.remember(person.id, { kind: 'terms', terms })
  const rows = found.proposals.map(({ term, hides }, index) => [
    button(texts.lessHides(term, hides), { kind: 'exclude', state, index, channel: id }),
  ])
  await ctx.show({
    html: texts.lessOf(found),
    rows: [...rows, [button(texts.menu.buttons.back, { kind: 'less', channel: id })]],
  })
}

export async function excludeTerm(ctx: ChannelContext, { state, index }: CallbackData<'exclude'>): Promise<void> {
  const { deps, person, texts, channel, entry } = ctx
  const found = await deps.directory.recall(state, person.id)
  const term = found?.kind === 'terms' ? found.terms[index] : undefined
  if (term === undefined)
    return ctx.show({ html: texts.t.text('feeds.offerGone'), rows: backToChannel(texts, entry.id) })
  const set = await channel.exclude(term)
  await settleQuestion(ctx, set)
  await showFilterSet(ctx, set)
}
