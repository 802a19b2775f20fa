/** The answer after a filter was set: what it would have hidden, or a question before it is saved. */
import type { FeedView } from '../../cell/feed-view.ts'
import type { FilterChange, FilterSet } from '../../cell/filter-set.ts'
import { limits } from '../../limits.ts'
import type { UnclearFilter } from '../../result.ts'
import { oneLine } from '../../text/one-line.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'
import { cancelRow } from '../settings/ask.ts'
import { offerAnswers } from '../settings/offer-answers.ts'

/**
 * A filter that was set answers the question about it, and a feed that is gone ends it. A filter that the bot asks about opens it,
 * so that other words can be sent without the command. A mistake leaves it as it is.
 */
export async function settleQuestion({ deps, person, entry }: ChannelContext, set: FilterSet): Promise<void> {
  const isAsked = set.ok ? set.value.isHeld === true : set.problem.kind === 'filter-unclear'
  if (isAsked) {
    const feed = set.ok ? set.value.feed : 'feed' in set.problem ? (set.problem.feed ?? null) : null
    await deps.directory.ask(person.id, { kind: 'text', about: 'filter', channel: entry.id, feed: feed?.id ?? null })
  } else if (set.ok || set.problem.kind === 'no-such-feed') await deps.directory.ask(person.id, null)
}

/** Shows what the filter would have hidden of the last 48 hours, with a button to undo it. */
export async function showFilterSet(ctx: ChannelContext, set: FilterSet): Promise<void> {
  const { texts, entry } = ctx
  if (set.ok) return set.value.isHeld === true ? askToKeep(ctx, set.value) : showSaved(ctx, set.value)
  const { problem } = set
  switch (problem.kind) {
    case 'filter-unclear':
      return askReading(ctx, problem, problem.feed ?? null)
    case 'filter-syntax':
      return ctx.respond(texts.filterMistake(problem, problem.feed ?? null))
    case 'no-room':
      return ctx.show({ html: texts.filterNoRoom(entry.title), rows: [] })
    case 'texts-not-searched':
      return ctx.respond(texts.t.html('readers.textsNotSearched'))
    case 'no-such-feed':
      return ctx.respond(texts.t.text('start.staleButton'))
  }
}

/** @param before the query that undo restores */
export async function showSaved(
  ctx: ChannelContext,
  { backTest, query, feed, ...change }: FilterChange,
  before = change.before,
): Promise<void> {
  const { deps, person, texts, entry } = ctx
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

/** Asks before a filter is saved that would have dropped everything. */
async function askToKeep(ctx: ChannelContext, { backTest, query, before, feed }: FilterChange): Promise<void> {
  const { deps, person, texts, entry } = ctx
  const state = await deps.directory.remember(person.id, {
    kind: 'held-filter',
    channel: entry.id,
    feed: feed?.id ?? null,
    query,
    before,
  })
  const { buttons } = texts.menu
  const keep = button(buttons.keepFilter, { kind: 'confirm', state, channel: entry.id })
  await ctx.show({
    html: texts.filterHeld(entry.title, query, feed, backTest),
    rows: [[keep, button(buttons.undo, { kind: 'undo', state })]],
  })
}

/** Asks which reading of a query is meant. A query that is too long for a button gets its number. */
async function askReading(
  ctx: ChannelContext,
  { text, readings }: UnclearFilter,
  feed: FeedView | null,
): Promise<void> {
  const { texts, entry } = ctx
  const labels = readings.map((reading) => oneLine(reading.split(/\s*\n\s*/u).join(', ')))
  const isShort = labels.every((label) => label.length <= limits.bot.readingCharacters)
  await offerAnswers(
    ctx,
    { about: 'filter', feed: feed?.id ?? null },
    texts.filterUnclear(entry.title, text, feed, readings),
    readings.map((reading, at) => ({
      label: isShort ? (labels[at] ?? reading) : texts.t.text('filters.numbered', { number: at + 1 }),
      text: reading,
    })),
    cancelRow(ctx),
  )
}
