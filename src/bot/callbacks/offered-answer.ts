/** A button under a question: gives its answer as if it were typed. */
import { aboutChannel } from '../access/about-channel.ts'
import { splitChannelName } from '../access/channel-name.ts'
import type { CallbackData } from '../callback-data.ts'
import { digest } from '../commands/digest.ts'
import { filter, setFilterOf } from '../commands/filter.ts'
import { type ChannelContext, withInput } from '../request-context.ts'
import { changeSetting, setCity } from '../settings/change-setting.ts'
import type { Answers } from '../settings/offer-answers.ts'

const given: Readonly<Record<Answers['about'], (ctx: ChannelContext, feed: number | null) => Promise<void>>> = {
  filter: (ctx, feed) => setFilterOf(ctx, feed === null ? null : { id: feed }, ctx.input),
  'filter-command': async (ctx) => {
    // Only the buttons of this question name a channel or a feed, so a later message is no answer.
    await ctx.deps.directory.ask(ctx.person.id, null)
    await (splitChannelName(ctx.input) === null ? filter(ctx) : aboutChannel(filter)(ctx))
  },
  times: (ctx) => changeSetting(ctx, 'schedule', ctx.input),
  city: setCity,
  'digest-command': digest,
}

export async function giveAnswer(ctx: ChannelContext, { state, index }: CallbackData<'answer'>): Promise<void> {
  const found = await ctx.deps.directory.recall(state, ctx.person.id)
  const text = found?.kind === 'answers' && found.channel === ctx.entry.id ? found.texts[index] : undefined
  if (found?.kind !== 'answers' || text === undefined) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  await given[found.about](withInput(ctx, text), found.feed)
}
