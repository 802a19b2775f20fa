/** What buttons do. Every press is answered, so that Telegram's clock on it stops; an old one politely. */
import { answerAdded } from './commands/add.ts'
import { type Press, readPress } from './keyboards.ts'
import { aboutChannel } from './target.ts'
import { type ChannelTurn, momentOf, type Turn } from './turn.ts'

/** @param answer shows a short text above the chat; empty: only stops the clock */
export async function press(turn: Turn, data: string, answer: (text: string) => Promise<void>): Promise<void> {
  const pressed = readPress(data)
  if (pressed === null) return answer(turn.words.staleButton)
  const own = await turn.edges.directory.channelsOf(turn.person.id)
  // A button names its channel: it works for whoever manages that channel, and for nobody else.
  if (!own.some(({ id }) => id === pressed.channel)) return answer(turn.words.staleButton)
  let answered = false
  const once = async (text: string) => {
    answered = true
    await answer(text)
  }
  await aboutChannel((about) => act(about, pressed, once))({
    ...turn,
    text: '',
    person: { ...turn.person, current: pressed.channel },
  })
  if (!answered) await answer('')
}

async function act(turn: ChannelTurn, pressed: Press, answer: (text: string) => Promise<void>): Promise<void> {
  const { edges, person, words, entry, cell, reply } = turn
  switch (pressed.kind) {
    case 'post': {
      const posted = await cell.postNewest(entry.id, pressed.feed, momentOf(turn))
      return answer(posted === 0 ? words.postedBefore : words.posted(posted))
    }
    case 'choose': {
      const chosen = (await edges.directory.offered(pressed.offer, person.id))[pressed.index]
      if (chosen === undefined) return answer(words.offerGone)
      await answer('')
      return answerAdded(turn, await cell.addFeed(entry.id, chosen.url, edges.now))
    }
    case 'keep': {
      const view = await cell.view(entry.id, edges.now)
      if (view?.channel.pause?.by !== 'choice') return answer(words.staleButton)
      await answer('')
      await cell.release(entry.id, pressed.keep, momentOf(turn))
      return reply(words.released(pressed.keep))
    }
  }
}
