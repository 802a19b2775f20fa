/** `/keywords` opens a reader's own screen; `/stop` and its buttons end it. */
import { onOwnSelection } from '../access/own-selection.ts'
import type { CallbackData } from '../callback-data.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler, Handler, PersonContext } from '../request-context.ts'
import { followedScreen, showSelection, stopScreen } from '../screens/selection.ts'
import { followsOf } from '../settings/follow-channel.ts'
import { withdrawReaderCommands } from '../settings/reader-menu.ts'
import { answerWords, closeWords } from '../settings/words.ts'

export const keywords: Handler = async (ctx) => {
  if (!(await onOwnSelection(showSelection, ctx, '')))
    await ctx.show({ html: ctx.texts.t.text('readers.none'), rows: [] })
}

/** The screen of one channel. */
export async function showFollowed(
  ctx: PersonContext,
  { code }: Pick<CallbackData<'followed'>, 'code'>,
): Promise<void> {
  const follow = (await followsOf(ctx)).find((each) => each.code === code)
  await (follow === undefined ? keywords(ctx) : ctx.show(followedScreen(ctx, follow)))
}

/** `/filter` of a reader: their words for a channel. With several, they choose one. */
export const words: ChannelHandler = async (ctx) => {
  const [follow, ...others] = await ctx.channel.follows()
  if (follow === undefined || others.length > 0) return showSelection(ctx)
  const { code } = follow
  await (ctx.input.trim() === '' ? showFollowed(ctx, { code }) : answerWords(ctx, code, 'only'))
}

/** Leaves a channel; with the last one, all that is kept of the reader is deleted. */
export async function leaveChannel(ctx: PersonContext, { code }: CallbackData<'leave'>): Promise<void> {
  const { deps, person, texts, reader } = ctx
  const follow = (await followsOf(ctx)).find((each) => each.code === code)
  if (reader === null || follow === undefined) return keywords(ctx)
  const left = await deps.cell(reader.entry.cell).channel(reader.entry.id).unfollow(code)
  await deps.directory.unfollow(person.id, code)
  if (left === 0) return stopReading(ctx)
  await ctx.show({
    html: texts.readerLeft(follow.title),
    rows: [[button(texts.menu.buttons.keywords, { kind: 'mine' })]],
  })
}

export const stop: ChannelHandler = (ctx: ChannelContext) => ctx.show(stopScreen(ctx))

/** The cell comes first: if the directory fails, the reader is still known, and can repeat it. */
export async function stopReading(ctx: PersonContext): Promise<void> {
  const { deps, person, texts, reader, isAllowed } = ctx
  if (reader === null) await closeWords(ctx)
  else {
    await deps.cell(reader.entry.cell).channel(reader.entry.id).forget()
    await deps.directory.forgetReader(person.id, isAllowed)
  }
  await withdrawReaderCommands(ctx)
  await ctx.show({ html: texts.t.text('readers.stopped'), rows: [] })
}
