/** `/add URL`: subscribes a channel to a feed, shows its newest headlines, and offers to post them at once. */
import type { Added } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { channelId } from '../../model.ts'
import { answerOver, feedsAllowed } from '../handlers/allowance.ts'
import { button } from '../keyboards.ts'
import type { ChannelCommand, ChannelTurn, Command, Turn } from '../request-context.ts'
import { adoptPrivateChat, onChannel, viewOf } from '../target.ts'

/** What phones and chats put around an address. */
const wrapping = /^[<"'“”„«「『(（]+|[>"'“”»」』)）,，。]+$/gu

/** The address in what was typed: full-width letters are meant as plain ones, and of several words the one with a dot. */
export function addressIn(text: string): string {
  const words = text.normalize('NFKC').split(/\s+/u)
  const bare = words.map((word) => word.replace(wrapping, '')).filter((word) => word !== '')
  return bare.find((word) => word.includes('://')) ?? bare.find((word) => word.includes('.')) ?? bare.join(' ')
}

export const add: ChannelCommand = async (turn) => {
  const address = addressIn(turn.text)
  if (address === '') return turn.reply(turn.words.addWhat)
  await addAddress(turn, address)
}

/** Whoever asks for it, by a command or a button: a stranger's channels may have only so many feeds. */
export async function addAddress(turn: ChannelTurn, address: string): Promise<void> {
  const { channel } = turn
  await answerAdded(turn, await channel.addFeed(address, await feedsAllowed(turn)))
}

/** Without a channel, headlines come to the person's own chat; it becomes a channel once there is something to bring. */
export const addHere: Command = async (turn) => {
  const { deps, words, chat, text, isOwner, reply } = turn
  const address = addressIn(text)
  if (address === '') return reply(words.addWhat)
  const most = isOwner ? null : limits.stranger.feeds
  // The cell does not know the chat yet: it finds the feed, or says what is wrong with the address.
  const tried = await deps.cell(0).channel(channelId(chat.id, null)).addFeed(address, most)
  if (tried.kind === 'failed') return reply(words.problem(tried.problem))
  const entry = await adoptPrivateChat(turn)
  if (entry === null) return reply(words.tooManyChannels(limits.stranger.channels))
  if (tried.kind === 'gone') return onChannel(add, turn, entry, tried.found)
  await onChannel((here) => answerAdded(here, tried), turn, entry, text)
}

/** An address that was sent by itself: with several channels it is asked which one it is for. */
export async function offerAddress(turn: Turn, address: string): Promise<void> {
  const { deps, person, words, reply } = turn
  const own = await deps.directory.channelsOf(person.id)
  const memo = await deps.directory.remember(person.id, { kind: 'address', address })
  const rows = own
    .slice(0, 40)
    .map(({ id, title, kind }) => [
      button(`➕ ${kind === 'private' ? words.here : title}`, { kind: 'addto', memo, channel: id }),
    ])
  await reply(words.addToWhich(address), [...rows, [button(words.menu.buttons.cancel, { kind: 'cancel' })]])
}

async function answerAdded(turn: ChannelTurn, added: Added): Promise<void> {
  const { deps, person, words, entry, reply, show } = turn
  switch (added.kind) {
    case 'added': {
      const { feed, newest } = added
      const paused = (await viewOf(turn))?.channel.pause !== null
      const post = button(words.postNewest(newest.length), { kind: 'post', feed: feed.id, channel: entry.id })
      return show({ html: words.added(feed, newest, entry.title, paused), rows: newest.length === 0 ? [] : [[post]] })
    }
    case 'already':
      return reply(words.already(added.feed, entry.title))
    case 'gone':
      return reply(words.unknownChannel(entry.title))
    case 'full':
      return reply(words.full(added.most))
    case 'over':
      return answerOver(turn)
    case 'failed':
      return reply(words.problem(added.problem))
    case 'choose': {
      const feeds = [...added.feeds]
      const memo = await deps.directory.remember(person.id, { kind: 'feeds', feeds })
      const rows = feeds.map(({ title, url }, index) => [
        button(title || url, { kind: 'choose', memo, index, channel: entry.id }),
      ])
      return reply(words.chooseFeed(added.feeds.length, entry.title), rows)
    }
  }
}
