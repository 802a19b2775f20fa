/** The page of what a channel has on the web: reading pages, and a page and feeds of its own. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Words } from '../../i18n/words.ts'
import { button } from '../keyboards.ts'
import type { Screen } from '../request-context.ts'
import { backToChannel, chosen } from './channel.ts'

/** @param linkBase null: no public address is known */
export function webScreen(words: Words, view: ChannelView, linkBase: string | null): Screen {
  const { newestCode } = view
  const { id, kind, reading, page, username } = view.channel
  const { buttons } = words.menu
  const toggle = (setting: 'reading' | 'page', isOn: boolean) =>
    button(chosen(isOn, buttons[setting]), { kind: 'set', setting, value: isOn ? 'off' : 'on', channel: id })
  // What only private chats got is on no page.
  const isOpen = username !== null && kind !== 'private'
  const addresses = {
    page: linkBase === null || username === null || !page ? null : `${linkBase}/c/${username}`,
    digest: linkBase === null || newestCode === null || !isOpen ? null : `${linkBase}/d/${newestCode}`,
  }
  return {
    html: words.menu.web(view, addresses),
    rows: [[toggle('reading', reading), toggle('page', page)], ...backToChannel(words, id)],
  }
}
