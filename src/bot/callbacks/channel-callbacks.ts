/** The action of each button that names a channel. */
import { viewOf } from '../access/about-channel.ts'
import { feedsAllowed, respondTooManyFeeds } from '../access/allowance.ts'
import type { CallbackData, ChannelCallbackKind } from '../callback-data.ts'
import { addFeeds, watchPage } from '../commands/add.ts'
import { askFeedSetting } from '../commands/feed.ts'
import { showFilterSet } from '../commands/filter-set.ts'
import { preview } from '../commands/preview.ts'
import { showRemoved } from '../commands/remove.ts'
import { askBacklog } from '../commands/resume.ts'
import { showRetracted } from '../commands/retract.ts'
import { sealedBefore } from '../commands/sent-feeds.ts'
import { stats } from '../commands/stats.ts'
import type { ChannelContext } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { askCity, askText } from '../settings/ask.ts'
import { changeSetting } from '../settings/change-setting.ts'
import { forget } from './forget.ts'
import { keepFilter } from './held-filter.ts'
import { askWhichHeadline, excludeTerm, offerTerms } from './less-like-this.ts'
import { giveAnswer } from './offered-answer.ts'

type Callbacks = {
  readonly [Kind in ChannelCallbackKind]: (ctx: ChannelContext, data: CallbackData<Kind>) => Promise<void>
}

export const channelCallbacks: Callbacks = {
  go: async (ctx, { screen, at }) => {
    const { deps, person, entry } = ctx
    if (screen === 'channel') {
      await deps.directory.manage(person.id, entry.id)
      await deps.directory.setCurrent(person.id, entry.id)
    }
    await showScreen(ctx, screen, at)
  },
  set: (ctx, { setting, value }) => changeSetting(ctx, setting, value),
  ask: (ctx, { about, at }) =>
    about === 'header' ? askFeedSetting(ctx, about, at) : askText(ctx, about, at === 0 ? null : at),
  zone: (ctx) => askCity(ctx),
  pause: async (ctx) => {
    await ctx.channel.pause()
    await showScreen(ctx, 'channel')
  },
  resume: async (ctx) => {
    const { asks } = await ctx.channel.resume()
    await (asks ? askBacklog(ctx) : showScreen(ctx, 'channel'))
  },
  preview: async (ctx) => {
    await ctx.answerCallback()
    await preview(ctx)
  },
  stats: async (ctx) => {
    await ctx.answerCallback()
    await stats(ctx)
  },
  clear: async (ctx, { at }) => showFilterSet(ctx, await ctx.channel.setFilter(at === 0 ? null : { id: at }, '')),
  post: async (ctx, { feed }) => {
    const { deps, texts, entry, channel } = ctx
    const posted = await channel.wantNewest(feed)
    if (posted === 0) return ctx.answerCallback(texts.t.text('feeds.postedBefore'))
    await ctx.removeButtons()
    if ((await viewOf(ctx))?.channel.pause !== null) return ctx.answerCallback(texts.t.text('feeds.postedPaused'))
    await ctx.answerCallback(texts.posted(posted))
    await deps.cell(entry.cell).urgentCycle(deps.settings.linkBase)
  },
  choose: async (ctx, { state, index }) => {
    const found = await ctx.deps.directory.recall(state, ctx.person.id)
    const feed = found?.kind === 'feeds' ? found.feeds[index] : undefined
    if (found?.kind !== 'feeds' || feed === undefined) return ctx.answerCallback(ctx.texts.t.text('feeds.offerGone'))
    await ctx.answerCallback()
    await addFeeds(ctx, [sealedBefore(feed.url, found.credentials)])
  },
  watch: (ctx, { state }) => watchPage(ctx, state),
  addto: async (ctx, { state }) => {
    const found = await ctx.deps.directory.recall(state, ctx.person.id)
    if (found?.kind !== 'address') return ctx.answerCallback(ctx.texts.t.text('feeds.offerGone'))
    await ctx.answerCallback()
    const { address, credentials } = found
    await addFeeds(
      ctx,
      address.split('\n').map((each, at) => sealedBefore(each, credentials[at] ?? null)),
    )
  },
  restore: async (ctx, { feed }) => {
    const restored = await ctx.channel.restoreFeed(feed, await feedsAllowed(ctx))
    if (restored === 'over') return respondTooManyFeeds(ctx)
    if (restored === null) return ctx.answerCallback(ctx.texts.t.text('feeds.offerGone'))
    await ctx.show({ html: ctx.texts.feedRestored(restored, ctx.entry.title), rows: [] })
  },
  remove: async (ctx, { feed }) => {
    const removed = await ctx.channel.removeFeed({ id: feed })
    await (removed === null ? ctx.answerCallback(ctx.texts.t.text('start.staleButton')) : showRemoved(ctx, removed))
  },
  forget,
  keep: async (ctx, { keep }) => {
    const { deps, texts, channel } = ctx
    const view = await viewOf(ctx)
    if (view?.channel.pause?.by !== 'choice') return ctx.answerCallback(texts.t.text('start.staleButton'))
    await ctx.answerCallback()
    await channel.release(keep, deps.settings.linkBase)
    await ctx.show({ html: texts.released(keep, (await viewOf(ctx)) ?? view), rows: [] })
  },
  less: askWhichHeadline,
  lessof: offerTerms,
  exclude: excludeTerm,
  answer: giveAnswer,
  confirm: keepFilter,
  unretract: async (ctx, { code }) => {
    const { texts, channel } = ctx
    await ((await channel.unretract(code))
      ? ctx.show({ html: texts.t.text('items.restored'), rows: [] })
      : ctx.answerCallback(texts.t.text('start.staleButton')))
  },
  erase: async (ctx, { code }) => showRetracted(ctx, await ctx.channel.retract(code, true), code),
}
