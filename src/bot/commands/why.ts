/** `/why LINK` (or words) explains what happened to any item from the last 48 hours. */
import { viewOf } from '../access/about-channel.ts'
import { isSelection } from '../access/own-selection.ts'
import type { ChannelHandler } from '../request-context.ts'
import { askText } from '../settings/ask.ts'

export const why: ChannelHandler = async (ctx) => {
  const { texts, input, entry, channel } = ctx
  const isReader = isSelection(ctx)
  if (input === '' && isReader) return askText(ctx, 'why', null)
  if (input === '') return ctx.respond(texts.t.text('items.whyWhat'))
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const answers = await channel.why(input)
  if (answers.length === 0)
    return ctx.respond(isReader ? texts.readerWhyUnknown(input) : texts.whyUnknown(input, entry.title))
  await ctx.respond(texts.why(answers, view.channel.timezone ?? 'UTC', isReader))
}
