/** `/add URL` subscribes a channel to a feed, shows its newest headlines, and offers to post them. It takes several addresses. */
import type { Added, FeedChange } from '../../cell/channel-api.ts'
import { type Html, joined } from '../../i18n/markup.ts'
import { limits } from '../../limits.ts'
import { channelId } from '../../model.ts'
import type { Credentials } from '../../polling.ts'
import { onChannel, registerPrivateChat, viewOf } from '../access/about-channel.ts'
import { feedsAllowed, respondTooManyFeeds } from '../access/allowance.ts'
import { deleteSecret } from '../access/sealed-address.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler, Handler, PersonContext } from '../request-context.ts'
import { showFeedChanged } from './feed-changed.ts'
import { type ImportContent, importContent } from './import-content.ts'
import { feedsInMessage, type SentFeed, sentFeed } from './sent-feeds.ts'

export const add: ChannelHandler = async (ctx) => {
  const feeds = requested(ctx)
  await (feeds.length === 0 ? ctx.respond(ctx.texts.t.text('feeds.addWhat')) : addFeeds(ctx, feeds))
}

/** The feeds that the input of `/add` names. A text that has no address is one, so that the answer can say what is wrong with it. */
function requested(ctx: PersonContext): readonly SentFeed[] {
  const feeds = feedsInMessage(ctx, true)
  return feeds.length > 0 || ctx.input === '' ? feeds : [sentFeed(ctx.deps, ctx.input)]
}

/** Adds one feed, or several: few at once, many as an import. Deletes the message if a password was in it. */
export async function addFeeds(ctx: ChannelContext, feeds: readonly SentFeed[]): Promise<void> {
  if (feeds.some(({ isUnusable }) => isUnusable)) await ctx.respond(ctx.texts.menu.unclear.login)
  await addUsable(
    ctx,
    feeds.filter(({ isUnusable }) => !isUnusable),
  )
  if (feeds.some(({ hasSecret }) => hasSecret)) await deleteSecret(ctx)
}

async function addUsable(ctx: ChannelContext, feeds: readonly SentFeed[]): Promise<void> {
  const { texts, entry, channel } = ctx
  const [first] = feeds
  if (first === undefined) return
  if (feeds.length === 1)
    return showAdded(ctx, await channel.addFeed(first.url, await feedsAllowed(ctx), first.credentials), first)
  if (feeds.length > limits.finding.addresses) return importContent(ctx, { feeds: feeds.map(listed), settings: null })
  const results = await channel.addFeeds(
    feeds.map(({ url: address, credentials }) => ({ address, credentials })),
    await feedsAllowed(ctx),
  )
  const isGone = results.some(({ kind }) => kind === 'gone')
  const report = feeds.flatMap(({ url }, at) => {
    const added = results[at]
    return added === undefined ? [] : [{ address: url, added }]
  })
  await ctx.show({
    html: isGone ? texts.unknownChannel(entry.title) : texts.addedSeveral(report, entry.title),
    rows: [],
  })
}

/** A feed for an import. */
export function listed({ url, title, credentials }: SentFeed): ImportContent['feeds'][number] {
  return { url, title, ...(credentials === null ? {} : { credentials }) }
}

/** Adds feeds for a person who has no channel: registers their private chat, for a single feed once it is found. */
export const addHere: Handler = async (ctx) => {
  const feeds = requested(ctx)
  const [first] = feeds
  if (first === undefined) return ctx.respond(ctx.texts.t.text('feeds.addWhat'))
  if (feeds.length === 1) {
    await (first.isUnusable ? ctx.respond(ctx.texts.menu.unclear.login) : addFirstHere(ctx, first))
    return first.hasSecret ? deleteSecret(ctx) : undefined
  }
  const entry = await registerPrivateChat(ctx)
  if (entry === null) return ctx.respond(ctx.texts.tooManyChannels(limits.stranger.channels))
  await onChannel((here) => addFeeds(here, feeds), ctx, entry, ctx.input)
}

async function addFirstHere(ctx: PersonContext, first: SentFeed): Promise<void> {
  const { deps, texts, input, isOwner } = ctx
  const most = isOwner ? null : limits.stranger.feeds
  // The cell does not know the chat yet: it finds the feed, or says what is wrong with the address.
  const found = await deps.cell(0).channel(channelId(ctx.origin.id, null)).addFeed(first.url, most, first.credentials)
  const entry = found.kind === 'failed' ? null : await registerPrivateChat(ctx)
  if (found.kind === 'failed') await ctx.respond(texts.problem(found.problem))
  else if (entry === null) await ctx.respond(texts.tooManyChannels(limits.stranger.channels))
  else if (found.kind === 'gone')
    await onChannel((here) => addUsable(here, [{ ...first, url: found.found }]), ctx, entry, input)
  else await onChannel((here) => showAdded(here, found, first), ctx, entry, input)
}

