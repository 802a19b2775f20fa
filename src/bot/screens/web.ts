/** The screen of what a channel has on the web: reading pages, and its page with its feeds. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Texts } from '../../i18n/texts.ts'
import { button, type Screen } from '../keyboards.ts'
import { backToChannel, chosen } from './channel.ts'

/** @param linkBase null: the bot has no known public address */
export function webScreen(texts: Texts, view: ChannelView, linkBase: string | null): Screen {
  const { newestCode } = view
  const { id, kind, reading, page, username } = view.channel
  const { buttons } = texts.menu
  const toggle = (setting: 'reading' | 'page', isOn: boolean) =>
    button(chosen(isOn, buttons[setting]), { kind: 'set', setting, value: isOn ? 'off' : 'on', channel: id })
  // Digests of private chats are not public.
  const isOpen = username !== null && kind !== 'private'
  const addresses = {
    page: linkBase === null || username === null || !page ? null : `${linkBase}/c/${username}`,
    digest: linkBase === null || newestCode === null || !isOpen ? null : `${linkBase}/d/${newestCode}`,
  }
  return {
    html: texts.menu.web(view, addresses),
    rows: [[toggle('reading', reading), toggle('page', page)], ...backToChannel(texts, id)],
  }
}
