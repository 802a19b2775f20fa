/** The buttons under a filter that would have dropped everything: it is saved all the same, or the one before stays. */
import type { CallbackState } from '../../store/callback-states.ts'
import { onChannel, viewOf } from '../access/about-channel.ts'
import type { CallbackData } from '../callback-data.ts'
import { settleQuestion, showFilterSet, showSaved } from '../commands/filter-set.ts'
import type { ChannelContext, PersonContext } from '../request-context.ts'

type HeldFilter = Extract<CallbackState, { readonly kind: 'held-filter' }>

/** Pressed twice, it saves the filter once more, and undo still restores the one before. */
export async function keepFilter(ctx: ChannelContext, { state }: CallbackData<'confirm'>): Promise<void> {
  const { deps, person, texts, channel, entry } = ctx
  const held = await deps.directory.recall(state, person.id)
  if (held?.kind !== 'held-filter' || held.channel !== entry.id)
    return ctx.answerCallback(texts.t.text('start.staleButton'))
  const set = await channel.setFilter(held.feed === null ? null : { id: held.feed }, held.query, true)
  await settleQuestion(ctx, set)
  if (!set.ok) return showFilterSet(ctx, set)
  await showSaved(ctx, set.value, set.value.before === held.query ? held.before : set.value.before)
}

/** Leaves the filter as it is, because nothing was saved. After `keepFilter`, restores the one before. */
export async function leaveFilter(ctx: PersonContext, held: HeldFilter): Promise<void> {
  const { deps, person, texts } = ctx
  const entry = await deps.directory.channel(held.channel)
  if (entry === null) return ctx.answerCallback(texts.t.text('start.staleButton'))
  await deps.directory.ask(person.id, null)
  await onChannel((about) => leave(about, held), ctx, entry, '')
}

async function leave(ctx: ChannelContext, { feed, query, before }: HeldFilter): Promise<void> {
  const { texts, entry, channel } = ctx
  const view = await viewOf(ctx)
  const found = view?.feeds.find(({ id }) => id === feed) ?? null
  if (view === null || (feed !== null && found === null)) return ctx.answerCallback(texts.t.text('start.staleButton'))
  const { filter } = found ?? view.channel
  if (filter === query)
    return showFilterSet(ctx, await channel.setFilter(feed === null ? null : { id: feed }, before, true))
  await ctx.show({ html: texts.filterUnchanged(entry.title, filter, found), rows: [] })
}
