/** The page of what a channel has on the web: reading pages, and a page and feeds of its own. */
import type { ChannelView } from '../../cell/api.ts'
import { readShortCode } from '../../links/code.ts'
import { button } from '../keyboards.ts'
import type { Screen } from '../turn.ts'
import type { Words } from '../words/vocabulary.ts'
import { backToChannel, chosen } from './channel.ts'

/** @param linkBase null: no public address is known */
export function webScreen(words: Words, view: ChannelView, linkBase: string | null): Screen {
  const { newestCode } = view
  const { id, reading, page, username } = view.channel
  const { buttons } = words.menu
  const toggle = (setting: 'reading' | 'page', isOn: boolean) =>
    button(chosen(isOn, buttons[setting]), { kind: 'set', setting, value: isOn ? 'off' : 'on', channel: id })
  const edition = newestCode === null ? undefined : readShortCode(newestCode)?.edition
  const addresses = {
    page: linkBase === null || username === null || !page ? null : `${linkBase}/c/${username}`,
    digest: linkBase === null || edition === undefined ? null : `${linkBase}/d/${edition}`,
  }
  return {
    html: words.menu.web(view, addresses),
    rows: [[toggle('reading', reading), toggle('page', page)], ...backToChannel(words, id)],
  }
}
