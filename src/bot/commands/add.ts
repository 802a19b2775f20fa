/** `/add URL`: subscribes a channel to a feed, shows its newest headlines, and offers to post them at once. */
import type { Added } from '../../cell/api.ts'
import { button } from '../keyboards.ts'
import type { ChannelCommand, ChannelTurn } from '../turn.ts'

export const add: ChannelCommand = async (turn) => {
  const address = turn.text.trim()
  if (address === '') return turn.reply(turn.words.addWhat)
  await answerAdded(turn, await turn.cell.addFeed(turn.entry.id, address, turn.edges.now))
}

export async function answerAdded(turn: ChannelTurn, added: Added): Promise<void> {
  const { edges, person, words, entry, reply } = turn
  switch (added.kind) {
    case 'added': {
      const { feed, newest } = added
      const post = button(words.postNewest(newest.length), { kind: 'post', feed: feed.id, channel: entry.id })
      return reply(words.added(feed, newest, entry.title), newest.length === 0 ? [] : [[post]])
    }
    case 'already':
      return reply(words.already(added.feed))
    case 'full':
      return reply(words.full(added.most))
    case 'failed':
      return reply(words.problem(added.problem))
    case 'choose': {
      const offer = await edges.directory.offer(person.id, added.feeds)
      const rows = added.feeds.map(({ title, url }, index) => [
        button(title || url, { kind: 'choose', offer, index, channel: entry.id }),
      ])
      return reply(words.chooseFeed(added.feeds.length), rows)
    }
  }
}
