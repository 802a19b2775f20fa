/** `/add URL` subscribes a channel to a feed, shows its newest headlines, and offers to post them. */
import type { Added, FeedChange } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { channelId } from '../../model.ts'
import type { Credentials } from '../../polling.ts'
import { onChannel, registerPrivateChat, viewOf } from '../access/about-channel.ts'
import { feedsAllowed, respondTooManyFeeds } from '../access/allowance.ts'
import { deleteSecret, type SealedAddress, sealAddress, sealedBefore } from '../access/sealed-address.ts'
import { button } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler, Handler, PersonContext } from '../request-context.ts'
import { showFeedChanged } from './feed-changed.ts'

/** Characters that phones and chats put around an address. */
const wrapping = /^[<"'“”„«「『(（]+|[>"'“”»」』)）,，。]+$/gu

/** Finds the address in a text: the word with a scheme, else with a dot. Full-width letters count as plain ones. */
export function addressIn(text: string): string {
  const words = text.normalize('NFKC').split(/\s+/u)
  const bare = words.map((word) => word.replace(wrapping, '')).filter((word) => word !== '')
  return bare.find((word) => word.includes('://')) ?? bare.find((word) => word.includes('.')) ?? bare.join(' ')
}

export const add: ChannelHandler = async (ctx) => {
  const address = addressIn(ctx.input)
  if (address === '') return ctx.respond(ctx.texts.t.text('feeds.addWhat'))
  const sealed = sealAddress(ctx.deps, address)
  await addAddress(ctx, sealed)
  if (sealed.hasSecret) await deleteSecret(ctx)
}

export async function addAddress(ctx: ChannelContext, sealed: SealedAddress): Promise<void> {
  const { address, credentials, isUnusable } = sealed
  if (isUnusable) return ctx.respond(ctx.texts.menu.unclear.login)
  await showAdded(ctx, await ctx.channel.addFeed(address, await feedsAllowed(ctx), credentials), credentials)
}

/** Adds a feed for a person who has no channel: registers their private chat once the feed is found. */
export const addHere: Handler = async (ctx) => {
  const { deps, texts, input } = ctx
  const typed = addressIn(input)
  if (typed === '') return ctx.respond(texts.t.text('feeds.addWhat'))
  const sealed = sealAddress(deps, typed)
  await addSealedHere(ctx, sealed)
  if (sealed.hasSecret) await deleteSecret(ctx)
}

async function addSealedHere(ctx: PersonContext, { address, credentials, isUnusable }: SealedAddress): Promise<void> {
  const { deps, texts, input, isOwner } = ctx
  if (isUnusable) return ctx.respond(texts.menu.unclear.login)
  const most = isOwner ? null : limits.stranger.feeds
  // The cell does not know the chat yet: it finds the feed, or says what is wrong with the address.
  const found = await deps.cell(0).channel(channelId(ctx.origin.id, null)).addFeed(address, most, credentials)
  if (found.kind === 'failed') return ctx.respond(texts.problem(found.problem))
  const entry = await registerPrivateChat(ctx)
  if (entry === null) return ctx.respond(texts.tooManyChannels(limits.stranger.channels))
  const addFound: ChannelHandler = (here) =>
    found.kind === 'gone'
      ? addAddress(here, sealedBefore(found.found, credentials))
      : showAdded(here, found, credentials)
  await onChannel(addFound, ctx, entry, input)
}

/** Asks which channel gets an address that was sent without a command. */
export async function offerAddress(ctx: PersonContext, text: string): Promise<void> {
  const { deps, texts } = ctx
  const sealed = sealAddress(deps, text)
  if (sealed.isUnusable) await ctx.respond(texts.menu.unclear.login)
  else await offerSealed(ctx, sealed)
  if (sealed.hasSecret) await deleteSecret(ctx)
}

async function offerSealed(ctx: PersonContext, { address, credentials }: SealedAddress): Promise<void> {
  const { deps, person, texts } = ctx
  const channels = await deps.directory.channelsOf(person.id)
  const state = await deps.directory.remember(person.id, { kind: 'address', address, credentials })
  const rows = channels
    .slice(0, limits.bot.channelButtons)
    .map(({ id, title, kind }) => [
      button(`➕ ${kind === 'private' ? texts.t.text('channels.here') : title}`, { kind: 'addto', state, channel: id }),
    ])
  await ctx.respond(texts.addToWhich(address), [...rows, [button(texts.menu.buttons.cancel, { kind: 'cancel' })]])
}

/** Watches the page of a callback state. */
export async function watchPage(ctx: ChannelContext, state: number): Promise<void> {
  const found = await ctx.deps.directory.recall(state, ctx.person.id)
  if (found?.kind !== 'page') return ctx.answerCallback(ctx.texts.t.text('feeds.offerGone'))
  await ctx.answerCallback()
  const added = await ctx.channel.watchPage(found.url, found.rule, await feedsAllowed(ctx))
  const feed = added.kind === 'added' || added.kind === 'already' ? added.feed : null
  if (feed === null) return showAdded(ctx, added, null)
  await ctx.show({ html: ctx.texts.watched(feed, ctx.entry.title), rows: [] })
}

/** @param credentials those that were given with the address */
async function showAdded(ctx: ChannelContext, added: Added, credentials: Credentials | null): Promise<void> {
  const { deps, person, texts, entry } = ctx
  switch (added.kind) {
    case 'added': {
      const { feed, newest } = added
      const paused = (await viewOf(ctx))?.channel.pause !== null
      const post = button(texts.postNewest(newest.length), { kind: 'post', feed: feed.id, channel: entry.id })
      return ctx.show({
        html: texts.added(feed, newest, entry.title, paused),
        rows: newest.length === 0 ? [] : [[post]],
      })
    }
    case 'already':
      if (credentials === null) return ctx.respond(texts.already(added.feed, entry.title))
      return showFeedChanged(ctx, await ctx.channel.changeFeed({ id: added.feed.id }, loginOf(credentials)))
    case 'gone':
      return ctx.respond(texts.unknownChannel(entry.title))
    case 'full':
      return ctx.respond(texts.full(added.most))
    case 'over':
      return respondTooManyFeeds(ctx)
    case 'failed':
      return ctx.respond(texts.problem(added.problem))
    case 'watchable': {
      const { url, rule } = added
      const state = await deps.directory.remember(person.id, { kind: 'page', url, rule })
      const watch = button(texts.t.text('watching.watch'), { kind: 'watch', state, channel: entry.id })
      const cancel = button(texts.menu.buttons.cancel, { kind: 'cancel' })
      return ctx.respond(texts.watchable(added, entry.title), [[watch], [cancel]])
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
