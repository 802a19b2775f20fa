/** The menu's pages about one channel, by their names. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Words } from '../../i18n/words.ts'
import type { ScreenName } from '../keyboards.ts'
import type { ChannelTurn, Screen } from '../request-context.ts'
import { viewOf } from '../target.ts'
import { channelScreen, sureScreen } from './channel.ts'
import { feedScreen, feedsScreen } from './feeds.ts'
import { filterScreen } from './filter.ts'
import { languageScreen } from './languages.ts'
import { lookScreen } from './look.ts'
import { quietScreen, timesScreen } from './times.ts'
import { webScreen } from './web.ts'

function screenOf(words: Words, view: ChannelView, name: ScreenName, at: number, linkBase: string | null): Screen {
  switch (name) {
    case 'channel':
      return channelScreen(words, view)
    case 'feeds':
      return feedsScreen(words, view, at)
    case 'feed':
      return feedScreen(words, view, at)
    case 'filter':
      return filterScreen(words, view)
    case 'times':
      return timesScreen(words, view)
    case 'quiet':
      return quietScreen(words, view)
    case 'look':
      return lookScreen(words, view, linkBase !== null)
    case 'web':
      return webScreen(words, view, linkBase)
    case 'language':
      return languageScreen(words, view)
    case 'sure':
      return sureScreen(words, view, at)
  }
}

/** Shows a page: in place of the message whose button was pressed, or as an answer. `at`: which of several, or the id of a feed. */
export async function showScreen(turn: ChannelTurn, name: ScreenName, at: number, before = ''): Promise<void> {
  const { words, entry, deps } = turn
  const view = await viewOf(turn)
  if (view === null) return turn.show({ html: words.unknownChannel(entry.title), rows: [] })
  const { html, rows } = screenOf(words, view, name, at, deps.settings.linkBase)
  await turn.show({ html: before === '' ? html : `${before}\n${html}`, rows })
}
