/** What buttons do. Every press is answered, so that Telegram's clock on it stops; an old one politely. */
import type { ChannelId } from '../../model.ts'
import { addAddress } from '../commands/add.ts'
import { answerFilterSet } from '../commands/filter.ts'
import { askBacklog } from '../commands/pause.ts'
import { preview } from '../commands/preview.ts'
import { showRemoved } from '../commands/remove.ts'
import { answerRetracted } from '../commands/retract.ts'
import { answerOver, feedsAllowed } from '../handlers/allowance.ts'
import { type Press, readPress } from '../keyboards.ts'
import type { ChannelTurn, Turn } from '../request-context.ts'
import { showScreen } from '../screens/show-screen.ts'
import { askCity, askText } from '../settings/ask.ts'
import { changeSetting } from '../settings/change-setting.ts'
import { onChannel, viewOf } from '../target.ts'
import { less } from './less-like-this.ts'
import { pressOfPerson } from './person-callbacks.ts'
import { forget, undo } from './stop-managing.ts'

/** @param answer shows a short text above the chat; empty: only stops the clock */
export async function press(turn: Turn, data: string, answer: (text: string) => Promise<void>): Promise<void> {
  const pressed = readPress(data)
  if (pressed === null) return answer(turn.words.staleButton)
  // Who goes elsewhere in the menu does not answer what was asked.
  const leaves = pressed.kind === 'go' || pressed.kind === 'home' || pressed.kind === 'tongues'
  if (leaves && turn.person.question !== null) await turn.deps.directory.ask(turn.person.id, null)
  let answered = false
  const once = async (text: string) => {
    answered = true
    await answer(text)
  }
  if (!('channel' in pressed)) {
    if (pressed.kind === 'undo') await undo(turn, pressed.memo, once)
    else await pressOfPerson(turn, pressed, once)
  } else {
    // A button names its channel: it works for whoever administers that channel, and for nobody else.
    const entry = await turn.deps.directory.channel(pressed.channel)
    if (entry === null) return answer(turn.words.staleButton)
    await onChannel((about) => act(about, pressed, once), turn, entry, '')
  }
  if (!answered) await answer('')
}

type ChannelPress = Extract<Press, { readonly channel: ChannelId }>

async function act(turn: ChannelTurn, pressed: ChannelPress, answer: (text: string) => Promise<void>): Promise<void> {
  const { deps, person, words, entry, channel, show } = turn
  const { id } = entry
  switch (pressed.kind) {
    case 'go': {
      if (pressed.screen === 'channel') {
        await deps.directory.manage(person.id, id)
        await deps.directory.setCurrent(person.id, id)
      }
      return showScreen(turn, pressed.screen, pressed.at)
    }
    case 'set':
      return changeSetting(turn, pressed.setting, pressed.value)
    case 'ask':
      return askText(turn, pressed.about, pressed.at === 0 ? null : pressed.at)
    case 'zone':
      return askCity(turn)
    case 'pause':
      await channel.pause()
      return showScreen(turn, 'channel', 0)
    case 'resume': {
      const { asks } = await channel.resume()
      if (asks) return askBacklog(turn)
      return showScreen(turn, 'channel', 0)
    }
    case 'preview':
      await answer('')
      return preview(turn)
    case 'clear': {
      const set = await channel.setFilter(pressed.at === 0 ? null : { id: pressed.at }, '')
      return answerFilterSet(turn, set)
    }
    case 'post': {
      const posted = await channel.wantNewest(pressed.feed)
      if (posted === 0) return answer(words.postedBefore)
      await turn.dropButtons()
      if ((await viewOf(turn))?.channel.pause !== null) return answer(words.postedPaused)
      await answer(words.posted(posted))
      await deps.cell(entry.cell).urgentCycle(deps.settings.linkBase)
      return
    }
    case 'choose': {
      const memo = await deps.directory.recall(pressed.memo, person.id)
      const chosen = memo?.kind === 'feeds' ? memo.feeds[pressed.index] : undefined
      if (chosen === undefined) return answer(words.offerGone)
      await answer('')
      return addAddress(turn, chosen.url)
    }
    case 'addto': {
      const memo = await deps.directory.recall(pressed.memo, person.id)
      if (memo?.kind !== 'address') return answer(words.offerGone)
      await answer('')
      return addAddress(turn, memo.address)
    }
    case 'restore': {
      const feed = await channel.restoreFeed(pressed.feed, await feedsAllowed(turn))
      if (feed === 'over') return answerOver(turn)
      if (feed === null) return answer(words.offerGone)
      return show({ html: words.putBack(feed, entry.title), rows: [] })
    }
    case 'remove': {
      const feed = await channel.removeFeed({ id: pressed.feed })
      if (feed === null) return answer(words.staleButton)
      return showRemoved(turn, feed)
    }
    case 'forget':
      return forget(turn)
    case 'keep': {
      const view = await viewOf(turn)
      if (view?.channel.pause?.by !== 'choice') return answer(words.staleButton)
      await answer('')
      await channel.release(pressed.keep, deps.settings.linkBase)
      return show({ html: words.released(pressed.keep, (await viewOf(turn)) ?? view), rows: [] })
    }
    case 'less':
    case 'lessof':
    case 'exclude':
      return less(turn, pressed)
    case 'unretract':
      return (await channel.unretract(pressed.code))
        ? show({ html: words.unretracted, rows: [] })
        : answer(words.staleButton)
    case 'erase':
      return answerRetracted(turn, await channel.retract(pressed.code, true), pressed.code)
  }
}
