/** `/add URL`: subscribes a channel to a feed, shows its newest headlines, and offers to post them at once. */
import type { Added } from '../../cell/api.ts'
import { channelId } from '../../model.ts'
import { button } from '../keyboards.ts'
import { adoptPrivateChat, onChannel, viewOf } from '../target.ts'
import type { ChannelCommand, ChannelTurn, Command } from '../turn.ts'

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
  await answerAdded(turn, await turn.cell.addFeed(turn.entry.id, address, turn.edges.now))
}

/** Without a channel, headlines come to the person's own chat; it becomes a channel once there is something to bring. */
export const addHere: Command = async (turn) => {
  const { edges, words, chat, text, reply } = turn
  const address = addressIn(text)
  if (address === '') return reply(words.addWhat)
  // The cell does not know the chat yet: it finds the feed, or says what is wrong with the address.
  const tried = await edges.cell(0).addFeed(channelId(chat.id, null), address, edges.now)
  if (tried.kind === 'failed') return reply(words.problem(tried.problem))
  const entry = await adoptPrivateChat(turn)
  if (entry === null) return
  if (tried.kind === 'gone') return onChannel(add, turn, entry, tried.found)
  await onChannel((here) => answerAdded(here, tried), turn, entry, text)
}

export async function answerAdded(turn: ChannelTurn, added: Added): Promise<void> {
  const { edges, person, words, entry, reply } = turn
  switch (added.kind) {
    case 'added': {
      const { feed, newest } = added
      const paused = (await viewOf(turn))?.channel.pause !== null
      const post = button(words.postNewest(newest.length), { kind: 'post', feed: feed.id, channel: entry.id })
      return reply(words.added(feed, newest, entry.title, paused), newest.length === 0 ? [] : [[post]])
    }
    case 'already':
      return reply(words.already(added.feed, entry.title))
    case 'gone':
      return reply(words.unknownChannel(entry.title))
    case 'full':
      return reply(words.full(added.most))
    case 'failed':
      return reply(words.problem(added.problem))
    case 'choose': {
      const offer = await edges.directory.offer(person.id, added.feeds)
      const rows = added.feeds.map(({ title, url }, index) => [
        button(title || url, { kind: 'choose', offer, index, channel: entry.id }),
      ])
      return reply(words.chooseFeed(added.feeds.length, entry.title), rows)
    }
  }
}
