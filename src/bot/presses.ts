/** What buttons do. Every press is answered, so that Telegram's clock on it stops; an old one politely. */
import { answerAdded } from './commands/add.ts'
import { type Press, readPress } from './keyboards.ts'
import { onChannel, viewOf } from './target.ts'
import { type ChannelTurn, momentOf, type Turn } from './turn.ts'

/** @param answer shows a short text above the chat; empty: only stops the clock */
export async function press(turn: Turn, data: string, answer: (text: string) => Promise<void>): Promise<void> {
  const pressed = readPress(data)
  if (pressed === null) return answer(turn.words.staleButton)
  // A button names its channel: it works for whoever administers that channel, and for nobody else.
  const entry = await turn.edges.directory.channel(pressed.channel)
  if (entry === null) return answer(turn.words.staleButton)
  let answered = false
  const once = async (text: string) => {
    answered = true
    await answer(text)
  }
  await onChannel((about) => act(about, pressed, once), turn, entry, '')
  if (!answered) await answer('')
}

async function act(turn: ChannelTurn, pressed: Press, answer: (text: string) => Promise<void>): Promise<void> {
  const { edges, person, words, entry, cell, reply } = turn
  switch (pressed.kind) {
    case 'post': {
      const posted = await cell.wantNewest(entry.id, pressed.feed)
      if (posted === 0) return answer(words.postedBefore)
      if ((await viewOf(turn))?.channel.pause !== null) return answer(words.postedPaused)
      await answer(words.posted(posted))
      await cell.cycle('urgent', momentOf(turn))
      return
    }
    case 'choose': {
      const chosen = (await edges.directory.offered(pressed.offer, person.id))[pressed.index]
      if (chosen === undefined) return answer(words.offerGone)
      await answer('')
      return answerAdded(turn, await cell.addFeed(entry.id, chosen.url, edges.now))
    }
    case 'restore': {
      const feed = await cell.restoreFeed(entry.id, pressed.feed)
      if (feed === null) return answer(words.offerGone)
      await answer('')
      return reply(words.putBack(feed, entry.title))
    }
    case 'keep': {
      const view = await viewOf(turn)
      if (view?.channel.pause?.by !== 'choice') return answer(words.staleButton)
      await answer('')
      await cell.release(entry.id, pressed.keep, momentOf(turn))
      return reply(words.released(pressed.keep, (await viewOf(turn)) ?? view))
    }
  }
}