/** Asks which channel gets the feeds whose addresses were sent without a command. */
export async function offerFeeds(ctx: PersonContext, feeds: readonly SentFeed[]): Promise<void> {
  const usable = feeds.filter(({ isUnusable }) => !isUnusable)
  if (usable.length < feeds.length) await ctx.respond(ctx.texts.menu.unclear.login)
  if (usable.length > 0) await askWhichChannel(ctx, usable)
  if (feeds.some(({ hasSecret }) => hasSecret)) await deleteSecret(ctx)
}

async function askWhichChannel(ctx: PersonContext, feeds: readonly SentFeed[]): Promise<void> {
  const { deps, person, texts } = ctx
  const addresses = feeds.map(({ url }) => url)
  const channels = await deps.directory.channelsOf(person.id)
  const state = await deps.directory.remember(person.id, {
    kind: 'address',
    address: addresses.join('\n'),
    credentials: feeds.map(({ credentials }) => credentials),
  })
  const rows = channels
    .slice(0, limits.bot.channelButtons)
    .map(({ id, title, kind }) => [
      button(`➕ ${kind === 'private' ? texts.t.text('channels.here') : title}`, { kind: 'addto', state, channel: id }),
    ])
  const [first] = feeds
  const question =
    first === undefined || feeds.length > 1
      ? texts.addSeveralToWhich(addresses)
      : // Words around an address are a sentence; words behind it may belong to it.
        withCut(ctx, texts.addToWhich(first.url), first.title === '' ? first.cut : '')
  await ctx.respond(question, [...rows, [button(texts.menu.buttons.cancel, { kind: 'cancel' })]])
}

/** Says what was left out behind an address. */
function withCut({ texts }: PersonContext, html: Html, cut: string): Html {
  return cut === '' ? html : joined([html, texts.cutAddress(cut)], '\n\n')
}

/** Watches the page of a callback state. */
export async function watchPage(ctx: ChannelContext, state: number): Promise<void> {
  const found = await ctx.deps.directory.recall(state, ctx.person.id)
  if (found?.kind !== 'page') return ctx.answerCallback(ctx.texts.t.text('feeds.offerGone'))
  await ctx.answerCallback()
  const added = await ctx.channel.watchPage(found.url, found.rule, await feedsAllowed(ctx))
  const feed = added.kind === 'added' || added.kind === 'already' ? added.feed : null
  if (feed === null) return showAdded(ctx, added, { cut: '', credentials: null })
  await ctx.show({ html: ctx.texts.watched(feed, ctx.entry.title), rows: [] })
}

async function showAdded(
  ctx: ChannelContext,
  added: Added,
  { cut, credentials }: Pick<SentFeed, 'cut' | 'credentials'>,
): Promise<void> {
  const { deps, person, texts, entry } = ctx
  switch (added.kind) {
    case 'added': {
      const { feed, newest, exceedsLimit } = added
      const paused = (await viewOf(ctx))?.channel.pause !== null
      const post = button(texts.postNewest(newest.length), { kind: 'post', feed: feed.id, channel: entry.id })
      return ctx.show({
        html: withCut(ctx, texts.added(feed, newest, entry.title, { paused, exceedsLimit }), cut),
        rows: newest.length === 0 ? [] : [[post]],
      })
    }
    case 'already':
      if (credentials === null) return ctx.respond(withCut(ctx, texts.already(added.feed, entry.title), cut))
      return showFeedChanged(ctx, await ctx.channel.changeFeed({ id: added.feed.id }, loginOf(credentials)))
    case 'gone':
      return ctx.respond(texts.unknownChannel(entry.title))
    case 'full':
      return ctx.respond(texts.full(added.most))
    case 'over':
      return respondTooManyFeeds(ctx)
    case 'failed':
      return ctx.respond(withCut(ctx, texts.problem(added.problem), cut))
    case 'watchable': {
      const { url, rule } = added
      const state = await deps.directory.remember(person.id, { kind: 'page', url, rule })
      const watch = button(texts.t.text('watching.watch'), { kind: 'watch', state, channel: entry.id })
      const cancel = button(texts.menu.buttons.cancel, { kind: 'cancel' })
      return ctx.respond(withCut(ctx, texts.watchable(added, entry.title), cut), [[watch], [cancel]])
    }
    case 'choose': {
      const feeds = [...added.feeds]
      const state = await deps.directory.remember(person.id, { kind: 'feeds', feeds, credentials })
      const rows = feeds.map(({ title, url }, index) => [
        button(title || url, { kind: 'choose', state, index, channel: entry.id }),
      ])
      return ctx.respond(texts.chooseFeed(added.feeds.length, entry.title), rows)
    }
  }
}

/** The feed that the channel has keeps its headers. */
function loginOf({ origin, login }: Credentials): FeedChange {
  return { address: null, credentials: { kind: 'login', origin, login } }
}
