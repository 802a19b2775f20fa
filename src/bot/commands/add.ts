/** `/add URL` subscribes a channel to a feed, shows its newest headlines, and offers to post them. It takes several addresses. */
import type { Added } from '../../cell/channel-api.ts'
import type { ListedFeed } from '../../feed/opml.ts'
import { type Html, joined } from '../../i18n/markup.ts'
import { limits } from '../../limits.ts'
import { channelId } from '../../model.ts'
import { onChannel, registerPrivateChat, viewOf } from '../access/about-channel.ts'
import { feedsAllowed, respondTooManyFeeds } from '../access/allowance.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler, Handler, PersonContext } from '../request-context.ts'
import { importContent } from './import-content.ts'
import { feedsInMessage, type SentFeed } from './sent-feeds.ts'

export const add: ChannelHandler = async (ctx) => {
  const feeds = requested(ctx)
  await (feeds.length === 0 ? ctx.respond(ctx.texts.t.text('feeds.addWhat')) : addFeeds(ctx, feeds))
}

/** The feeds that the input of `/add` names. A text that has no address is one, so that the answer can say what is wrong with it. */
function requested(ctx: PersonContext): readonly SentFeed[] {
  const feeds = feedsInMessage(ctx, true)
  return feeds.length > 0 || ctx.input === '' ? feeds : [{ url: ctx.input, title: '', cut: '' }]
}

/** Adds one feed, or several: few at once, many as an import. */
export async function addFeeds(ctx: ChannelContext, feeds: readonly SentFeed[]): Promise<void> {
  const { texts, entry, channel } = ctx
  const [first] = feeds
  if (first === undefined) return
  if (feeds.length === 1) return showAdded(ctx, await channel.addFeed(first.url, await feedsAllowed(ctx)), first.cut)
  if (feeds.length > limits.finding.addresses) return importContent(ctx, { feeds: feeds.map(listed), settings: null })
  const results = await channel.addFeeds(
    feeds.map(({ url }) => url),
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

function listed({ url, title }: ListedFeed): ListedFeed {
  return { url, title }
}

/** Adds the addresses that a button has kept. */
export async function addAddresses(ctx: ChannelContext, addresses: readonly string[]): Promise<void> {
  await addFeeds(
    ctx,
    addresses.map((url) => ({ url, title: '', cut: '' })),
  )
}

/** Adds feeds for a person who has no channel: registers their private chat, for a single feed once it is found. */
export const addHere: Handler = async (ctx) => {
  const { deps, texts, input, isOwner } = ctx
  const feeds = requested(ctx)
  const [first] = feeds
  if (first === undefined) return ctx.respond(texts.t.text('feeds.addWhat'))
  const most = isOwner ? null : limits.stranger.feeds
  // The cell does not know the chat yet: it finds the feed, or says what is wrong with the address.
  const found =
    feeds.length > 1 ? null : await deps.cell(0).channel(channelId(ctx.origin.id, null)).addFeed(first.url, most)
  if (found?.kind === 'failed') return ctx.respond(texts.problem(found.problem))
  const entry = await registerPrivateChat(ctx)
  if (entry === null) return ctx.respond(texts.tooManyChannels(limits.stranger.channels))
  if (found === null) return onChannel(add, ctx, entry, input)
  if (found.kind === 'gone')
    return onChannel((here) => addFeeds(here, [{ ...first, url: found.found }]), ctx, entry, input)
  await onChannel((here) => showAdded(here, found, first.cut), ctx, entry, input)
}

/** Asks which channel gets the addresses that were sent without a command. */
export async function offerAddresses(ctx: PersonContext, addresses: readonly string[]): Promise<void> {
  const { deps, person, texts } = ctx
  const channels = await deps.directory.channelsOf(person.id)
  const state = await deps.directory.remember(person.id, { kind: 'address', address: addresses.join('\n') })
  const rows = channels
    .slice(0, limits.bot.channelButtons)
    .map(({ id, title, kind }) => [
      button(`➕ ${kind === 'private' ? texts.t.text('channels.here') : title}`, { kind: 'addto', state, channel: id }),
    ])
  const [only = '', ...others] = addresses
  const question = others.length === 0 ? texts.addToWhich(only) : texts.addSeveralToWhich(addresses)
  await ctx.respond(question, [...rows, [button(texts.menu.buttons.cancel, { kind: 'cancel' })]])
}

/** @param cut what stood behind the address; empty: nothing */
async function showAdded(ctx: ChannelContext, added: Added, cut: string): Promise<void> {
  const { deps, person, texts, entry } = ctx
  const withCut = (html: Html) => (cut === '' ? html : joined([html, texts.cutAddress(cut)], '\n\n'))
  switch (added.kind) {
    case 'added': {
      const { feed, newest, exceedsLimit } = added
      const paused = (await viewOf(ctx))?.channel.pause !== null
      const post = button(texts.postNewest(newest.length), { kind: 'post', feed: feed.id, channel: entry.id })
      return ctx.show({
        html: withCut(texts.added(feed, newest, entry.title, { paused, exceedsLimit })),
        rows: newest.length === 0 ? [] : [[post]],
      })
    }
    case 'already':
      return ctx.respond(withCut(texts.already(added.feed, entry.title)))
    case 'gone':
      return ctx.respond(texts.unknownChannel(entry.title))
    case 'full':
      return ctx.respond(texts.full(added.most))
    case 'over':
      return respondTooManyFeeds(ctx)
    case 'failed':
      return ctx.respond(withCut(texts.problem(added.problem)))
    case 'choose': {
      const feeds = [...added.feeds]
      const state = await deps.directory.remember(person.id, { kind: 'feeds', feeds })
      const rows = feeds.map(({ title, url }, index) => [
        button(title || url, { kind: 'choose', state, index, channel: entry.id }),
      ])
      return ctx.respond(texts.chooseFeed(added.feeds.length, entry.title), rows)
    }
  }
}
