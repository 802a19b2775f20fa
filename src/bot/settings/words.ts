/** A reader's words for a channel: asked for, read forgivingly, and answered with what they would have done. */
import type { ChannelApi } from '../../cell/channel-api.ts'
import type { FilterChange, FilterNotSet, FilterSet } from '../../cell/filter-set.ts'
import type { Source } from '../../cell/reader-api.ts'
import { exclusionsIn } from '../../filter/exclude/exclusions-in.ts'
import { limits } from '../../limits.ts'
import { type ReaderCode, selectionOf } from '../../model.ts'
import { ok } from '../../result.ts'
import { oneLine } from '../../text/one-line.ts'
import { onOwnSelection } from '../access/own-selection.ts'
import type { CallbackData } from '../callback-data.ts'
import { button } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'
import { selectionScreen } from '../screens/selection.ts'
import { cancelRow } from './ask.ts'
import {
  type FollowResult,
  followChannel,
  followsOf,
  type OfferedChannel,
  offeredChannel,
  type Want,
} from './follow-channel.ts'
import { offerReaderCommands } from './reader-menu.ts'

/** A button of the offer: asks for words, or takes all headlines at once. */
export async function wantOf(ctx: PersonContext, { want, code }: CallbackData<'want'>): Promise<void> {
  const { deps, person, texts, isAllowed } = ctx
  const offered = await offeredChannel(ctx, code)
  if (offered === null) return ctx.show({ html: texts.t.text('readers.gone'), rows: [] })
  // Their name is not kept: nobody is ever shown it.
  if (!isAllowed) await deps.directory.meet(person.id, { language: person.language, name: '' }, true)
  if (want === 'all') return setWords(ctx, offered, '', want)
  await deps.directory.ask(person.id, { kind: 'words', code, want })
  await ctx.show({ html: texts.askWords(offered.entry.title, want), rows: cancelRow(ctx) })
}

/** Words that were typed. A mistake leaves the question open. */
export async function answerWords(ctx: PersonContext, code: ReaderCode, want: 'only' | 'but'): Promise<void> {
  const { texts, input } = ctx
  const offered = await offeredChannel(ctx, code)
  if (offered !== null) return setWords(ctx, offered, want === 'but' ? exclusionsIn(input) : input.trim(), want)
  await closeWords(ctx)
  await ctx.respond(texts.t.text('readers.gone'))
}

/** A reading that the bot has offered. */
export async function giveReading(ctx: PersonContext, { state, index }: CallbackData<'words'>): Promise<void> {
  const { deps, person, texts } = ctx
  const found = await deps.directory.recall(state, person.id)
  const text = found?.kind === 'readings' ? found.texts[index] : undefined
  const offered = found?.kind === 'readings' ? await offeredChannel(ctx, found.code) : null
  if (found?.kind !== 'readings' || text === undefined || offered === null)
    return ctx.answerCallback(texts.t.text('start.staleButton'))
  await setWords(ctx, offered, text, found.want)
}

/** Restores the words before a change. */
export async function undoWords(ctx: PersonContext, code: ReaderCode, query: string): Promise<void> {
  const offered = await offeredChannel(ctx, code)
  const isFollowed = (await followsOf(ctx)).some((each) => each.code === code)
  if (offered === null || !isFollowed) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  await setWords(ctx, offered, query, 'only')
}

/** Sets the words of a channel that the person follows, or follows it with them. */
async function setWords(ctx: PersonContext, offered: OfferedChannel, query: string, want: Want): Promise<void> {
  const { deps, person, reader } = ctx
  const { entry, source } = offered
  const follows = await followsOf(ctx)
  const isFollowed = follows.some(({ code }) => code === source.code)
  const own = deps.cell((reader?.entry ?? entry).cell).channel(selectionOf(person.id))
  // Often no headline of two days has the words, so they are saved without a question.
  const set = await (isFollowed ? own.setWords(source.code, query, true) : tried(own, source, query))
  if (!set.ok) return explain(ctx, offered, set.problem, want)
  const followed = isFollowed ? null : await followChannel(ctx, offered, query, want, follows.length === 0)
  await closeWords(ctx)
  if (followed !== null && followed.kind !== 'followed') return refuse(ctx, followed)
  if (!isFollowed && follows.length === 0) await offerReaderCommands(ctx, person.language)
  await showSet(ctx, offered, set.value, isFollowed)
}

/** Closes the question, and forgets a stranger who follows nothing. */
export async function closeWords({ deps, person, reader, isAllowed }: PersonContext): Promise<void> {
  if (!isAllowed && reader === null) await deps.directory.forgetStranger(person.id)
  else if (person.question !== null) await deps.directory.ask(person.id, null)
}

/** An empty query keeps everything, and needs no back-test. */
async function tried(own: ChannelApi, source: Source, query: string): Promise<FilterSet> {
  if (query !== '') return own.tryWords(source, query)
  return ok({ query, before: '', feed: null, backTest: { passed: 0, total: 0, open: 0, hidden: [] } })
}

/** Shows what the words would have done to the last 48 hours; to a person who is new to the channel, also their own screen. */
async function showSet(
  ctx: PersonContext,
  { entry, source }: OfferedChannel,
  { query, before, backTest }: FilterChange,
  isChange: boolean,
): Promise<void> {
  const { deps, person, texts } = ctx
  const { buttons } = texts.menu
  const html = texts.wordsSet(entry.title, query, backTest)
  const change = button(buttons.change, { kind: 'followed', code: source.code })
  if (!isChange) {
    // Nothing is looked up between the two messages: a repeated run would send the first one again.
    await onOwnSelection(
      async (own) => {
        const screen = await selectionScreen(own)
        await ctx.show({ html, rows: [[change]] })
        if (ctx.incoming.callback_query !== undefined) await ctx.answerCallback()
        await ctx.respond(screen.html, screen.rows)
      },
      ctx,
      '',
    )
    return
  }
  const state = await deps.directory.remember(person.id, { kind: 'words', code: source.code, query: before })
  const undo = before === query ? [] : [button(buttons.undo, { kind: 'undo', state })]
  await ctx.show({ html, rows: [[...undo, change], [button(buttons.keywords, { kind: 'mine' })]] })
}

/** Words that cannot be used, or can be read in several ways. */
async function explain(
  ctx: PersonContext,
  { entry, source }: OfferedChannel,
  problem: FilterNotSet,
  want: Want,
): Promise<void> {
  const { deps, person, texts } = ctx
  if (problem.kind === 'filter-syntax') return ctx.respond(texts.wordsMistake(problem))
  if (problem.kind === 'texts-not-searched') return ctx.respond(texts.t.html('readers.textsNotSearched'))
  if (problem.kind !== 'filter-unclear' || want === 'all') return ctx.respond(texts.t.text('start.staleButton'))
  const { text, readings } = problem
  const state = await deps.directory.remember(person.id, {
    kind: 'readings',
    code: source.code,
    want,
    texts: [...readings],
  })
  const labels = readings.map((reading) => oneLine(reading.split(/\s*\n\s*/u).join(', ')))
  const isShort = labels.every((label) => label.length <= limits.bot.readingCharacters)
  const rows = labels.map((label, index) => [
    button(isShort ? label : texts.t.text('filters.numbered', { number: index + 1 }), { kind: 'words', state, index }),
  ])
  await ctx.show({ html: texts.filterUnclear(entry.title, text, null, readings), rows: [...rows, ...cancelRow(ctx)] })
}

async function refuse(ctx: PersonContext, refused: Exclude<FollowResult, { kind: 'followed' }>): Promise<void> {
  const { t, readerFull } = ctx.texts
  switch (refused.kind) {
    case 'full':
      return ctx.show({
        html: readerFull(refused.most),
        rows: [[button(ctx.texts.menu.buttons.keywords, { kind: 'mine' })]],
      })
    case 'no-place':
      return ctx.show({ html: t.text('readers.noPlace'), rows: [] })
    // Two updates at once followed the channel.
    case 'already':
      return ctx.show({ html: t.text('start.staleButton'), rows: [] })
    case 'gone':
      return ctx.show({ html: t.text('readers.gone'), rows: [] })
  }
}
